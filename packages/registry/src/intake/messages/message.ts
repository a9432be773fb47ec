import { canonicalJson, type CivilDate, err, type Json, ok, sha256Hex } from '@fengcun/kernel';
import { type CaseCode, parseCaseCode } from '../case-code/case-code.ts';
import { DOCUMENT_TYPES, type IdentityDocument } from '../identity/document.ts';
import { documentKey, parseDocument } from '../identity/parse-document.ts';
import type { PersonClaims } from '../identity/person.ts';
import { choice, date, type Field, list, optional, text, whole } from './field.ts';
import { type KindedContent, kindSpec } from './message-kinds.ts';
import { messageRefusal } from './message-refusal.ts';
import { object, type ObjectOf, type ObjectRule } from './object-field.ts';
import { organField, organKey } from './organ.ts';
import { documentNumber } from './shared-fields.ts';

// LIMIT: printable ASCII without spaces; identifiers of business systems are of this form.
const MESSAGE_ID = /^[\x21-\x7e]{1,120}$/;
const SYSTEM = /^[a-z][a-z0-9-]{0,31}$/;
const VERSION_MAX = 1_000_000;

const SOURCE_MEMBERS = {
  organ: organField,
  system: text({ max: 32, pattern: SYSTEM, title: '业务系统 business system of the organ' }),
  messageId: text({ max: 120, pattern: MESSAGE_ID, title: '消息编号 unique in the system, for all versions' }),
  version: whole(1, VERSION_MAX, '版本 a correction has the next number'),
} as const;

/** Where a message comes from. Organ, system and message id name a fact; the version, how it is told now. */
export const sourceField = object(SOURCE_MEMBERS);

/** The source key of a message. */
export type SourceKey = ObjectOf<typeof SOURCE_MEMBERS>;

/** One text per fact of a source, without the version. The id may hold personal data: never public as is. */
export const sourceFactKey = (source: SourceKey): string =>
  `${organKey(source.organ)}/${source.system}/${source.messageId}`;

const REFERENCE_MEMBERS = {
  type: choice(['policeCase', 'procuratorateCase', 'courtCase', 'executionCase', 'publicOrderCase'], '案号种类'),
  number: documentNumber,
} as const;

/** A number by which an organ knows the case. */
export type CaseReference = ObjectOf<typeof REFERENCE_MEMBERS>;

const PUNCTUATION = /[\s()〔〕［］【】\[\]{}<>《》·—–-]+/g;

/** A printed number in one form: narrow, without spaces and brackets, which every organ sets differently. */
export const comparableNumber = (number: string): string =>
  number.normalize('NFKC').replace(PUNCTUATION, '').toUpperCase();

/** One text per reference, equal for two writings of one number. */
export const referenceKey = (reference: CaseReference): string =>
  `${reference.type}|${comparableNumber(reference.number)}`;

/** A one-case code as printed. */
export const caseCodeField: Field<CaseCode> = {
  schema: { type: 'string', minLength: 18, maxLength: 64, title: '一案一码 one-case code, as printed' },
  parse: (value, at) => {
    const parsed = typeof value === 'string' ? parseCaseCode(value) : undefined;
    return parsed?.ok === true ? ok(parsed.value) : err([messageRefusal('CASE_CODE_INVALID', at)]);
  },
};

/** Numbers by which organs know a case, at least one. */
export const referencesField = list(object(REFERENCE_MEMBERS), { min: 1, max: 16, keyOf: referenceKey });

const CASE_MEMBERS = {
  code: optional(caseCodeField),
  references: optional(referencesField),
} as const;

const namesCase: ObjectRule<typeof CASE_MEMBERS> = (named, at) =>
  (named.code === undefined && named.references === undefined ? [messageRefusal('CASE_EMPTY', at)] : []);

/** Which case a message is about: its one-case code, numbers of organs, or both. */
export const caseField = object(CASE_MEMBERS, [namesCase]);

