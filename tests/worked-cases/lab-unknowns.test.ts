import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Case } from './case.ts';
import { FOREIGN_BOUNDARIES } from './lab-foreign.ts';
import { OREGON_BOUNDARIES } from './lab-oregon.ts';
import { LAB_BOUNDARIES, LAB_WORKED_CASES } from './lab-proposals.ts';
import { decideCase, FOREIGN, packOf, PROPOSALS } from './packs.ts';

const ROWS: readonly Case[] = [...LAB_WORKED_CASES, ...LAB_BOUNDARIES, ...FOREIGN_BOUNDARIES, ...OREGON_BOUNDARIES];
const SEALS: readonly string[] = ['mustSeal', 'sealFrom', 'mayApply'];
const UNSEALS: readonly string[] = ['mustUnseal'];

const outcomeOf = (row: Case): string => {
  const decision = decideCase(row);
  return typeof decision === 'string' ? decision : decision.outcome;
};

const forgotten = (row: Case, fact: string): Case => ({ ...row, facts: { ...row.facts, [fact]: 'unknown' } });

for (const pack of [...PROPOSALS, ...FOREIGN]) {
  const rows = ROWS.filter((row) => row.pack === pack && (row.matter ?? 'seal') === 'seal' && !SEALS.includes(outcomeOf(row)));
  if (rows.length === 0) continue;
  test(`${pack}: forgetting a fact never seals what was not sealed (${rows.length} rows)`, () => {
    for (const row of rows) {
      for (const fact of Object.keys(row.facts)) {
        assert.ok(!SEALS.includes(outcomeOf(forgotten(row, fact))), `${row.id} without ${fact}`);
      }
    }
  });
}

test('forgetting a fact never unseals', () => {
  const rows = ROWS.filter((row) => row.matter === 'unseal' && !UNSEALS.includes(outcomeOf(row)));
  assert.ok(rows.length > 3);
  for (const row of rows) {
    for (const fact of Object.keys(row.facts)) assert.ok(!UNSEALS.includes(outcomeOf(forgotten(row, fact))), `${row.id} without ${fact}`);
  }
});

test('with nothing known no pack seals', () => {
  for (const pack of [...PROPOSALS, ...FOREIGN]) assert.equal(outcomeOf({ id: '', story: '', article: '', outcome: '', pack, facts: {} }), 'needsReview', pack);
});

test('every new pack has rows that seal, rows that do not, and its own hash', () => {
  const hashes = new Set<string>();
  for (const pack of [...PROPOSALS.slice(5), ...FOREIGN]) {
    const outcomes = new Set(ROWS.filter((row) => row.pack === pack).map(outcomeOf));
    assert.ok(outcomes.size >= 3 && outcomes.has('mustSeal'), `${pack}: ${[...outcomes].join(', ')}`);
    hashes.add(packOf(pack).hash);
  }
  assert.equal(hashes.size, PROPOSALS.length - 5 + FOREIGN.length);
});
