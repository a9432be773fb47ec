import { civil, type CivilDate } from '@fengcun/kernel';
import type { Decider, Decision, FactSheet } from '@fengcun/policy';
import type { Sentence } from '../../intake/messages/contents-of-trial.ts';
import { type SealGround, SEAL_GROUND } from '../grounds.ts';
import { orderDecisions } from '../overall-decision.ts';
import type { DispositionKind } from '../triggers/disposition.ts';
import { type GroundFacts, type GroundFound, groundOf } from '../triggers/seal-ground.ts';
import { addCoverage, type Coverage, CoverageCounter, NO_COVERAGE } from './coverage.ts';

/** Last day of the cases of article 23. @see 2022 Measures art. 23 */
export const LEGACY_UNTIL = civil('2012-12-31');

/** One record as an organ holds it. */
export type SweptRecord = Readonly<{
  recordId: string;
  organ: string;
  concludedOn: CivilDate | 'unknown';
  sheet: FactSheet;
  /** Whether this organ's copy is sealed now. */
  isSealed: boolean;
}>;

/** Where a sweep stands: everything up to `after` in the order of record ids is done. */
export type SweepCursor = Readonly<{ after: string; swept: number; coverage: Coverage }>;

/** Before the first record. */
export const SWEEP_START: SweepCursor = { after: '', swept: 0, coverage: NO_COVERAGE };

/** A record that must be sealed and is not. */
export type SweepSeal = Readonly<{
  recordId: string; organ: string; ground: SealGround; underlying?: SealGround; cites: readonly string[];
  decision: Readonly<{ pack: string; packHash: string; decidedBy: string; factsHash: string }>;
}>;

/** A record on which a person must find out something; without facts the rules leave the point open. */
export type SweepNeed = Readonly<{ recordId: string; organ: string; facts: readonly string[] }>;

/** What one batch comes to, and where to go on. A dry run is this plan and nothing else. */
export type SweepPlan = Readonly<{
  seal: readonly SweepSeal[];
  needs: readonly SweepNeed[];
  /** Sealed although the rules do not ask for it: a person looks, the sweep opens nothing. */
  doubtful: readonly string[];
  cursor: SweepCursor;
}>;

/** The rules of a sweep: deciders of the law in force, prepared once; records concluded until that day. */
export type SweepRules = Readonly<{ deciders: readonly Decider[]; until?: CivilDate }>;

const KIND: Readonly<Record<string, DispositionKind>> = {
  conviction: 'judgment', acquittal: 'judgment', nonProsecution: 'nonProsecution',
  noCriminalPunishment: 'noLiability', noCriminalLiability: 'noLiability', compulsoryMeasure: 'measures',
  supportFile: 'support', publicOrderViolation: 'publicOrder',
};

const sentenceOf = ({ penalty }: FactSheet): Sentence | undefined =>
  (penalty === 'unknown' ? undefined : { penalty });

const groundFacts = (sheet: FactSheet): GroundFacts => {
  const { recordKind, nonProsecutionType } = sheet;
  const sentence = sentenceOf(sheet);
  return {
    kind: KIND[recordKind] ?? 'judgment', ...(recordKind === 'unknown' ? {} : { recordKind }),
    ...(nonProsecutionType === 'unknown' ? {} : { nonProsecutionType }),
    ...(sentence === undefined ? {} : { sentence }),
  };
};

type Verdict =
  | Readonly<{ verdict: 'mustSeal'; decision: Decision; found: GroundFound }>
  | Readonly<{ verdict: 'needsFact'; facts: readonly string[] }>
  | Readonly<{ verdict: 'notCovered' }>;

const ASKS: ReadonlySet<string> = new Set(['mustSeal', 'needsReview']);

/** Most records are adults', which the outcome alone settles; only the others are decided with reasons. */
const verdictOf = (sheet: FactSheet, deciders: readonly Decider[]): Verdict => {
  const asking = deciders.filter((decider) => ASKS.has(decider.conclude(sheet).outcome));
  const [decision] = orderDecisions(asking.map((decider) => decider.trace(sheet)));
  if (decision === undefined) return { verdict: 'notCovered' };
  const found = decision.outcome === 'mustSeal' ? groundOf(decision, groundFacts(sheet)) : undefined;
  if (found !== undefined) return { verdict: 'mustSeal', decision, found };
  const facts = decision.questions.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  return { verdict: 'needsFact', facts };
};

const sealOf = ({ recordId, organ }: SweptRecord, decision: Decision, found: GroundFound): SweepSeal => {
  const { pack, packHash, decidedBy, factsHash } = decision;
  const grounds = found.underlying === undefined ? [found.ground] : [found.ground, found.underlying];
  return {
    recordId, organ, ...found, cites: [...new Set(grounds.flatMap((ground) => SEAL_GROUND[ground].cites))],
    decision: { pack, packHash, decidedBy, factsHash },
  };
};

const yearOf = (day: CivilDate | 'unknown'): number | 'unknown' =>
  (day === 'unknown' ? 'unknown' : Number(day.slice(0, 4)));

/** Whether a record is within the sweep; one whose day nobody told is, so that it is not passed over. */
const isWithin = ({ concludedOn }: SweptRecord, until: CivilDate): boolean =>
  concludedOn === 'unknown' || concludedOn <= until;

/**
 * One batch of a sweep over everything concluded until a day: what must be sealed, what needs a fact, and the
 * counts so far. Records come in the order of their ids; what lies at or before the cursor was done and is
 * skipped, so that a run goes on after a crash wherever it stopped. Nothing is ordered here.
 * @see 2022 Measures art. 23; 《治安管理处罚法》第136条
 */
export const sweepBatch = (
  records: Iterable<SweptRecord>, cursor: SweepCursor, rules: SweepRules,
): SweepPlan => {
  const { deciders, until = LEGACY_UNTIL } = rules;
  const [seal, needs, doubtful]: [SweepSeal[], SweepNeed[], string[]] = [[], [], []];
  const counter = new CoverageCounter();
  let { after, swept } = cursor;
  for (const record of records) {
    if (record.recordId <= after) continue;
    after = record.recordId;
    swept += 1;
    if (!isWithin(record, until)) continue;
    const { organ, isSealed } = record;
    const found = verdictOf(record.sheet, deciders);
    const year = yearOf(record.concludedOn);
    if (found.verdict === 'notCovered') {
      if (isSealed) doubtful.push(record.recordId);
      counter.add(organ, year, isSealed ? 'sealedWithoutDuty' : 'notCovered');
    } else if (isSealed) {
      // LAW: a sealed record stays sealed while a fact is looked for.
      counter.add(organ, year, 'sealed');
    } else if (found.verdict === 'mustSeal') {
      seal.push(sealOf(record, found.decision, found.found));
      counter.add(organ, year, 'toSeal');
    } else {
      needs.push({ recordId: record.recordId, organ, facts: found.facts });
      counter.add(organ, year, 'needsFact');
    }
  }
  const coverage = addCoverage(cursor.coverage, counter.result());
  return { seal, needs, doubtful, cursor: { after, swept, coverage } };
};

/** The orders of a plan: those of its seals, or none in a dry run, which differs in nothing else. */
export const sweepOrders = (plan: SweepPlan, mode: 'dryRun' | 'seal'): readonly SweepSeal[] =>
  (mode === 'dryRun' ? [] : plan.seal);
