import type { CivilDate } from '@fengcun/kernel';
import { basisLabel, findBasis, isNationalLevel, type LegalBasis, WHY_NOT } from '@fengcun/statute';
import { INQUIRERS } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import type { InquiryQuestion, InquiryReadings, InquiryRules } from './inquiry-rules.ts';

/** Codes of the grounds on which an inquiry is not accepted or not allowed. */
export type GroundCode =
  | 'EXTERNAL_PLATFORM' | 'NO_BASIS' | 'BASIS_UNKNOWN' | 'BASIS_NOT_IN_FORCE' | 'NOT_A_STATE_PROVISION'
  | 'NO_BASIS_FOR_INQUIRIES' | 'OCCUPATION_NOT_COVERED' | 'BASIS_NOT_ABOUT_MINORS' | 'NOT_THE_POLICE'
  | 'STAY_TOO_SHORT' | 'NOT_CONFIRMED';

/** One reason with its articles, as the paper prints it. */
export type InquiryGround = Readonly<{ code: GroundCode; cites: readonly string[]; zh: string; en: string }>;

/** What the law says of an application, whatever is in the records: nothing here depends on them. */
export type Examination = Readonly<{
  grounds: readonly InquiryGround[];
  /** Questions a person must answer before a grant; settled ones are in `readings`. */
  questions: readonly InquiryQuestion[];
  readings: InquiryReadings;
  basis?: LegalBasis;
}>;

const ground = (
  code: GroundCode, cites: readonly string[], words: readonly [string, string],
): InquiryGround =>
  ({ code, cites, zh: words[0], en: words[1] });

const notNational = (label: string): InquiryGround => ground(
  'NOT_A_STATE_PROVISION', [...WHY_NOT.notNationalRule.cites, 'CPL_286_2'],
  [`${label}${WHY_NOT.notNationalRule.zh}，不能作为查询依据`, `${label}: ${WHY_NOT.notNationalRule.en}`]);

const unregistered = (): InquiryGround => ground('BASIS_UNKNOWN', ['M2022_16_1'], [
  '所称规范不在查询依据登记之中，请列明登记编号或者先行登记', 'the norm is not in the registry of legal bases']);

const statedGround = ({ statedNorm }: InquiryApplication): InquiryGround => {
  if (statedNorm === undefined) {
    return ground('NO_BASIS', ['CPL_286_2', 'MPS2021_4_2', 'M2022_16_1'],
      ['没有列明查询所依据的国家规定及其具体条款', 'no state provision is named, nor its article']);
  }
  return isNationalLevel({ level: statedNorm.level }) ? unregistered() : notNational('所称依据');
};

const misfit = (application: InquiryApplication, basis: LegalBasis): readonly InquiryGround[] => [
  ...(application.occupation === undefined || basis.occupations.includes(application.occupation) ? []
    : [ground('OCCUPATION_NOT_COVERED', ['MPS2021_4_2', 'M2022_16_1'],
      [`${basisLabel(basis)}不适用于所申请的岗位或者事项`, 'the norm does not cover the occupation asked for'])]),
  ...(INQUIRERS[application.kind].yearlyOnly === true && basis.yearlyRecheck !== true
    ? [ground('BASIS_NOT_ABOUT_MINORS', ['LPM_62'],
      ['密切接触未成年人的单位应当依未成年人保护法、学前教育法查询', 'units in contact with minors ask under those laws'])] : []),
];

type OnBasis = Readonly<{ grounds: readonly InquiryGround[]; basis?: LegalBasis }>;

const onRegistry = (application: InquiryApplication, rules: InquiryRules, on: CivilDate): OnBasis => {
  const { basisId } = application;
  if (basisId === undefined) return { grounds: [statedGround(application)] };
  const found = findBasis(rules.bases, basisId, on);
  if (!found.ok) {
    return { grounds: [found.error.code === 'BASIS_UNKNOWN' ? unregistered() : ground(
      'BASIS_NOT_IN_FORCE', ['CPL_286_2'],
      ['所列规范在申请之日没有生效或者已经失效', 'the norm is not in force on that day'])] };
  }
  const basis = found.value;
  if (!isNationalLevel(basis)) return { grounds: [notNational(basisLabel(basis))] };
  if (!basis.usable) {
    const { zh, en, cites } = WHY_NOT[basis.whyNot ?? 'restrictsStatusOnly'];
    return { grounds: [ground('NO_BASIS_FOR_INQUIRIES', cites, [`${basisLabel(basis)}：${zh}`, en])] };
  }
  return { basis, grounds: misfit(application, basis) };
};

const questionsOf = (application: InquiryApplication, basis: LegalBasis): readonly InquiryQuestion[] => {
  const { sealedJuvenile, nonProsecution } = INQUIRERS[application.kind];
  // LAW: on the track of the police rules a unit is told 无犯罪记录 (art. 10), nothing is open there.
  if (application.track === 'certificateRules') return [];
  return [
    ...(nonProsecution === 'named' && basis.nonProsecution !== undefined ? ['K4' as const] : []),
    ...(sealedJuvenile === 'related' ? ['K5' as const] : []),
  ];
};

const standing = (application: InquiryApplication, rules: InquiryRules): readonly InquiryGround[] => {
  const { kind, track, organ, stayDays } = application;
  if (kind === 'platform') {
    return [ground('EXTERNAL_PLATFORM', ['M2022_10_3', 'CPL_286_2'],
      ['被封存的数据不得向外部平台提供或者对接', 'sealed data are never provided to an external platform'])];
  }
  return [
    ...(kind === 'foreigner' && stayDays !== undefined && stayDays < rules.stayDaysMin
      ? [ground('STAY_TOO_SHORT', ['MPS2021_5'],
        [`在中国境内居留不满${rules.stayDaysMin}天`, `fewer than ${rules.stayDaysMin} days in China`])] : []),
    ...(track === 'certificateRules' && !organ.startsWith('police/')
      ? [ground('NOT_THE_POLICE', ['MPS2021_5'],
        ['依公安机关查询规定的申请，应当向公安机关提出', 'under these rules the police are asked'])] : []),
  ];
};

/**
 * What the law says of an application on a day: every ground against it, and the questions that a person must
 * answer. A pure function of the application and the registry: it cannot tell what the records hold.
 * @see 《刑事诉讼法》第286条; 《刑法》第96条; 2022 Measures arts 10(3), 16; 公安查询规定第4条、第5条、第7条
 */
export const examineInquiry = (
  application: InquiryApplication, rules: InquiryRules, on: CivilDate,
): Examination => {
  const asked = INQUIRERS[application.kind].basis === 'registry' ? onRegistry(application, rules, on)
    : { grounds: [] };
  const { settled } = rules;
  const open = asked.basis === undefined ? [] : questionsOf(application, asked.basis);
  return {
    grounds: [...standing(application, rules), ...asked.grounds],
    questions: open.filter((id) => settled[id] === undefined), readings: settled,
    ...(asked.basis === undefined ? {} : { basis: asked.basis }),
  };
};
