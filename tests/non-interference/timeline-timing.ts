import { randomBytes } from 'node:crypto';
import { sha256Hex } from '@fengcun/kernel';
import { sql } from 'kysely';
import { importAll } from '../../packages/application/src/intake/testing/import-fixture.ts';
import { determineAll } from '../../packages/application/src/seals/determine.ts';
import { conviction, inventedPlatform, type InventedPlatform } from '../../packages/application/src/seals/testing/invented-platform.ts';
import { commitLine, openIntents } from '../../packages/application/src/service/service-act.ts';
import { sealsLook } from '../../packages/application/src/service/seals-port.ts';
import { type Timed, timingT } from './welch.ts';

/** How many requests; `leakMillis`: what a mutated program would take longer for a code that was given. */
export type TimelineTiming = Readonly<{ requests: number; leakMillis?: number }>;

/** Means in milliseconds, and t of all values and of the lower 95, 80 and 50 of a hundred. */
type Told = Readonly<{ sealed: number; unknown: number; t: Readonly<Record<'all' | 'lower95' | 'lower80' | 'lower50', number>> }>;

/** What was found by the clock, which other work of the machine moves, and by the time of the processor. */
export type TimelineReport = Readonly<{ requests: number; byClock: Told; byProcessor: Told }>;

const reportOf = (timed: readonly Timed[]): Told => {
  const rounded = (share: number): number => Math.round(timingT(timed, share) * 100) / 100;
  const mean = (wanted: boolean): number => {
    const of = timed.filter(({ isFixed }) => isFixed === wanted);
    return Math.round(of.reduce((sum, { millis }) => sum + millis, 0) / of.length * 1000) / 1000;
  };
  return { sealed: mean(true), unknown: mean(false), t: { all: rounded(1), lower95: rounded(0.95), lower80: rounded(0.8), lower50: rounded(0.5) } };
};

const CASES = 40;
const STRANGER = 'police/110106000000';
const RENEWED_AFTER = 2000;

/** Codes of sealed cases, and as many of the same length that nobody was given. */
const populate = async (platform: InventedPlatform): Promise<Readonly<{ sealed: readonly string[]; unknown: readonly string[] }>> => {
  await importAll(platform.deployment, Array.from({ length: CASES }, (_, at) => conviction(at + 1)));
  const sealed = (await determineAll(platform.parts)).ordered.map(({ caseCode }) => caseCode as string);
  if (sealed.length !== CASES) throw new Error('every invented case is sealed');
  return { sealed, unknown: sealed.map((code) => [...code].toReversed().join('')) };
};

const waitBusily = (millis: number): void => {
  const until = performance.now() + millis;
  while (performance.now() < until);
};

const line = {
  what: 'SEAL_TIMELINE_READ', phase: 'intent', action: 'seal.timeline', decision: 'allow', policies: [], policySetHash: sha256Hex('invented'), actorId: 'stranger',
  organ: STRANGER, roles: ['reviewer'], purpose: 'sealing', at: '2026-11-20T08:00:00.000Z',
} as const;

/**
 * Sealed against unknown, one request after the other in an order that chance makes: whether the time in which
 * an organ that has nothing to do with a case is told nothing tells it that there is one.
 */
export const measureTimeline = async ({ requests, leakMillis = 0 }: TimelineTiming): Promise<TimelineReport> => {
  const platform = await inventedPlatform();
  const { deployment, parts } = platform;
  try {
    const { sealed, unknown } = await populate(platform);
    const intents = openIntents();
    const [timed, worked]: [Timed[], Timed[]] = [[], []];
    const coins = randomBytes(requests);
    for (let at = 0; at < requests; at += 1) {
      const isFixed = ((coins[at] ?? 0) & 1) === 1;
      const code = (isFixed ? sealed : unknown)[at % CASES] ?? '';
      const service = await commitLine(deployment, intents, { ...line, requestId: `timeline ${at}` });
      const port = sealsLook(parts, () => service);
      const [started, spent] = [performance.now(), process.cpuUsage()];
      const steps = await port.timeline(code, STRANGER);
      if (isFixed && leakMillis > 0) waitBusily(leakMillis);
      const millis = performance.now() - started;
      const { user, system } = process.cpuUsage(spent);
      if (steps.length > 0) throw new Error('a stranger is told nothing');
      // The first requests make the program fast; they are of no class.
      if (at > requests / 50) {
        timed.push({ isFixed, millis });
        worked.push({ isFixed, millis: (user + system) / 1000 });
      }
      if (at % RENEWED_AFTER === RENEWED_AFTER - 1) await sql.raw('truncate ledger.audit_pending').execute(deployment.connection);
    }
    return { requests, byClock: reportOf(timed), byProcessor: reportOf(worked) };
  } finally {
    await deployment.close();
  }
};

// By hand, for as long as it takes:  node_modules/.bin/node tests/non-interference/timeline-timing.ts 100000
if (import.meta.main) {
  const report = await measureTimeline({ requests: Number(process.argv[2] ?? 100_000) });
  const isAlike = Object.values(report.byClock.t).every((t) => Math.abs(t) < 4.5);
  process.stdout.write(`${JSON.stringify({ ...report, isAlike })}\n`);
  process.exitCode = isAlike ? 0 : 1;
}
