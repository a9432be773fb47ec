import type { Decision } from '@fengcun/policy';
import type { SealGround } from '../grounds.ts';
import type { Disposition } from './disposition.ts';
import { executedMonths } from './disposition-facts.ts';

/** A ground; `underlying` where the ground alone does not tell what was decided. */
export type GroundFound = Readonly<{ ground: SealGround; underlying?: SealGround }>;

/** What a ground is read from; a fact sheet gives the same. */
export type GroundFacts = Pick<Disposition,
  'kind' | 'recordKind' | 'sentence' | 'replacedSentence' | 'instance' | 'nonProsecutionType'>;

const ofSentence = ({ sentence }: GroundFacts): SealGround =>
  (sentence?.penalty === 'exemptionFromPunishment' ? 'juvenileExemption' : 'juvenileSentence');

const ofRelated = ({ recordKind }: GroundFacts): SealGround =>
  (recordKind === 'supportFile' || recordKind === 'compulsoryMeasure' ? 'relatedRecord' : 'noLiability');

const ofNonProsecution = ({ nonProsecutionType }: GroundFacts): SealGround =>
  (nonProsecutionType === 'conditionalPassed' ? 'conditionalNonProsecution' : 'nonProsecution');

type Ground = (facts: GroundFacts) => GroundFound;
const fixed = (ground: SealGround): Ground => () => ({ ground });

/**
 * Which ground a deciding clause of the law in force stands for. A clause that is not here seals nothing by
 * itself: a new version of a pack is looked at by a person first, and a test lists what is missing.
 */
const CLAUSE_GROUND: Readonly<Record<string, Ground>> = {
  'cn-juvenile/juvenile-conviction': (one) => ({ ground: ofSentence(one) }),
  'cn-juvenile/age-not-proven': (one) => ({ ground: ofSentence(one) }),
  'cn-juvenile/exempted-from-punishment': fixed('juvenileExemption'),
  'cn-juvenile/principal-acts-before-18': fixed('juvenileActsAcrossMajority'),
  'cn-juvenile/concluded-by-2012': (one) => ({ ground: 'legacyCase', underlying: ofSentence(one) }),
  'cn-juvenile/acquitted-for-insufficient-evidence': fixed('insufficientEvidence'),
  'cn-juvenile/non-prosecution': (one) => ({ ground: ofNonProsecution(one) }),
  'cn-juvenile/compulsory-measure': fixed('relatedRecord'),
  'cn-juvenile/administrative-penalty': fixed('publicOrderViolation'),
  'cn-juvenile/related-record-by-measures': (one) => ({ ground: ofRelated(one) }),
  'cn-public-order/public-order-violation': fixed('publicOrderViolation'),
};

/** Clauses that the table knows, as `pack/clause`. */
export const MAPPED_CLAUSES: readonly string[] = Object.keys(CLAUSE_GROUND);

/** Sealable term of the law in force: exactly five years is within it. @see 2022 Measures art. 24 */
export const SEALABLE_TERM_MONTHS_MAX = 60;

/** Whether a retrial brought a sentence down into what can be sealed. @see 2022 Measures arts 4, 11 (J-24) */
const wasLowered = ({ replacedSentence, instance }: GroundFacts): boolean => {
  if (instance !== 'retrial' || replacedSentence === undefined) return false;
  const before = executedMonths(replacedSentence);
  return before === 'unknown' || before > SEALABLE_TERM_MONTHS_MAX;
};

/** The ground on which a decision seals; undefined where the clause is not known here. */
export const groundOf = (decision: Decision, facts: GroundFacts): GroundFound | undefined => {
  if (decision.packStatus === 'proposal') return { ground: 'proposal' };
  if (decision.packStatus !== 'inForce') return undefined;
  const found = CLAUSE_GROUND[`${decision.pack}/${decision.decidedBy}`]?.(facts);
  if (found === undefined || facts.kind !== 'judgment' || !wasLowered(facts)) return found;
  return { ground: 'retrialLowered', underlying: found.underlying ?? found.ground };
};
