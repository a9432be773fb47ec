import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { fsck } from './fsck.ts';
import { importCommand } from './import.ts';
import { ledger } from './ledger.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/documents/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fengcun-ledger-'));
const [data, keyFile] = [join(folder, 'data'), join(folder, 'keys', 'test.key')];
after(() => { rmSync(folder, { recursive: true, force: true }); });

type Command = typeof ledger;

const run = async (command: Command, ...words: readonly string[]): Promise<Readonly<{ exit: number; out: string; note: string }>> => {
  const heard = { out: '', note: '' };
  const terminal: Terminal = {
    language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
    out: (text) => { heard.out += text; }, note: (text) => { heard.note += text; },
  };
  return { exit: await command(words, terminal), ...heard };
};

const lines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text.trim().split('\n').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const logFolder = (): string => join(data, 'ledger', readdirSync(join(data, 'ledger')).find((name) => name.startsWith('access.')) ?? '');
const bundle = (): string => {
  const place = join(logFolder(), 'sha256', 'tile', 'entries');
  const [partial = ''] = readdirSync(place);
  return join(place, partial, readdirSync(join(place, partial))[0] ?? '');
};

/** Id of the first entry, out of the first bundle. */
const firstEntryId = (): string => /"id":"([0-9a-f-]{36})"/.exec(readFileSync(bundle(), 'utf8'))?.[1] ?? '';

let size = 0;
before(async () => {
  await run(importCommand, EXAMPLES, '--data', data, '--key-file', keyFile, '--json');
  const settled = await run(ledger, 'sequence', '--data', data, '--key-file', keyFile, '--json');
  assert.equal(settled.exit, 0);
  const heads = lines(settled.out)[0]?.['heads'] as readonly { size: number; origin: string }[];
  assert.match(heads[0]?.origin ?? '', /^fengcun-[0-9a-f]{12}\/sealing\/access\/\d{4}$/);
  size = heads[0]?.size ?? 0;
  // An entry of an import names up to a hundred records: its intent and its outcome.
  assert.ok(size >= 2);
});

test('after an import the ledger verifies and fsck is green', async () => {
  const verified = await run(ledger, 'verify', '--data', data, '--json');
  assert.equal(verified.exit, 0);
  const [report] = lines(verified.out);
  assert.deepEqual([report?.['size'], report?.['published'], report?.['unsigned'], report?.['findings']], [size, size, 0, []]);
  assert.match((await run(ledger, 'verify', '--data', data)).out, /^✔ fengcun-[0-9a-f]{12}\/sealing\/access\/\d{4}\n {4}\d+ entries · [A-Za-z0-9+/]{43}= · published/);
  const checked = await run(fsck, '--data', data, '--json');
  assert.equal(checked.exit, 0, checked.out);
  assert.deepEqual(lines(checked.out).map(({ check }) => check), ['ledger', 'entries', 'rows', 'ciphertexts', 'holders', 'keys', 'attachments']);
  const counted = new Map(lines(checked.out).map(({ check, checked: count }) => [check, Number(count)]));
  for (const check of ['rows', 'ciphertexts', 'holders']) assert.ok((counted.get(check) ?? 0) > 50, check);
});

test('a proof is made for an entry and checked offline, with the policy and the entry and nothing else', async () => {
  const [proof, policy, entry] = [join(folder, 'one.tlog-proof'), join(folder, 'policy'), join(folder, 'one.tlog-proof.entry.json')];
  const made = await run(ledger, 'proof', firstEntryId(), '--data', data, '--out', proof, '--json');
  assert.deepEqual([made.exit, lines(made.out)[0]?.['index'], lines(made.out)[0]?.['size']], [0, 0, size]);
  const description = JSON.parse(readFileSync(join(logFolder(), 'log.json'), 'utf8')) as { trees: { policy: string }[] };
  writeFileSync(policy, description.trees[0]?.policy ?? '');
  const offline = ['verify', '--proof', proof, '--policy', policy, '--entry', entry];
  const good = await run(ledger, ...offline, '--json');
  assert.deepEqual([good.exit, lines(good.out)[0]?.['holds']], [0, true]);
  writeFileSync(entry, readFileSync(entry, 'utf8').replace('"intent"', '"intenT"'));
  const bad = await run(ledger, ...offline, '--json');
  assert.deepEqual([bad.exit, lines(bad.out)[0]], [1, { holds: false, code: 'PROOF_REJECTED' }]);
  const unknown = await run(ledger, 'proof', '0199f0a0-1111-7abc-8def-0123456789ab', '--data', data, '--out', join(folder, 'none'));
  assert.deepEqual([unknown.exit, unknown.out, existsSync(join(folder, 'none'))], [1, '✘ no log has an entry of this id\n', false]);
});

