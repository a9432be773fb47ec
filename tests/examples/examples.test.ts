import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { readingToJson } from '@fengcun/judgment';
import { decideRecord, type DecideSettings } from '../../apps/cli/src/decide-record.ts';
import { expandFiles } from '../../apps/cli/src/files.ts';
import { loadPacks, packsInForce } from '../../apps/cli/src/packs-folder.ts';
import { readSource, type ReadSource } from '../../apps/cli/src/records.ts';
import { openSources } from '../../apps/cli/src/sources.ts';
import { root } from '../tidy/source.ts';

// The invented examples against what their author wrote down by hand before any reader saw them.

type Expected = Readonly<{ outcome: string | null; fromText?: string; why: string; refusal?: string; id: string }>;
type Row = Readonly<Record<string, unknown>>;
type Document = Readonly<{
  id: string; file: string; shows: string; refusal?: string; problems?: readonly string[];
  defendants?: readonly (Row & Readonly<{ expected?: Expected }>)[];
}>;
const expected = JSON.parse(readFileSync(join(root, 'tests/examples/expected.json'), 'utf8')) as Readonly<{
  asOf: string; documents: readonly Document[]; rows: readonly (Expected & Readonly<{ file: string }>)[];
}>;

const readAll = async (): Promise<readonly ReadSource[]> => {
  const sources: ReadSource[] = [];
  for (const file of await expandFiles(['documents', 'rows'].map((name) => join(root, 'examples', name)))) {
    for await (const source of openSources(file)) sources.push(readSource(source));
  }
  return sources;
};

const settings: DecideSettings = {
  packs: packsInForce(await loadPacks()), asOf: civil(expected.asOf), matter: 'seal', switches: {}, packsAreNamed: false,
};
const sources = await readAll();

const sourceOf = (document: Document): ReadSource => {
  const name = document.file.replace(/^.*\//, '');
  const found = sources.filter((source) => source.name.endsWith(name));
  const own = found.length === 1 ? found[0] : found.find((source) => source.id.includes(document.id) || source.id === document.id);
  assert.ok(own !== undefined, `${document.id} was read`);
  return own;
};

const GROUP: Readonly<Record<string, string>> = {
  mustSeal: 'seal', sealFrom: 'seal', mustNotSeal: 'notSealed', notCovered: 'notSealed', needsReview: 'review',
};

const groupOf = (source: ReadSource, index: number): string | undefined => {
  const record = source.records[index];
  const [decision] = record === undefined ? [] : decideRecord(record, settings);
  return GROUP[decision?.outcome ?? ''];
};

const FIELDS = [
  'name', 'sex', 'birthDate', 'entity', 'charges', 'combined', 'probationMonths', 'fineYuan', 'confiscationYuan',
  'deprivationOfPoliticalRights', 'termStart', 'termEnd', 'recidivist', 'drugRecidivist', 'juvenileAtOffence', 'surrender', 'merit', 'pleaLeniency',
  'mergedWithPrior', 'revokedProbation', 'priorConvictions',
];

const fieldsOf = (row: Row): Row =>
  Object.fromEntries(FIELDS.flatMap((field) => (row[field] === undefined ? [] : [[field, plain(field, row[field])]])));

/** Only what the stable output promises of a charge; the author noted more. */
const plain = (field: string, value: unknown): unknown =>
  field !== 'charges' || !Array.isArray(value) ? value
    : value.map((charge: Row) => ({ name: charge['name'], ...(charge['term'] === undefined ? {} : { term: charge['term'] }),
      ...(charge['fineYuan'] === undefined ? {} : { fineYuan: charge['fineYuan'] }) }));

for (const document of expected.documents) {
  test(`${document.id}: ${document.shows}`, () => {
    const source = sourceOf(document);
    if (document.refusal !== undefined) {
      assert.ok(source.refusal !== undefined, 'is refused');
      if (document.refusal !== 'UNREADABLE_FILE') assert.equal(source.refusal.code, document.refusal);
      return;
    }
    assert.equal(source.refusal, undefined, 'is read');
    const codes = source.problems.map((problem) => problem.code);
    for (const code of document.problems ?? []) assert.ok(codes.includes(code), `reports ${code}, not only ${codes.join()}`);
    if ((document.problems ?? []).length === 0) assert.deepEqual(codes, [], 'raises no doubt');
    assert.ok(source.reading !== undefined);
    const read = (readingToJson(document.id, source.reading) as unknown as { defendants: readonly Row[] }).defendants;
    assert.deepEqual(read.map(fieldsOf), (document.defendants ?? []).map(fieldsOf));
    (document.defendants ?? []).forEach((defendant, index) => {
      const outcomes = [defendant.expected?.outcome, defendant.expected?.fromText];
      assert.ok(outcomes.includes(groupOf(source, index)), `${groupOf(source, index)}: ${defendant.expected?.why}`);
    });
  });
}

for (const row of expected.rows) {
  test(`${row.id}: ${row.why}`, () => {
    const name = row.file.replace(/^.*\//, '');
    const found = sources.filter((source) => source.name.endsWith(name))
      .flatMap((source) => source.records.map((record, index) => ({ source, record, index })))
      .find(({ record }) => record.id === row.id);
    if (row.refusal !== undefined) {
      assert.equal(found, undefined, 'is refused');
      return;
    }
    assert.ok(found !== undefined, 'is read');
    assert.ok([row.outcome, row.fromText].includes(groupOf(found.source, found.index)), `${groupOf(found.source, found.index)}`);
  });
}
