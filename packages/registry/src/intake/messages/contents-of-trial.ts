import { choice, date, type Field, flag, optional, whole } from './field.ts';
import { messageRefusal } from './message-refusal.ts';
import { object, type ObjectOf, type ObjectRule } from './object-field.ts';
import { charges, documentNumber, months, organName, yuan } from './shared-fields.ts';

/** Executed penalties, the names of the fact `penalty`. @see docs/policy-packs.md; 《刑法》第33条至第37条 */
export const PENALTIES = [
  'death', 'deathSuspended', 'lifeImprisonment', 'fixedTermImprisonment', 'criminalDetention',
  'publicSurveillance', 'fineOnly', 'otherAccessoryOnly', 'exemptionFromPunishment', 'none',
] as const;

/** Which judgment of a case; absent where the source does not say. @see 《刑事诉讼法》(2018) 第三编 */
export const INSTANCES = ['first', 'second', 'retrial'] as const;

/**
 * `decided`: the document pronounces guilt and penalty itself. `affirmed`: 维持原判, the earlier ones stand.
 * `remanded`: 发回重审, the earlier judgment is annulled. @see 《刑事诉讼法》(2018) 第236条、第256条
 */
export const OUTCOMES = ['decided', 'affirmed', 'remanded'] as const;

const fixedTermMembers = {
  penalty: choice(PENALTIES, '主刑、免予刑事处罚或无刑罚'),
  termMonths: optional(months('刑期，月')),
  termDays: optional(whole(0, 31, '刑期中不足一月的日数')),
  termFrom: optional(date('刑期起算日')),
  termTo: optional(date('刑期届满日')),
  suspensionMonths: optional(months('缓刑考验期，月')),
  fineYuan: optional(yuan('罚金，元')),
  confiscationYuan: optional(yuan('没收财产，元')),
  confiscatesAll: optional(flag('没收全部个人财产')),
  deprivationMonths: optional(months('剥夺政治权利，月')),
  deprivedForLife: optional(flag('剥夺政治权利终身')),
} as const;

const HAS_TERM: ReadonlySet<string> =
  new Set(['fixedTermImprisonment', 'criminalDetention', 'publicSurveillance']);

/** A term stands only beside a penalty that has one, and ends after it begins. */
const termFits: ObjectRule<typeof fixedTermMembers> = (sentence, at) => [
  ...(HAS_TERM.has(sentence.penalty) || (sentence.termMonths ?? 0) + (sentence.termDays ?? 0) === 0
    ? [] : [messageRefusal('CONTENT_INCOMPLETE', `${at}/termMonths`)]),
  ...(sentence.termFrom !== undefined && sentence.termTo !== undefined && sentence.termTo < sentence.termFrom
    ? [messageRefusal('DATES_OUT_OF_ORDER', `${at}/termTo`)] : []),
];

/** 所判处刑罚: what is to be executed (执行刑), each part only where the document states it. */
export const sentence: Field<Sentence> = object(fixedTermMembers, [termFits]);

/** The sentence of one person. */
export type Sentence = ObjectOf<typeof fixedTermMembers>;

const judgmentMembers = {
  documentNumber,
  court: organName,
  decidedOn: date('裁判日期'),
  instance: optional(choice(INSTANCES, '审级')),
  outcome: optional(choice(OUTCOMES, '裁判结果')),
  /** Exactly one of both, where the document tells: 检察机关或自诉人. */
  procuratorate: optional(organName),
  privateProsecution: optional(flag('自诉案件')),
  acquittalGround: optional(choice(['insufficientEvidence', 'innocent', 'notLiable'], '无罪理由')),
  charges: optional(charges),
  sentence: optional(sentence),
} as const;

/** A document that remands leaves no sentence; one that affirms may repeat the sentence it lets stand. */
const outcomeFits: ObjectRule<typeof judgmentMembers> = (judgment, at) => [
  ...(judgment.outcome === 'remanded' && judgment.sentence !== undefined
    ? [messageRefusal('CONTENT_INCOMPLETE', `${at}/sentence`)] : []),
  ...(judgment.procuratorate !== undefined && judgment.privateProsecution === true
    ? [messageRefusal('CONTENT_INCOMPLETE', `${at}/privateProsecution`)] : []),
  ...(judgment.outcome === 'affirmed' && judgment.instance === 'first'
    ? [messageRefusal('CONTENT_INCOMPLETE', `${at}/outcome`)] : []),
];

/** 裁判, for one defendant. @see 法发〔2012〕10号 二（一） */
export const judgmentRecorded = object(judgmentMembers, [outcomeFits]);

/** 裁判生效: 判决确定日期. @see 《刑事诉讼法》(2018) 第259条; 法发〔2012〕10号 二（一） */
export const judgmentBecameEffective = object({
  documentNumber,
  effectiveOn: date('判决确定日期'),
});
