import assert from 'node:assert/strict';
import { type FactSheet, packSql, prepareDecider, type SqlDialectName, type Variant } from '@fengcun/policy';

/** Rows of a statement in the order of `id`. */
export type AskRows = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Compares the SQL of a pack with the interpreter on every record; gives how often each clause decided. */
export const compareSql = async (
  variant: Variant, sheets: readonly FactSheet[], on: Readonly<{ dialect: SqlDialectName; ask: AskRows }>,
): Promise<ReadonlyMap<string, number>> => {
  const { id } = variant.pack;
  const written = packSql(variant, { dialect: on.dialect, table: 'records', id: 'id' });
  assert.ok(written.ok, `${id} ${JSON.stringify(written)}`);
  const decider = prepareDecider(variant.pack, variant);
  assert.ok(decider.ok);
  const rows = await on.ask(`${written.value.sql} ORDER BY id`);
  assert.equal(rows.length, sheets.length);
  const seen = new Map<string, number>();
  sheets.forEach((sheet, i) => {
    const { outcome, decidedBy, sealFrom } = decider.value.trace(sheet);
    const row = rows[i] ?? {};
    const place = Number(row['decided']);
    const by = place < 0 ? 'unknownFacts' : written.value.clauses[place] ?? 'otherwise';
    assert.deepEqual([row['outcome'], by, row['seal_from']], [outcome, decidedBy, sealFrom ?? null], `${id}, record ${i}`);
    for (const key of [by, outcome]) seen.set(key, (seen.get(key) ?? 0) + 1);
  });
  return seen;
};
