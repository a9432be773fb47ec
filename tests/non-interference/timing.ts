import { createHash, randomBytes } from 'node:crypto';
import { certificateDesk, checkMarks } from '@fengcun/application';
import { sql } from 'kysely';
import { inventedPerson, type InventedPerson } from '../../packages/application/src/certificate/testing/invented-people.ts';
import { effectiveOn, filed, judgmentOn, notProsecuted, openRecordIds, publicOrder, sealOne, tellAll } from '../../packages/application/src/certificate/testing/invented-people.ts';
import { parseApplication } from '../../packages/application/src/certificate/parse-application.ts';
import { memoryDeployment, type LookedAt } from '../../packages/application/src/intake/testing/import-fixture.ts';
import { type Timed, timingT } from './welch.ts';

/** How many requests; `leakMillis`: what a mutated program would take longer for somebody who is sealed. */
export type TimingOptions = Readonly<{ requests: number; leakMillis?: number }>;

/** What was found: t of all values, and of the lower 95, 80 and 50 of a hundred. */
export type TimingReport = Readonly<{ requests: number; meanMillis: number; t: Readonly<Record<'all' | 'lower95' | 'lower80' | 'lower50', number>> }>;

const EACH = 40;
const RENEWED_AFTER = 2000;
const DAY = 24 * 3600 * 1000;
const START = Date.parse('2026-11-20T02:00:00Z');
const ORGAN = 'police/B02';

/** Forty people whose records are all sealed, and forty of whom a quarter each is of the other four kinds. */
const populate = async (deployment: LookedAt): Promise<Readonly<{ fixed: readonly InventedPerson[]; random: readonly InventedPerson[] }>> => {
  const person = (at: number): InventedPerson => inventedPerson(at, `19${String(60 + (at % 35))}-0${1 + (at % 9)}-1${at % 9}`);
  const fixed = Array.from({ length: EACH }, (_, at) => person(at));
  const random = Array.from({ length: EACH }, (_, at) => person(EACH + at));
  for (const [at, one] of fixed.entries()) await tellAll(deployment, judgmentOn(one, at), effectiveOn(one, at));
  for (const id of await openRecordIds(deployment)) await sealOne(deployment, id);
  for (const [at, one] of random.entries()) {
    const number = 500 + at;
    if (at % 4 === 1) await tellAll(deployment, publicOrder(one, number));
    if (at % 4 === 2) await tellAll(deployment, filed(one, number), notProsecuted(one, number));
    if (at % 4 === 3) await tellAll(deployment, filed(one, number), judgmentOn(one, number));
  }
  await checkMarks(deployment, { account: 'tester', repairs: true });
  return { fixed, random };
};

const waitBusily = (millis: number): void => {
  const until = performance.now() + millis;
  while (performance.now() < until);
};

const line = {
  what: 'CERTIFICATE_APPLIED', phase: 'intent', action: 'certificate.apply', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: 'window',
  organ: ORGAN, roles: ['clerk'], at: '2026-11-20T02:00:00.000Z', purpose: 'certificate', legalBasis: 'mps-2021-9',
} as const;

/**
 * Fixed against random, one request after the other in an order that chance makes: whether the time a decision
 * takes tells who is sealed. Only people nobody may tell apart are asked about.
 */
export const measureTiming = async ({ requests, leakMillis = 0 }: TimingOptions): Promise<TimingReport> => {
  const deployment = await memoryDeployment();
  let now = START;
  const { fixed, random } = await populate(deployment);
  const desk = certificateDesk({
    deployment, now: () => now, organs: {}, settings: { freeInYear: 100, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural' },
  });
  const timed: Timed[] = [];
  const places = { fixed: 0, random: 0 };
  const coins = randomBytes(requests);
  try {
    for (let at = 0; at < requests; at += 1) {
      const isFixed = ((coins[at] ?? 0) & 1) === 1;
      const [kind, people] = isFixed ? ['fixed', fixed] as const : ['random', random] as const;
      const person = people[places[kind] % EACH] ?? people[0];
      places[kind] += 1;
      now += 1;
      const application = parseApplication({
        person: { name: person?.name ?? '', nationality: 'CHN', document: { type: 'residentIdentityCard', number: person?.number ?? '' } },
        applicant: { kind: 'self' }, materials: ['identityDocument'],
      });
      if (application === undefined) throw new Error('an invented application reads');
      const requestKey = createHash('sha256').update(`timing ${at}`).digest();
      const started = performance.now();
      const applied = await desk.apply({ application, account: 'window', organ: ORGAN, line: { ...line, requestId: `r${at}` }, requestKey, requestHash: 'none' });
      if (isFixed && leakMillis > 0) waitBusily(leakMillis);
      const millis = performance.now() - started;
      if (applied.outcome !== 'decided' || applied.result !== 'certificate') throw new Error(`not a certificate: ${applied.outcome}`);
      // The first requests make the program fast; they are of no class.
      if (at > requests / 50) timed.push({ isFixed, millis });
      if (at % RENEWED_AFTER === RENEWED_AFTER - 1) {
        now += 366 * DAY;
        for (const table of ['open.proceeding', 'open.event', 'ledger.audit_pending']) await sql.raw(`truncate ${table}`).execute(deployment.connection);
      }
    }
  } finally {
    await deployment.close();
  }
  const rounded = (share: number): number => Math.round(timingT(timed, share) * 100) / 100;
  const meanMillis = Math.round(timed.reduce((sum, { millis }) => sum + millis, 0) / timed.length * 100) / 100;
  return { requests, meanMillis, t: { all: rounded(1), lower95: rounded(0.95), lower80: rounded(0.8), lower50: rounded(0.5) } };
};

// By hand, for as long as it takes:  node_modules/.bin/node tests/non-interference/timing.ts 100000
if (import.meta.main) {
  const report = await measureTiming({ requests: Number(process.argv[2] ?? 100_000) });
  const isAlike = Object.values(report.t).every((t) => Math.abs(t) < 4.5);
  process.stdout.write(`${JSON.stringify({ ...report, isAlike })}\n`);
  process.exitCode = isAlike ? 0 : 1;
}
