import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  beginJobAct, findJob, findMatter, listDuties, ownComputations, supervisionOver,
} from '@fengcun/application';
import { psi } from '../../commands/psi.ts';
import { UnusableInput } from '../../exit.ts';
import { openData } from '../../open-data.ts';
import type { Terminal } from '../../terminal.ts';
import { inventedRows } from '../invented-rows.ts';

const [HOLDER, REGISTRY] = ['court/A05', 'police/A00'];
let folder = '';
const at = (name: string): string => join(folder, name);
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psi-job-'));
  await writeFile(at('open.jsonl'), inventedRows(0, 10));
  await writeFile(at('other.jsonl'), inventedRows(1, 11));
  await writeFile(at('sealed.jsonl'), inventedRows(8, 20));
  const quota = { registeredRows: 300, runsPerQuarter: 1, checksPerDay: 1 };
  await writeFile(at('quota.json'), JSON.stringify({ holders: { [HOLDER]: quota }, past: [] }));
});
after(() => rm(folder, { recursive: true, force: true }));

const call = async (...argv: readonly string[]) => {
  let [out, note] = ['', ''];
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; },
    note: (text) => { note += text; }, elapsedMs: () => 0, today: () => '2026-11-22' };
  return { code: await psi(argv, terminal), out: out.trim(), note };
};
const data = () => ['--data', at('data'), '--key-file', at('key')];
const by = (account: string, organ: string) => [...data(), '--account', account, '--organ', organ];
const refuses = (work: Promise<unknown>, words: RegExp) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && words.test(error.message));

test('a run begins under its approved job alone, and the person of a sealed record is told when it has ended', async () => {
  const keys = { holder: (await call('keys', '--out', at('holder.key'))).out, registry: (await call('keys', '--out', at('registry.key'))).out };
  const [terms, rows] = [['--terms', at('terms.json')], ['--rows', at('open.jsonl')]];
  await call('terms', '--job', 'leak-1', '--count', '10', '--holder', HOLDER, '--registry', REGISTRY, '--courts', '虚01', '--out', at('terms.json'));
  const proposed = await call('job', 'propose', ...by('li', HOLDER), ...terms, ...rows, '--state', at('holder'), '--purpose', '核查',
    '--legal-basis', 'M2022_10', '--json');
  const { jobId, termsHash } = JSON.parse(proposed.out) as Readonly<{ jobId: string; termsHash: string }>;
  const side = (role: 'holder' | 'registry', more: readonly string[]) => call('run', '--role', role, ...terms, '--key', at(`${role}.key`),
    '--peer-key', keys[role === 'holder' ? 'registry' : 'holder'], '--exchange', at('exchange'), '--quota', at('quota.json'), '--job', jobId,
    '--out', at(`${role}.json`), ...more);
  const holder = (...more: readonly string[]) => side('holder', [...by('li', HOLDER), ...rows, '--state', at('holder'), ...more]);
  const registry = () => side('registry', [...by('wu', REGISTRY), '--rows', at('sealed.jsonl'), '--state', at('registry')]);
  await refuses(holder(), /JOB_STANDS_OTHERWISE/);
  await call('job', 'approve', jobId, ...by('zhao', HOLDER), '--terms', termsHash);
  await refuses(holder(), /JOB_STANDS_OTHERWISE/);
  await call('job', 'approve', jobId, ...by('wu', REGISTRY), '--terms', termsHash);
  await refuses(holder('--rows', at('other.jsonl'), '--state', at('other')), /JOB_INPUT_DIFFERS/);
  const codes: number[] = [];
  for (const go of [holder, registry, holder, registry, holder, registry]) codes.push((await go()).code);
  assert.deepEqual(codes, [1, 1, 1, 1, 0, 0]);
  const report = JSON.parse(await readFile(at('holder.json'), 'utf8')) as Readonly<{ tasks: readonly { row: string }[]; transcriptHash: string }>;
  assert.deepEqual(report.tasks.map(({ row }) => row), ['row-8', 'row-9']);
  const first = JSON.parse(await readFile(join(at('exchange'), 'holder', '000000.json'), 'utf8')) as Readonly<{ body: { root: string; trial?: true } }>;
  const found = (who: string, organ: string, file = 'holder.json') =>
    call('hits', at(file), '--job', jobId, ...by(who, organ), '--json');
  assert.deepEqual([(await found('li', HOLDER)).code, (await found('li', HOLDER)).note], [1, 'fengcun: refused: NOT_THE_RESULT_OF_THE_JOB\n']);
  assert.equal((await call('job', 'finish', jobId, ...by('li', HOLDER), '--result', at('holder.json'))).code, 0);
  await writeFile(at('changed.json'), JSON.stringify({ ...report, mode: 'full', tasks: report.tasks.slice(1) }));
  assert.equal((await found('li', HOLDER, 'changed.json')).code, 1);
  await writeFile(at('trial.json'), JSON.stringify({ ...report, mode: 'full', trial: true }));
  await refuses(found('li', HOLDER, 'trial.json'), /trial/);
  const leak = JSON.parse((await found('li', HOLDER)).out) as Readonly<{ proceedingId: string; rows: number }>;
  const matter = JSON.parse((await found('zhou', 'procuratorate/A06')).out) as typeof leak;
  assert.deepEqual([leak.rows, matter.rows, (await found('wu', REGISTRY)).note], [2, 2, 'fengcun: refused: NOT_THE_PROCURATORATE\n']);
  const values = { data: at('data'), 'key-file': at('key') };
  const deployment = await openData({ values, words: [] });
  const reader = { account: 'wu', person: 'wu', organ: REGISTRY, role: 'supervisor' };
  const job = await findJob({ deployment, now: deployment.clock }, reader, jobId);
  const seen = async (account: string, organ: string) => ({ account, person: account, organ,
    act: await beginJobAct({ deployment }, reader, { act: 'supervision.read', request: account }) });
  const parts = supervisionOver(deployment, () => undefined);
  const duties = await listDuties(parts, await seen('li', HOLDER));
  const opened = await findMatter(parts, await seen('zhou', 'procuratorate/A06'), matter.proceedingId).finally(() => deployment.close());
  assert.ok(duties.some(({ id, dueOn }) => id === leak.proceedingId && dueOn !== undefined));
  assert.ok(opened?.state.stage === 'opened' && opened.state.unit === HOLDER);
  assert.deepEqual([job?.state, job?.inputs, job?.transcriptHash, first.body.trial],
    ['finished', [{ organ: HOLDER, root: first.body.root }], report.transcriptHash, undefined]);
  const told = (day: string) => ownComputations(job === undefined ? [] : [job], [{ at: day, step: 'SealOrdered' }]).map(({ kind }) => kind);
  assert.deepEqual([told('2026-11-22T02:00:00.000Z'), told('2026-11-23T02:00:00.000Z')], [['leakFinding'], []]);
});
