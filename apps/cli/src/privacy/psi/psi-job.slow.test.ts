import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  beginJobAct, findJob, findMatter, listDuties, ownComputations, supervisionOver,
} from '@fengcun/application';
import { type CivilDate, mod112Character } from '@fengcun/kernel';
import { boundInputs } from '@fengcun/privacy';
import { entryOf } from '../../../../../packages/application/src/exchange/testing/invented-organ.ts';
import { importAll } from '../../../../../packages/application/src/intake/testing/import-fixture.ts';
import { determineAll } from '../../../../../packages/application/src/seals/determine.ts';
import { conviction, COURT, HIGHER, platformOn, POLICE, PROCURATORATE } from '../../../../../packages/application/src/seals/testing/invented-platform.ts';
import { psi } from '../../commands/psi.ts';
import { UnusableInput } from '../../exit.ts';
import { openData } from '../../open-data.ts';
import type { Terminal } from '../../terminal.ts';

const [HOLDER, REGISTRY] = [COURT, POLICE];
let folder = '';
const at = (name: string): string => join(folder, name);

/** The open row of the person that `conviction(seed)` makes. */
const openRow = (seed: number): string => {
  const digits = `11010520070315${100 + seed}`;
  return JSON.stringify({ id: `row-${seed}`, documentNumber: digits + mod112Character(digits), caseNumber: `(2025)岭0000刑初${seed}号`, charge: '盗窃' });
};
const openRows = (seeds: readonly number[]): string => `${seeds.map(openRow).join('\n')}\n`;

const opened = () => openData({ values: { data: at('data'), 'key-file': at('key') }, words: [] });

/** Four records sealed on a day before the job, one on a day after it. */
const sealRecords = async (): Promise<void> => {
  const deployment = await opened();
  try {
    const platform = platformOn(deployment);
    for (const [day, seeds] of [['2026-11-20', [1, 2, 3, 4]], ['2026-11-25', [5]]] as const) {
      platform.day.on = day as CivilDate;
      await importAll(deployment, seeds.map((seed) => conviction(seed)));
      assert.equal((await determineAll(platform.parts)).ordered.length, seeds.length);
    }
  } finally {
    await deployment.close();
  }
};
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psi-job-'));
  await writeFile(at('open.jsonl'), openRows([3, 4, 5, 6, 7]));
  await writeFile(at('other.jsonl'), openRows([4, 5]));
  const quota = { registeredRows: 300, runsPerQuarter: 1, checksPerDay: 1 };
  await writeFile(at('quota.json'), JSON.stringify({ holders: { [HOLDER]: quota }, past: [] }));
  const organs = [COURT, PROCURATORATE, POLICE].map((organ) => ({ ...entryOf(organ, 'http://127.0.0.1:1'), district: 'A' }));
  await writeFile(at('serve.json'), JSON.stringify({ exchange: { organs } }));
  await sealRecords();
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

/** Everything that lies in the folders of a run, one file after the other. */
const filesIn = async (...names: readonly string[]): Promise<Buffer> => Buffer.concat(await Promise.all(names.map(async (name) => {
  const entries = await readdir(at(name), { recursive: true, withFileTypes: true });
  return Buffer.concat(await Promise.all(entries.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name)))));
})));

const KEYS = { holder: '', registry: '' };
const TERMS = () => ['--terms', at('terms.json')];
const side = (role: 'holder' | 'registry', jobId: string, more: readonly string[]) => call('run', '--role', role, ...TERMS(), '--key', at(`${role}.key`),
  '--peer-key', KEYS[role === 'holder' ? 'registry' : 'holder'], '--exchange', at('exchange'), '--quota', at('quota.json'), '--job', jobId,
  '--out', at(`${role}.json`), '--state', at(role), ...more);

test('a run begins under its approved job alone, of what both sides bound; the registry\'s records come from behind the wall, once', async () => {
  KEYS.holder = (await call('keys', '--out', at('holder.key'))).out;
  KEYS.registry = (await call('keys', '--out', at('registry.key'))).out;
  const rows = ['--rows', at('open.jsonl')];
  await call('terms', '--job', 'leak-1', '--count', '10', '--holder', HOLDER, '--registry', REGISTRY, '--courts', '岭00', '--out', at('terms.json'));
  const proposed = await call('job', 'propose', ...by('li', HOLDER), ...TERMS(), ...rows, '--state', at('holder'), '--key', at('holder.key'), '--purpose', '核查',
    '--legal-basis', 'M2022_10', '--json');
  const { jobId, termsHash } = JSON.parse(proposed.out) as Readonly<{ jobId: string; termsHash: string }>;
  const holder = (...more: readonly string[]) => side('holder', jobId, [...by('li', HOLDER), ...rows, ...more]);
  const registry = (...more: readonly string[]) => side('registry', jobId, [...by('wu', REGISTRY), ...more]);
  const commit = () => call('job', 'commit-inputs', jobId, ...by('wu', REGISTRY), ...TERMS(), '--state', at('registry'), '--key', at('registry.key'));
  await refuses(holder(), /JOB_STANDS_OTHERWISE/);
  await refuses(commit(), /sealed records are read under an approved job/);
  await call('job', 'approve', jobId, ...by('zhao', HOLDER), '--terms', termsHash);
  await call('job', 'approve', jobId, ...by('wu', REGISTRY), '--terms', termsHash);
  await refuses(holder('--rows', at('other.jsonl'), '--state', at('other')), /JOB_INPUT_DIFFERS/);
  const waiting = await holder();
  assert.deepEqual([waiting.code, waiting.note], [1, `fengcun: waiting until what they bring is bound by ${REGISTRY}; call the same command again then\n`]);
  await refuses(registry('--rows', at('open.jsonl')), /under a job the registry compares its sealed records/);
  assert.equal((await commit()).code, 0);

  await refuses(registry('--state', at('lost')), /the set that was bound in this job is not here/);

  // What lies there meanwhile are masked points, sealed; nothing is read again.
  const files = await filesIn('registry');
  for (const told of ['岭0000刑初3', '2025岭0000', '1101052007', 'cl-264']) assert.ok(!files.includes(told), told);
  const codes: number[] = [];
  for (const go of [registry, holder, registry, holder, registry, holder, registry]) codes.push((await go()).code);
  assert.deepEqual(codes, [1, 1, 1, 1, 1, 0, 0]);
  const exchanged = await filesIn('exchange');
  for (const told of ['岭0000刑初', '1101052007']) assert.ok(!exchanged.includes(told), told);
  const report = JSON.parse(await readFile(at('holder.json'), 'utf8')) as Readonly<{ tasks: readonly { row: string }[]; transcriptHash: string; inputs: object }>;
  assert.deepEqual(report.tasks.map(({ row }) => row), ['row-3', 'row-4'], 'row-5 was sealed after the day in the terms');
  assert.deepEqual(Reflect.get(JSON.parse(await readFile(at('registry.json'), 'utf8')) as object, 'recordsLeft'), []);
  await reported(jobId, report);
});

