import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DATE_BOUNDARIES, JUVENILE_BOUNDARIES, PROPOSAL_BOUNDARIES, UNSEAL_BOUNDARIES,
} from '../worked-cases/boundaries.ts';
import type { PackName } from '../worked-cases/case.ts';
import { LAB_BOUNDARIES, LAB_WORKED_CASES } from '../worked-cases/lab-proposals.ts';
import { FOREIGN_BOUNDARIES } from '../worked-cases/lab-foreign.ts';
import { OREGON_BOUNDARIES } from '../worked-cases/lab-oregon.ts';
import { FOREIGN, IN_FORCE, packOf, PROPOSALS } from '../worked-cases/packs.ts';
import { WORKED_CASES } from '../worked-cases/worked-cases.ts';
import { BEYOND, DOCUMENT, renderCoverage, RULES, textOf } from './coverage.ts';

const RULE_COUNT = 91;
const MATRIX = '../shared/law/rules-matrix.json';
const CASES = '../shared/law/worked-cases.json';

const rowIds = [...WORKED_CASES, ...JUVENILE_BOUNDARIES, ...DATE_BOUNDARIES, ...UNSEAL_BOUNDARIES, ...PROPOSAL_BOUNDARIES,
  ...LAB_WORKED_CASES, ...LAB_BOUNDARIES, ...FOREIGN_BOUNDARIES, ...OREGON_BOUNDARIES]
  .map(({ id }) => id);
const packNames: readonly PackName[] = [...IN_FORCE, ...PROPOSALS, ...FOREIGN];

const hasClause = (reference: string): boolean => {
  const [, packName, matterName, kind, id] = /^([^/]+)\/([^/#]+)([/#])(.+)$/.exec(reference) ?? [];
  const name = packNames.find((each) => each === packName);
  const matter = name === undefined ? undefined : packOf(name).matters.find((each) => each.name === matterName);
  const list = kind === '#' ? matter?.flags : matter?.clauses;
  return list?.some((each) => each.id === id) ?? false;
};

const hasExport = (reference: string): boolean => {
  const [path = '', symbol = ''] = reference.split('#');
  return new RegExp(`export (const|type|class|function) ${symbol}\\b`).test(textOf(path) ?? '');
};

/** A row of the tables: the id itself, or one that begins with it (`W-59` stands for `W-59a` to `W-59g`). */
const hasRow = (reference: string): boolean =>
  rowIds.some((id) => id === reference || (id.startsWith(reference) && /^[a-z-]/.test(id.slice(reference.length))));

const hasTest = (reference: string): boolean => {
  const [path = '', text = ''] = reference.split('#');
  return path.endsWith('.test.ts') ? (textOf(path)?.includes(text) ?? false) : hasRow(reference);
};

test(`all ${RULE_COUNT} rules of the matrix stand in the coverage, each once`, () => {
  assert.equal(RULES.length, RULE_COUNT);
  assert.equal(new Set(RULES.map(({ id }) => id)).size, RULE_COUNT);
});

test('a rule is here with a test that proves it, or names the part in which it is still missing', () => {
  for (const { id, clauses, code, tests, missing } of RULES) {
    const isHere = clauses !== undefined || code !== undefined;
    assert.ok(isHere || missing !== undefined, `${id} is neither here nor missing`);
    assert.equal(tests !== undefined, isHere, `${id} needs a test exactly where something of it is here`);
    for (const part of missing ?? []) assert.match(part, /^[2-8]\/8 [a-z ]+$/, id);
  }
});

test('every clause, flag, export and test that the coverage names exists', () => {
  for (const { id, clauses = [], code = [], tests = [] } of RULES) {
    assert.deepEqual(clauses.filter((each) => !hasClause(each)), [], `${id}: clauses`);
    assert.deepEqual(code.filter((each) => !hasExport(each)), [], `${id}: exports`);
    assert.deepEqual(tests.filter((each) => !hasTest(each)), [], `${id}: tests`);
  }
  for (const { clause, tests } of BEYOND) assert.ok(hasClause(clause) && tests.every(hasTest), clause);
});

test('every clause of every pack serves a rule or an exception to one', () => {
  const named = new Set([...RULES.flatMap(({ clauses }) => clauses ?? []), ...BEYOND.map(({ clause }) => clause)]);
  const idle = packNames.flatMap((name) => packOf(name).matters.flatMap(({ name: matter, clauses }) =>
    clauses.filter((clause) => clause.exceptTo.length === 0 && clause.outcome !== 'needsReview' && clause.outcome !== 'notCovered')
      .map((clause) => `${name}/${matter}/${clause.id}`)));
  assert.deepEqual(idle.filter((each) => !named.has(each)), []);
});

test(`${DOCUMENT} is what the generator writes`, () => {
  assert.equal(textOf(DOCUMENT), renderCoverage(), 'run tests/law-coverage/generate.ts');
});

const idsIn = (path: string): readonly string[] | undefined => {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const rows: unknown = JSON.parse(text);
  return Array.isArray(rows) ? rows.map((row: { readonly id: string }) => row.id) : [];
};

const matrix = idsIn(MATRIX);
test('the rules are those of the matrix', { skip: matrix === undefined ? `${MATRIX} is not here` : false }, () => {
  assert.deepEqual(RULES.map(({ id }) => id), matrix);
});

/** Worked cases about inquiries, certificates, screening and duties of people: parts 3/8 and 4/8. */
const OF_LATER_PARTS = ['W-33', 'W-35', 'W-37', 'W-39', 'W-55', 'W-57', 'W-77', 'W-79'];
const given = idsIn(CASES);
test('every worked case given is a row of the tables, or belongs to a later part', {
  skip: given === undefined ? `${CASES} is not here` : false,
}, () => {
  const dates = textOf('tests/worked-cases/date-cases.test.ts') ?? '';
  const isTested = (id: string): boolean => hasRow(id) || dates.includes(`'${id}'`) || dates.includes(`date case ${id}:`);
  const open = (given ?? []).filter((id) => !isTested(id));
  assert.deepEqual(open, OF_LATER_PARTS);
});
