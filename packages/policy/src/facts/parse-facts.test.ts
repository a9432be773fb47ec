import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { FACT_FIELDS } from './fact-fields.ts';
import { factsHash, knownFacts } from './facts-hash.ts';
import { parseFacts } from './parse-facts.ts';
import schema from './schema.json' with { type: 'json' };

const refused = (input: unknown): readonly string[] => {
  const parsed = parseFacts(input);
  return parsed.ok ? [] : parsed.error.map((each) => `${each.fact ?? '-'} ${each.code}`);
};

test('a fact that is absent, null or "unknown" is unknown, and the three mean the same', () => {
  const sheets = [{}, { bornOn: null }, { bornOn: 'unknown' }, { bornOn: undefined }].map(parseFacts);
  for (const sheet of sheets) {
    assert.ok(sheet.ok);
    assert.equal(sheet.value.bornOn, 'unknown');
    assert.equal(factsHash(sheet.value), sheets[0]?.ok === true ? factsHash(sheets[0].value) : '');
  }
});

const table: readonly (readonly [what: string, facts: unknown, refusals: readonly string[]])[] = [
  ['a misspelt fact', { executedTermMonth: 12 }, ['- UNKNOWN_FACT']],
  ['a day that does not exist', { bornOn: '2001-02-29' }, ['bornOn DATE_IMPOSSIBLE']],
  ['the leap day that does', { bornOn: '2000-02-29' }, []],
  ['31 April', { offenceTo: '2020-04-31' }, ['offenceTo DATE_IMPOSSIBLE']],
  ['a date in another form', { bornOn: '2001/02/03' }, ['bornOn DATE_FORMAT']],
  ['a date as a number', { bornOn: 20010203 }, ['bornOn WRONG_TYPE']],
  ['a year before 1900', { bornOn: '1899-12-31' }, ['bornOn DATE_RANGE']],
  ['months as text', { executedTermMonths: '12' }, ['executedTermMonths WRONG_TYPE']],
  ['half a month', { executedTermMonths: 12.5 }, ['executedTermMonths WRONG_TYPE']],
  ['-1 months', { executedTermMonths: -1 }, ['executedTermMonths OUT_OF_RANGE']],
  ['0 months', { executedTermMonths: 0 }, []],
  ['1200 months', { executedTermMonths: 1200 }, []],
  ['1201 months', { executedTermMonths: 1201 }, ['executedTermMonths OUT_OF_RANGE']],
  ['a truth as text', { suspended: 'true' }, ['suspended WRONG_TYPE']],
  ['a truth as a number', { suspended: 1 }, ['suspended WRONG_TYPE']],
  ['a kind that is not in the list', { recordKind: 'convicted' }, ['recordKind NOT_IN_LIST']],
  ['a class that is not in the list', { offenceClasses: ['drugs'] }, ['offenceClasses NOT_IN_LIST']],
  ['one class outside a list', { offenceClasses: 'drug' }, ['offenceClasses WRONG_TYPE']],
  ['the same charge twice', { charges: ['盗窃罪', '盗窃罪'] }, ['charges REPEATED']],
  ['no charge at all', { charges: [] }, []],
  ['an empty charge', { charges: [''] }, ['charges WRONG_TYPE']],
  ['a list instead of an object', [], ['- NOT_AN_OBJECT']],
  ['nothing', null, ['- NOT_AN_OBJECT']],
  ['several faults at once', { bornOn: 'x', suspended: 0, colour: 1 }, ['- UNKNOWN_FACT', 'bornOn DATE_FORMAT', 'suspended WRONG_TYPE']],
];
for (const [what, facts, refusals] of table) {
  test(`${refusals.length === 0 ? 'accepts' : 'refuses'} ${what}`, () => assert.deepEqual(refused(facts), refusals));
}

test('a refusal is one sentence that never repeats the value and says what would be right', () => {
  const secret = '张某某-110101199001011234';
  const parsed = parseFacts({ bornOn: secret, recordKind: secret, charges: [1], [secret]: 1, executedTermMonths: secret });
  assert.ok(!parsed.ok);
  assert.equal(parsed.error.length, 5);
  for (const { message } of parsed.error) {
    assert.ok(!message.includes(secret) && !message.includes('110101'), message);
    assert.ok(message.length < 260 && !message.includes('\n'), message);
  }
  const misspelt = parseFacts({ executedTermMonth: 1 });
  assert.match(misspelt.ok ? '' : misspelt.error[0]?.message ?? '', /did you mean executedTermMonths\?/);
});

test('a thousand unknown properties give a short report', () => {
  const parsed = parseFacts(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x${i}`, i])));
  assert.equal(parsed.ok ? 0 : parsed.error.length, 20);
});

test('a sheet is frozen, so that its hash stays the hash of what was decided', () => {
  const sheet = parseFacts({ charges: ['盗窃罪'] });
  assert.ok(sheet.ok && Object.isFrozen(sheet.value) && Object.isFrozen(sheet.value.charges));
});

test('what is unknown is not stored: only known facts remain of a sheet', () => {
  const sheet = parseFacts({ bornOn: null, suspended: false, penalty: 'unknown' });
  assert.ok(sheet.ok);
  assert.deepEqual(knownFacts(sheet.value), { suspended: false });
});

test('members of a set hash alike in every order; a different fact hashes differently', () => {
  const hash = (facts: unknown): string => {
    const sheet = parseFacts(facts);
    return sheet.ok ? factsHash(sheet.value) : 'refused';
  };
  assert.equal(hash({ charges: ['盗窃罪', '诈骗罪'] }), hash({ charges: ['诈骗罪', '盗窃罪'] }));
  assert.notEqual(hash({ executedTermMonths: 12 }), hash({ executedTermMonths: 13 }));
  assert.notEqual(hash({ suspended: false }), hash({}));
});

const anything = fc.oneof(
  fc.boolean(), fc.integer({ min: -5, max: 1300 }), fc.double(), fc.string(), fc.constant(null), fc.constant('unknown'),
  fc.constantFrom('2020-02-29', '2021-02-28', '1899-01-01', 'conviction', 'drug', 'none', 'person'),
  fc.array(fc.constantFrom<unknown>('drug', 'gang', '盗窃罪', 1, ''), { maxLength: 3 }), fc.object(),
);
const names = fc.constantFrom(...FACT_FIELDS.map((field) => field.name), 'colour');

test('parseFacts accepts exactly what the published JSON Schema accepts (days that do not exist aside)', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  ajv.addVocabulary(['x-title', 'x-source', 'x-question', 'x-unit']);
  ajv.addFormat('date', true);
  const accepts = ajv.compile(schema);
  const seen = { accepted: 0, refused: 0 };
  fc.assert(fc.property(fc.dictionary(names, anything, { maxKeys: 3 }), (facts) => {
    const ours = parseFacts(facts);
    if (ours.ok) {
      seen.accepted += 1;
      const again = parseFacts(knownFacts(ours.value));
      assert.ok(again.ok);
      assert.deepEqual(again.value, ours.value);
    } else seen.refused += 1;
    const onlyCalendar = !ours.ok && ours.error.every((each) => each.code === 'DATE_IMPOSSIBLE');
    if (!onlyCalendar) assert.equal(ours.ok, accepts(facts), JSON.stringify(facts));
  }), { seed: 286, numRuns: 3000 });
  assert.ok(seen.accepted > 300 && seen.refused > 300, JSON.stringify(seen));
});
