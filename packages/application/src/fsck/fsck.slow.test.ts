import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { ok } from '@fengcun/kernel';
import type { QueuedEntry } from '@fengcun/store';
import { encodeEntry, parseEntry } from '@fengcun/ledger';
import { event as inventedEvent, household, type Household, KEK, NOW } from '../../../store/src/testing/invented.ts';
import type { VerifiableLog } from '../ledger/proof/verify-log.ts';
import { openSequencer } from '../ledger/sequencer/sequencer.ts';
import { entryIdOf, intentBytes, inventedSetup } from '../ledger/testing/invented-log.ts';
import { type MemoryDisk, memoryDisk } from '../ledger/testing/memory-disk.ts';
import { idSet } from './id-set.ts';
import { runChecks } from './run-checks.ts';
import { type AuditedDatabase, openAudited } from './testing/audited-database.ts';

const logId = 'access/2026';
let database: AuditedDatabase;
let disk: MemoryDisk;
let log: VerifiableLog;
const homes = Array.from({ length: 5 }, (_, i) => household(`home ${i}`));

const wrapped = (): Uint8Array => new Uint8Array(Buffer.concat([Buffer.from('SV1\u0001'), Buffer.alloc(108)]));

/** Takes in one invented person as an import does: rows, entry and commitment key in one act. */
const takeIn = async (home: Household, number: number): Promise<void> => {
  const entryId = entryIdOf(logId, number);
  const entry: QueuedEntry = { logId, entryId, shardKey: number, entry: intentBytes(entryId) };
  const { subject, term, criminalCase, record, holders, stageRecord, attachment, events, inbox } = home;
  const done = await database.write({ entryId }, async ({ open, audit }) => {
    await open.subjects.add([subject]);
    await open.terms.add([term]);
    await open.cases.add([criminalCase]);
    await open.records.add([{ ...record, entryId }]);
    await open.holders.put(holders);
    await open.stageRecords.add([stageRecord]);
    await open.attachments.add([attachment]);
    await open.events.begin([{ ...events, events: events.events.map((event) => ({ ...event, entryId })) }]);
    await open.inbox.take(inbox);
    await audit.append([entry]);
    await audit.keepCommitmentKeys([{ entryId, commitmentKind: 'record', anchorId: record.recordId, wrappedKey: wrapped(), kekId: attachment.kekId }]);
    return ok(undefined);
  });
  assert.ok(done.ok);
};

const findings = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const report of runChecks({ logs: [log], withoutFiles: [], database })) {
    found.push(...report.findings.map(({ code, count }) => `${report.check} ${code} ${count}`));
    for (const { sentence, places } of report.findings) assert.ok(sentence.length > 20 && places.length >= 1 && places.length <= 5);
  }
  return found;
};

/** Damages the database as its owner could, looks, and mends it again. */
const damaged = async (statements: readonly string[], mend: readonly string[]): Promise<readonly string[]> => {
  const run = async (each: readonly string[]): Promise<void> => {
    for (const statement of each) await sql.raw(statement).execute(database.connection);
  };
  await run(statements);
  const found = await findings();
  await run(mend);
  assert.deepEqual(await findings(), [], `mended after ${statements.join('; ')}`);
  return found;
};

before(async () => {
  database = await openAudited();
  const epoch = { suite: 'intl', rootId: entryIdOf(logId, 900), wrappedKey: wrapped(), createdAt: NOW, retiredAt: null } as const;
  const epochs = [{ ...epoch, epochId: KEK, tree: 'open' }, { ...epoch, epochId: entryIdOf(logId, 901), tree: 'sealed' }] as const;
  for (const each of epochs) await database.keep(undefined, async (keys) => ok(await keys.epochs.succeed(each, NOW)));
  disk = memoryDisk();
  for (const [number, home] of homes.entries()) await takeIn(home, number);
  const setup = await inventedSetup({ logId, database, disk });
  assert.ok((await openSequencer(setup).settle()).ok);
  const [tree] = setup.trees;
  assert.ok(tree !== undefined);
  log = { logId, tree, database };
});
after(() => database.close());

const [first, second] = homes;
const recordId = first?.record.recordId ?? '';
const otherId = second?.record.recordId ?? '';

test('what was taken in as it should be is found whole, every check having looked', async () => {
  const looked = new Map<string, number>();
  for await (const { check, checked, findings: found } of runChecks({ logs: [log], withoutFiles: [], database })) {
    assert.deepEqual(found, [], check);
    looked.set(check, checked);
  }
  assert.deepEqual([...looked], [['ledger', 5], ['entries', 5], ['rows', 5 + 5 + 5], ['ciphertexts', 10], ['holders', 10 + 5], ['keys', 2 + 3]]);
});

test('an entry that still waits for its index counts as an entry', async () => {
  const late = household('late');
  await takeIn(late, 50);
  assert.deepEqual(await findings(), []);
  const setup = await inventedSetup({ logId, database, disk });
  assert.ok((await openSequencer(setup).settle()).ok);
  assert.deepEqual(await findings(), []);
});

