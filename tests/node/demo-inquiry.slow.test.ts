import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const MAIN = resolve(import.meta.dirname, '../../apps/cli/src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'fengcun-demo-inquiry-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

test('demo inquiry: every inquirer is answered as the law says, papers are there, ledger and data verify, nothing is left', { timeout: 600_000 }, async () => {
  const temporary = mkdtempSync(join(folder, 'data-'));
  const out = join(folder, 'out');
  const child = spawn(process.execPath, [MAIN, 'demo', 'inquiry', '--out', out, '--language', 'zh'], { cwd: folder, env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [told, said] = ['', ''];
  child.stdout.on('data', (data: Buffer) => { told += data.toString(); });
  child.stderr.on('data', (data: Buffer) => { said += data.toString(); });
  await once(child, 'close');
  assert.equal(child.exitCode, 0, told + said);
  for (const part of ['告知：猥亵儿童罪', '拒绝（403）', '拒绝（409）', '查无（404）', '规则不能定', '不许可查询', '不予受理', '转无犯罪记录证明', '账本核验通过', '全部存储核对一致']) {
    assert.ok(told.includes(part), `«${part}» in ${told}`);
  }
  const papers = readdirSync(join(out, 'papers'));
  for (const paper of ['inquiry-receipt', 'inquiry-supplement-notice', 'inquiry-not-accepted-notice', 'inquiry-refusal-decision', 'confidentiality-undertaking', 'inquiry-result-letter']) {
    assert.ok(papers.some((name) => name.includes(paper)), paper);
  }
  for (const paper of papers) assert.equal(readFileSync(join(out, 'papers', paper)).subarray(0, 5).toString('latin1'), '%PDF-');
  assert.deepEqual(readdirSync(temporary), [], 'data were left behind');
});