test('a flipped bit, a lost bundle, a lost folder and a foreign policy are findings', async () => {
  const path = bundle();
  const bytes = readFileSync(path);
  const codes = async (...options: readonly string[]): Promise<readonly string[]> => {
    const found = await run(ledger, 'verify', '--data', data, '--json', ...options);
    assert.equal(found.exit, 1);
    return (lines(found.out)[0]?.['findings'] as readonly { code: string }[]).map(({ code }) => code);
  };
  const flipped = Buffer.from(bytes);
  flipped[500] = (flipped[500] ?? 0) ^ 1;
  writeFileSync(path, flipped);
  assert.deepEqual(await codes(), ['BUNDLE_DIFFERS']);
  rmSync(path);
  assert.deepEqual(await codes(), ['BUNDLE_MISSING']);
  writeFileSync(path, bytes);
  const policy = join(folder, 'foreign');
  writeFileSync(policy, 'log example.com/foo+530d903c+ARsbMMrLsAffVnM+hsmC6DNz1m+t1FYS9J3K/Tm8T6ss\nquorum none\n');
  const foreign = await run(ledger, 'verify', '--data', data, '--policy', policy, '--json').catch((error: unknown) => error);
  if (foreign instanceof UnusableInput) assert.match(foreign.message, /the policy is not of C2SP tlog-policy in line 1/);
  else assert.deepEqual(await codes('--policy', policy), ['CHECKPOINT_NOT_TRUSTED']);
});

test('calls that cannot work end with one line that says what would be right', async () => {
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [['dance'], /there are verify, proof, sequence, refill, witness/],
    [['verify', '--data', join(folder, 'nowhere')], /nowhere: no data here; name the folder with --data DIR/],
    [['verify', 'more'], /takes options only/],
    [['verify', '--proof', 'x'], /--policy is missing/],
    [['verify', '--proof', 'x', '--policy', MAIN, '--entry', MAIN], /--proof x: the file cannot be read/],
    [['verify', '--proof', MAIN, '--policy', MAIN], /--entry is missing/],
    [['verify', '--proof', MAIN, '--policy', MAIN, '--entry', MAIN], /--policy: not of C2SP tlog-policy in line 1/],
    [['proof'], /name one entry by its id/],
    [['proof', '0199f0a0-1111-7abc-8def-0123456789ab'], /--out is missing/],
    [['witness'], /--data is missing/],
    [['witness', '--data', join(folder, 'w')], /--name is missing/],
    [['witness', '--data', join(folder, 'w'), '--name', 'a b', '--log', 'x'], /--log: the verifier key of a log/],
    [['witness', '--data', join(folder, 'w'), '--name', 'a.example'], /no log to follow/],
    [['witness', '--data', join(folder, 'w'), '--name', 'a.example', '--port', '99999'], /--port: a number from 0 to 65535/],
    [['sequence', '--data', data, '--key-file', keyFile, '--host', 'other.example'], /its name cannot change/],
  ];
  for (const [words, sentence] of rows) {
    await assert.rejects(run(ledger, ...words), (error) => error instanceof UnusableInput && sentence.test(error.message)
      || assert.fail(`${words.join(' ')}: ${String(error)}`));
  }
  assert.equal(existsSync(join(folder, 'nowhere')), false);
});

test('a witness runs as a process of its own, cosigns the log, and the published checkpoint carries its line', async () => {
  const description = JSON.parse(readFileSync(join(logFolder(), 'log.json'), 'utf8')) as { trees: { policy: string }[] };
  const logs = join(folder, 'witnessed');
  writeFileSync(logs, description.trees[0]?.policy ?? '');
  const child = spawn(process.execPath, [MAIN, 'ledger', 'witness', '--data', join(folder, 'witness'), '--name', 'archive.example', '--policy', logs, '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const [started] = await once(child.stdout, 'data') as [Buffer];
  const { url, verifierKey } = JSON.parse(started.toString()) as { url: string; verifierKey: string };
  const witnesses = join(folder, 'quorum');
  writeFileSync(witnesses, `witness archive ${verifierKey} ${url}\nquorum archive\n`);
  const settled = await run(ledger, 'sequence', '--data', data, '--key-file', keyFile, '--witnesses', witnesses);
  assert.equal(settled.exit, 0, settled.out);
  assert.match(settled.out, /^✔ fengcun-[0-9a-f]{12}\/sealing\/access\/\d{4} {2}\d+ · archive cosigned\n$/);
  assert.match(readFileSync(join(logFolder(), 'sha256', 'checkpoint'), 'utf8'), /\n— archive\.example /);
  assert.equal((await run(ledger, 'verify', '--data', data)).exit, 0);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  // The policy stays in force without being named again.
  const alone = await run(ledger, 'sequence', '--data', data, '--key-file', keyFile);
  assert.deepEqual([alone.exit, /^– .* · archive WITNESS_SILENT\n$/.test(alone.out)], [1, true]);
});
