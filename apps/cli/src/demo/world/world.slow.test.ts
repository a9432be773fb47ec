import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Actor, RouteId } from '@fengcun/api';
import { type Deployment, openDeployment, pooledRandom } from '@fengcun/application';
import { present } from '@fengcun/kernel';
import { fsck } from '../../commands/fsck.ts';
import { ledger } from '../../commands/ledger.ts';
import { readConfiguration } from '../../serve/configuration.ts';
import type { Terminal } from '../../terminal.ts';
import { agendaUntil, worldClock } from './clock.ts';
import { makeWorldIn, readMadeWorld } from './index.ts';
import { drawFrom } from './random.ts';
import { setStage, type Stage } from './stage.ts';
import { coverageOf } from './testing/coverage.ts';

// One world is made; everything is asked of it, as the people of the demonstration see it on a Monday morning.

const NOW = Date.parse('2026-11-23T02:30:00Z');
const folder = mkdtempSync(join(tmpdir(), 'fengcun-world-'));
const [dataDirectory, path] = [join(folder, 'data'), join(folder, 'key')];
const making = { dataDirectory, keys: { path, defaultFolder: folder }, seed: 'test', now: NOW };
const terminal: Terminal = {
  language: 'en', colour: false, width: 100, isInteractive: false, out: () => undefined, note: () => undefined, elapsedMs: () => 0, today: () => '2026-11-23',
};
let opened: Readonly<{ deployment: Deployment; stage: Stage }> | undefined;
const stage = (): Stage => present(opened, 'the world').stage;

before(async () => {
  assert.equal(await makeWorldIn(making), true);
  for (const check of [() => fsck(['--data', dataDirectory], terminal), () => ledger(['verify', '--data', dataDirectory], terminal)]) {
    assert.equal(await check(), 0, 'fsck and ledger verify');
  }
  const clock = worldClock(NOW, NOW + 3_600_000);
  const random = pooledRandom((length: number) => randomBytes(length));
  const deployment = await openDeployment({ database: { kind: 'embedded', dataDirectory }, keys: { type: 'file', path, defaultFolder: folder }, clock: clock.now, random });
  const configured = await readConfiguration(join(dataDirectory, 'serve.json'));
  opened = { deployment, stage: await setStage(deployment, { clock, agenda: agendaUntil(clock, NOW), draw: drawFrom('x'), dataDirectory, configured }) };
});
after(async () => {
  opened?.stage.stop();
  await opened?.deployment.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (body: Row, name = 'items'): readonly Row[] => {
  const rows = body[name];
  return Array.isArray(rows) ? rows.map((row: unknown): Row => ({ ...Object(row) })) : [];
};
const listed = async (who: Actor | string, route: RouteId, search: Row = { limit: 100 }): Promise<readonly Row[]> => {
  const { desk, person } = stage();
  return rowsOf(await desk.must(typeof who === 'string' ? person(who) : who, route, { search }));
};
const countsBy = (rows: readonly Row[], name: string): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(rows, (row) => String(row[name]))].map(([key, all]) => [key, all.length] as const).sort());
const duties = async (who: string): Promise<readonly Row[]> => rowsOf(await stage().desk.must(stage().person(who), 'listDuties'), 'duties');

test('a directory that holds something is left as it is; the world knows its seed and day', async () => {
  assert.equal(await makeWorldIn(making), false);
  const { seed, day } = present(await readMadeWorld(dataDirectory), 'the world');
  assert.deepEqual([seed, day], ['test', '2026-11-23']);
});

test('inquiries stand in every stage: at the court, and as the school that asked sees them', async () => {
  const all = await listed('court-reviewer', 'listInquiries');
  assert.deepEqual(countsBy(all, 'stage'), {
    accepted: 9, applied: 2, disclosed: 19, expired: 1, granted: 1, notAccepted: 1, prepared: 1, proposed: 3, referred: 1, refused: 13, supplemented: 1, supplementing: 1, undertaken: 1, withdrawn: 5,
  });
  const atPolice = countsBy(await listed('police-reviewer', 'listInquiries'), 'stage');
  assert.deepEqual(atPolice, { accepted: 2, disclosed: 1, proposed: 1, verifying: 1 });
  const ofSchool = countsBy(await listed('school-inquirer', 'listInquiries'), 'stage');
  for (const stands of ['applied', 'supplementing', 'accepted', 'proposed', 'granted', 'undertaken', 'prepared', 'disclosed', 'refused', 'withdrawn', 'notAccepted', 'referred', 'expired']) {
    assert.ok((ofSchool[stands] ?? 0) > 0, stands);
  }
});

