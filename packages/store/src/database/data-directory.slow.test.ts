import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { benchOf } from '../testing/contract/bench.ts';
import { household, NOW } from '../testing/invented.ts';
import { lockDataDirectory } from './data-lock.ts';
import { openDatabase } from './open-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-data-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const open = (name: string) => openDatabase({ kind: 'embedded', dataDirectory: join(folder, name), now: () => NOW });

/** Another process that takes the lock of a folder and says so; it holds it until it is ended. */
const holder = async (name: string): Promise<ChildProcess> => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  const code = `
    import { lockDataDirectory } from ${JSON.stringify(new URL('./data-lock.ts', import.meta.url).href)};
    lockDataDirectory(${JSON.stringify(path)}, ${JSON.stringify(NOW)});
    process.stdout.write('held'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
};

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));

test('a second process is refused with one clear sentence, and let in once the first is killed', async () => {
  const child = await holder('two');
  await assert.rejects(open('two'), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'DATA_DIRECTORY_IN_USE');
    assert.match(error.message, new RegExp(`in use by process ${child.pid} on .* since ${NOW}; stop it, or give this one its own`));
    return true;
  });
  assert.ok(!existsSync(join(folder, 'two', 'database')), 'nothing was touched');
  child.kill('SIGKILL');
  await ended(child);
  lockDataDirectory(join(folder, 'two'), NOW).release();
});

test('the same process cannot open a folder twice, and can after closing it', async () => {
  const first = await open('once');
  await assert.rejects(open('once'), { code: 'DATA_DIRECTORY_IN_USE' });
  await first.close();
  await (await open('once')).close();
});

test('what was written is there after closing and opening again', async () => {
  const { subject } = household('kept');
  const first = await open('kept');
  await benchOf(first, 'kept/1').write(({ open: side }) => side.subjects.add([subject]));
  await first.close();
  const second = await open('kept');
  assert.deepEqual(await benchOf(second, 'kept/2').write(({ open: side }) => side.subjects.find(subject.subjectId)), subject);
  await second.close();
});

test('a start that was killed while it made the database does not hinder the next', async () => {
  const unfinished = join(folder, 'killed', 'database.unfinished', 'base');
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'half'), 'half made');
  await (await open('killed')).close();
  assert.ok(!existsSync(join(folder, 'killed', 'database.unfinished')));
});

test('a folder that cannot be used is refused before anything is written', async () => {
  mkdirSync(join(folder, 'server'));
  writeFileSync(join(folder, 'server', 'PG_VERSION'), '15\n');
  await assert.rejects(open('server'), { code: 'DATA_DIRECTORY_UNUSABLE' });
  mkdirSync(join(folder, 'file'));
  mkdirSync(join(folder, 'file', 'fengcun.lock'));
  await assert.rejects(open('file'), { code: 'DATA_DIRECTORY_UNUSABLE' });
});

// Three seconds of database time is the promise; it is measured and told, for a timing never fails a test.
test('a first start is measured', async (context) => {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await (await open('first')).close();
  const { user, system } = process.cpuUsage(before);
  const [cpuMillis, wallMillis] = [(user + system) / 1000, performance.now() - startedAt];
  context.diagnostic(`measured first start: ${wallMillis.toFixed(0)} ms, ${cpuMillis.toFixed(0)} ms of CPU`);
  assert.ok(cpuMillis > 0);
});
