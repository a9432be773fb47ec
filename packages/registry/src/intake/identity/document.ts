import type { CivilDate } from '@fengcun/kernel';

/** Kinds of documents that identify a person or a unit. */
export type DocumentType =
  /** 居民身份证 (公民身份号码) */
  | 'residentIdentityCard'
  /** 港澳台居民居住证 */
  | 'residencePermit'
  /** 港澳居民来往内地通行证, also 非中国籍 */
  | 'mainlandTravelPermit'
  /** 台湾居民来往大陆通行证 (台胞证) */
  | 'taiwanTravelPermit'
  /** 护照, of any state */
  | 'passport'
  /** 外国人永久居留身份证 */
  | 'permanentResidenceCard'
  /** 统一社会信用代码, of a unit */
  | 'creditCode';

/** Every document type, for choices and schemas. */
export const DOCUMENT_TYPES = [
  'residentIdentityCard', 'residencePermit', 'mainlandTravelPermit', 'taiwanTravelPermit', 'passport',
  'permanentResidenceCard', 'creditCode',
] as const satisfies readonly DocumentType[];

/**
 * A document number that has the form of its kind. `number` is canonical: two writings of one number give
 * the same text. `checked`: a check character fits; false where the kind has none, or none that is published.
 */
export type IdentityDocument = Readonly<{
  type: DocumentType;
  number: string;
  checked: boolean;
  /** Birth date and sex that the number itself holds; a century is never guessed. */
  bornOn?: CivilDate;
  sex?: '男' | '女';
  /** State or territory of issue, ISO 3166-1 alpha-3 or ICAO code; always present for passports. */
  issuingState?: string;
  /**
   * `resident15`: canonical form computed from a 15-character number, which had no check character and was
   * sometimes given twice. `permanent2004`: old permanent residence number, another number than the new one.
   */
  form?: 'resident15' | 'permanent2004';
}>;

/** Closed list of reasons why a text is no number of a document type. */
export type DocumentRefusalCode =
  | 'NUMBER_EMPTY' | 'NUMBER_FORM' | 'NUMBER_MASKED' | 'NUMBER_CHECK' | 'NUMBER_REGION' | 'NUMBER_BIRTH_DATE'
  | 'NUMBER_CENTURY' | 'NUMBER_OF_OTHER_TYPE' | 'STATE_MISSING' | 'STATE_UNKNOWN';

/** A refusal never repeats the number: `message` says what is wrong and what would be right. */
export type DocumentRefusal = Readonly<{ code: DocumentRefusalCode; message: string }>;

const MESSAGES: Readonly<Record<DocumentRefusalCode, string>> = {
  NUMBER_EMPTY: 'The document number is empty; leave the document out if it is unknown.',
  NUMBER_FORM: 'The document number does not have the form of its type; give it as the document prints it.',
  NUMBER_MASKED: 'The document number is masked; give the whole number or leave the document out.',
  NUMBER_CHECK: 'The check character does not fit the document number; compare it with the document.',
  NUMBER_REGION: 'The number begins with a region that does not exist; compare it with the document.',
  NUMBER_BIRTH_DATE: 'The birth date inside the number is impossible; compare it with the document.',
  NUMBER_CENTURY: '15-digit numbers ending in 996 to 999 are of persons born before 1900; give 18 digits.',
  NUMBER_OF_OTHER_TYPE: 'The number has the form of another document type; name that type.',
  STATE_MISSING: 'A passport number says nothing without its issuing state; give three letters.',
  STATE_UNKNOWN: 'The issuing state is no code of ISO 3166-1 or ICAO Doc 9303; give three letters.',
};

/** The refusal of a code. */
export const documentRefusal = (code: DocumentRefusalCode): DocumentRefusal =>
  ({ code, message: MESSAGES[code] });
