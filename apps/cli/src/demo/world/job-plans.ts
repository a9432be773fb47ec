import { addDays, type CivilDate, type Json, sha256Hex } from '@fengcun/kernel';
import { firstDay, type JobKind, type JobTerms, lastDay, type Quarter, quarterOf } from '@fengcun/privacy';
import { afterWorkingDays, instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, PLATFORM, POLICE, PROCURATORATE, PROCURATORATE_ABOVE, SECOND_COURT } from './organs.ts';
import { boundBy, comparison, jointSum } from './run-terms.ts';

/** The days computations are planned between. */
export type JobPlan = Readonly<{ first: CivilDate; today: CivilDate }>;

/** A table of a quarter: published; waits for an organ, or its run; refused; asked for a second time. */
export type Publication = Readonly<{
  product: string; period: Quarter; at: number;
  end: 'published' | 'proposed' | 'approved' | 'refused' | 'again';
}>;

/** Quarters of the history that are over, the oldest first. */
const finishedQuarters = ({ first, today }: JobPlan): readonly Quarter[] => {
  const quarters: Quarter[] = [];
  for (let day = firstDay(quarterOf(first)); lastDay(quarterOf(day)) < today;) {
    const quarter = quarterOf(day);
    if (day >= first) quarters.push(quarter);
    day = addDays(lastDay(quarter), 1);
  }
  return quarters;
};

const PUBLISHED_AFTER_DAYS = 8;
/** The table that every quarter of the last year has; the quarter before the last one has all four. */
const USUAL = 'T1';
const USUAL_QUARTERS = 5;

const dayAfter = (quarter: Quarter, days: number): number =>
  instantOf(afterWorkingDays(lastDay(quarter), PUBLISHED_AFTER_DAYS + days), 10, 20);

/**
 * Tables of the quarters that are over. Of the newest one is published, one waits for a second organ, one for
 * its run; one was refused, and one was asked for again after it had been published.
 */
export const planPublications = (plan: JobPlan): readonly Publication[] => {
  const quarters = finishedQuarters(plan);
  const [before, newest] = quarters.slice(-2);
  if (before === undefined || newest === undefined) return [];
  const published = quarters.slice(-USUAL_QUARTERS, -1).map((period): Publication =>
    ({ product: USUAL, period, at: dayAfter(period, 0), end: 'published' }));
  const of = (product: string, period: Quarter, [days, end]: readonly [number, Publication['end']]) =>
    ({ product, period, at: dayAfter(period, days), end });
  return [
    ...published,
    of('T2', before, [2, 'published']), of('T3', before, [2, 'published']),
    of('T4', before, [3, 'published']), of('T1', before, [12, 'again']),
    of('T1', newest, [0, 'published']), of('T3', newest, [1, 'approved']), of('T4', newest, [3, 'refused']),
    of('T2', newest, [5, 'proposed']),
  ];
};

/** A run of another protocol as the ledger of the platform knows it; `hits`: it found rows that leaked. */
export type Computation = Readonly<{
  terms: JobTerms; at: number; name: string; end: 'proposed' | 'approved' | 'running' | 'finished' | 'hits';
}>;

/** `courts`: whose open data is compared; `period`: the quarter that is counted. */
type Told = Pick<JobTerms, 'purpose' | 'legalBasis' | 'parties' | 'covers'> & Readonly<{
  kind: JobKind; daysAgo: number; end: Computation['end']; name: string;
  courts?: readonly string[]; period?: Quarter;
}>;

const seats = (...told: readonly (readonly [organ: string, part: string])[]): JobTerms['parties'] =>
  told.map(([organ, part]) => ({ organ, part }));

const comparing = (holder: string): JobTerms['parties'] => seats([holder, 'holder'], [PLATFORM, 'registry']);