/** A few hundred, as a district has them in two years. */
const PERSONS_MIN = 300;

test('every stage of every machine is there, or says why not', async (t) => {
  const { lines, missing, counts } = await coverageOf(stage());
  t.diagnostic(`what the world has:\n${lines.join('\n')}`);
  assert.deepEqual(missing, []);
  const persons = (counts.get('person open') ?? 0) + (counts.get('person sealed') ?? 0);
  assert.ok(persons >= PERSONS_MIN, `${persons} persons`);
  assert.equal(counts.get('letter dead'), 1, 'one alarm to a procuratorate that is not connected yet, and nothing else');
});

test('statistics of finished quarters are published within their budget; a second time is refused', async () => {
  const { desk, person } = stage();
  const budget = await desk.must(person('researcher'), 'readStatisticsBudget');
  assert.deepEqual(rowsOf(budget, 'quarters').map(({ period, spent }) => `${period} ${spent}`), ['2025Q3 1/20', '2025Q4 1/20', '2026Q1 1/20', '2026Q2 1/5', '2026Q3 1/20']);
  const jobs = rowsOf(await desk.must(person('procurator'), 'listPrivacyJobs'));
  assert.deepEqual(jobs.filter(({ state }) => state === 'failed').map(({ kind, reason }) => `${kind} ${reason}`), ['statistics RELEASE_EXISTS']);
  const leaks = jobs.filter(({ kind, state }) => kind === 'leakFinding' && state === 'finished').map(({ jobId }) => String(jobId));
  const facts = [];
  for (const { id } of await listed('procurator', 'listMatters', { which: 'opened', limit: 100 })) {
    facts.push(String((await desk.must(person('procurator'), 'readMatter', { params: { id: String(id) } }))['facts']));
  }
  assert.ok(facts.some((one) => leaks.some((jobId) => one.includes(jobId))), 'hits became a matter');
});

test('seals: sealed, pending and opened again; late ones have been escalated; two openings wait for the approver', async () => {
  const seals = await listed('court-reviewer', 'listSeals');
  const states = countsBy(seals, 'status');
  assert.ok((states['sealed'] ?? 0) > 30 && (states['pending'] ?? 0) > 2, JSON.stringify(states));
  const { desk, person } = stage();
  const waiting = [];
  for (const { recordId } of seals.filter(({ status }) => status === 'sealed')) {
    const seal = await desk.must(person('court-approver'), 'readSeal', { params: { recordId: String(recordId) } });
    if (seal['proposal'] !== undefined) waiting.push(recordId);
  }
  assert.equal(waiting.length, 2);
  assert.ok(rowsOf(await desk.must(person('procurator'), 'listOverdueSeals'), 'organs').length > 0, 'somebody is late');
});

test('everybody has something to do today', async () => {
  for (const who of ['court-reviewer', 'police-reviewer', 'court-approver', 'police-approver', 'police-clerk']) {
    const now = (await duties(who)).filter(({ stands }) => stands === 'late' || stands === 'lastDay' || stands === 'running');
    assert.ok(now.length > 0, who);
  }
  assert.ok((await duties('court-reviewer')).some(({ stands }) => stands === 'lastDay'), 'due today');
  const matters = countsBy(await listed('procurator', 'listMatters', { which: 'opened', limit: 100 }), 'state');
  assert.ok((matters['opened'] ?? 0) > 0 && (matters['correctionReported'] ?? 0) > 0 && (matters['proposed'] ?? 0) > 0, 'matters to go on with');
  assert.ok((await listed('court-clerk', 'listExceptions')).filter(({ state }) => state === 'waiting').length >= 3, 'doubtful judgments');
  const patterns = rowsOf(await stage().desk.must(stage().person('procurator'), 'readPatterns'), 'findings').map(({ rule }) => String(rule));
  for (const rule of ['hastyApproval', 'offHours', 'ownInterest', 'sameSubject', 'improperBasis']) assert.ok(patterns.includes(rule), rule);
});

test('the citizen sees looks, certificates and the steps of the own seal; the guardian asks for the child', async () => {
  const { desk, person } = stage();
  const own = await desk.must(person('citizen'), 'readOwnLooks');
  assert.deepEqual([rowsOf(own, 'looks').length, rowsOf(own, 'certificates').length], [3, 2]);
  assert.ok(rowsOf(own, 'seals').length >= 2, 'ordered, answered');
  assert.equal((await listed('guardian', 'listRightsRequests')).length, 6);
});
