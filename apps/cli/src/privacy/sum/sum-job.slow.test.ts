import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findJob, ownComputations } from '@fengcun/application';
import { sum } from '../../commands/sum.ts';
import { UnusableInput } from '../../exit.ts';
import { openData } from '../../open-data.ts';
import type { Terminal } from '../../terminal.ts';

const ORGANS = ['court/A05', 'procuratorate/A06', 'police/A07'] as const;
const COORDINATOR = 'procuratorate/P1';
let folder = '';
const at = (name: string): string => join(folder, name.replace('/', '-'));
before(async () => { folder = await mkdtemp(join(tmpdir(), 'sum-job-')); });
after(() => rm(folder, { recursive: true, force: true }));

const answered = async (...argv: readonly string[]) => {
  let [out, note] = ['', ''];
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; },
    note: (text) => { note += text; }, elapsedMs: () => 0, today: () => '2026-11-22' };
  return { code: await sum(argv, terminal), out: out.trim(), note };
};
const call = async (...argv: readonly string[]): Promise<string> => {
  const { code, out, note } = await answered(...argv);
  assert.equal(code, 0, note);
  return out;
};
const data = () => ['--data', at('data'), '--key-file', at('key')];
const refuses = (work: Promise<unknown>, words: RegExp) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && words.test(error.message));

/** Terms of a round, and what every organ needs for its steps. */
const drawn = async (): Promise<void> => {
  const keys: Record<string, string> = {};
  for (const organ of [...ORGANS, COORDINATOR]) keys[organ] = await call('keys', '--out', at(`${organ}.key`));
  await writeFile(at('keys.json'), JSON.stringify(keys));
  await writeFile(at('cells.json'), JSON.stringify(['虚构省 封存', '虚构省 解封']));
  const roundId = await call('round');
  for (const [number, organ] of ORGANS.entries()) {
    await writeFile(at(`${organ}.counts`), JSON.stringify([number, 100 * number]));
    await call('announce', '--round', roundId, '--organ', organ, '--key', at(`${organ}.key`), '--state', at(`${organ}.state`), '--out', at('said'));
  }
  await call('roster', '--round', roundId, '--directory', at('keys.json'), '--announcements', at('said'), '--job', 'joint-1', '--product', 'demo',
    '--period', '2026Q3', '--cells', at('cells.json'), '--coordinator', COORDINATOR, '--history', at('seen.json'), '--out', at('terms.json'));
};

test('counts are contributed and added under the approved job alone, and those sealed in the quarter are told', async () => {
  await drawn();
  const own = (organ: string) => ['--terms', at('terms.json'), '--counts', at(`${organ}.counts`), '--state', at(`${organ}.state`), '--key', at(`${organ}.key`)];
  const by = (account: string, organ: string) => [...data(), '--account', account, '--organ', organ];
  const { jobId, termsHash } = JSON.parse(await call('job', 'propose', ...by('li', ORGANS[0]), ...own(ORGANS[0]), '--purpose', '合计',
    '--legal-basis', 'PIPL_34', '--json')) as Readonly<{ jobId: string; termsHash: string }>;
  const contribute = (organ: string, ...more: readonly string[]) => call('contribute', ...own(organ),
    '--announcements', at('said'), '--directory', at('keys.json'), '--out', at('in'), '--job', jobId, ...by('li', organ), ...more);
  const collect = (organ: string) => call('collect', '--terms', at('terms.json'), '--directory', at('keys.json'), '--contributions', at('in'),
    '--history', at('seen.json'), '--out', at('sum.json'), '--job', jobId, ...by('qian', organ));
  await refuses(contribute(ORGANS[0]), /JOB_STANDS_OTHERWISE/);
  await call('job', 'approve', jobId, ...by('zhao', ORGANS[0]), '--terms', termsHash);
  await call('job', 'approve', jobId, ...by('wu', ORGANS[1]), '--terms', termsHash);
  await writeFile(at('changed.counts'), '[5, 5]');
  await refuses(contribute(ORGANS[0], '--counts', at('changed.counts')), /JOB_INPUT_DIFFERS/);
  const first = await answered('contribute', ...own(ORGANS[0]), '--announcements', at('said'), '--directory', at('keys.json'), '--out', at('in'),
    '--job', jobId, ...by('li', ORGANS[0]));
  assert.deepEqual([first.code, /bound by procuratorate\/A06, police\/A07;/.test(first.note)], [1, true], first.note);
  for (const organ of ORGANS.slice(1)) await call('job', 'commit-inputs', jobId, ...own(organ), ...by('qian', organ));
  for (const organ of ORGANS) await contribute(organ);
  await refuses(contribute(ORGANS[1], '--counts', at('changed.counts')), /JOB_INPUT_DIFFERS/);
  await refuses(collect(ORGANS[0]), /this is procuratorate\/P1/);
  await collect(COORDINATOR);
  const { counts } = JSON.parse(await readFile(at('sum.json'), 'utf8')) as Readonly<{ counts: readonly number[] }>;
  assert.ok(Math.abs((counts[1] ?? 0) - 300) < 30, String(counts));
  await call('job', 'finish', jobId, ...by('qian', COORDINATOR), '--result', at('sum.json'));
  const deployment = await openData({ values: { data: at('data'), 'key-file': at('key') }, words: [] });
  const reader = { account: 'wu', person: 'wu', organ: ORGANS[1], role: 'supervisor' };
  const job = await findJob({ deployment, now: deployment.clock }, reader, jobId).finally(() => deployment.close());
  const told = (day: string) => ownComputations(job === undefined ? [] : [job], [{ at: day, step: 'SealOrdered' }]).map(({ kind }) => kind);
  assert.deepEqual([job?.state, told('2026-08-01T02:00:00.000Z'), told('2026-10-02T02:00:00.000Z')], ['finished', ['jointCount'], []]);
});
