import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCheckpoint, SHA256_TREE, signNote, signLine, formatNote } from '@fengcun/ledger';
import { NOON, originOf, partySigner, policyOf } from '../testing/invented-log.ts';
import type { Publication } from './publish-head.ts';
import { QUORUM_STOP_MILLIS, QUORUM_WARN_MILLIS, quorumTime, quorumWatch } from './quorum-watch.ts';

const logId = 'watch/2026';
const origin = originOf(logId);
const archive = partySigner('archive.example', 'ed25519-cosignature', 60);
const procuratorate = partySigner('procuratorate.example', 'ed25519-cosignature', 61);
const policy = policyOf(logId, [archive, procuratorate]);
const text = formatCheckpoint({ origin, size: 0, root: SHA256_TREE.empty, extensions: [] });

const signedAt = async (archiveAt: number, procuratorateAt: number): Promise<string> => formatNote({ text, signatures: [
  await signLine(partySigner(origin, 'ed25519', 1), { text, timestamp: 0 }),
  await signLine(archive, { text, timestamp: archiveAt / 1000 }),
  await signLine(procuratorate, { text, timestamp: procuratorateAt / 1000 }),
] });

const published = (signed: string, isPublished = true): Publication =>
  ({ origin, size: 0, root: SHA256_TREE.empty, isPublished, signed, witnesses: [] });

test('a quorum is as old as the oldest cosignature it needs', async () => {
  assert.equal(quorumTime(policy, await signedAt(NOON, NOON - 30_000), NOON), NOON - 30_000);
  const one = await signNote([partySigner(origin, 'ed25519', 1), archive], { text, timestamp: NOON / 1000 });
  assert.equal(quorumTime(policy, one, NOON), undefined);
  assert.equal(quorumTime(policy, 'no note', NOON), undefined);
});

test('a cosignature from the future does not hold the gate open', async () => {
  const far = NOON + 365 * 24 * 60 * 60 * 1000;
  assert.equal(quorumTime(policy, await signedAt(far, far), NOON), undefined);
  const near = NOON + 60_000; // A clock that is a minute ahead counts as now.
  assert.equal(quorumTime(policy, await signedAt(near, near), NOON), NOON);
});

test('sealed records are read up to exactly four hours after the newest quorum, warned of from one minute', async () => {
  const watch = quorumWatch({ policy, origin, now: () => NOON });
  assert.equal(watch.mayReadSealed(NOON), false); // Nothing seen yet.
  watch.observe(published(await signedAt(NOON, NOON)));
  const table: readonly (readonly [number, 'fresh' | 'stale' | 'closed'])[] = [
    [0, 'fresh'], [QUORUM_WARN_MILLIS, 'fresh'], [QUORUM_WARN_MILLIS + 1, 'stale'], [QUORUM_STOP_MILLIS, 'stale'],
    [QUORUM_STOP_MILLIS + 1, 'closed'], [10 * QUORUM_STOP_MILLIS, 'closed'], [-5 * 60_000, 'fresh'], [-5 * 60_000 - 1, 'closed'],
  ];
  for (const [age, state] of table) {
    assert.equal(watch.state(NOON + age).state, state, String(age));
    assert.equal(watch.mayReadSealed(NOON + age), state !== 'closed', String(age));
  }
  assert.equal(QUORUM_STOP_MILLIS, 14_400_000);
});

test('a head that is signed but not published, of another log or with an older quorum opens nothing', async () => {
  const watch = quorumWatch({ policy, origin, now: () => NOON });
  watch.observe(published(await signedAt(NOON, NOON), false));
  watch.observe({ ...published(await signedAt(NOON, NOON)), origin: 'other.example' });
  assert.equal(watch.mayReadSealed(NOON), false);
  watch.observe(published(await signedAt(NOON, NOON)));
  watch.observe(published(await signedAt(NOON - 100_000, NOON - 100_000)));
  assert.equal(watch.state(NOON).ageMillis, 0);
});

test('a watch goes on from the checkpoint that was published before the start', async () => {
  const checkpoint = await signedAt(NOON - 1000, NOON - 2000);
  assert.equal(quorumWatch({ policy, origin, now: () => NOON, checkpoint }).state(NOON).ageMillis, 2000);
});

test('where nobody has to witness, the gate follows the log\'s own publication', async () => {
  const alone = policyOf(logId);
  const checkpoint = await signNote([partySigner(origin, 'ed25519', 1)], { text, timestamp: 0 });
  const watch = quorumWatch({ policy: alone, origin, now: () => NOON, checkpoint });
  assert.equal(watch.mayReadSealed(NOON), false);
  watch.observe(published(checkpoint));
  assert.equal(watch.mayReadSealed(NOON), true);
  assert.equal(watch.mayReadSealed(NOON + QUORUM_STOP_MILLIS + 1), false);
});
