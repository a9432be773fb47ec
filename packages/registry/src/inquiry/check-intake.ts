import type { CivilDate } from '@fengcun/kernel';
import { examineInquiry, type InquiryGround } from './examine-inquiry.ts';
import { INQUIRERS, INQUIRY_MATERIALS, type InquiryMaterial } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import type { InquiryRules } from './inquiry-rules.ts';

/** Words that an application must have. */
export const INQUIRY_FIELDS = {
  reasons: '查询理由', purpose: '查询目的', scopeOfUse: '使用范围', officer: '经办人姓名和身份证件',
  caseNumber: '案号或者办案事项', occupation: '岗位或者事项', letterNumber: '公函文号', stayDays: '在中国境内居留天数',
} as const;

/** What can be missing: a paper or a field. */
export type MissingItem = InquiryMaterial | keyof typeof INQUIRY_FIELDS;

/** What intake comes to: the check looks at nothing but the application. */
export type IntakeCheck =
  | Readonly<{ result: 'complete' }>
  | Readonly<{ result: 'incomplete'; missing: readonly MissingItem[] }>
  | Readonly<{ result: 'notAccepted'; grounds: readonly InquiryGround[] }>
  /** The person's own record: decided by the procedure of certificates. */
  | Readonly<{ result: 'referred' }>;

/** The Chinese name of a missing item. */
export const missingLabel = (item: MissingItem): string =>
  ({ ...INQUIRY_MATERIALS, ...INQUIRY_FIELDS })[item];

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const missingFields = (application: InquiryApplication): readonly MissingItem[] => {
  const { kind, reasons, purpose, scopeOfUse, officer, caseNumber, occupation, letterNumber } = application;
  const { basis, materials } = INQUIRERS[kind];
  const ofAnybody = Object.entries({ reasons, purpose, scopeOfUse }) as readonly [MissingItem, string][];
  return [
    ...(basis === 'own' ? [] : ofAnybody.filter(([, text]) => isBlank(text)).map(([name]) => name)),
    ...(materials.includes('officialLetter') && isBlank(letterNumber) ? ['letterNumber' as const] : []),
    ...(basis !== 'own' && officer === undefined ? ['officer' as const] : []),
    ...(basis === 'case' && isBlank(caseNumber) ? ['caseNumber' as const] : []),
    ...(basis === 'registry' && isBlank(occupation) ? ['occupation' as const] : []),
    ...(kind === 'foreigner' && application.stayDays === undefined ? ['stayDays' as const] : []),
  ];
};

/** Everything that is missing, at once: 一次性告知. @see 公安查询规定第7条 */
export const missingItems = (application: InquiryApplication): readonly MissingItem[] => [
  ...INQUIRERS[application.kind].materials.filter((paper) => !application.materials.includes(paper)),
  ...missingFields(application),
];

/**
 * Complete, incomplete (everything that is missing is told once), not to be accepted, or for the procedure of
 * certificates. LAW: the police do not accept a unit outside the statutory cases (公安规定7); an organ that
 * sealed accepts and decides 不许可 with reasons (办法16(2)); external platforms and strangers have no standing at
 * either.
 */
export const checkIntake = (
  application: InquiryApplication, rules: InquiryRules, on: CivilDate,
): IntakeCheck => {
  const { grounds } = examineInquiry(application, rules, on);
  const barring = application.track === 'certificateRules' ? grounds
    : grounds.filter(({ code }) => code === 'EXTERNAL_PLATFORM' || code === 'STAY_TOO_SHORT');
  if (barring.length > 0) return { result: 'notAccepted', grounds: barring };
  // An application that must be refused whatever is supplemented is not sent back for papers first.
  const missing = grounds.length > 0 ? [] : missingItems(application);
  if (missing.length > 0) return { result: 'incomplete', missing };
  return { result: INQUIRERS[application.kind].basis === 'own' ? 'referred' : 'complete' };
};