test('rows and entries that do not find each other are found, both ways', async () => {
  const [other, own] = [entryIdOf('other/2026', 7), entryIdOf(logId, 0)];
  const name = (table: string, entryId: string, where: string): string => `update ${table} set entry_id = '${entryId}' where ${where}`;
  const [ofRecord, ofStream] = [`record_id = '${recordId}'`, `stream_id = '${first?.events.streamId}'`];
  assert.deepEqual(await damaged([name('open.record', other, ofRecord)], [name('open.record', own, ofRecord)]), ['rows RECORD_WITHOUT_ENTRY 1']);
  assert.deepEqual(await damaged([name('open.event', other, ofStream)], [name('open.event', own, ofStream)]), ['rows EVENTS_WITHOUT_ENTRY 1']);
  const anchor = `anchor_id = '${recordId}'`;
  assert.deepEqual(await damaged([name('ledger.commitment_key', other, anchor)], [name('ledger.commitment_key', own, anchor)]), ['rows ENTRY_MISSING 1']);
  const gone = ['create table public.holders as select * from open.holder', 'create table public.records as select * from open.record',
    `delete from open.holder where record_id = '${recordId}'`, `delete from open.record where record_id = '${recordId}'`];
  const brought = [`insert into open.record select * from public.records where record_id = '${recordId}'`,
    `insert into open.holder select * from public.holders where record_id = '${recordId}'`, 'drop table public.holders', 'drop table public.records'];
  assert.deepEqual(await damaged(gone, brought), ['rows ENTRY_WITHOUT_RECORD 1']);
});

test('a missing event is found by the gap it leaves', async () => {
  const shift = (by: number): string => `update open.event set version = version + ${by} where stream_id = '${first?.events.streamId}'`;
  assert.deepEqual(await damaged([shift(1)], [shift(-1)]), ['rows EVENTS_NOT_CONTIGUOUS 1']);
});

test('contents that are no envelope, and a key used on both sides, are found', async () => {
  const cut = (table: string): readonly [string, string] => [
    `create table public.kept as select * from open.${table}`, `update open.${table} set content = '\\x53563102' where shard_key >= 0`];
  const mend = (table: string, id: string): readonly string[] =>
    [`update open.${table} t set content = k.content from public.kept k where k.${id} = t.${id}`, 'drop table public.kept'];
  assert.deepEqual(await damaged(cut('event'), mend('event', 'stream_id')), ['ciphertexts CIPHERTEXT_HEADER 6']);
  assert.deepEqual(await damaged(cut('attachment'), mend('attachment', 'attachment_id')), ['ciphertexts CIPHERTEXT_HEADER 6']);
  const streamId = second?.events.streamId ?? '';
  assert.deepEqual(await damaged([`insert into sealed.event select * from open.event where stream_id = '${streamId}'`],
    ['delete from sealed.event']), ['ciphertexts KEY_ON_BOTH_SIDES 1', 'keys KEY_OF_OTHER_SIDE 1']);
});

test('holders that do not fit the side their record is on are found', async () => {
  const state = (to: string, id = recordId): string => `update open.holder set state = '${to}' where record_id = '${id}'`;
  assert.deepEqual(await damaged([state('acknowledged')], [state('holding')]), ['holders SEAL_NOT_FINISHED 1']);
  assert.deepEqual(await damaged([state('sealOrdered')], [state('holding')]), ['holders HOLDER_MISPLACED 1']);
  assert.deepEqual(await damaged([state('unsealOrdered')], [state('holding')]), [], 'a record that came back');
  const move = (table: string, id: string, to: string, from: string): string => `insert into ${to}.${table} select * from ${from}.${table} where ${id}`;
  const [subjectIs, recordIs] = [`subject_id = '${second?.subject.subjectId}'`, `record_id = '${otherId}'`];
  const sealing = [move('subject', subjectIs, 'sealed', 'open'), move('record', recordIs, 'sealed', 'open'), move('holder', recordIs, 'sealed', 'open'),
    `delete from open.holder where ${recordIs}`, `delete from open.record where ${recordIs}`];
  const unsealing = [move('record', recordIs, 'open', 'sealed'), move('holder', recordIs, 'open', 'sealed'),
    'delete from sealed.holder', 'delete from sealed.record', 'delete from sealed.subject'];
  assert.deepEqual(await damaged(sealing, unsealing), ['holders SEALED_NOT_ORDERED 1']);
  const acknowledged = [state('acknowledged', otherId), ...sealing];
  assert.deepEqual(await damaged(acknowledged, [...unsealing, state('holding', otherId)]), []);
});

test('a record on both sides, and one without a holder, are found', async () => {
  const subjectIs = `subject_id = '${second?.subject.subjectId}'`;
  const twice = [`insert into sealed.subject select * from open.subject where ${subjectIs}`, `insert into sealed.record select * from open.record where ${subjectIs}`];
  const found = await damaged(twice, ['delete from sealed.record', 'delete from sealed.subject']);
  assert.deepEqual(found, ['rows RECORD_ON_BOTH_SIDES 1', 'holders RECORD_WITHOUT_HOLDER 1']);
});

