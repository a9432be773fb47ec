import { frame } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';

/**
 * What is compared: one person's conviction of one charge in one case, every member already in its one form
 * (document key and comparable number of the registry, charge code of the catalogue). Never the identity
 * number alone: that would tell the holder who is in the registry.
 */
export type RecordTuple = Readonly<{ document: string; caseNumber: string; charge: string }>;

/** Why a row has no tuple; the row is counted and left out, never half-compared. */
export type TupleRefusal = Readonly<{ code: 'TUPLE_MEMBER'; member: keyof RecordTuple }>;

/** LIMIT: characters of a member; far above every real one. */
const MEMBER_MAX = 200;
const MEMBERS = ['document', 'caseNumber', 'charge'] as const;

/**
 * Bytes of a tuple. Members are framed by their length, so that no two tuples share bytes, and composed
 * (NFC),
 * so that two spellings of one character are one.
 */
export const tupleBytes = (tuple: RecordTuple): Result<Uint8Array, TupleRefusal> => {
  for (const member of MEMBERS) {
    const text = tuple[member];
    const isUsable = text.trim() !== '' && text.length <= MEMBER_MAX && text.isWellFormed();
    if (!isUsable) return err({ code: 'TUPLE_MEMBER', member });
  }
  return ok(frame('fengcun/psi/record/1', MEMBERS.map((member) => tuple[member].normalize('NFC'))));
};

/** Year of four digits, then the sign of a province or of the supreme court, then digits of the court. */
const COURT = /^\d{4}(\p{Script=Han}\d{0,4})/u;

/**
 * Court code of a comparable case number (`2019虚0105刑初12号` → `虚0105`); undefined where it has none.
 * @see 《人民法院案件案号规定》(法〔2015〕137号)第3条
 */
export const courtOfCaseNumber = (comparable: string): string | undefined => COURT.exec(comparable)?.[1];

/**
 * Whether a record belongs to the courts whose open data is compared. A code stands for every court whose
 * code
 * begins with it, so `虚01` is an intermediate court and all below. LIMIT: numbers of before 2016 have no code
 * and belong to no declared court; they are compared only where `*` is declared.
 */
export const isInJurisdiction = (comparable: string, courts: readonly string[]): boolean => {
  if (courts.includes('*')) return true;
  const court = courtOfCaseNumber(comparable);
  return court !== undefined && courts.some((code) => court.startsWith(code));
};
