import type { DocumentRefusalCode } from '../identity/document.ts';

/** Closed list of what can be wrong with an intake message; the table below is its documentation. */
const MESSAGES = {
  NOT_AN_OBJECT: 'The value is no JSON object; give an object with the members of the schema.',
  FIELD_MISSING: 'A required member is missing; add it.',
  FIELD_UNKNOWN: 'A member is not in the schema; remove it or correct its name.',
  FIELD_TYPE: 'A member has the wrong JSON type; give the type of the schema.',
  FIELD_EMPTY: 'A text is empty; leave the member out if it is unknown.',
  FIELD_TOO_LONG: 'A text is longer than the schema allows; shorten it.',
  FIELD_FORMAT: 'A text does not have the form of the schema; correct it.',
  FIELD_VALUE: 'A member has none of the values of the schema; choose one of them.',
  FIELD_RANGE: 'A number lies outside the range of the schema; correct it.',
  LIST_EMPTY: 'A list has no items; leave the member out if it is unknown.',
  LIST_TOO_LONG: 'A list has more items than the schema allows; split the message.',
  LIST_TWICE: 'A list names the same item twice; name it once.',
  DATE_FORMAT: 'A date is not written YYYY-MM-DD; write it so.',
  DATE_IMPOSSIBLE: 'A date does not exist in the calendar; compare it with the document.',
  DATE_RANGE: 'A date lies outside 1900 to 2199; compare it with the document.',
  DATES_OUT_OF_ORDER: 'A period ends before it begins; compare both dates with the document.',
  CHARGE_UNKNOWN: 'A charge is not in the catalogue of charges; give its name as the judgment prints it.',
  CASE_CODE_INVALID: 'The case code does not read; type it as printed.',
  DOCUMENT_INVALID: 'A document number does not read; compare it with the document.',
  PERSON_EMPTY: 'The person has neither a name nor a document; give one of them.',
  CASE_EMPTY: 'The case has neither a code nor a reference; give one of them.',
  ENTITY_FIELDS: 'A unit has no sex and no birth date; remove them or state the kind person.',
  KIND_UNKNOWN: 'The type names no kind of intake message; use cn.fengcun.intake.<kind>.v1.',
  KIND_NOT_OF_ORGAN: 'This organ does not send messages of this kind; compare kind and organ.',
  CONTENT_INCOMPLETE: 'Members that belong together are not given together; see the schema.',
  ENVELOPE_VERSION: 'The envelope is not CloudEvents 1.0; set specversion to 1.0.',
  ENVELOPE_SOURCE: 'The envelope names another source than its data; make both name one organ and system.',
  ENVELOPE_ID: 'The envelope id is not the message id with its version; write <message id>.<version>.',
  ENVELOPE_TIME: 'The time of the envelope is no RFC 3339 instant; correct it.',
  ENVELOPE_SUBJECT: 'The envelope has a subject, which others than the recipient can read; remove it.',
  ENVELOPE_EXTENSION: 'An extension of the envelope has no valid name or value; remove it.',
} as const;

/** Code of a refusal. */
export type MessageRefusalCode = keyof typeof MESSAGES;

/**
 * One thing wrong with a message. `at` is a JSON pointer made of the schema's own names and of indices, so
 * neither it nor `message` can repeat personal data; members unknown to the schema are never named.
 */
export type MessageRefusal = Readonly<{
  code: MessageRefusalCode;
  at: string;
  message: string;
  /** What exactly does not read in a document number. */
  document?: DocumentRefusalCode;
}>;

/** The refusal of a code at a place. */
export const messageRefusal = (code: MessageRefusalCode, at: string): MessageRefusal =>
  ({ code, at, message: MESSAGES[code] });
