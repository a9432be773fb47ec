import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from './load-pack.ts';
import type { PackProblem, PackProblemCode } from './pack.ts';
import { changed, EXAMPLE, packOf } from './testing/example-pack.ts';

const problems = (text: string): readonly PackProblem[] => {
  const pack = loadPack(text);
  return pack.ok ? [] : pack.error;
};

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

type Fault = readonly [what: string, before: string | RegExp, after: string, code: PackProblemCode, at: string];
const faults: readonly Fault[] = [
  ['an unknown key', 'outcome: mustNotSeal', 'outcom: x\n        outcome: mustNotSeal', 'UNKNOWN_KEY', 'outcom: x'],
  ['a key that stands twice', 'status: inForce', 'status: inForce\nstatus: proposal', 'DUPLICATE_KEY', 'status: proposal'],
  ['two statuses', 'status: inForce', 'status: [inForce, proposal]', 'WRONG_SHAPE', 'status:'],
  ['a status that does not exist', 'status: inForce', 'status: draft', 'WRONG_SHAPE', 'status: draft'],
  ['a missing key', /^title:.*\n/m, '', 'MISSING_KEY', 'id: example'],
  ['a clause without conditions', /all:\n {10}- \{id: is-entity.*\n/, 'all: []\n', 'WRONG_SHAPE', 'all: []'],
  ['a condition without words', /, say: \{zh: 是单位, en: it is a unit\}/, '', 'MISSING_KEY', 'is-entity'],
  ['an id that is not kebab-case', 'id: too-long', 'id: tooLong', 'WRONG_SHAPE', 'id: tooLong'],
  ['a day that does not exist', 'from: 2013-01-01', 'from: 2013-02-30', 'DATE_IMPOSSIBLE', 'from: 2013-02-30'],
  ['a period without days', '{from: 2013-01-01}', '{from: 2013-01-01, to: 2013-01-01}', 'PERIOD_EMPTY', 'effective:'],
  ['an undeclared outcome', 'outcome: mustNotSeal', 'outcome: staySealed', 'OUTCOME_UNDECLARED', 'outcome: staySealed'],
  ['an undeclared outcome of otherwise', '{outcome: notCovered', '{outcome: notSeen', 'OUTCOME_UNDECLARED', 'outcome: notSeen'],
  ['a default that is no option', 'default: sealFive', 'default: sealSix', 'SWITCH_DEFAULT', 'default: sealSix'],
  ['the same condition id twice', 'id: over-60-months', 'id: convicted', 'DUPLICATE_ID', 'id: convicted\n'],
  ['a due day without mustSeal', 'flags: [K3]', 'sealFrom: effectiveOn\n        flags: [K3]', 'SEAL_FROM_WITHOUT_SEAL', 'sealFrom: effectiveOn'],
  ['a due day that is no date', 'sealFrom: effectiveOn', 'sealFrom: suspended', 'CEL_TYPE', 'sealFrom: suspended'],
  ['an exception to nothing', 'exceptTo: [juvenile]', 'exceptTo: [juvenil]', 'EXCEPT_TO_UNKNOWN', 'exceptTo: [juvenil]'],
  ['a flag that nobody defines', 'flags: [markCover]', 'flags: [markCovers]', 'FLAG_UNKNOWN', 'flags: [markCovers]'],
  ['a misspelt fact', 'executedTermMonths > 60', 'executedMonths > 60', 'CEL_UNKNOWN_NAME', 'executedMonths'],
  ['a misspelt enum value', "subjectKind == 'entity'", "subjectKind == 'entty'", 'CEL_NOT_IN_LIST', 'is-entity'],
  ['a misspelt option of a switch', "K3 == 'keepFiveOpen'", "K3 == 'keepOpen'", 'CEL_NOT_IN_LIST', 'when: executed'],
  ['an alias', 'title: {zh: 示例, en: example}', 'title: &a {zh: 示例, en: example}\nnote: *a', 'ALIAS', 'note: *a'],
  ['text that is not YAML', 'switches:', 'switches: [', 'YAML', 'switches:'],
];
for (const [what, before, after, code, at] of faults) {
  test(`refuses ${what} and says where`, () => {
    const text = changed(before, after);
    const found = problems(text).find((problem) => problem.code === code);
    assert.ok(found !== undefined, JSON.stringify(problems(text)));
    if (code !== 'YAML') assert.equal(found.line, lineOf(text, at), JSON.stringify(found));
    // A fault inside a clause names the clause as the author calls it.
    const inside = /^matters\.seal\.clauses\[\d+\]/.test(found.path);
    assert.equal(found.clause !== undefined, inside, JSON.stringify(found));
    assert.ok(found.column >= 1 && found.message.length > 10 && !found.message.includes('\n'));
  });
}

test('the column of a fault in a condition is that of the word', () => {
  const text = changed('executedTermMonths > 60', 'executedMonths > 60');
  const [problem] = problems(text);
  const line = text.split('\n')[(problem?.line ?? 0) - 1] ?? '';
  assert.equal(line.slice((problem?.column ?? 0) - 1).startsWith('executedMonths'), true, JSON.stringify(problem));
  assert.equal(problem?.path, 'matters.seal.clauses[2].all[1].when');
});

test('every fault of a pack is told at once', () => {
  const text = changed('K3 == ', 'K9 == ', changed('outcome: mustNotSeal', 'outcome: x1', changed("'entity'", "'unit'")));
  assert.deepEqual(problems(text).map((problem) => problem.code).sort(),
    ['CEL_NOT_IN_LIST', 'CEL_UNKNOWN_NAME', 'OUTCOME_UNDECLARED']);
});

test('layout, comments and the order of keys do not change the hash; a word does', () => {
  const { hash } = packOf(EXAMPLE);
  assert.match(hash, /^sha256:[0-9a-f]{64}$/);
  assert.equal(packOf(`# a comment\n${changed('status: inForce\n', '', EXAMPLE)}\nstatus: inForce\n`).hash, hash);
  assert.notEqual(packOf(changed('超过五年。', '超过六年。')).hash, hash);
  assert.notEqual(packOf(changed('executedTermMonths > 60', 'executedTermMonths > 61')).hash, hash);
});

test('two versions of a clause may share an id; a limb may be the word true', () => {
  const twice = changed('      - id: juvenile\n', '      - id: too-long\n', changed('exceptTo: [juvenile]', 'exceptTo: all'));
  assert.equal(packOf(twice).matters[0]?.clauses.filter((clause) => clause.id === 'too-long').length, 2);
  assert.ok(loadPack(changed("subjectKind == 'entity'", 'true')).ok);
});

test('nothing, a list and a huge text are refused', () => {
  for (const text of ['', '- a', 'x', 'null', `# ${'x'.repeat(1_000_001)}`]) assert.equal(problems(text).length > 0, true);
});
