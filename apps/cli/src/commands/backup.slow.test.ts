import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { attachCommand } from './attach.ts';
import { backupCommand } from './backup.ts';
import { fsck } from './fsck.ts';
import { importCommand } from './import.ts';
import { ledger } from './ledger.ts';
import { restoreCommand } from './restore.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fengcun-backup-'));
const at = (...names: readonly string[]): string => join(folder, ...names);
const KEY = ['--key-file', at('keys', 'test.key')] as const;
after(() => { rmSync(folder, { recursive: true, force: true }); });

type Ran = Readonly<{ exit: number; out: string; note: string }>;
const run = async (command: typeof ledger, ...words: readonly string[]): Promise<Ran> => {
  const heard = { out: '', note: '' };
  const terminal: Terminal = {
    language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
    out: (text) => { heard.out += text; }, note: (text) => { heard.note += text; },
  };
  return { exit: await command(words, terminal), ...heard };
};
const onData = (command: typeof ledger, data: string, ...words: readonly string[]): Promise<Ran> => run(command, ...words, '--data', at(data), ...KEY);
const looked = (command: typeof ledger, data: string, ...words: readonly string[]): Promise<Ran> => run(command, ...words, '--data', at(data));

const bytesUnder = (path: string): readonly Buffer[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));

/** Code of the one case of `data`, out of the backup's rows of cases. */
let paper = '';
before(async () => {
  assert.equal((await onData(importCommand, 'data', `${EXAMPLES}rows`, '--json')).exit >= 0, true);
  paper = at('volume.pdf');
  writeFileSync(paper, Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 7)]));
  const { openDatabase } = await import('@fengcun/store');
  const database = await openDatabase({ kind: 'embedded', dataDirectory: at('data'), now: () => '2026-11-21T00:00:00.000Z' });
  const found = await database.audit(async ({ select }) => ({ ok: true, value: await select<{ code: string }>('select one_case_code as code from open.criminal_case limit 1', []) }));
  await database.close();
  const code = found.ok ? found.value[0]?.code ?? '' : '';
  const attached = await onData(attachCommand, 'data', code, paper, '--json');
  assert.equal(JSON.parse(attached.out).outcome, 'attached', attached.out);
  const again = await onData(attachCommand, 'data', code, paper);
  assert.match(again.out, /attached before/);
});

test('a backup holds everything but keys; restored, the ledger verifies, fsck is green, and the keys open it', async () => {
  const made = await onData(backupCommand, 'data', at('backup'), '--json');
  const report = JSON.parse(made.out);
  assert.ok(report.rows > 100 && report.blobs === 1);
  const key = readFileSync(at('keys', 'test.key'));
  const table = readFileSync(at('keys', 'test.keys'));
  for (const bytes of bytesUnder(at('backup'))) assert.ok(!bytes.includes(key) && !bytes.includes(table.subarray(0, 64)));
  const restored = await onData(restoreCommand, 'restored', at('backup'), '--json');
  assert.equal(restored.exit, 0, restored.note);
  assert.deepEqual([JSON.parse(restored.out).rows, JSON.parse(restored.out).blobs, JSON.parse(restored.out).beganLock], [report.rows, 1, true]);
  assert.equal((await looked(ledger, 'restored', 'verify')).exit, 0);
  const checked = await looked(fsck, 'restored', '--json');
  assert.equal(checked.exit, 0, checked.out);
  assert.match(checked.out, /"check":"attachments","checked":1,"findings":\[\]/);
  const repeated = JSON.parse((await onData(importCommand, 'restored', `${EXAMPLES}rows`, '--json')).out);
  assert.equal(repeated.taken, 0, 'what was taken before is known: rows open, claims are found');
  assert.ok(repeated.repeated > 10);
  assert.equal((await looked(fsck, 'restored')).exit, 0);
});

test('a database older than the lock store refuses to sign; from surviving bundles the entries come back', async () => {
  await onData(importCommand, 'data', `${EXAMPLES}documents/01-eighteenth-birthday.txt`);
  for (const survives of [false, true]) {
    const place = `older-${survives}`;
    mkdirSync(at(place));
    cpSync(at('data', 'ledger-lock'), at(place, 'ledger-lock'), { recursive: true });
    if (survives) cpSync(at('data', 'ledger'), at(place, 'ledger'), { recursive: true });
    const restored = await onData(restoreCommand, place, at('backup'));
    assert.equal(restored.exit, 1);
    assert.match(restored.out, /older than the last signed head, as after a restore; nothing is signed/);
    assert.match((await looked(ledger, place, 'verify')).out, /LOCK_AHEAD_OF_LOG/);
    for (const act of [['sequence'], ['sequence']]) assert.match((await onData(ledger, place, ...act)).out, /nothing is signed/, 'however often');
    const imported = await onData(importCommand, place, `${EXAMPLES}documents/02-day-after-birthday.txt`);
    assert.match(imported.note, /nothing is signed/);
    const refilled = await looked(ledger, place, 'refill', '--json');
    assert.equal(refilled.exit, survives ? 0 : 1, refilled.out);
    if (!survives) continue;
    assert.equal((await onData(ledger, place, 'sequence')).exit, 0);
    assert.equal((await looked(ledger, place, 'verify')).exit, 0);
  }
});

