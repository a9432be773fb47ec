import type { CivilDate, Tri } from '@fengcun/kernel';
import type { FactInput } from '@fengcun/policy';
import { type AgeAcrossActs, type NewOffence, type PriorOffence, under18AcrossActs } from '@fengcun/statute';
import { STATUTORY_MAX_LIFE_MONTHS } from '../../intake/charge-facts.ts';
import type { SubjectToken } from '../../intake/pseudonym.ts';
import type { SealGround } from '../grounds.ts';

/** A sealed record of a person about whom a new judgment came. */
export type SealedRecord = Readonly<{
  recordId: string;
  subject: SubjectToken;
  ground: SealGround;
  underlying?: SealGround;
  /** Day of the judgment that was sealed: what was committed later is new, what lay before it was omitted. */
  decidedOn: CivilDate | 'unknown';
  /** What recidivism asks of the earlier conviction. */
  prior: PriorOffence;
}>;

/** Executed term in months; `aboveAll`: life imprisonment or death, longer than every term. */
export type ExecutedTerm = number | 'aboveAll' | 'unknown';

/** A judgment on the same person, imported later. */
export type NewJudgment = Readonly<{
  /** The sealed record whose judgment a retrial replaced. */
  retrialOf?: string;
  effectiveOn: CivilDate | 'unknown';
  convicted: Tri;
  bornOn: CivilDate | 'unknown';
  firstActOn: CivilDate | 'unknown';
  lastActOn: CivilDate | 'unknown';
  /** The court's own finding on the age at the acts, where it makes one. */
  courtFoundJuvenile?: boolean;
  intentional: Tri;
  /** Whether it combines its punishment with that of the sealed crime. @see 《刑法》第69条至第71条 */
  combined: Tri;
  executedTerm: ExecutedTerm;
  /** What recidivism asks of the new offence. */
  offence: NewOffence;
}>;

/** What a new judgment is for a sealed record; `none`: no ground of article 18(1) at all. */
export type UnsealTrigger = 'newCrime' | 'omittedCrime' | 'retrialRevision' | 'none' | 'unknown';

const months = (term: ExecutedTerm): number | 'unknown' =>
  (term === 'aboveAll' ? STATUTORY_MAX_LIFE_MONTHS : term);

/** On which side of eighteen the new acts lie; the court's finding goes before the dates. */
const ageAtActs = (judgment: NewJudgment): AgeAcrossActs => {
  const { bornOn, firstActOn, lastActOn, courtFoundJuvenile } = judgment;
  if (courtFoundJuvenile === true) return 'allUnder18';
  if (bornOn === 'unknown' || firstActOn === 'unknown' || lastActOn === 'unknown') return 'unknown';
  return under18AcrossActs({ bornOn, firstActOn, lastActOn });
};

/**
 * Which trigger of article 18(1) a judgment is. Without 数罪并罚 with the sealed crime it is none: the sentence
 * was served, or the crimes were punished apart. LAW: acts on both sides of the earlier judgment are a new
 * and an omitted crime at once; which of them counts is for a person to say.
 * @see 《刑法》第70条、第71条; 2022 Measures art. 18(1)
 */
export const triggerOf = (record: SealedRecord, judgment: NewJudgment): UnsealTrigger => {
  if (judgment.retrialOf === record.recordId) return 'retrialRevision';
  if (judgment.convicted === false || judgment.combined === false) return 'none';
  const { firstActOn, lastActOn } = judgment;
  if (judgment.convicted === 'unknown' || judgment.combined === 'unknown') return 'unknown';
  if (record.decidedOn === 'unknown') return 'unknown';
  if (firstActOn !== 'unknown' && firstActOn > record.decidedOn) return 'newCrime';
  return lastActOn !== 'unknown' && lastActOn <= record.decidedOn ? 'omittedCrime' : 'unknown';
};

const AS_JUVENILE: Readonly<Record<AgeAcrossActs, Tri>> =
  // LAW: 在未成年时实施 names no rule for acts on both sides of eighteen.
  { allUnder18: true, noneUnder18: false, spans: 'unknown', unknown: 'unknown' };

const AFTER_MAJORITY: Readonly<Record<AgeAcrossActs, Tri>> =
  { allUnder18: false, noneUnder18: true, spans: true, unknown: 'unknown' };

/** An intentional crime as an adult, after the sealed judgment. @see 2022 Measures art. 18(2) */
const laterAsAdult = (record: SealedRecord, judgment: NewJudgment): Tri => {
  const { convicted, intentional, lastActOn } = judgment;
  const later: Tri = record.decidedOn === 'unknown' || lastActOn === 'unknown' ? 'unknown'
    : lastActOn > record.decidedOn;
  const limbs = [convicted, intentional, later, AFTER_MAJORITY[ageAtActs(judgment)]];
  return limbs.includes(false) ? false : limbs.includes('unknown') ? 'unknown' : true;
};

/** Facts of the matter `unseal`. A retrial is measured by its own term, all else by the combined one. */
export const unsealFacts = (record: SealedRecord, judgment: NewJudgment): FactInput => {
  const trigger = triggerOf(record, judgment);
  const isRetrial = trigger === 'retrialRevision';
  return {
    recordKind: 'conviction', subjectKind: 'person', priorJudgmentSealed: true, unsealTrigger: trigger,
    triggerCommittedAsJuvenile: isRetrial ? 'unknown' : AS_JUVENILE[ageAtActs(judgment)],
    combinedTermMonths: isRetrial ? 'unknown' : months(judgment.executedTerm),
    retrialTermMonths: isRetrial ? months(judgment.executedTerm) : 'unknown',
    laterAdultIntentionalCrime: isRetrial ? false : laterAsAdult(record, judgment),
  };
};
