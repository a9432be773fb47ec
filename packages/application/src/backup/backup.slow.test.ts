import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { Fault, ok, present } from '@fengcun/kernel';
import { MIGRATIONS, openDatabase, type RestoreTarget } from '@fengcun/store';
import { eraseForGood, type KeyStore, memoryKeyStore } from '@fengcun/vault';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import { type Deployment, importItems, openDeployment, openStoredLedgers, rebuildLogs, settleLedgers } from '../index.ts';
import { attachFile } from '../attachments/attach-file.ts';
import { attachmentParts, blobsIn } from '../attachments/attachment-parts.ts';
import { commandAct } from '../attachments/command-act.ts';
import { findAttachment } from '../attachments/read-attachment.ts';
import { serialOf } from '../deployment/stored-ciphertext.ts';
import { auditorSelect } from '../fsck/run-checks.ts';
import { runChecks } from '../fsck/run-checks.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';
import { makeBackup } from './make-backup.ts';
import { MANIFEST_FILE } from './backup-manifest.ts';
import { restoreBackup } from './restore-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-backup-engines-'));
const random = (length: number): Uint8Array => randomBytes(length);
/** Keys of the deployment a test made last, and of what it restores from it. */
let keyStore: KeyStore;
const now = (): string => new Date().toISOString();
let server: TestServer;
before(async () => { server = await startServer(); });
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Where a deployment is: an embedded one in a folder, or a database of the server with a folder beside it. */
type Place = Readonly<{ dataDirectory: string; url?: string }>;
const target = ({ dataDirectory, url }: Place): RestoreTarget => (url === undefined ? { kind: 'embedded', dataDirectory } : { kind: 'server', url });
const open = ({ dataDirectory, url }: Place): Promise<Deployment> => openDeployment({
  database: url === undefined ? { kind: 'embedded', dataDirectory } : { kind: 'server', url, dataDirectory },
  // What is restored opens with the same keys, so nobody closes them.
  keys: { type: 'store', keyStore: { ...keyStore, close: async () => undefined } }, clock: () => Date.now(), random,
});
const place = async (name: string, kind: 'embedded' | 'server'): Promise<Place> => {
  const dataDirectory = join(folder, name);
  if (kind === 'embedded') return { dataDirectory };
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${name.replaceAll('-', '_')} encoding 'UTF8' template template0`).finally(() => client.end());
  const url = new URL(server.url);
  url.pathname = `/${name.replaceAll('-', '_')}`;
  return { dataDirectory, url: url.href };
};

const logsOf = ({ dataDirectory }: Place) => ({ dataDirectory, holder: 'tester' });
async function* items() { yield* [judgment('first'), row('second'), row('third')]; }

type Filled = Readonly<{ deployment: Deployment; attachmentId: string; paper: Buffer }>;
const fill = async (where: Place): Promise<Filled> => {
  keyStore = memoryKeyStore(random);
  const deployment = await open(where);
  await importItems(deployment, items(), { actor: { account: 'tester', policyHash: 'c'.repeat(64) }, onOutcomes: () => undefined });
  const codes = await auditorSelect(deployment.database)<Readonly<{ code: string }>>('select one_case_code as code from open.criminal_case order by 1', []);
  const paper = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)]);
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, paper);
  const attached = await attachFile(attachmentParts(deployment, blobsIn(where.dataDirectory)), { path, kind: 'evidence', account: 'tester', organ: 'court/A01', caseCode: codes[0]?.code ?? '' });
  assert.ok(attached.ok);
  for (const { result } of await settleLedgers(deployment, logsOf(where))) assert.ok(result.ok);
  return { deployment, attachmentId: attached.value.attachmentId, paper };
};

const read = async (deployment: Deployment, where: Place, id: string): Promise<Buffer | undefined> => {
  const parts = attachmentParts(deployment, blobsIn(where.dataDirectory));
  const act = await commandAct(deployment, { account: 'tester', organ: 'court/A01', caseCode: '0'.repeat(18) });
  const opened = await (await findAttachment(parts, act, id))?.open();
  return opened === undefined ? undefined : Buffer.concat(await Array.fromAsync(opened.read({ start: 0, end: opened.plan.bytes })));
};

const assertWhole = async (where: Place): Promise<void> => {
  const opened = await openStoredLedgers({ ...logsOf(where), now, ...(where.url === undefined ? {} : { databaseUrl: where.url }) });
  assert.ok(opened.ok);
  assert.deepEqual((await rebuildLogs(opened.value)).map(({ refused }) => refused), [undefined]);
  const found: string[] = [];
  for await (const { check, findings } of runChecks({ ...opened.value, blobs: blobsIn(where.dataDirectory) })) found.push(...findings.map(({ code }) => `${check} ${code}`));
  await opened.value.close();
  assert.deepEqual(found, []);
};

/** What the auditor sees of every table, in order: equal for equal registries. */
const rowsOf = async (deployment: Deployment): Promise<unknown> => {
  const select = auditorSelect(deployment.database);
  const all: unknown[] = [];
  for (const statement of [
    'select event_type, version, content, kek_id from open.event order by stream_id, version', 'select one_case_code from open.criminal_case order by 1',
    'select blob_id, sealed_digest from open.attachment order by 1', 'select leaf_index, entry from ledger.audit_leaf order by 1', 'select exception_id, reason, state, content from ops.exception_item order by 1',
  ]) all.push(await select(statement, []));
  return all;
};

for (const [from, to] of [['embedded', 'server'], ['server', 'embedded'], ['server', 'server'], ['embedded', 'embedded']] as const) {
  test(`a backup of the ${from} database is restored into the ${to} one, row for row, and everything in it is whole`, async () => {
    const source = await place(`from-${from}-${to}`, from);
    const { deployment, attachmentId, paper } = await fill(source);
    const backup = join(folder, `backup-${from}-${to}`);
    const made = await makeBackup(deployment, { folder: backup, dataDirectory: source.dataDirectory, account: 'tester' });
    const before = await rowsOf(deployment);
    await deployment.close();
    const goal = await place(`to-${from}-${to}`, to);
    const restored = await restoreBackup({ folder: backup, dataDirectory: goal.dataDirectory, target: target(goal), clock: () => Date.now(), random });
    assert.deepEqual([restored.rows, restored.blobs], [made.rows, 1]);
    await assertWhole(goal);
    const again = await open(goal);
    assert.deepEqual(await rowsOf(again), before);
    assert.ok((await read(again, goal, attachmentId))?.equals(paper));
    for (const { result } of await settleLedgers(again, logsOf(goal))) assert.ok(result.ok);
    await again.close();
    await assertWhole(goal);
    await assert.rejects(restoreBackup({ folder: backup, dataDirectory: goal.dataDirectory, target: target(goal), clock: () => Date.now(), random }), (error) => error instanceof Fault && error.code === 'RESTORE_TARGET_FULL');
  });
}

test('a backup sees one moment, though others go on writing: every row in it belongs together', async () => {
  const source = await place('busy', 'server');
  const { deployment } = await fill(source);
  let isOver = false;
  const writing = (async () => {
    for (let at = 0; !isOver; at += 1) {
      const { importItems: importMore } = await import('../index.ts');
      async function* more() { const one = row('fourth'); yield { ...one, key: `more-${at}`, messages: one.messages.map((each) => ({ ...each, message: { ...each.message, source: { ...each.message.source, messageId: `more-${at}/${each.message.source.messageId}` } } })) }; }
      await importMore(deployment, more(), { actor: { account: 'tester', policyHash: 'c'.repeat(64) }, onOutcomes: () => undefined });
    }
  })();
  const backup = join(folder, 'backup-busy');
  await makeBackup(deployment, { folder: backup, dataDirectory: source.dataDirectory, account: 'tester' });
  isOver = true;
  await writing;
  await deployment.close();
  const goal = await place('busy-restored', 'embedded');
  await restoreBackup({ folder: backup, dataDirectory: goal.dataDirectory, target: target(goal), clock: () => Date.now(), random });
  await assertWhole(goal);
});

test('restore drill: what was erased after the backup stays erased, and its neighbours open', async () => {
  const source = await place('drill', 'embedded');
  const { deployment, attachmentId, paper } = await fill(source);
  const path = join(folder, 'other.pdf');
  writeFileSync(path, paper.subarray(0, 1000));
  const codes = await auditorSelect(deployment.database)<Readonly<{ code: string }>>('select one_case_code as code from open.criminal_case order by 1', []);
  const other = await attachFile(attachmentParts(deployment, blobsIn(source.dataDirectory)), { path, kind: 'other', account: 'tester', organ: 'court/A01', caseCode: codes[0]?.code ?? '' });
  assert.ok(other.ok);
  const backup = join(folder, 'backup-drill');
  await makeBackup(deployment, { folder: backup, dataDirectory: source.dataDirectory, account: 'tester' });
  const act = await commandAct(deployment, { account: 'tester', organ: 'court/A01', caseCode: '0'.repeat(18) });
  const entryId = act.mint();
  const stored = await deployment.database.write({ entryId }, async ({ open: side, audit }) => {
    await audit.append([act.outcome(entryId)]);
    return ok(await side.attachments.find(attachmentId));
  });
  const serial = serialOf(present(stored.ok ? stored.value : undefined, 'the attachment').wrappedKey);
  assert.ok(serial.ok);
  assert.ok((await eraseForGood({ keyStore, deployment: deployment.name, random }, { tree: 'open', serials: [serial.value] })).ok);
  await deployment.close();
  const goal = await place('drill-restored', 'embedded');
  await restoreBackup({ folder: backup, dataDirectory: goal.dataDirectory, target: target(goal), clock: () => Date.now(), random });
  const restored = await open(goal);
  assert.equal(await read(restored, goal, attachmentId), undefined, 'its row and its file are back; its key is not');
  assert.deepEqual(await read(restored, goal, other.value.attachmentId), paper.subarray(0, 1000));
  await restored.close();
});

test('a backup of an earlier schema is brought up to date; one of a later or an edited version is refused', async () => {
  const source = await place('versions', 'embedded');
  const { deployment } = await fill(source);
  const backup = join(folder, 'backup-versions');
  await makeBackup(deployment, { folder: backup, dataDirectory: source.dataDirectory, account: 'tester' });
  await deployment.close();
  const path = join(backup, MANIFEST_FILE);
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  assert.equal(manifest.migrations.length, MIGRATIONS.length);
  const goal = await place('versions-restored', 'embedded');
  const attempt = (): Promise<unknown> => restoreBackup({ folder: backup, dataDirectory: goal.dataDirectory, target: target(goal), clock: () => Date.now(), random });
  const later = { number: MIGRATIONS.length + 1, name: 'later', contentHash: 'sha256:x' };
  for (const migrations of [[...manifest.migrations, later], manifest.migrations.map((one: object, at: number) => (at === 2 ? { ...one, contentHash: 'sha256:edited' } : one))]) {
    writeFileSync(path, JSON.stringify({ ...manifest, migrations }));
    await assert.rejects(attempt(), (error) => error instanceof Fault && error.code === 'BACKUP_OTHER_VERSION');
  }
  // Columns that the schema does not have mean that manifest and schema are not of one version.
  writeFileSync(path, JSON.stringify({ ...manifest, tables: manifest.tables.map((table: Readonly<{ columns: readonly string[] }>) => ({ ...table, columns: [...table.columns, 'more text'] })) }));
  await assert.rejects(attempt(), (error) => error instanceof Fault && error.code === 'BACKUP_BROKEN');
  assert.deepEqual(readdirSync(goal.dataDirectory).filter((name) => name === 'database'), []);
  const early = ['open.inbox', 'ledger.audit_leaf', 'ledger.tree_state', 'ledger.audit_pending', 'ops.job_cursor'];
  const old = { ...manifest, migrations: manifest.migrations.slice(0, 5), tables: manifest.tables.filter(({ table }: Readonly<{ table: string }>) => early.includes(table)) };
  writeFileSync(path, JSON.stringify(old));
  assert.ok((await restoreBackup({ folder: backup, dataDirectory: goal.dataDirectory, target: target(goal), clock: () => Date.now(), random })).rows > 10);
  const database = await openDatabase({ kind: 'embedded', dataDirectory: goal.dataDirectory, now });
  assert.ok((await auditorSelect(database)<Readonly<{ name: string }>>('select name from ops.migration', [])).length === MIGRATIONS.length);
  await database.close();
});
