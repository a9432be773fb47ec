import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SEGMENT_BYTES } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { checkAttachments } from '../fsck/check-attachments.ts';
import { auditorSelect } from '../fsck/run-checks.ts';
import { appendUpload } from './append-upload.ts';
import { clearUploads } from './clear-uploads.ts';
import { eraseForGood, type KeyTree, resealRecord } from '@fengcun/vault';
import { err, ok } from '@fengcun/kernel';
import type { AttachmentRow } from '@fengcun/store';
import { serialOf } from '../deployment/stored-ciphertext.ts';
import { loadTreeKeys, sealKeysOf } from './attachment-keys.ts';
import { attachmentCrossing, attachmentReseal, endUploadsOf } from './move-attachments.ts';
import { findAttachments, openAttachment } from './read-attachment.ts';
import { begin, type Bench, contentOf, inPieces, openBench, paper, planOf } from './testing/attachment-fixture.ts';

let bench: Bench;
const content = paper(2 * SEGMENT_BYTES + 77);
const ids: string[] = [];
const attach = async (): Promise<string> => {
  const id = await begin(bench, planOf(content));
  const done = await appendUpload(bench.parts, await bench.act(), { uploadId: id, offset: 0, source: inPieces(content), mayTouch: () => true });
  assert.ok(done.ok && done.value.isAttached);
  return id;
};
before(async () => {
  bench = await openBench();
  ids.push(await attach(), await attach());
});
after(() => bench.close());

const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(bench.deployment.connection);
const fileOf = async (id: string): Promise<string> => {
  const { rows } = await sql<Readonly<{ blobId: string }>>`select blob_id from open.attachment where attachment_id = ${id}`.execute(bench.deployment.connection);
  const { blobId } = present(rows[0], 'an attachment');
  return join(bench.folder, 'finished', blobId.slice(-2), blobId);
};
const findings = async (): Promise<readonly string[]> => {
  const report = await checkAttachments(auditorSelect(bench.deployment.database), bench.parts.blobs);
  assert.ok(report.checked >= 1);
  return report.findings.map(({ code, count }) => `${code} ${count}`);
};

test('fsck finds what is missing, extra, cut, exchanged and flipped among files, and nothing where all is well', async () => {
  const [one = '', two = ''] = ids;
  assert.deepEqual(await findings(), []);
  const [path, other] = [await fileOf(one), await fileOf(two)];
  const [stored, others] = [readFileSync(path), readFileSync(other)];
  const mended = async (): Promise<void> => {
    writeFileSync(path, stored);
    writeFileSync(other, others);
    assert.deepEqual(await findings(), []);
  };
  rmSync(path);
  assert.deepEqual(await findings(), ['BLOB_MISSING 1']);
  await mended();
  truncateSync(path, stored.length - 1);
  assert.deepEqual(await findings(), ['BLOB_LENGTH 1']);
  await mended();
  for (const at of [100, stored.length - 1]) {
    const flipped = Buffer.from(stored);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    writeFileSync(path, flipped);
    assert.deepEqual(await findings(), ['BLOB_DIGEST 1']);
  }
  writeFileSync(path, others);
  writeFileSync(other, stored);
  assert.deepEqual(await findings(), ['BLOB_HEADER 2', 'BLOB_DIGEST 2'], 'exchanged files');
  await mended();
  const stray = join(bench.folder, 'finished', '00', '0199f0a0-1111-7abc-8def-012345678900');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(bench.folder, 'finished', '00'), { recursive: true });
  writeFileSync(stray, 'x');
  assert.deepEqual(await findings(), ['BLOB_WITHOUT_ATTACHMENT 1']);
  rmSync(stray);
  await run(`update ledger.commitment_key set commitment_kind = 'other' where anchor_id = '${one}'`);
  assert.deepEqual(await findings(), ['ATTACHMENT_WITHOUT_ENTRY 1']);
  await run(`update ledger.commitment_key set commitment_kind = 'attachment' where anchor_id = '${one}'`);
  await run(`create table public.kept as select * from open.attachment where attachment_id = '${one}'`);
  await run(`delete from open.attachment where attachment_id = '${one}'`);
  assert.deepEqual(await findings(), ['ENTRY_WITHOUT_ATTACHMENT 1', 'BLOB_WITHOUT_ATTACHMENT 1']);
  await run('insert into open.attachment select * from public.kept');
  await run(`update open.attachment set blob_id = (select blob_id from open.attachment where attachment_id = '${two}') where attachment_id = '${one}'`);
  assert.ok((await findings()).includes('BLOB_SHARED 1'));
  await run(`update open.attachment a set blob_id = k.blob_id from public.kept k where k.attachment_id = a.attachment_id`);
  await run('drop table public.kept');
  assert.deepEqual(await findings(), []);
});

test('a file that is put back under its name is whole again', async () => {
  const [one = ''] = ids;
  const path = await fileOf(one);
  renameSync(path, `${path}.away`);
  assert.deepEqual(await findings(), ['BLOB_MISSING 1', 'FILE_UNKNOWN 1']);
  assert.deepEqual((await clearUploads(bench.parts)).files, 0, 'what is not ours is not removed');
  renameSync(`${path}.away`, path);
  assert.deepEqual(await contentOf(bench, one), content);
});

