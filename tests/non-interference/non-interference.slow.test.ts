import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import fc from 'fast-check';
import { historyOf, type HistoryName, openPerson, openRecordIds, PERSON, sealPerson } from './people.ts';
import { type Call, differences, type Leak, type Observed, openWorld, type World } from './world.ts';

const ALIKE: readonly HistoryName[] = ['never', 'sealed', 'publicOrder', 'nonProsecution', 'openCase'];
const worlds = new Map<HistoryName, World>();
const worldOf = (name: HistoryName): World => present(worlds.get(name), name);
let turn = 0;

type Changed = Readonly<{ materials?: readonly string[]; nationality?: string; applicant?: unknown; other?: boolean; number?: string; stayDays?: number }>;
const application = ({ materials = ['identityDocument'], nationality = 'CHN', applicant = { kind: 'self' }, other = false, number, stayDays }: Changed = {}) => ({
  person: {
    name: PERSON.name, nationality, document: { type: 'residentIdentityCard', number: number ?? PERSON.number },
    ...(other ? { otherDocuments: [{ type: 'passport', number: 'E12345678', issuingState: 'CHN' }] } : {}), ...(stayDays === undefined ? {} : { stayDays }),
  },
  applicant, materials,
});
const applying = (body: unknown, key: string): Call => ({ method: 'POST', path: '/v1/certificates', account: 'clerk', body, key });
const idIn = ({ body }: Observed): string => String(Object(JSON.parse(Buffer.from(body, 'base64').toString('utf8')))['certificateId']);

/** Asks every world the same in the same turn, and holds all of them to the first. */
const askAll = async (call: Call, names: readonly HistoryName[] = ALIKE): Promise<Observed> => {
  turn += 1;
  const seen: Observed[] = [];
  for (const name of names) seen.push(await worldOf(name).observe(turn, call));
  const first = present(seen[0], 'an observation');
  seen.forEach((one, at) => {
    assert.deepEqual(differences(first, one), [], `${names[at]} is told from ${names[0]}: ${JSON.stringify([first, one], undefined, 1).slice(0, 3000)}`);
  });
  return first;
};

before(async () => {
  for (const name of [...ALIKE, 'convicted'] as const) worlds.set(name, await openWorld(historyOf(name)));
  // What a process does once, it has done: keys are loaded, the workshop of papers is open.
  turn += 1;
  for (const world of worlds.values()) {
    const warm = await world.observe(turn, applying(application({ number: '110105198506071025' }), 'a-warm-up-request-0'));
    await world.observe(turn, { method: 'GET', path: `/v1/certificates/${idIn(warm)}/paper`, account: 'clerk' });
  }
});
after(async () => { for (const world of worlds.values()) await world.close(); });

test('办法15、公安规定10: never, sealed, 治安, non-prosecution, open case: one answer, one status, one number, one trace', async () => {
  const seen = await askAll(applying(application(), 'request-of-a-person-1'));
  assert.equal(seen.status, 200);
  assert.match(Buffer.from(seen.body, 'base64').toString('utf8'), /"outcome":"decided".*"result":"certificate"/s);
  assert.ok(seen.statements.length > 5 && seen.entries.length === 1 && seen.log.length > 0, 'every channel was looked at');
});

test('paper, list and state of the application are the same bytes', async () => {
  const id = idIn(await askAll(applying(application(), 'request-of-a-person-2')));
  const paper = await askAll({ method: 'GET', path: `/v1/certificates/${id}/paper`, account: 'clerk' });
  assert.ok(Buffer.from(paper.body, 'base64').toString('latin1').startsWith('%PDF-'));
  await askAll({ method: 'GET', path: `/v1/certificates/${id}`, account: 'clerk' });
  await askAll({ method: 'GET', path: '/v1/certificates?limit=5', account: 'clerk' });
  await askAll({ method: 'GET', path: '/v1/certificates/01900000-0000-7000-8000-000000000099', account: 'clerk' });
});

