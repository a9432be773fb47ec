import type { CivilDate } from '@fengcun/kernel';
import type { Decision, FactName } from '@fengcun/policy';
import type { Due } from '@fengcun/statute';
import { termDue } from '../deadlines/terms.ts';
import { OPEN_GROUND, type SealGround } from '../grounds.ts';
import type { RemovalHint } from '../triggers/find-triggers.ts';

/** What was found out about a sealed record after it was sealed. */
export type SealDoubt = Readonly<{
  recordId: string;
  ground: SealGround;
  /** Facts that were wrong when the seal was ordered; a new version of a pack alone corrects nothing. */
  corrected: readonly FactName[];
  /** The decision on the corrected facts, as of the day the seal was ordered. */
  decision: Decision;
  today: CivilDate;
}>;

/** A proposal to rescind, for two people; or that the seal stands, or that a person must look. */
export type RescissionProposal = Readonly<{
  recordId: string;
  outcome: 'propose' | 'sealStands' | 'review';
  ground?: 'wrongSeal';
  effectiveFrom?: CivilDate;
  cites: readonly string[];
  corrected: readonly FactName[];
  reasons: Readonly<{ zh: string; en: string }>;
}>;

const NEVER_SEALED: ReadonlySet<string> = new Set(['mustNotSeal', 'notCovered']);

const outcomeOf = ({ decision, corrected, ground }: SealDoubt): RescissionProposal['outcome'] => {
  const isOfLaw = decision.packStatus === 'inForce';
  // A seal of the law in force is not undone by what a proposal says, nor the other way round.
  if (isOfLaw === (ground === 'proposal')) return 'review';
  if (decision.outcome === 'mustSeal') return 'sealStands';
  return NEVER_SEALED.has(decision.outcome) && corrected.length > 0 ? 'propose' : 'review';
};

/**
 * Whether a seal should not have been made (撤销封存, not 解除). LAW: rescission works from the day it is
 * decided, not backwards: until then everybody had to treat the record as sealed. @see 2022 Measures art. 22
 */
export const rescissionProposal = (doubt: SealDoubt): RescissionProposal => {
  const { recordId, corrected, decision, today } = doubt;
  const outcome = outcomeOf(doubt);
  return {
    recordId, outcome, corrected, reasons: decision.explain, cites: OPEN_GROUND.wrongSeal.cites,
    ...(outcome === 'propose' ? { ground: 'wrongSeal', effectiveFrom: today } : {}),
  };
};

/** An entry to be removed, not opened, and the last day for what was published. */
export type RemovalProposal = Readonly<{
  recordId: string;
  ground: 'annulled';
  effectiveFrom: CivilDate;
  /** Present where the decision was, or may have been, published. */
  withdraw?: Readonly<{ due: Due; published: true | 'unknown'; statesReasonsInPublic: true }>;
  cites: readonly string[];
}>;

/**
 * What follows when a public-order decision is annulled (W-75): the entry leaves the register from the day of
 * the annulment; what was published is withdrawn within three days, with reasons in public.
 * @see 《行政处罚法》第48条
 */
export const removalProposal = (hint: RemovalHint, published: boolean | 'unknown'): RemovalProposal => {
  const { recordId, annulledOn } = hint;
  const due = termDue({ rule: 'withdrawPublished', from: annulledOn });
  return {
    recordId, ground: 'annulled', effectiveFrom: annulledOn, cites: OPEN_GROUND.annulled.cites,
    ...(published === false ? {} : { withdraw: { due, published, statesReasonsInPublic: true } }),
  };
};
