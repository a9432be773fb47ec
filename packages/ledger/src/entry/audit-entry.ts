import { err, ok, type Result } from '@fengcun/kernel';
import { encodeCanonical, type EntryObject, type EntryRefusal, parseCanonical } from './canonical-entry.ts';

/**
 * One act in the access log. People and cases appear as pseudonyms and erasable commitments only: every
 * field has a closed form that a name, an identity number or free text cannot take.
 */
export type AuditEntry = Readonly<{
  v: 1;
  /** UUID version 7 of this entry. */
  id: string;
  /** Instant, UTC with milliseconds. */
  t: string;
  /** What was done, such as `record.read`. */
  act: string;
  phase: 'intent' | 'outcome';
  /** Pseudonym: 64 hexadecimal digits. */
  actor: string;
  role: string;
  org: string;
  purpose: string;
  legalBasis: string;
  /** Commitments: 64 hexadecimal digits each. */
  case?: string;
  subject?: string;
  /** Reference of the record: a UUID or a commitment. */
  record?: string;
  /** Commitments to records, where one act took in many. */
  records?: readonly string[];
  decision: 'allow' | 'deny';
  /** SHA-256 of the policy set that decided, hexadecimal. */
  policy: string;
  /** Entries of the approvals this act consumed. */
  approvals: readonly string[];
  /** The intent of an outcome. */
  prev?: string;
  /** SHA-256 of the request, hexadecimal. */
  req: string;
}>;

/** LIMIT: approvals of one act; the law asks for two. */
const APPROVALS_MAX = 16;

/** LIMIT: records of one entry, so that an entry stays within its 8 KiB; an act may have several entries. */
export const ENTRY_RECORDS_MAX = 100;

const DIGEST = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
// Codes are ASCII words; six digits in a row could begin an identity, telephone or case number.
const CODE = /^[a-z][A-Za-z0-9]*(?:[.:_-][A-Za-z0-9]+)*$/;
const CODE_LENGTH_MAX = 64;
const DIGIT_RUN = /\d{6}/;

type Check = (value: unknown) => boolean;
const matches = (pattern: RegExp): Check => (value) => typeof value === 'string' && pattern.test(value);
const oneOf = (...values: readonly unknown[]): Check => (value) => values.includes(value);
const isCode: Check = (value) =>
  typeof value === 'string' && value.length <= CODE_LENGTH_MAX && CODE.test(value) && !DIGIT_RUN.test(value);
const isReference: Check = (value) => matches(UUID)(value) || matches(DIGEST)(value);
const isInstant: Check = (value) => {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value;
};
const isApprovals: Check = (value) =>
  Array.isArray(value) && value.length <= APPROVALS_MAX && value.every(matches(UUID_V7));

const isRecords: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.length <= ENTRY_RECORDS_MAX
    && value.every(matches(DIGEST));

const REQUIRED: ReadonlyMap<string, Check> = new Map(Object.entries({
  v: oneOf(1), id: matches(UUID_V7), t: isInstant, act: isCode, phase: oneOf('intent', 'outcome'),
  actor: matches(DIGEST), role: isCode, org: isCode, purpose: isCode, legalBasis: isCode,
  decision: oneOf('allow', 'deny'), policy: matches(DIGEST), approvals: isApprovals, req: matches(DIGEST),
}));

const OPTIONAL: ReadonlyMap<string, Check> = new Map(Object.entries({
  case: matches(DIGEST), subject: matches(DIGEST), record: isReference, records: isRecords,
  prev: matches(UUID_V7),
}));

/** The first member that is missing or of a wrong form; an outcome names its intent, an intent none. */
const wrongMember = (entry: EntryObject): string | undefined => {
  const missing = REQUIRED.keys().find((name) => !Object.hasOwn(entry, name));
  if (missing !== undefined) return missing;
  for (const [name, value] of Object.entries(entry)) {
    const check = REQUIRED.get(name) ?? OPTIONAL.get(name);
    // The name itself could carry personal data, so an unknown one is not repeated.
    if (check === undefined) return 'unknown member';
    if (!check(value)) return name;
  }
  return (entry['phase'] === 'outcome') === Object.hasOwn(entry, 'prev') ? undefined : 'prev';
};

/** The bytes of an audit entry, or the member that is not of its form. */
export const encodeEntry = (entry: AuditEntry): Result<Uint8Array, EntryRefusal> => {
  const where = wrongMember(entry);
  return where === undefined ? encodeCanonical(entry) : err({ code: 'ENTRY_FIELD', where });
};

/** Reads an audit entry; everything `encodeEntry` would not have written is refused. */
export const parseEntry = (bytes: Uint8Array): Result<AuditEntry, EntryRefusal> => {
  const parsed = parseCanonical(bytes);
  if (!parsed.ok) return parsed;
  const where = wrongMember(parsed.value);
  if (where !== undefined) return err({ code: 'ENTRY_FIELD', where });
  return ok(parsed.value as unknown as AuditEntry);
};
