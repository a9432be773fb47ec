import type { Deployment } from '@fengcun/application';
import { ok, present } from '@fengcun/kernel';
import type { JobStage } from '@fengcun/privacy';
import {
  type CertificateState, type IncidentState, type InquiryStage, type RecordStatus, type RightsStage,
  type SupervisionStage,
} from '@fengcun/registry';
import type { Stage } from '../stage.ts';

// What the world has of every stage of every machine; tables are counted in the role of the auditor.

/** Why the world has nothing of a stage; `there` where it must have some. */
type Expected = 'there' | Readonly<{ without: string }>;
type Machine<S extends string> = Readonly<Record<S, Expected>>;

const without = (why: string): Expected => ({ without: why });

const INQUIRIES: Machine<InquiryStage> = {
  applied: 'there', supplementing: 'there', supplemented: 'there', accepted: 'there', verifying: 'there', proposed: 'there',
  granted: 'there', undertaken: 'there', prepared: 'there', disclosed: 'there', refused: 'there', notAccepted: 'there',
  referred: 'there', expired: 'there', withdrawn: 'there',
};
const RIGHTS: Machine<RightsStage> = {
  filed: 'there', supplementing: 'there', supplemented: 'there', accepted: 'there', proposed: 'there', answered: 'there',
  notAccepted: 'there', appealed: 'there', appealAnswered: 'there', withdrawn: 'there',
};
const MATTERS: Machine<SupervisionStage> = {
  opened: 'there', proposed: 'there', opinionServed: 'there', reasonsGiven: 'there', correctionReported: 'there',
  upheld: 'there', escalated: 'there', closed: 'there',
};
const LEAKS: Machine<Exclude<IncidentState['status'], 'none'>> =
  { reported: 'there', contained: 'there', assessed: 'there', notified: 'there', closed: 'there' };
const CERTIFICATES: Machine<Exclude<CertificateState['status'], 'none'>> =
  { accepted: 'there', verificationRequested: 'there', verifying: 'there', findingProposed: 'there', decided: 'there' };
const JOBS: Machine<Exclude<JobStage, 'none'>> =
  { proposed: 'there', approved: 'there', running: 'there', finished: 'there', failed: 'there', refused: 'there' };
const SEALS: Machine<Exclude<RecordStatus, 'open'>> = {
  pending: 'there', sealed: 'there', rescinded: 'there', unsealed: 'there',
  underObservation: without('a proposal that is not in force'), exempt: without('an application by three, by hand'),
  erased: without('an erasure, by hand'),
};
const LETTERS: Machine<'waiting' | 'delivered' | 'dead'> =
  { waiting: without('everything was sent'), delivered: 'there', dead: 'there' };
const EXCEPTIONS: Machine<'waiting' | 'replayed' | 'rejected'> =
  { waiting: 'there', replayed: without('corrected by hand: one of the journeys of the clerk'), rejected: 'there' };
const JOINT: Machine<'breakGlass asked' | 'breakGlass agreed' | 'breakGlass used' | 'breakGlass refused' | 'recovery asked' | 'recovery used'> = {
  'breakGlass asked': 'there', 'breakGlass agreed': 'there', 'breakGlass used': 'there', 'breakGlass refused': 'there',
  'recovery asked': 'there', 'recovery used': 'there',
};

const MACHINES: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  inquiry: INQUIRIES, rights: RIGHTS, supervision: MATTERS, incident: LEAKS, certificate: CERTIFICATES, privacyJob: JOBS,
  seal: SEALS, letter: LETTERS, exception: EXCEPTIONS, jointAct: JOINT,
  account: { active: 'there', disabled: 'there' }, attachment: { open: 'there', sealed: without('papers are of adults, whose cases stay open') },
  release: { published: 'there' }, person: { open: 'there', sealed: 'there' },
};

type Counted = Readonly<{ machine: string; stage: string; count: number }>;

const PROCEEDINGS = (side: 'open' | 'sealed'): string =>
  `select proceeding_kind as machine, state as stage, count(*)::int as count from ${side}.proceeding group by 1, 2`;
const STATEMENTS = [
  PROCEEDINGS('open'), PROCEEDINGS('sealed'),
  "select 'letter' as machine, state as stage, count(*)::int as count from ops.outbox group by 2",
  "select 'exception' as machine, state as stage, count(*)::int as count from ops.exception_item group by 2",
  "select 'account' as machine, state as stage, count(*)::int as count from ops.account group by 2",
  "select 'jointAct' as machine, act_kind || ' ' || state as stage, count(*)::int as count from ops.joint_act group by 2",
  "select 'attachment' as machine, 'open' as stage, count(*)::int as count from open.attachment",
  "select 'person' as machine, 'open' as stage, count(*)::int as count from open.subject",
  "select 'person' as machine, 'sealed' as stage, count(*)::int as count from sealed.subject",
  "select 'attachment' as machine, 'sealed' as stage, count(*)::int as count from sealed.attachment",
];

const countedInTables = async ({ database }: Deployment): Promise<readonly Counted[]> => {
  const done = await database.audit(async ({ select }) => {
    const found: Counted[] = [];
    for (const statement of STATEMENTS) found.push(...await select<Counted>(statement, []));
    return ok(found);
  });
  return present(done.ok ? done : undefined, 'counts').value;
};

const rowsOf = (body: Readonly<Record<string, unknown>>): readonly unknown[] =>
  (Array.isArray(body['items']) ? body['items'] : []);
const textOf = (value: unknown, name: string): string => String(Reflect.get(Object(value), name) ?? '');

const grouped = (machine: string, rows: readonly unknown[], name: string): readonly Counted[] =>
  [...Map.groupBy(rows, (row) => textOf(row, name))].map(([stage, all]) => ({ machine, stage, count: all.length }));

/** LIMIT: seals of one district that are looked at. */
const SEALS_MAX = 200;

const countedAtDesks = async ({ desk, person }: Stage): Promise<readonly Counted[]> => {
  const counted: Counted[] = [];
  // The procuratorate of a district sees the seals of every organ there.
  const seals = await desk.must(person('procurator-approver'), 'listSeals', { search: { limit: SEALS_MAX } });
  counted.push(...grouped('seal', rowsOf(seals), 'status'));
  counted.push(...grouped('release', rowsOf(await desk.must(person('researcher'), 'listStatisticsReleases')), 'stage'));
  return counted;
};

/** One line a stage: how many there are, and what is missing though it ought to be there. */
export type Coverage = Readonly<{ lines: readonly string[]; missing: readonly string[]; counts: ReadonlyMap<string, number> }>;

/** Every stage of every machine in a world, with how many are in it. */
export const coverageOf = async (stage: Stage): Promise<Coverage> => {
  const counts = new Map<string, number>();
  for (const { machine, stage: at, count } of [...await countedInTables(stage.deployment), ...await countedAtDesks(stage)]) {
    counts.set(`${machine} ${at}`, (counts.get(`${machine} ${at}`) ?? 0) + count);
  }
  const expected = Object.entries(MACHINES).flatMap(([machine, stages]) =>
    Object.entries(stages).map(([at, wanted]) => ({ name: `${machine} ${at}`, wanted })));
  const lines = expected.map(({ name, wanted }) =>
    `${String(counts.get(name) ?? 0).padStart(5)}  ${name}${typeof wanted === 'string' ? '' : `  (${wanted.without})`}`);
  const missing = expected.filter(({ name, wanted }) => typeof wanted === 'string' && (counts.get(name) ?? 0) === 0).map(({ name }) => name);
  return { lines, missing, counts };
};
