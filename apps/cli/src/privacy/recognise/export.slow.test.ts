import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inventedTexts, parseQuality } from '@fengcun/privacy';
import { recognise } from '../../commands/recognise.ts';
import { UnusableInput } from '../../exit.ts';
import type { Terminal } from '../../terminal.ts';

const [COURT, SUPERVISOR] = ['court/990001', 'procuratorate/990003'];
let folder = '';
const at = (name: string): string => join(folder, name);
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
  await writeFile(at('texts.jsonl'), inventedTexts(200, 1).map(({ text, labels }) => JSON.stringify({ text, ...labels })).join('\n'));
});
after(() => rm(folder, { recursive: true, force: true }));

const call = async (...argv: readonly string[]): Promise<string> => {
  let out = '';
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; },
    note: () => undefined, elapsedMs: () => 0, today: () => '2026-11-22' };
  assert.equal(await recognise(argv, terminal), 0, out);
  return out.trim();
};
const by = (account: string, organ = COURT ?? '') => ['--data', at('data'), '--key-file', at('key'), '--account', account, '--organ', organ];
const refuses = (work: Promise<unknown>, words: RegExp) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && words.test(error.message));

/** A job that two organs agreed to, and the model it trained. */
const trained = async (name: string, ...how: readonly string[]): Promise<string> => {
  const proposed = await call('propose', at('texts.jsonl'), '--fields', 'charge', '--purpose', '预填', '--legal-basis', 'CPL_286',
    '--supervisor', SUPERVISOR ?? '', ...how, ...by('he'), '--json');
  const { jobId } = JSON.parse(proposed) as Readonly<{ jobId: string }>;
  await call('approve', jobId, ...by('lin'));
  await call('approve', jobId, ...by('qu', SUPERVISOR));
  if (how.length === 0) await refuses(call('train', at('texts.jsonl'), '--private', '--job', jobId, '--out', at(name), ...by('he')), /without noise/);
  await call('train', at('texts.jsonl'), '--fields', 'charge', '--job', jobId, '--out', at(name), ...by('he'), ...(how.length === 0 ? [] : ['--private']));
  return jobId;
};
const give = (name: string, jobId: string) => call('export', '--model', at(name), '--job', jobId, '--out', at('given.json'), ...by('he'));

test('a model leaves the judiciary only with the noise that a finished job in the ledger says', async () => {
  const plain = await trained('plain.json');
  await refuses(give('plain.json', plain), /charge was trained without noise and stays inside the judiciary/);
  const noisy = await trained('noisy.json', '--private', '8', '--labels', '盗窃罪,诈骗罪,危险驾驶罪');
  await refuses(give('noisy.json', plain), /no finished private training of this id gave this model/);
  const file = await readFile(at('noisy.json'), 'utf8');
  const { recognisers: [bare] } = JSON.parse(await readFile(at('plain.json'), 'utf8')) as { recognisers: Record<string, unknown>[] };
  const { recognisers: [own] } = JSON.parse(file) as { recognisers: Record<string, unknown>[] };
  await writeFile(at('claimed.json'), JSON.stringify({ v: 2, kind: 'recogniser', recognisers: [{ ...bare, privacy: own?.['privacy'] }] }));
  await refuses(give('claimed.json', noisy), /no finished private training/);
  await assert.rejects(readFile(at('given.json')), 'nothing was written');
  assert.match(await give('noisy.json', noisy), /charge: private for one document: ε 7\.\d+ at δ 0\.00001/);
  assert.equal(await readFile(at('given.json'), 'utf8'), file);
});

test('the quality file names a job only where the log says that the job gave this very model', async () => {
  const [first, second] = [await trained('first.json'), await trained('second.json', '--private', '8', '--labels', '盗窃罪,诈骗罪,危险驾驶罪')];
  const data = ['--data', at('data'), '--key-file', at('key')];
  const measure = (...how: readonly string[]) => call('test', at('texts.jsonl'), '--model', at('first.json'), '--quality', at('quality.json'), ...how);
  for (const wrong of [second, 'job-7', first.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]) {
    await refuses(measure('--job', wrong, ...data), /no finished training of this id gave this model/);
  }
  await assert.rejects(readFile(at('quality.json')), 'nothing was written');
  await measure('--job', first, ...data);
  const written = parseQuality(await readFile(at('quality.json'), 'utf8'));
  assert.ok(written.ok && written.value.jobId === first);
});