const RUNS = (today: CivilDate): readonly Told[] => {
  const sealed = (daysAgo: number) => ({ covers: { sealedUntil: addDays(today, -daysAgo) } });
  const leaks = { kind: 'leakFinding', legalBasis: 'M2022_10', name: 'result' } as const;
  const counts = {
    kind: 'jointCount', legalBasis: 'M2022_22_1', name: 'counts',
    parties: seats([PROCURATORATE_ABOVE, 'coordinator'], [COURT, 'member'], [SECOND_COURT, 'member'],
      [POLICE, 'member'], [PROCURATORATE, 'decryptor']),
  } as const;
  const learning = {
    legalBasis: 'CPL_286', name: 'model',
    parties: seats([PLATFORM, 'trainer'], [PROCURATORATE, 'supervisor']),
  } as const;
  return [
    { ...leaks, ...sealed(400), purpose: '望川区法院公开文书应封未封核查', parties: comparing(SECOND_COURT),
      courts: ['岭0203'], daysAgo: 400, end: 'finished' },
    { ...leaks, ...sealed(5), purpose: '临渡分局公开数据应封未封核查', parties: comparing(POLICE),
      courts: ['岭0202', '岭0203'], daysAgo: 5, end: 'hits' },
    { ...leaks, ...sealed(1), purpose: '临渡区法院公开文书应封未封核查', parties: comparing(COURT),
      courts: ['岭0202'], daysAgo: 1, end: 'approved' },
    { ...leaks, ...sealed(2), kind: 'publicationCheck', purpose: '临渡区法院文书上网前核查',
      parties: comparing(COURT), daysAgo: 2, end: 'finished' },
    { ...counts, ...sealed(150), purpose: '各机关封存人数合计', daysAgo: 140, end: 'finished',
      period: quarterOf(addDays(today, -240)) },
    { ...counts, ...sealed(40), purpose: '各机关逾期封存合计', daysAgo: 3, end: 'running',
      period: quarterOf(addDays(today, -90)) },
    { ...learning, kind: 'recogniserTraining', purpose: '训练文书要素识别（虚构文书）', daysAgo: 260,
      end: 'finished' },
    { ...learning, kind: 'federatedTraining', purpose: '两法院联合训练要素识别', daysAgo: 1, end: 'proposed' },
  ];
};

type Run = Pick<JobTerms, 'parameters' | 'inputs' | 'brings'>;

/** Documents that the recogniser of the world was trained on. */
const TEXTS = 2400;

/** What a run was agreed to be: its terms, what its organs bring, and what was bound with the proposal. */
const runOf = (job: string, { kind, purpose, parties, courts, period }: Told): Run => {
  const [first] = parties;
  const root = sha256Hex(`rows|${purpose}`);
  if (kind === 'recogniserTraining') {
    const inputs = first === undefined ? [] : [{ organ: first.organ, root, count: TEXTS }];
    return { parameters: { fields: ['charge', 'sentenceKind'] }, inputs };
  }
  const terms = courts !== undefined ? comparison(job, parties, courts)
    : period !== undefined ? jointSum(job, parties, period) : undefined;
  if (terms === undefined) return { parameters: { run: job }, inputs: [] };
  const bound = parties.flatMap((party) => boundBy(job, party) ?? []);
  return {
    parameters: { run: JSON.parse(JSON.stringify(terms)) as Json }, brings: bound.map(({ organ }) => organ),
    inputs: bound.filter(({ organ }) => organ === first?.organ),
  };
};

/**
 * Runs of the other protocols as ledgers have them: texts and rows they were about are nobody's, and so is
 * the program, so that none of them can be begun here by mistake.
 */
export const planJobs = ({ today }: JobPlan): readonly Computation[] =>
  RUNS(today).map((told, at): Computation => {
    const { kind, purpose, legalBasis, parties, covers, daysAgo, end, name } = told;
    return {
      end, name, at: instantOf(workingDaysBefore(addDays(today, -daysAgo), 0), 9, 15 + at * 5),
      terms: {
        v: 1, kind, purpose, legalBasis, parties, ...runOf(`demo-${at}`, told),
        codeHash: sha256Hex(`program|${kind}`), ...(covers === undefined ? {} : { covers }),
      },
    };
  });