const rowOn = async (side: KeyTree, id: string): Promise<AttachmentRow | undefined> => {
  const act = await bench.act();
  const entryId = act.mint();
  const read = await bench.deployment.database.seal({ entryId }, async (stores) => {
    await stores.audit.append([act.outcome(entryId)]);
    return ok(await stores[side].attachments.find(id));
  });
  return read.ok ? read.value : undefined;
};

/** Moves one attachment through the wall, as a sealing does; the case stays for its other attachments. */
const move = async (row: AttachmentRow, from: KeyTree): Promise<Awaited<ReturnType<Bench['deployment']['database']['seal']>>> => {
  const { deployment } = bench;
  const to: KeyTree = from === 'open' ? 'sealed' : 'open';
  const [left, entered] = [await loadTreeKeys(deployment, from), await loadTreeKeys(deployment, to)];
  const [reseal, serial] = [attachmentReseal(row, from), serialOf(row.wrappedKey)];
  assert.ok(reseal.ok && serial.ok);
  const act = await bench.act();
  const intent = await act.act.intentFor([reseal.value.from], left.now);
  const eraseKey = left.eraseTree.keyFor(serial.value, left.now);
  assert.ok(eraseKey.ok);
  const moved = resealRecord({ from: { deployment: deployment.name, kek: left.kek, eraseKey: eraseKey.value, now: left.now, intent }, to: sealKeysOf(entered, 7) }, reseal.value);
  assert.ok(moved.ok);
  const entryId = act.mint();
  return deployment.database.seal({ entryId }, async (stores) => {
    await stores.audit.append([act.outcome(entryId)]);
    const home = await stores[from].cases.find(row.caseId);
    const cases = home === undefined ? [] : [{ id: row.caseId, expected: home.version, eraseSerial: 7, remains: 'unchanged' as const }];
    const attachments = [attachmentCrossing(row, moved.value)];
    await endUploadsOf(stores.operations, row.caseId);
    const nothing = { subjects: [], records: [], stageRecords: [], streams: [], exceptions: [], holderStates: {}, at: '2026-11-21T09:00:00.000Z', claims: { takenAs: [], terms: [], known: [], knownTerms: [] } };
    const crossed = await (from === 'open' ? stores.wall.seal : stores.wall.unseal)({ ...nothing, cases, attachments });
    return crossed.ok ? crossed : err(crossed.error);
  });
};

const allBlobs = (): Promise<readonly unknown[]> => Array.fromAsync(bench.parts.blobs.list());
const openSide = async (tree: KeyTree, row: AttachmentRow): Promise<Buffer | undefined> => {
  const opened = await openAttachment(bench.parts, await bench.act(), { tree, row });
  return opened === undefined ? undefined : Buffer.concat(await Array.fromAsync(opened.read({ start: 0, end: opened.plan.bytes })));
};

test('sealing moves an attachment with its row: the file stays byte for byte, the open side and its keys know nothing any more', async () => {
  const id = await attach();
  const underWay = await begin(bench, planOf(content));
  const path = await fileOf(id);
  const [stored, files] = [readFileSync(path), await allBlobs()];
  const open = present(await rowOn('open', id), 'the open row');
  assert.deepEqual(await openSide('open', open), content);
  assert.ok((await move(open, 'open')).ok);
  assert.equal(await rowOn('open', id), undefined);
  assert.equal(await contentOf(bench, id), undefined);
  const listed = await (await findAttachments(bench.parts, await bench.act(), bench.caseCode))?.open();
  assert.ok(!listed?.some(({ attachmentId }) => attachmentId === id));
  const { rows } = await sql`select 1 from ops.upload where upload_id = ${underWay}`.execute(bench.deployment.connection);
  assert.deepEqual(rows, [], 'an upload under way ends with the sealing');
  const sealed = present(await rowOn('sealed', id), 'the sealed row');
  assert.deepEqual([sealed.blobId, Buffer.from(sealed.sealedDigest)], [open.blobId, Buffer.from(open.sealedDigest)]);
  assert.notDeepEqual(sealed.content, open.content);
  assert.deepEqual(await openSide('sealed', sealed), content);
  assert.deepEqual([readFileSync(path), await allBlobs()], [stored, files]);
  assert.deepEqual(await findings(), []);
  await assert.rejects(openSide('open', sealed), /ATTACHMENT_UNREADABLE|does not open/, 'open keys open nothing of it');
  // A backup from before the move: it opens until the serial of the open tree is erased, and never after.
  assert.deepEqual(await openSide('open', open), content);
  const serial = serialOf(open.wrappedKey);
  const erased = await eraseForGood({ keyStore: bench.deployment.keyStore, deployment: bench.deployment.name, random: bench.deployment.random }, { tree: 'open', serials: [serial.ok ? serial.value : 0] });
  assert.ok(erased.ok);
  bench.deployment.ring.forget();
  assert.equal(await openSide('open', open), undefined, 'erased');
  assert.deepEqual(await openSide('sealed', sealed), content);
  assert.ok((await move(sealed, 'sealed')).ok);
  assert.deepEqual([await rowOn('sealed', id), await contentOf(bench, id)], [undefined, content], 'and back');
});
