import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import fc from 'fast-check';
import { prepareDecider } from '../evaluate/decide.ts';
import { facts, matters, packText } from '../evaluate/testing/generated-pack.ts';
import type { Formula } from '../evaluate/testing/naive.ts';
import { parseFacts } from '../facts/parse-facts.ts';
import { loadPack } from '../packs/load-pack.ts';
import { columnsOf, domainsOf } from './columns.ts';
import { compileColumns, newVerdicts, verdictAt } from './program.ts';

const AS_OF = civil('2026-11-21');

const WIDE = [
  'suspended', 'firstOffender', 'recidivist', 'drugRecidivist', 'annulled', 'ageProven', 'courtFoundJuvenile',
  'principalActsBefore18', 'jointWithAdult', 'jointWithJuvenile', 'severed', 'priorJudgmentSealed',
] as const;

test('a condition over too many facts for a table is computed record by record, with the same answers', () => {
  const some = WIDE.map((name): Formula => ({ is: 'fact', name })).reduce((a, b) => ({ is: 'or', a, b }));
  const all = WIDE.map((name): Formula => ({ is: 'not', of: { is: 'fact', name } })).reduce((a, b) => ({ is: 'or', a, b }));
  const under: Formula = { is: 'or', a: some, b: { is: 'under18', born: { is: 'name', name: 'bornOn' }, on: { is: 'day', value: '2018-03-01' } } };
  const clause = (id: string, formula: Formula, outcome: string) => ({ id, from: '2013-01-01', all: [formula], outcome });
  const pack = loadPack(packText({ otherwise: 'notCovered', clauses: [
    clause('clause-0', { is: 'not', of: under }, 'mustNotSeal'), clause('clause-1', all, 'mustSeal'), clause('clause-2', some, 'needsReview'),
  ] }));
  assert.ok(pack.ok);
  const decider = prepareDecider(pack.value, { asOf: AS_OF });
  assert.ok(decider.ok);
  const person = fc.record({
    bornOn: fc.constantFrom('2000-02-29', '2000-02-28', undefined),
    ...Object.fromEntries(WIDE.map((name) => [name, fc.constantFrom(false, false, false, false, true, undefined)])),
  });
  const seen = new Set<string>();
  fc.assert(fc.property(fc.array(person, { minLength: 50, maxLength: 50 }), (people) => {
    const sheets = people.map((plain) => parseFacts(plain)).flatMap((sheet) => (sheet.ok ? [sheet.value] : []));
    const columns = columnsOf(sheets);
    const program = compileColumns([{ pack: pack.value, asOf: AS_OF }], domainsOf(columns));
    assert.ok(program.ok && /const l0 = /.test(program.value.source.write), 'it fitted into a table');
    const written = newVerdicts(1, sheets.length);
    program.value.write(columns, written)(0, sheets.length);
    sheets.forEach((sheet, row) => {
      const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
      seen.add(decidedBy);
      assert.deepEqual(verdictAt(program.value, written, { variant: 0, row }), { outcome, decidedBy, sealFrom });
    });
  }), { seed: 286, numRuns: 40 });
  assert.ok(seen.size >= 3, [...seen].join(', '));
});

test('columnar = interpreter on generated packs, several in one pass, and facts with unknowns', () => {
  const seen = new Map<string, number>();
  const several = fc.array(matters, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(several, fc.array(facts, { minLength: 1, maxLength: 40 }), (laws, people) => {
    const sheets = people.map((plain) => {
      const sheet = parseFacts(plain);
      assert.ok(sheet.ok);
      return sheet.value;
    });
    const variants = laws.map((law, v) => {
      const pack = loadPack(packText(law));
      assert.ok(pack.ok);
      return { pack: pack.value, asOf: AS_OF, switches: { K3: v % 2 === 0 ? 'keep' : 'unseal' } };
    });
    const columns = columnsOf(sheets);
    const program = compileColumns(variants, domainsOf(columns));
    assert.ok(program.ok);
    const written = newVerdicts(variants.length, sheets.length);
    program.value.write(columns, written)(0, sheets.length);
    const tally = program.value.newTally();
    let open = 0;
    program.value.tally(columns, tally, (_, mask) => { open += mask.toString(2).replaceAll('0', '').length; })(0, sheets.length);
    let undetermined = 0;
    let later = 0;
    variants.forEach((variant, v) => {
      const decider = prepareDecider(variant.pack, variant);
      assert.ok(decider.ok);
      sheets.forEach((sheet, row) => {
        const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
        assert.deepEqual(verdictAt(program.value, written, { variant: v, row }), { outcome, decidedBy, sealFrom });
        if (decidedBy === 'unknownFacts') undetermined += 1;
        if (outcome === 'sealFrom') later += 1;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      });
    });
    assert.equal(open, undetermined);
    assert.equal(tally.later.reduce((sum, n) => sum + n, 0), later);
    assert.equal([...tally.counts, ...tally.later].reduce((sum, n) => sum + n, 0), sheets.length * variants.length);
  }), { seed: 286, numRuns: 400 });
  for (const kind of ['mustSeal', 'sealFrom', 'mustNotSeal', 'notCovered', 'needsReview']) {
    assert.ok((seen.get(kind) ?? 0) > 100, `only ${seen.get(kind) ?? 0} of ${kind}`);
  }
});
