import assert from 'node:assert/strict';
import test from 'node:test';
import { benchSeal } from './bench-seal.ts';

test('bench seal decides every record and tells both numbers; timings are told, never asserted', async () => {
  const { results, targets } = await benchSeal({ records: 2000 });
  const [row] = results;
  assert.equal(row?.['records'], 2000);
  // Of the invented records some must be sealed and some lack a birth date.
  assert.ok(Number(row?.['mustSeal']) > 0 && Number(row?.['needsFact']) > 0);
  assert.deepEqual(targets.map(({ id, target }) => [id, target]), [['legacy sweep, decision part', 20_000]]);
});
