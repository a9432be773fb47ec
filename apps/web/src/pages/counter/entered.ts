import type { BodyOf, CallOf } from '../../api/interface.ts';
import type { Words } from '../../app/language.tsx';
import { isCardNumber } from '../../parts/card-number.ts';
import { type Needed, toChoose, toWrite } from '../../parts/needed.ts';

type Application = CallOf<'applyForCertificate'>['body'];
/** Who stands at the counter. */
export type Applicant = Application['applicant']['kind'];
/** A kind of document. */
export type DocumentType = Application['person']['document']['type'];
/** A paper that is looked at. */
export type Material = Application['materials'][number];
/** What it came to. */
export type Answer = BodyOf<'applyForCertificate'>;

/** What was written down of somebody who came without an account; nothing of it leaves the page before it is sent. */
export type Entered = Readonly<{
  applicant: Applicant | undefined; applicantName: string; applicantBornOn: string;
  name: string; nationality: string; type: DocumentType; number: string; bornOn: string; stayDays: string;
  materials: readonly Material[];
}>;

/** Nothing yet. Most people bring an identity card: another document is chosen. */
export const NOBODY_YET: Entered = {
  applicant: undefined, applicantName: '', applicantBornOn: '', name: '', nationality: 'CHN',
  type: 'residentIdentityCard', number: '', bornOn: '', stayDays: '', materials: [],
};

/** Names of the fields. */
export const LABELS = {
  applicant: { zh: '谁来办理', en: 'Who has come' },
  applicantName: { zh: '来人姓名', en: 'Name of who has come' },
  applicantBornOn: { zh: '来人出生日期', en: 'Date of birth of who has come' },
  name: { zh: '姓名', en: 'Name' }, nationality: { zh: '国籍', en: 'Nationality' },
  type: { zh: '证件种类', en: 'Document' }, number: { zh: '证件号码', en: 'Number of the document' },
  bornOn: { zh: '出生日期', en: 'Date of birth' }, stayDays: { zh: '在境内居留天数', en: 'Days of stay' },
} as const satisfies Readonly<Record<string, Words>>;

/** Whether the person is no national of China. */
export const isForeign = ({ nationality }: Entered): boolean => nationality !== 'CHN';

/** A birthday stands in the number of an identity card; of another document it is asked for. */
export const needsBirthday = ({ type }: Entered): boolean => type !== 'residentIdentityCard';

const WRONG_NUMBER: Words = {
  zh: '这不是有效的身份证号码，请对照证件核对。', en: 'This is no valid number of an identity card; compare it.',
};

/** What has to be there before anything is sent; papers are told by the rules, all at once. */
export const neededOf = (entered: Entered): readonly Needed[] => {
  const { applicant, applicantName, applicantBornOn, name, nationality, type, number, bornOn } = entered;
  const isOther = applicant === 'guardian' || applicant === 'agent';
  return [
    { name: 'applicant', asks: toChoose(LABELS.applicant), isThere: applicant !== undefined },
    { name: 'applicantName', asks: toWrite(LABELS.applicantName), isThere: !isOther || applicantName !== '' },
    { name: 'applicantBornOn', asks: toChoose(LABELS.applicantBornOn),
      isThere: applicant !== 'agent' || applicantBornOn !== '' },
    { name: 'name', asks: toWrite(LABELS.name), isThere: name !== '' },
    { name: 'nationality-code', asks: toWrite(LABELS.nationality), isThere: /^[A-Z]{3}$/.test(nationality) },
    { name: 'number', asks: number === '' ? toWrite(LABELS.number) : WRONG_NUMBER,
      isThere: number !== '' && (type !== 'residentIdentityCard' || isCardNumber(number)) },
    { name: 'bornOn', asks: toChoose(LABELS.bornOn), isThere: !needsBirthday(entered) || bornOn !== '' },
  ];
};

const OF_APPLICANT: Readonly<Record<Applicant, readonly Material[]>> = {
  self: ['identityDocument'], guardian: ['identityDocument', 'proofOfGuardianship', 'guardianIdentity'],
  agent: ['identityDocument', 'letterOfAttorney', 'agentIdentity'],
};

/** Papers that are needed from whoever has come. @see 《公安机关办理犯罪记录查询工作规定》(2021) 第4条至第6条 */
export const needsPapers = ({ applicant }: Entered): readonly Material[] =>
  (applicant === undefined ? [] : OF_APPLICANT[applicant]);

/** Papers that may be needed besides. */
export const mayNeedPapers = (entered: Entered): readonly Material[] => [
  ...(entered.applicant === 'guardian' ? ['proofOfIncapacity' as const] : []),
  ...(isForeign(entered) ? ['proofOfStay' as const] : []), 'proofOfUse',
];

/** The application as the interface takes it; undefined while nobody said who has come. */
export const applicationOf = (entered: Entered): Application | undefined => {
  const { applicant, applicantName, applicantBornOn, name, nationality, type, number, bornOn, stayDays } = entered;
  if (applicant === undefined) return undefined;
  const shown = [...needsPapers(entered), ...mayNeedPapers(entered)];
  return {
    person: {
      name, nationality, document: { type, number },
      ...(needsBirthday(entered) && bornOn !== '' ? { bornOn } : {}),
      ...(isForeign(entered) && /^\d{1,5}$/.test(stayDays) ? { stayDays: Number(stayDays) } : {}),
    },
    applicant: { kind: applicant, ...(applicant === 'self' ? {} : {
      name: applicantName, ...(applicantBornOn === '' ? {} : { bornOn: applicantBornOn }),
    }) },
    materials: shown.filter((one) => entered.materials.includes(one)),
  };
};
