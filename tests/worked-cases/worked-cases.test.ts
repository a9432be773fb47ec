import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAB_BOUNDARIES, LAB_WORKED_CASES } from './lab-proposals.ts';
import { FOREIGN_BOUNDARIES } from './lab-foreign.ts';
import { OREGON_BOUNDARIES } from './lab-oregon.ts';
import { DATE_BOUNDARIES, JUVENILE_BOUNDARIES, PROPOSAL_BOUNDARIES, UNSEAL_BOUNDARIES } from './boundaries.ts';
import type { Case } from './case.ts';
import { decideCase } from './packs.ts';
import { WORKED_CASES } from './worked-cases.ts';

const check = (row: Case): void => {
  const decision = decideCase(row);
  if (typeof decision === 'string') return assert.equal(decision, row.outcome);
  const { outcome, decidedBy, sealFrom, flags, questions, explain } = decision;
  assert.equal(outcome, row.outcome, `${decidedBy}: ${explain.en}`);
  if (row.by !== undefined) assert.equal(decidedBy, row.by);
  if (row.sealFrom !== undefined) assert.equal(sealFrom, row.sealFrom);
  if (row.flags !== undefined) assert.deepEqual(flags.flatMap(({ id, holds }) => (holds === true ? [id] : [])), row.flags);
  if (row.limits !== undefined) {
    const limiting = (decision.dueReasons ?? []).filter((each) => each.limits).map(({ id }) => id);
    assert.deepEqual(limiting, row.limits);
  }
  if (row.questions !== undefined) {
    assert.deepEqual(questions.flatMap(({ fact }) => fact ?? []).sort(), row.questions);
  }
};

const TABLES: readonly (readonly [title: string, rows: readonly Case[]])[] = [
  ['worked case', WORKED_CASES],
  ['juvenile boundary', JUVENILE_BOUNDARIES],
  ['date boundary', DATE_BOUNDARIES],
  ['unsealing boundary', UNSEAL_BOUNDARIES],
  ['proposal boundary', PROPOSAL_BOUNDARIES],
  ['worked case', LAB_WORKED_CASES],
  ['proposal boundary', LAB_BOUNDARIES],
  ['foreign boundary', FOREIGN_BOUNDARIES],
  ['Oregon boundary', OREGON_BOUNDARIES],
];

for (const [title, rows] of TABLES) {
  for (const row of rows) {
    test(`${title} ${row.id} (${row.pack}): ${row.story} → ${row.outcome}`, () => check(row));
  }
}

test('no two rows bear the same id', () => {
  const ids = TABLES.flatMap(([, rows]) => rows.map(({ id }) => id));
  assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), []);
});
