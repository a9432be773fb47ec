import type { CivilDate } from '@fengcun/kernel';

/**
 * What one paper is made of. Everything comes from outside: the day is the day of issue, the number was taken
 * from its series by whoever issues, the pseudonym stands for the person in the ledger and is never printed;
 * a paper about no person has none. `number`: as the organ's own register has it, 1 to 80 characters; printed
 * instead of the one that word and place make.
 */
export type DocumentFacts = Readonly<{
  organ: string;
  organWord: string;
  sequence: number;
  number?: string;
  issuedOn: CivilDate;
  subject?: string;
  caseCode?: PrintedCaseCode;
  /** Text of the code by which anybody checks the paper; a paper has this or a case code. */
  verification?: string;
  fields: Readonly<Record<string, unknown>>;
}>;

/** 一案一码 as it is printed and as the QR symbol carries it; both made by the registry. */
export type PrintedCaseCode = Readonly<{ printed: string; payload: string }>;

/** Why facts make no paper: which field, and what would be right; the value is never repeated. */
export type FactRefusal = Readonly<{
  code: 'FIELD_MISSING' | 'FIELD_TOO_LONG' | 'FIELD_FORM' | 'FIELD_UNKNOWN';
  field: string;
  message: string;
}>;

/** Values ready to print, by field name; a field that was not given is absent. */
export type PrintedFields = ReadonlyMap<string, PrintedField>;

/** A value ready to print; `raw` is what conditions compare. */
export type PrintedField = Readonly<{ raw: string; text: string; items?: readonly string[] }>;
