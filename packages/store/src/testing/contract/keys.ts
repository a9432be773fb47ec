import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '@fengcun/kernel';
import type { EpochRow, KeyRows } from '../../ports/key-stores.ts';
import type { WrappedKeyRow } from '../../ports/wrapped-keys.ts';
import { shardKeyOf } from '../../identity/sharded-id.ts';
import { auditEntry, ciphertext, event, household, NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

const LATER = '2026-11-22T08:30:00.125Z';

/** Wrapped keys: epochs, rotations, released serials, and the keys of rows. */
export const keyContract = (name: string, bench: () => Bench): void => {
  const keep = async <T>(work: (keys: KeyRows) => Promise<T>): Promise<T> => {
    const { database, nextId } = bench();
    const done = await database.keep({ entryId: nextId() }, async (keys) => ok(await work(keys)));
    assert.ok(done.ok);
    return done.value;
  };
  const epoch = (): EpochRow => {
    const { nextId } = bench();
    const { wrappedKey } = ciphertext(nextId());
    return { epochId: nextId(), tree: 'sealed', suite: 'intl', rootId: nextId(), wrappedKey, createdAt: NOW, retiredAt: null };
  };

  test(`${name}: a tree has one epoch in use; its successor retires it, once`, async () => {
    const [first, second] = [epoch(), epoch()];
    await keep(({ epochs }) => epochs.succeed(first, NOW));
    assert.deepEqual(await keep(({ epochs }) => epochs.find(first.epochId)), first);
    await keep(({ epochs }) => epochs.succeed(second, LATER));
    await keep(({ epochs }) => epochs.succeed(second, NOW));
    const mine = (await keep(({ epochs }) => epochs.list())).filter(({ epochId }) => [first.epochId, second.epochId].includes(epochId));
    assert.deepEqual(mine.map(({ epochId, retiredAt }) => [epochId, retiredAt]).sort(), [[first.epochId, LATER], [second.epochId, null]].sort());
    for (const { epochId } of [first, second]) await keep(({ epochs }) => epochs.remove(epochId));
    assert.equal(await keep(({ epochs }) => epochs.find(first.epochId)), undefined);
  });

  test(`${name}: where a rotation stands, and which serials wait for erasure, is there after a restart`, async () => {
    const { nextId } = bench();
    const row = { tree: 'sealed', fromId: nextId(), toId: nextId(), rootId: nextId(), suite: 'sm', phase: 'opening', afterRow: null } as const;
    await keep(({ rotations }) => rotations.save(row));
    const next = { ...row, phase: 'rewrapping', afterRow: '["subject"]' } as const;
    await keep(({ rotations }) => rotations.save(next));
    assert.deepEqual(await keep(({ rotations }) => rotations.find('sealed')), next);
    await keep(({ rotations }) => rotations.clear('sealed'));
    assert.equal(await keep(({ rotations }) => rotations.find('sealed')), undefined);
    await keep(({ released }) => released.add('sealed', [4_294_967_295, 7]));
    await keep(({ released }) => released.add('sealed', [7]));
    assert.deepEqual(await keep(({ released }) => released.list('sealed')), [7, 4_294_967_295]);
    await keep(({ released }) => released.remove('sealed', [7, 4_294_967_295]));
    assert.deepEqual(await keep(({ released }) => released.list('sealed')), []);
  });

  test(`${name}: rotation walks every table page by page, repeats harmlessly, and leaves contents and other keys alone`, async () => {
    const { write, seal, seed, nextId } = bench();
    const [from, to] = [nextId(), nextId()];
    const homes = Array.from({ length: 25 }, (_, i) => household(`${seed}/rotate/${i}`));
    const keyed = <Row extends object>(row: Row): Row => ({ ...row, kekId: from });
    await write(async ({ open, operations, audit }) => {
      await open.cases.add(homes.map(({ criminalCase }) => criminalCase));
      await open.attachments.add(homes.map(({ attachment }) => keyed(attachment)));
      await open.events.begin(homes.map(({ events }) => ({ ...events, events: events.events.map(keyed) })));
      const [home] = homes;
      assert.ok(home !== undefined);
      const item = { exceptionId: nextId(), source: 'a', messageKey: home.inbox.messageKey, reason: 'X', spanStart: null, spanEnd: null, recordedAt: NOW };
      await operations.exceptions.put([keyed({ ...ciphertext('item'), ...item })]);
      const hashes = { keyHash: home.inbox.messageKey, requestHash: home.inbox.bodyHash };
      const request = { scope: `${seed}/kept`, ...hashes, createdAt: NOW, expiresAt: LATER };
      await operations.idempotency.begin(request);
      const { version: _one, ...answer } = keyed(ciphertext('kept'));
      await operations.idempotency.complete(request, { status: 200, answer });
      const entryId = nextId();
      await audit.append([auditEntry(entryId)]);
      const anchorId = home.record.recordId;
      await audit.keepCommitmentKeys([keyed({ ...ciphertext('commitment'), entryId, commitmentKind: 'record', anchorId })].map(
        ({ version: _v, content: _c, ...row }) => row));
    });
    const counted = () => keep(({ wrapped }) => Promise.all([from, to].map((kekId) => wrapped.count('open', kekId))));
    assert.deepEqual(await counted(), [53, 0]);
    const seen: WrappedKeyRow[] = [];
    let [after, pages] = [undefined as string | undefined, 0];
    do {
      const page = await keep(({ wrapped }) => wrapped.page({ side: 'open', kekId: from, after, limit: 10 }));
      const changes = page.rows.map((row) => ({ from: row, wrappedKey: ciphertext(`new ${row.table} ${row.id}`).wrappedKey, kekId: to }));
      assert.equal(await keep(({ wrapped }) => wrapped.rewrap('open', changes)), page.rows.length);
      assert.equal(await keep(({ wrapped }) => wrapped.rewrap('open', changes)), 0);
      seen.push(...page.rows);
      [after, pages] = [page.after, pages + 1];
    } while (after !== undefined);
    assert.ok(pages >= 11, `${pages} pages`);
    assert.deepEqual(Object.fromEntries(Map.groupBy(seen, ({ table }) => table).entries().map(([table, rows]) => [table, rows.length])),
      { attachment: 25, event: 25, exceptionItem: 1, idempotencyKey: 1, commitmentKey: 1 });
    assert.ok(seen.every(({ table, header }) => (header.length === 0) === (table === 'commitmentKey')));
    assert.deepEqual(await counted(), [0, 53]);
    assert.deepEqual((await keep(({ wrapped }) => wrapped.tally('open', to))).get('event'), 25);
    for (const { attachment } of homes) {
      const stored = await write(({ open }) => open.attachments.find(attachment.attachmentId));
      assert.deepEqual(stored, { ...attachment, wrappedKey: ciphertext(`new attachment ${attachment.attachmentId}`).wrappedKey, kekId: to });
    }
    await seal(async ({ keys }) => assert.equal(await keys.wrapped.count('sealed', to), 1, 'keys of commitments lie in one table'));
  });

  test(`${name}: contents of another suite are found page by page, and sealed anew only where they are as they were read`, async () => {
    const { write, seed, nextId } = bench();
    const kekId = nextId();
    const homes = Array.from({ length: 5 }, (_, i) => household(`${seed}/suite/${i}`));
    await write(({ open }) => open.events.begin(homes.map(({ events }) => ({ ...events, events: events.events.map((one) => ({ ...one, kekId })) }))));
    const inSm = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.concat([Buffer.from('SV1\u0011'), bytes.subarray(4)]));
    let [after, changed] = [undefined as string | undefined, 0];
    do {
      const page = await keep(({ wrapped }) => wrapped.otherSuites({ side: 'open', suiteId: 0x11, after, limit: 3 }));
      const mine = page.rows.filter((row) => row.kekId === kekId);
      const changes = mine.map((from) => ({ from, content: inSm(from.content), wrappedKey: ciphertext(`sm ${from.id}`).wrappedKey, kekId }));
      changed += await keep(({ wrapped }) => wrapped.reseal('open', changes));
      assert.equal(await keep(({ wrapped }) => wrapped.reseal('open', changes)), 0);
      after = page.after;
    } while (after !== undefined);
    assert.equal(changed, 5);
    const [home] = homes;
    const [stored] = await write(({ open }) => open.events.load(home?.events.streamId ?? ''));
    assert.equal(stored?.content[3], 0x11);
  });

  test(`${name}: without an act no key of a row is seen`, async () => {
    const { database, write, seed, nextId } = bench();
    const kekId = nextId();
    const streamId = nextId();
    await write(({ open }) => open.events.begin([{ streamId, expected: 0, events: [{ ...event(`${seed}/no act`, 1), kekId }] }]));
    const seen = await database.keep(undefined, async ({ wrapped }) => ok(await wrapped.count('open', kekId)));
    assert.deepEqual(seen, ok(0));
  });

  test(`${name}: a message held for a sealed case lies behind the wall`, async () => {
    const { seal, seed, nextId } = bench();
    const { criminalCase: { caseId }, inbox: { messageKey } } = household(`${seed}/held`);
    const kept = { recordedAt: NOW, retainUntil: null, retentionRule: null };
    const row = { ...ciphertext('held'), ...kept, heldId: nextId(shardKeyOf(caseId)), caseId, source: 'court:example', messageKey, reason: 'LATE' };
    await seal(({ held }) => held.add([row]));
    assert.deepEqual(await seal(({ held }) => held.ofCase(caseId)), [row]);
    assert.deepEqual([await seal(({ held }) => held.remove(row.heldId)), await seal(({ held }) => held.remove(row.heldId))], [true, false]);
  });
};
