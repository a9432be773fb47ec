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