type Report = Readonly<{ tasks: readonly { row: string }[]; transcriptHash: string; inputs: object }>;

const reported = async (jobId: string, report: Report): Promise<void> => {
  const first = JSON.parse(await readFile(join(at('exchange'), 'registry', '000000.json'), 'utf8')) as Readonly<{ body: { inputs: object; trial?: true } }>;
  const found = (who: string, organ: string, file = 'holder.json') =>
    call('hits', at(file), '--job', jobId, ...by(who, organ), '--config', at('serve.json'), '--json');
  assert.deepEqual([(await found('li', HOLDER)).code, (await found('li', HOLDER)).note], [1, 'fengcun: refused: NOT_THE_RESULT_OF_THE_JOB\n']);
  assert.equal((await call('job', 'finish', jobId, ...by('li', HOLDER), '--result', at('holder.json'))).code, 0);
  await writeFile(at('changed.json'), JSON.stringify({ ...report, mode: 'full', tasks: report.tasks.slice(1) }));
  assert.equal((await found('li', HOLDER, 'changed.json')).code, 1);
  await writeFile(at('trial.json'), JSON.stringify({ ...report, mode: 'full', trial: true }));
  await refuses(found('li', HOLDER, 'trial.json'), /trial/);
  type Said = Readonly<{ proceedingId: string; rows: number; isNew: boolean; procuratorate: string }>;
  const said = async (who: string, organ: string) => JSON.parse((await found(who, organ)).out) as Said;
  const [leak, again] = [await said('li', HOLDER), await said('qian', HOLDER)];
  const [matter, twice] = [await said('zhou', PROCURATORATE), await said('zhou', PROCURATORATE)];
  assert.deepEqual([leak.isNew, leak.procuratorate, leak.rows, again], [true, PROCURATORATE, 2, { ...leak, isNew: false }]);
  assert.deepEqual([matter.isNew, twice], [true, { ...matter, isNew: false }]);
  for (const organ of [REGISTRY, HIGHER]) assert.equal((await found('wu', organ)).note, 'fengcun: refused: NOT_THE_PROCURATORATE\n');

  const deployment = await opened();
  const reader = { account: 'wu', person: 'wu', organ: REGISTRY, role: 'supervisor' };
  const job = await findJob({ deployment, now: deployment.clock }, reader, jobId);
  const seen = async (account: string, organ: string) => ({ account, person: account, organ,
    act: await beginJobAct({ deployment }, reader, { act: 'supervision.read', request: account }) });
  const parts = supervisionOver(deployment, () => undefined);
  const duties = await listDuties(parts, await seen('li', HOLDER));
  const supervised = await findMatter(parts, await seen('zhou', PROCURATORATE), matter.proceedingId).finally(() => deployment.close());
  assert.equal(duties.filter(({ kind }) => kind === duties.find(({ id }) => id === leak.proceedingId)?.kind).length, 1);
  assert.ok(supervised?.state.stage === 'opened' && supervised.state.unit === HOLDER);
  assert.ok(job !== undefined);
  const bound = boundInputs(job);
  assert.deepEqual(first.body.inputs, Object.fromEntries([['holder', HOLDER], ['registry', REGISTRY]].map(([role, organ]) => {
    const { root, bucket } = bound.find((one) => one.organ === organ) ?? {};
    return [role, { root, bucket }];
  })));
  assert.deepEqual([job.state, job.transcriptHash, report.inputs, first.body.trial], ['finished', report.transcriptHash, first.body.inputs, undefined]);
  assert.ok(bound.every(({ countCommitment }) => countCommitment !== undefined));
  const told = (day: string) => ownComputations([job], [{ at: day, step: 'SealOrdered' }]).map(({ kind }) => kind);
  assert.deepEqual([told('2026-11-22T02:00:00.000Z'), told('2026-11-23T02:00:00.000Z')], [['leakFinding'], []]);
};
