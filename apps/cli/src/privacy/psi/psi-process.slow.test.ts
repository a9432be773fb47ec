import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../demo-frame.ts';
import { inventedRows } from '../invented-rows.ts';

const PROGRAM = fileURLToPath(new URL('../../main.ts', import.meta.url));
const [HOLDER, REGISTRY] = ['court/A05', 'police/A00'];
let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);
const program = (...argv: readonly string[]) => runProgram(folder, argv);
const KEYS = { holder: '', registry: '' };
type Role = keyof typeof KEYS;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psi-process-'));
  await writeFile(at('clock'), '0');
  await writeFile(at('open.jsonl'), inventedRows(0, 300));
  await writeFile(at('sealed.jsonl'), inventedRows(280, 600));
  const quota = { registeredRows: 300, runsPerQuarter: 1, checksPerDay: 1 };
  await writeFile(at('quota.json'), JSON.stringify({ holders: { [HOLDER]: quota }, past: [] }));
  for (const role of ['holder', 'registry'] as const) KEYS[role] = (await program('psi', 'keys', '--out', `${role}.key`)).out.trim();
  await program('psi', 'keys', '--out', 'thief.key');
  const terms = await program('psi', 'terms', '--job', 'leak', '--count', '300', '--holder', HOLDER, '--registry', REGISTRY, '--courts', '虚01', '--without-job', '--out', 'terms.json');
  assert.equal(terms.code, 0, terms.note);
});
after(() => rm(folder, { recursive: true, force: true }));

const side = (role: Role, ...more: readonly string[]): readonly string[] => ['psi', 'run', '--role', role, '--terms', 'terms.json',
  '--rows', role === 'holder' ? 'open.jsonl' : 'sealed.jsonl', '--key', `${role}.key`, '--peer-key', KEYS[role === 'holder' ? 'registry' : 'holder'],
  '--exchange', 'exchange', '--state', `${role}-state`, '--quota', 'quota.json', '--out', `${role}.json`, '--without-job', '--wait', '90', ...more];
const started = (role: Role): ChildProcess => spawn(process.execPath, [PROGRAM, ...side(role)], { cwd: folder, stdio: 'ignore' });

/** Both sides run until a message of one of them lies there, and are killed then. */
const killedAt = async (role: Role, message: string): Promise<void> => {
  const both = [started('holder'), started('registry')];
  while (await access(at('exchange', role, message)).then(() => false, () => true)) {
    assert.ok(both.every(({ exitCode }) => exitCode === null), 'a side that ended before it was killed');
    await pause(2);
  }
  await Promise.all(both.map(async (one) => {
    const ended = once(one, 'exit');
    one.kill('SIGKILL');
    await ended;
  }));
};

const contents = async (name: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(at(name), { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && !one.name.endsWith('.part'));
  return new Map(await Promise.all(files.map(async (one) => {
    const path = join(one.parentPath, one.name);
    return [path, (await readFile(path)).toString('latin1')] as const;
  })));
};

test('killed twice between real processes a run goes on with the same messages; its state is of no use to a thief', async () => {
  await killedAt('holder', '000001.json');
  const said = await contents('exchange');
  for (const role of ['holder', 'registry'] as const) {
    // Whoever has the folder and not the key learns nothing and gets no further.
    for (const [, file] of await contents(`${role}-state`)) assert.ok(!/1100001960|2016|\{"|虚/.test(Buffer.from(file, 'latin1').toString('utf8')));
    const stolen = await program(...side(role, '--key', 'thief.key'));
    assert.equal(stolen.code, 2);
    assert.match(stolen.note, /does not open with this --key: it was cut or changed, or it is of another key or another run\n$/);
  }
  await killedAt('registry', '000002.json');
  const [holder, registry] = await Promise.all([program(...side('holder')), program(...side('registry'))]);
  assert.deepEqual([holder.code, registry.code], [0, 0], holder.note + registry.note);
  const end = await contents('exchange');
  for (const [path, bytes] of said) assert.equal(end.get(path), bytes, path);
  const report = JSON.parse(await readFile(at('holder.json'), 'utf8')) as Readonly<{ tasks: readonly unknown[]; transcriptHash: string }>;
  const other = JSON.parse(await readFile(at('registry.json'), 'utf8')) as Readonly<{ transcriptHash: string }>;
  assert.deepEqual([report.tasks.length, report.transcriptHash], [20, other.transcriptHash]);
  for (const role of ['holder', 'registry']) await assert.rejects(access(at(`${role}-state`)), 'the state is gone');
});

test('a state that was cut is refused with one sentence, and nothing is said', async () => {
  await rm(at('exchange'), { recursive: true });
  const first = await program(...side('holder', '--wait', '0'));
  assert.equal(first.code, 1, first.note);
  const said = await contents('exchange');
  await truncate(at('holder-state', 'seed.kept'), 60);
  const cut = await program(...side('holder', '--wait', '0'));
  assert.equal(cut.code, 2);
  assert.match(cut.note, /seed\.kept does not open with this --key/);
  assert.deepEqual(await contents('exchange'), said);
});