/** How a message names its case. */
export type CaseNaming = ObjectOf<typeof CASE_MEMBERS>;

const documentMembers = object({
  type: choice(DOCUMENT_TYPES, '证件种类'),
  number: text({ max: 48, title: '证件号码' }),
  issuingState: optional(text({ max: 3, title: '签发国家或地区 ISO 3166-1 alpha-3' })),
});

const documentField: Field<IdentityDocument> = {
  schema: documentMembers.schema,
  parse: (value, at) => {
    const members = documentMembers.parse(value, at);
    if (!members.ok) return members;
    const parsed = parseDocument(members.value);
    return parsed.ok
      ? parsed
      : err([{ ...messageRefusal('DOCUMENT_INVALID', `${at}/number`), document: parsed.error.code }]);
  },
};

const NAME_MEMBERS = {
  text: text({ max: 128, title: '姓名、名称' }),
  use: choice(['current', 'former', 'alias', 'transliteration'], '姓名种类'),
} as const;

const REGION = /^\d{6}$/;

const PERSON_MEMBERS = {
  kind: choice(['person', 'entity'], '自然人或单位'),
  names: list(object(NAME_MEMBERS), { min: 0, max: 16, keyOf: (name) => `${name.use}|${name.text}` }),
  documents: list(documentField, { min: 0, max: 16, keyOf: documentKey }),
  sex: optional(choice(['男', '女'], '性别')),
  bornOn: optional(date('出生日期')),
  domicileRegion: optional(text({ max: 6, pattern: REGION, title: '户籍地行政区划代码 (GB/T 2260)' })),
} as const;

const personFits: ObjectRule<typeof PERSON_MEMBERS> = (person, at) => [
  ...(person.names.length === 0 && person.documents.length === 0 ? [messageRefusal('PERSON_EMPTY', at)] : []),
  ...(person.kind === 'entity' && (person.sex !== undefined || person.bornOn !== undefined)
    ? [messageRefusal('ENTITY_FIELDS', at)] : []),
];

/** 基本情况 of one person or unit: at least a name or a document. */
export const personField: Field<PersonClaims> = object(PERSON_MEMBERS, [personFits]);

/** Source, case and person that every message has. */
export type MessageHead = Readonly<{ source: SourceKey; case: CaseNaming; person: PersonClaims }>;

/** An intake message that was read: plain data, as personal as the record itself. */
export type IntakeMessage = MessageHead & KindedContent;

/** The day of what a message tells, by the member that dates its kind; undefined where it is unknown. */
export const dateOf = (told: KindedContent): CivilDate | undefined => {
  const value: unknown = Reflect.get(told.content, kindSpec(told.kind).datedBy);
  // The table names a member of type CivilDate, which the parser of the kind has checked.
  return typeof value === 'string' ? value as CivilDate : undefined;
};

/** Messages are immutable, so a hash is computed once for as long as its message lives. */
const hashes = new WeakMap<IntakeMessage, string>();
const tellings = new WeakMap<IntakeMessage, string>();

/**
 * SHA-256 of what a message says, without source and version: equal for two tellings of one content. Personal
 * data in a low-entropy hash: outside the confidential part only a keyed pseudonym of it may stand.
 */
export const messageContentHash = (message: IntakeMessage): string => {
  const known = hashes.get(message);
  if (known !== undefined) return known;
  const { source: _source, ...told } = message;
  const hash = sha256Hex(canonicalJson(told as unknown as Json));
  hashes.set(message, hash);
  return hash;
};

/**
 * One text per telling of a fact: source, version and content. Personal data: its keyed pseudonym is the id
 * of the record of it.
 */
export const tellingKey = (message: IntakeMessage): string => {
  const known = tellings.get(message);
  if (known !== undefined) return known;
  const { source } = message;
  const telling = canonicalJson([sourceFactKey(source), source.version, messageContentHash(message)]);
  tellings.set(message, telling);
  return telling;
};
