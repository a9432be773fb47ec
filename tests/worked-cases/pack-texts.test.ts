import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pack } from '@fengcun/policy';
import { resolveCitation } from '@fengcun/statute';
import { FOREIGN, IN_FORCE, packOf, PROPOSALS } from './packs.ts';

const packs = [...IN_FORCE, ...PROPOSALS, ...FOREIGN].map(packOf);

const citationsOf = (pack: Pack): readonly string[] => [
  ...pack.switches.flatMap(({ cite }) => cite),
  ...pack.parameters.flatMap(({ cite }) => cite),
  ...pack.definitions.flatMap(({ cite }) => cite),
  ...(pack.piercing === undefined ? [] : [...pack.piercing.rules, pack.piercing.otherwise].flatMap(({ cite }) => cite)),
  ...pack.matters.flatMap(({ clauses, flags, otherwise }) => [
    ...otherwise.cite,
    ...flags.flatMap(({ cite }) => cite),
    ...clauses.flatMap(({ cite, conditions, reasons = [] }) =>
      [...cite, ...[...conditions, ...reasons].flatMap((part) => part.cite)]),
  ]),
];

/** Texts without spaces and punctuation: the report is printed with half-width signs. */
const bare = (text: string): string => text.replace(/[\s,，;；:：.。()（）“”]/g, '');
const wordsOf = (id: string): string => {
  const article = id.split('_').slice(0, 2).join('_');
  return [id, article].map((each) => {
    const found = resolveCitation(each);
    return found.ok ? found.value.text : '';
  }).join('');
};

for (const pack of packs) {
  test(`${pack.id}: every citation resolves in the corpus`, () => {
    const missing = [...new Set(citationsOf(pack))].filter((id) => !resolveCitation(id).ok);
    assert.deepEqual(missing, []);
  });

  test(`${pack.id}: a sentence not marked otherwise is the wording of a norm that its clause cites`, () => {
    const wrong = pack.matters.flatMap(({ clauses }) => clauses).filter((clause) =>
      clause.verbatim && !clause.cite.some((id) => bare(wordsOf(id)).includes(bare(clause.text))));
    assert.deepEqual(wrong.map(({ id }) => id), []);
  });

  test(`${pack.id}: a sentence of a text held only as a digest is marked so`, () => {
    const wrong = pack.matters.flatMap(({ clauses }) => clauses).filter((clause) => {
      const first = resolveCitation(clause.cite[0] ?? '');
      return clause.verbatim && first.ok && !first.value.verbatim;
    });
    assert.deepEqual(wrong.map(({ id }) => id), []);
  });

  test(`${pack.id}: every condition names its norm and every explanation is a whole sentence in both languages`, () => {
    for (const { clauses, otherwise } of pack.matters) {
      for (const clause of clauses) {
        for (const condition of clause.conditions) assert.ok(condition.cite.length > 0, `${clause.id}/${condition.id}`);
      }
      for (const { explain } of [...clauses, otherwise]) {
        assert.match(explain.zh, /^[^\n]{8,90}。$/u);
        assert.match(explain.en, /^[A-Z][^\n]{8,260}\.$/u);
      }
    }
  });
}

const statusOf = (id: string): string => {
  const found = resolveCitation(id);
  return found.ok ? found.value.instrument.status : 'none';
};

test('law in force, proposals and foreign law are never mixed in one pack', () => {
  for (const pack of packs) {
    const expected = IN_FORCE.some((name) => name === pack.id) ? 'inForce' : FOREIGN.some((name) => name === pack.id) ? 'foreign' : 'proposal';
    assert.equal(pack.status, expected);
    const statuses = new Set(citationsOf(pack).map(statusOf));
    assert.equal(statuses.has('proposal'), expected === 'proposal', pack.id);
    assert.equal(statuses.has('foreign'), expected === 'foreign', pack.id);
    // Foreign law rests on foreign law alone.
    if (expected === 'foreign') assert.deepEqual([...statuses], ['foreign'], pack.id);
  }
});
