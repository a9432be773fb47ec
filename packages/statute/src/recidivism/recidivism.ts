import { type CivilDate, civil, type Tri, triAll, triAny, triNot } from '@fengcun/kernel';
import { withinFiveYears } from '../calendar/recidivism-window.ts';
import type { OffenceClass } from '../offence-classes/offence-class.ts';

// 「被判处有期徒刑以上刑罚的犯罪分子，刑罚执行完毕或者赦免以后，在五年以内再犯应当判处有期徒刑以上刑罚之罪的，
//   是累犯，应当从重处罚，但是过失犯罪和不满十八周岁的人犯罪的除外。」

/** What is known of the earlier conviction. `servedOn`: 执行完毕, 赦免, or the end of 假释. */
export type PriorOffence = Readonly<{
  under18: Tri;
  intentional: Tri;
  /** Sentenced to 有期徒刑 or heavier. */
  fixedTermOrMore: Tri;
  /** Sentenced to five years or less, or exempted from punishment: the record is (to be) sealed. */
  fiveYearsOrLess: Tri;
  servedOn: CivilDate | 'unknown' | 'never';
  /** The whole sentence was suspended and the period passed: never 执行完毕. */
  suspensionCompleted: Tri;
  classes: readonly OffenceClass[] | 'unknown';
  /** 走私、贩卖、运输、制造、非法持有毒品罪 (articles 347, 348). */
  drugSupplyOrPossession: Tri;
}>;

/** What is known of the new offence; `fixedTermOrMore`: it should be punished with 有期徒刑 or more. */
export type NewOffence = Readonly<{
  offenceOn: CivilDate | 'unknown';
  under18: Tri;
  intentional: Tri;
  fixedTermOrMore: Tri;
  classes: readonly OffenceClass[] | 'unknown';
  /** Any offence of chapter 6, section 7 of the special part. */
  drugSection: Tri;
}>;

/** The two offences compared. */
export type RecidivismFacts = Readonly<{ prior: PriorOffence; current: NewOffence }>;

/** One limb of a rule with the articles it rests on. */
export type RecidivismFinding = Readonly<{ rule: string; holds: Tri; cites: readonly string[] }>;

/** `needsReview`: a fact is unknown, or the law is disputed where the rule would otherwise apply. */
export type RecidivismDecision = Readonly<{
  outcome: 'recidivist' | 'notRecidivist' | 'needsReview';
  findings: readonly RecidivismFinding[];
  cites: readonly string[];
}>;

const decide = (findings: readonly RecidivismFinding[]): RecidivismDecision => {
  const all = triAll(findings.map((finding) => finding.holds));
  const outcome = all === 'unknown' ? 'needsReview' : all ? 'recidivist' : 'notRecidivist';
  return { outcome, findings, cites: [...new Set(findings.flatMap((finding) => finding.cites))] };
};

const served = (prior: PriorOffence, offenceOn: NewOffence['offenceOn']): Tri => {
  if (prior.servedOn === 'never' || prior.suspensionCompleted === true) return false;
  if (prior.servedOn === 'unknown' || offenceOn === 'unknown') return 'unknown';
  // A date on which a suspension period may merely have passed proves no service.
  return triAll([offenceOn >= prior.servedOn, triNot(prior.suspensionCompleted)]);
};

const window = (prior: PriorOffence, offenceOn: NewOffence['offenceOn']): Tri => {
  const { servedOn } = prior;
  const isServed = served(prior, offenceOn);
  if (servedOn === 'unknown' || servedOn === 'never' || offenceOn === 'unknown') return isServed;
  return triAll([isServed, withinFiveYears(servedOn, offenceOn)]);
};

/**
 * General recidivism (累犯): both offences intentional, committed at eighteen or older, punished with 有期徒刑
 * or more, the new one within five years after the earlier sentence was served. A suspended sentence whose
 * period passed was never served. Every limb is evaluated; a known failure wins over an unknown.
 * @see 《刑法》第65条; 法释〔2011〕9号 第3条; 高检发释字〔2018〕2号; 两高批复 (2020-01-20)
 */
