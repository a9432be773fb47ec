import { addDays, type CivilDate, type Tri, triAll, triAny, triNot } from '@fengcun/kernel';
import { addCivilYears } from '@fengcun/statute';
import type { Eligibility } from './track.ts';

/**
 * Settings of proposal pack D, which offers five or ten years and names no list of charges. A proposal: none
 * of it is law.
 */
export type PackDSettings = Readonly<{
  waitYears: 5 | 10;
  /** LAW: 犯罪成立后经一定时间 counts from the crime; execution as the other, later reading. */
  waitFrom: 'offence' | 'sentenceServed';
  charges: readonly string[];
}>;

/** Five years from the crime; minor theft and minor traffic offences. */
export const DEFAULT_PACK_D: PackDSettings =
  { waitYears: 5, waitFrom: 'offence', charges: ['盗窃罪', '交通肇事罪', '危险驾驶罪'] };

/** What is known of an applicant under pack D. */
export type PackDFacts = Readonly<{
  charges: readonly string[] | 'unknown';
  lastActOn: CivilDate | 'unknown';
  sentenceServedOn: CivilDate | 'unknown';
  recidivist: Tri;
  /** Any crime after the one applied for. */
  reoffended: Tri;
  /** A criminal case that is open now. */
  newCasePending: Tri;
  newAdministrativePenalty: Tri;
  /** The examiner's finding from the proof of conduct and work, or nobody has found yet. */
  socialConductProven: Tri;
}>;

const waited = (facts: PackDFacts, settings: PackDSettings, on: CivilDate): Tri => {
  const from = settings.waitFrom === 'offence' ? facts.lastActOn : facts.sentenceServedOn;
  if (from === 'unknown') return 'unknown';
  // 经一定时间: over when the whole of the last day has passed.
  return on >= addDays(addCivilYears(from, settings.waitYears), 1);
};

const offenceFits = ({ charges }: PackDFacts, settings: PackDSettings): Tri => {
  if (charges === 'unknown') return 'unknown';
  return charges.length > 0 && charges.every((one) => settings.charges.includes(one));
};

/**
 * Whether the conditions of pack D hold on a day: an offence of the list, the time without a new offence, no
 * recidivist, no new case or administrative penalty, conduct proven. A known failure wins over an unknown.
 * @see proposal pack D (S003_CONDITIONS, S003_CONDUCT, S003_BLOCKED)
 */
export const packDEligibility = (
  facts: PackDFacts, on: CivilDate, settings: PackDSettings = DEFAULT_PACK_D,
): Eligibility => {
  const limbs: readonly (readonly [string, Tri])[] = [
    ['offence-of-the-list', offenceFits(facts, settings)],
    ['sentence-served', facts.sentenceServedOn === 'unknown' ? 'unknown' : facts.sentenceServedOn <= on],
    ['time-passed', waited(facts, settings, on)],
    ['not-recidivist', triNot(facts.recidivist)],
    ['no-new-offence', triNot(facts.reoffended)],
    ['nothing-blocks', triNot(triAny([facts.newCasePending, facts.newAdministrativePenalty]))],
    ['conduct-proven', facts.socialConductProven],
  ];
  return {
    holds: triAll(limbs.map(([, holds]) => holds)),
    open: limbs.filter(([, holds]) => holds !== true).map(([id]) => id),
    cites: ['S003_CONDITIONS', 'S003_CONDUCT', 'S003_BLOCKED'],
  };
};
