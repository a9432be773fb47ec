import type { CivilDate } from '@fengcun/kernel';
import { ageReachedOn, MAJORITY_AGE_YEARS, under18On } from '@fengcun/statute';
import {
  bornOnOf, type CertificateApplicant, type CertificateApplication, type CertificateMaterial,
  type CertificatePerson,
} from './application.ts';
import type { CertificateSettings } from './settings.ts';

/** Why an application is not accepted: the finding, its article, and what the person can do next. */
export type CertificateObstacle = Readonly<{
  code: 'STAY_TOO_SHORT' | 'GUARDIANSHIP_ENDED' | 'AGENT_WITHOUT_CAPACITY' | 'AGE_UNKNOWN'
    | 'IDENTITY_DIFFERS';
  cite: string;
}>;

/** Accepted, short of papers (told once, all of them), or not to be accepted. */
export type ApplicationCheck =
  | Readonly<{ result: 'complete' }>
  | Readonly<{ result: 'supplement'; missing: readonly CertificateMaterial[]; cite: string }>
  | Readonly<{ result: 'notAccepted'; obstacle: CertificateObstacle }>;

/** What an application is checked against. `givenInYear`: certificates and refusals of this natural year. */
export type CheckAgainst = Readonly<{
  on: CivilDate; givenInYear: number; settings: CertificateSettings;
}>;

const CHINESE = 'CHN';

const obstacle = (code: CertificateObstacle['code'], cite: string): CertificateObstacle => ({ code, cite });

/**
 * LAW: custody of a minor ends when eighteen years are completed (counted as in criminal law, the day after
 * the birthday); an adult has a guardian only where a court found that capacity is lacking.
 * @see 2022 Measures art. 15 「法定代理人」; 《民法典》第17条、第28条
 */
const guardianObstacle = (
  person: CertificatePerson, { materials }: CertificateApplication, on: CivilDate,
): CertificateObstacle | undefined => {
  if (materials.includes('proofOfIncapacity')) return undefined;
  const bornOn = bornOnOf(person);
  const isMinor = bornOn === undefined ? 'unknown' : under18On(bornOn, on);
  if (isMinor === 'unknown') return obstacle('AGE_UNKNOWN', 'M2022_15');
  return isMinor ? undefined : obstacle('GUARDIANSHIP_ENDED', 'M2022_15');
};

const agentObstacle = (
  { bornOn }: Exclude<CertificateApplicant, { kind: 'self' }>, on: CivilDate,
): CertificateObstacle | undefined => {
  const isAdult = bornOn === undefined ? 'unknown' : ageReachedOn(bornOn, on, MAJORITY_AGE_YEARS);
  if (isAdult === 'unknown') return obstacle('AGE_UNKNOWN', 'MPS2021_4');
  return isAdult ? undefined : obstacle('AGENT_WITHOUT_CAPACITY', 'MPS2021_4');
};

const neededFrom = ({ kind }: CertificateApplicant): readonly CertificateMaterial[] => {
  if (kind === 'self') return ['identityDocument'];
  return kind === 'guardian' ? ['identityDocument', 'proofOfGuardianship', 'guardianIdentity']
    : ['identityDocument', 'letterOfAttorney', 'agentIdentity'];
};

/** Two numbers that hold two birth dates are of two people. */
const identityDiffers = ({ document, otherDocuments, bornOn }: CertificatePerson): boolean => {
  const days = [document.bornOn, bornOn, ...otherDocuments.map((one) => one.bornOn)]
    .filter((day) => day !== undefined);
  return new Set(days).size > 1;
};

const obstacleOf = (
  application: CertificateApplication, { on, settings }: CheckAgainst,
): CertificateObstacle | undefined => {
  const { person, applicant } = application;
  if (identityDiffers(person)) return obstacle('IDENTITY_DIFFERS', 'MPS2021_6');
  const isForeign = person.nationality !== CHINESE;
  if (isForeign && person.stayDays !== undefined && person.stayDays < settings.foreignStayDaysMin) {
    return obstacle('STAY_TOO_SHORT', 'MPS2021_5');
  }
  if (applicant.kind === 'guardian') return guardianObstacle(person, application, on);
  return applicant.kind === 'agent' ? agentObstacle(applicant, on) : undefined;
};

/**
 * Checks an application before anything is looked up; nothing in it depends on a record. Everything that is
 * missing is told at once.
 * @see 《公安机关办理犯罪记录查询工作规定》(2021) 第4条至第7条
 */
export const checkApplication = (
  application: CertificateApplication, against: CheckAgainst,
): ApplicationCheck => {
  const found = obstacleOf(application, against);
  if (found !== undefined) return { result: 'notAccepted', obstacle: found };
  const { person, applicant, materials } = application;
  const isForeign = person.nationality !== CHINESE;
  const needed: readonly CertificateMaterial[] = [
    ...neededFrom(applicant),
    ...(against.givenInYear >= against.settings.freeInYear ? ['proofOfUse' as const] : []),
  ];
  const lacking = needed.filter((one) => !materials.includes(one));
  // Papers without a number of days prove no stay: unknown is not enough.
  const isStayUnknown = isForeign && person.stayDays === undefined;
  const missing = isStayUnknown ? [...lacking, 'proofOfStay' as const] : lacking;
  return missing.length === 0 ? { result: 'complete' } : { result: 'supplement', missing, cite: 'MPS2021_6' };
};