test('nothing is overwritten, and nothing broken is restored', async () => {
  const refusals: readonly (readonly [() => Promise<Ran>, RegExp])[] = [
    [() => onData(backupCommand, 'data', at('backup')), /is there already/],
    [() => onData(backupCommand, 'data', at('data', 'inside')), /inside the data directory/],
    [() => onData(restoreCommand, 'data', at('backup')), /holds a database already/],
    [() => onData(restoreCommand, 'nowhere', at('none')), /no backup, or one that was not finished/],
    [() => run(restoreCommand, at('backup'), '--data', at('nowhere'), '--key-file', at('keys', 'other.key')), /key file of this backup is not there/],
  ];
  for (const [work, sentence] of refusals) await assert.rejects(work(), (error) => error instanceof UnusableInput && sentence.test(error.message) || assert.fail(String(error)));
  const files = readdirSync(at('backup'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length > 20);
  for (const entry of files.filter(({ name }) => /manifest|event|checkpoint|^[0-9a-f-]{36}$/.test(name))) {
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length >> 1));
    await assert.rejects(onData(restoreCommand, 'nowhere', at('backup')), UnusableInput, entry.name);
    writeFileSync(path, bytes);
  }
  assert.ok(!existsSync(at('nowhere', 'database')));
});

test('a copy of the keys is taken within its week and refused after it, and replaces nothing', async () => {
  const copy = at('week', 'keys-copy');
  const made = await onData(backupCommand, 'data', at('backup-2'), '--keys', copy, '--json');
  const { keys: { discardAfter } } = JSON.parse(made.out);
  const days = (Date.parse(discardAfter) - Date.now()) / 86_400_000;
  assert.ok(days > 6.9 && days <= 7, String(days));
  await assert.rejects(onData(restoreCommand, 'from-copy', at('backup-2'), '--keys', copy), /older keys never replace newer ones/);
  renameSync(at('keys', 'test.keys'), at('keys', 'away'));
  await assert.rejects(onData(restoreCommand, 'from-copy', at('backup-2')), /keys of this backup are not there/);
  const bytes = readFileSync(copy);
  const cut = bytes.indexOf('\n');
  writeFileSync(at('week', 'old'), Buffer.concat([Buffer.from('fengcun-keys-copy/v1 2026-01-01T00:00:00.000Z'), bytes.subarray(cut)]));
  await assert.rejects(onData(restoreCommand, 'from-copy', at('backup-2'), '--keys', at('week', 'old')), /could be read again/);
  await assert.rejects(onData(restoreCommand, 'from-copy', at('backup-2'), '--keys', paper), /not a copy of keys/);
  const restored = await onData(restoreCommand, 'from-copy', at('backup-2'), '--keys', copy, '--json');
  assert.equal(restored.exit, 0, restored.out);
  assert.equal((await looked(fsck, 'from-copy')).exit, 0);
});

test('kill -9 at any moment of a backup or a restore leaves no half one, and the next try ends whole', async (t) => {
  const killedAfter = async (millis: number, ...words: readonly string[]): Promise<boolean> => {
    const child = spawn(process.execPath, [MAIN, ...words, ...KEY], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), millis);
    const [, signal] = await once(child, 'exit') as [number | null, string | null];
    clearTimeout(timer);
    return signal === 'SIGKILL';
  };
  let kills = 0;
  for (const millis of [600, 1100, 1500]) {
    const [backup, data] = [at(`killed-${millis}`), `killed-${millis}-data`];
    if (await killedAfter(millis, 'backup', backup, '--data', at('data'))) {
      kills += 1;
      assert.ok(!existsSync(backup) || existsSync(join(backup, 'manifest.json')), 'a folder of that name is a whole backup');
    }
    if (!existsSync(backup)) assert.equal((await onData(backupCommand, 'data', backup)).exit, 0);
    if (await killedAfter(millis, 'restore', backup, '--data', at(data))) {
      kills += 1;
      if (existsSync(at(data, 'database'))) assert.equal((await looked(fsck, data)).exit, 0);
      else assert.equal((await onData(restoreCommand, data, backup)).exit, 0);
    }
    assert.equal((await looked(fsck, data)).exit, 0, String(millis));
  }
  t.diagnostic(`measured ${kills} kills, 0 half backups or databases`);
});