test('the comparison can fail: whoever has an effective conviction on the open side is told apart, as the law wants it', async () => {
  turn += 1;
  const call = applying(application({ materials: ['identityDocument', 'proofOfUse'] }), 'request-of-a-person-3');
  const [clean, convicted] = [await worldOf('never').observe(turn, call), await worldOf('convicted').observe(turn, call)];
  for (const name of ALIKE.slice(1)) await worldOf(name).observe(turn, call);
  const told = differences(clean, convicted);
  assert.ok(told.includes('body'), told.join());
  assert.ok(!told.includes('status') && !told.includes('entries') && !told.includes('log'), 'and by nothing but the answer');
});

const changes = fc.record({
  materials: fc.uniqueArray(fc.constantFrom('identityDocument', 'proofOfUse', 'letterOfAttorney', 'agentIdentity', 'proofOfGuardianship', 'guardianIdentity'), { maxLength: 6 }),
  nationality: fc.constantFrom('CHN', 'FRA'), other: fc.boolean(),
  applicant: fc.constantFrom({ kind: 'self' }, { kind: 'guardian', name: '虚父' }, { kind: 'agent', name: '虚友', bornOn: '1980-01-01' }, { kind: 'agent', name: '虚友' }),
  number: fc.constantFrom(PERSON.number, PERSON.number.toLowerCase(), '110105200801020010', 'no number'),
});

test('whatever is asked for, in whatever order, and asked again: the five are the same in every channel', async () => {
  await fc.assert(fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 3 }), fc.nat({ max: 2 }), async (all, repeated) => {
    const keys = all.map((_one, at) => `property-${turn}-request-${at}`.padEnd(24, '.'));
    for (const [at, changed] of all.entries()) await askAll(applying(application(changed), keys[at] ?? ''));
    const again = all[repeated];
    if (again !== undefined) await askAll(applying(application(again), keys[repeated] ?? ''));
  }), { numRuns: 12, seed: 286 });
});

test('办法18、19: sealing and unsealing afterwards change nothing about a paper that was given: no revocation that tells', async () => {
  turn += 1;
  const world = worldOf('convicted');
  const given = await world.observe(turn, applying(application({ materials: ['identityDocument', 'proofOfUse'] }), 'before-it-was-sealed'));
  const id = idIn(given);
  const look = async (): Promise<readonly Observed[]> => {
    const seen: Observed[] = [];
    for (const path of [`/v1/certificates/${id}`, `/v1/certificates/${id}/paper`]) {
      turn += 1;
      seen.push(await world.observe(turn, { method: 'GET', path, account: 'clerk' }));
    }
    return seen;
  };
  // Ids and times of the looking itself are new each time; everything else is held together.
  const withoutIds = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id');
  const visible = (seen: readonly Observed[]) => seen.map(({ status, headers, body, statements, log, entries }) => ({
    status, body, headers: headers.split('\n').filter((_line, at) => at % 2 === 0), log: log.length, entries: entries.length,
    statements: statements.map(({ text, shapes }) => `${withoutIds(text)} ${shapes.join()}`),
  }));
  const before = visible(await look());
  const ids = await sealPerson(world.deployment, await bystanderRecords(world));
  assert.ok(ids.length > 0, 'something was sealed');
  // Whoever asks first after a seal loads the keys anew, whomever they ask about.
  await look();
  assert.deepEqual(visible(await look()), before);
  await openPerson(world.deployment, ids);
  await look();
  assert.deepEqual(visible(await look()), before);
});

/** Records of whoever is in every world: the one that is older than the person's. */
const bystanderRecords = async ({ deployment }: World): Promise<readonly string[]> => (await openRecordIds(deployment)).slice(0, 1);

const LEAKS: readonly (readonly [Leak, keyof Observed])[] = [
  ['statement', 'statements'], ['status', 'status'], ['number', 'body'], ['header', 'headers'], ['logLine', 'log'], ['entry', 'entries'], ['body', 'body'],
];
test('a program that leaks in any one channel is found out in that channel', async () => {
  const [honest, world] = [worldOf('never'), worldOf('sealed')];
  for (const [at, [leak, channel]] of LEAKS.entries()) {
    world.plant(leak);
    turn += 1;
    const call = applying(application({ materials: ['identityDocument', 'proofOfUse'] }), `request-of-leak-number-${at}`);
    const told = differences(await honest.observe(turn, call), await world.observe(turn, call));
    assert.ok(told.includes(channel), `${leak} is not seen in ${channel}: ${told.join()}`);
  }
});