test('each flipped bit of a tile, bundle, entry or leaf hash is found', async () => {
  // Six entries: the narrower forms of the tile are no longer served.
  const served = disk.paths().filter((each) => /\.p\/6$|checkpoint$/.test(each));
  assert.equal(served.length, 3);
  for (const path of served) {
    for (const bit of [0, 7]) {
      const flip = (bytes: Buffer): Buffer => {
        const at = Math.floor(bytes.length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        return bytes;
      };
      disk.tamper(path, flip);
      const found = await findings();
      assert.ok(found.length > 0, path);
      assert.ok(found.every((each) => each.startsWith('ledger ')), found.join());
      disk.tamper(path, flip);
    }
  }
  const entry = (act: string): string =>
    `update ledger.audit_leaf set entry = convert_to(replace(convert_from(entry, 'UTF8'), ${act}), 'UTF8') where leaf_index = 2`;
  assert.deepEqual(await damaged([entry("'record.read', 'record.rexd'")], [entry("'record.rexd', 'record.read'")]), [
    'ledger LEAF_HASH_DIFFERS 1', 'ledger TILE_DIFFERS 1', 'ledger BUNDLE_DIFFERS 1', 'ledger ROOT_DIFFERS 1',
  ]);
  const swap = ['update ledger.audit_leaf set leaf_index = 99 where leaf_index = 1', 'update ledger.audit_leaf set leaf_index = 1 where leaf_index = 3',
    'update ledger.audit_leaf set leaf_index = 3 where leaf_index = 99'];
  assert.ok((await damaged(swap, swap)).includes('ledger ROOT_DIFFERS 1'));
  const lost = ['create table public.kept as select * from ledger.audit_leaf', 'delete from ledger.audit_leaf where leaf_index = 5'];
  const found = await damaged(lost, ['insert into ledger.audit_leaf select * from public.kept where leaf_index = 5', 'drop table public.kept']);
  assert.ok(found.includes('ledger LOCK_AHEAD_OF_LOG 1') && found.includes('ledger ENTRIES_MISSING 1'));
});

test('an entry that names two records has two events, on whichever side: none was added or removed', async () => {
  const [two, entryId] = [household('two'), entryIdOf(logId, 60)];
  const named = parseEntry(intentBytes(entryId));
  assert.ok(named.ok);
  const bytes = encodeEntry({ ...named.value, records: ['a'.repeat(64), 'b'.repeat(64)] });
  assert.ok(bytes.ok);
  const { events } = two;
  const event = (version: number): string => `insert into open.event select shard_key, stream_id, ${version}, event_type, entry_id, content, wrapped_key, kek_id,
    recorded_at from open.event where stream_id = '${events.streamId}' and version = 1`;
  const done = await database.write({ entryId }, async ({ open, audit }) => {
    await open.events.begin([{ ...events, events: [1, 2].map((version) => ({ ...inventedEvent('two', version), entryId })) }]);
    await audit.append([{ logId, entryId, shardKey: 1, entry: bytes.value }]);
    return ok(undefined);
  });
  assert.ok(done.ok);
  const setup = await inventedSetup({ logId, database, disk });
  assert.ok((await openSequencer(setup).settle()).ok);
  assert.deepEqual(await findings(), []);
  const drop = (version: number, side = 'open'): string => `delete from ${side}.event where stream_id = '${events.streamId}' and version = ${version}`;
  assert.deepEqual(await damaged([event(3)], [drop(3)]), ['rows EVENTS_SURPLUS 1']);
  assert.deepEqual(await damaged([drop(2)], [event(2)]), ['rows EVENTS_LOST 1']);
});

test('a log with entries whose folder is missing is found', async () => {
  for await (const { check, findings: found } of runChecks({ logs: [log], withoutFiles: ['access/2025'], database })) {
    if (check === 'ledger') assert.deepEqual(found.map(({ code, places }) => [code, places]), [['LOG_FILES_MISSING', ['access/2025']]]);
  }
});

test('a set of ids knows what was added and nothing else, growing and in any order', () => {
  const set = idSet();
  for (let i = 0; i < 10_000; i += 2) set.add(entryIdOf(logId, (i * 7919) % 10_000));
  for (let i = 0; i < 10_000; i += 1) assert.equal(set.has(entryIdOf(logId, i)), i % 2 === 0, String(i));
  assert.equal(set.size(), 5000);
});

test('a row under an epoch that is not there, and an erasure that waits, are found', async () => {
  const key = "kek_id = '0199f0a0-1111-7abc-8def-0123456789ab'";
  const unknown = `update open.event set ${key} where stream_id = '${first?.events.streamId}'`;
  assert.deepEqual(await damaged([unknown], [`update open.event set kek_id = '${KEK}' where ${key}`]), ['keys KEY_UNKNOWN 1']);
  const released = "insert into keys.released_serial (shard_key, tree, serial) values (1, 'open', 7)";
  assert.deepEqual(await damaged([released], ['delete from keys.released_serial']), ['keys ERASURE_PENDING 1']);
  assert.deepEqual(await damaged(["update keys.epoch set retired_at = created_at where tree = 'open'"], ['update keys.epoch set retired_at = null']),
    ['keys EPOCHS_DOUBLED 1']);
});
