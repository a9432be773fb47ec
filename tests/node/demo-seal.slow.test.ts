import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = resolve(ROOT, 'apps/cli/src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'fengcun-demo-test-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

/** Processes of this machine whose command line names a folder. */
const processesOf = (path: string): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => {
  try {
    return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(path);
  } catch {
    // It ended meanwhile.
    return false;
  }
});

type Ended = Readonly<{ code: number | null; out: string; said: string }>;

/** Runs the demonstration with a folder of its own for whatever it makes; `when`: told of what it says. */
const demo = async (name: string, language: string, when: (out: string, signal: (name: NodeJS.Signals) => void) => void = () => undefined): Promise<Ended & Readonly<{ temporary: string; out: string; path: string }>> => {
  const temporary = mkdtempSync(join(folder, `${name}-`));
  const path = join(folder, `${name}-out`);
  const child = spawn(process.execPath, [MAIN, 'demo', 'seal', '--once', '--out', path, '--language', language], { cwd: folder, env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
    when(out, (signal) => { child.kill(signal); });
  });
  child.stderr.on('data', (data: Buffer) => { said += data.toString(); });
  await once(child, 'close');
  return { code: child.exitCode, out, said, temporary, path };
};

const noneLeft = (temporary: string): void => {
  assert.deepEqual(processesOf(temporary), [], 'a process was left behind');
  assert.deepEqual(readdirSync(temporary), [], 'data were left behind');
};

test('demo seal: notices out, copies sealed one after another, one late and escalated, a new judgment opens, everything verifies', { timeout: 900_000 }, async () => {
  const { code, out, said, temporary, path } = await demo('whole', 'zh');
  assert.equal(code, 0, out + said);
  for (const part of ['封存通知 F20', '1/4', '2/4', 'police/530202000000 逾期', '3/4', '4/4', '404 × 5', '$ fengcun seal approve', '200 × 5', 'fengcun ledger verify', 'fengcun fsck', '完成']) {
    assert.ok(out.includes(part), `«${part}» in ${out}`);
  }
  assert.ok(out.indexOf('3/4') > out.indexOf('逾期'), 'the late organ seals after the escalation');
  const papers = readdirSync(join(path, 'papers')).filter((name) => name.endsWith('.pdf'));
  assert.equal(papers.length, 4);
  for (const paper of papers) {
    assert.ok(out.includes(paper), paper);
    assert.equal(readFileSync(join(path, 'papers', paper)).subarray(0, 5).toString('latin1'), '%PDF-');
  }
  noneLeft(temporary);
});

test('an interrupted demo seal ends every process it started and removes its data', { timeout: 300_000 }, async () => {
  let isAsked = false;
  const { code, temporary } = await demo('interrupted', 'en', (out, signal) => {
    if (isAsked || !out.includes('keeps a copy')) return;
    isAsked = true;
    signal('SIGINT');
  });
  assert.equal(code, 130);
  noneLeft(temporary);
});