export const decideRecidivism = ({ prior, current }: RecidivismFacts): RecidivismDecision => decide([
  { rule: 'prior-fixed-term-or-more', holds: prior.fixedTermOrMore, cites: ['CL_65'] },
  { rule: 'current-fixed-term-or-more', holds: current.fixedTermOrMore, cites: ['CL_65'] },
  { rule: 'both-intentional', holds: triAll([prior.intentional, current.intentional]), cites: ['CL_65'] },
  { rule: 'prior-not-under-18', holds: triNot(prior.under18), cites: ['CL_65', 'SPC2011_3'] },
  { rule: 'current-not-under-18', holds: triNot(current.under18), cites: ['CL_65'] },
  { rule: 'within-five-years-after-sentence-served', holds: window(prior, current.offenceOn),
    cites: ['CL_65', 'SPP2018_2', 'SJ2020'] },
]);

const SPECIAL: readonly OffenceClass[] = ['nationalSecurity', 'terrorism', 'gang'];

const isSpecial = (classes: PriorOffence['classes']): Tri =>
  classes === 'unknown' ? 'unknown' : classes.some((name) => SPECIAL.includes(name));

/** First day of the present art. 66; before it only 危害国家安全 counted. @see 刑法修正案（八） */
const ARTICLE_66_PRESENT_FROM = civil('2011-05-01');

const temporal = (prior: PriorOffence, current: NewOffence): Tri => {
  if (current.offenceOn === 'unknown') return 'unknown';
  if (current.offenceOn >= ARTICLE_66_PRESENT_FROM) return true;
  if (prior.classes === 'unknown' || current.classes === 'unknown') return 'unknown';
  return prior.classes.includes('nationalSecurity') && current.classes.includes('nationalSecurity');
};

/**
 * Special recidivism: any later offence against national security, of terrorism or of a mafia-type
 * organisation after an earlier one of these was served, at any time.
 * LAW: art. 66 does not repeat the exception for juveniles, so where either offence was committed under
 * eighteen the matter is disputed and goes to a person (W-49); only a failing limb settles it.
 * @see 《刑法》第66条; 法释〔2011〕9号 第3条
 */
export const decideSpecialRecidivism = ({ prior, current }: RecidivismFacts): RecidivismDecision => {
  const juvenile = triAny([prior.under18, current.under18]);
  return decide([
    { rule: 'prior-special-class', holds: isSpecial(prior.classes), cites: ['CL_66'] },
    { rule: 'current-special-class', holds: isSpecial(current.classes), cites: ['CL_66'] },
    { rule: 'prior-sentence-served', holds: served(prior, current.offenceOn), cites: ['CL_66', 'SJ2020'] },
    { rule: 'present-article-applies', holds: temporal(prior, current), cites: ['CL_66', 'SPC2011_3'] },
    { rule: 'juvenile-exception-not-in-question', holds: juvenile === false ? true : 'unknown',
      cites: ['CL_65', 'CL_66'] },
  ]);
};

/**
 * Drug recidivism (毒品再犯): an earlier conviction for smuggling, selling, transporting, manufacturing or
 * illegally possessing drugs and any new offence of the same section, at any time and whatever the sentence.
 * LAW: an earlier juvenile conviction of five years or less is sealed and does not count (reference case
 * 1034, W-47); contrary views exist. A heavier juvenile one is not sealed: disputed, for a person.
 * @see 《刑法》第356条; 刑事审判参考第1034号
 */
export const decideDrugRecidivism = ({ prior, current }: RecidivismFacts): RecidivismDecision => {
  const sealedJuvenile = triAll([prior.under18, prior.fiveYearsOrLess]);
  const heavierJuvenile = triAll([prior.under18, triNot(prior.fiveYearsOrLess)]);
  return decide([
    { rule: 'prior-drug-supply-or-possession', holds: prior.drugSupplyOrPossession, cites: ['CL_356'] },
    { rule: 'current-drug-section', holds: current.drugSection, cites: ['CL_356'] },
    { rule: 'prior-not-sealed-juvenile-record', holds: triNot(sealedJuvenile),
      cites: ['REF1034', 'CPL_286_1'] },
    { rule: 'no-unsealed-juvenile-record', holds: heavierJuvenile === false ? true : 'unknown',
      cites: ['CL_356'] },
  ]);
};
