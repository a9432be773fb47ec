import { err } from '@fengcun/kernel';
import type { Parsed } from './field.ts';
import type { IdentityDocument } from '../identity/document.ts';
import { type IntakeMessage, caseField, personField, sourceField, type SourceKey } from './message.ts';
import { isMessageKind, kindSpec, type MessageKind } from './message-kinds.ts';
import { type MessageRefusal, messageRefusal, type MessageRefusalCode } from './message-refusal.ts';
import { organKey } from './organ.ts';

/** A CloudEvents 1.0 envelope in JSON, as it is sent. @see CloudEvents 1.0.2 §3, JSON Event Format */
export type IntakeEnvelope = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time?: string;
  datacontenttype: 'application/json';
  data: unknown;
}>;

const TYPE = /^cn\.fengcun\.intake\.([A-Za-z]{1,64})\.v1$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const EXTENSION_NAME = /^[a-z0-9]{1,20}$/;
// LIMIT: trace contexts are the longest extensions known.
const EXTENSION_LENGTH_MAX = 1024;
const ATTRIBUTES: ReadonlySet<string> =
  new Set('specversion id source type time datacontenttype dataschema subject data'.split(' '));

/** The CloudEvents type of a kind. */
export const envelopeType = (kind: MessageKind): string => `cn.fengcun.intake.${kind}.v1`;

/** The CloudEvents source of an organ's system: a URN without personal data. */
export const envelopeSource = (source: SourceKey): string =>
  `urn:fengcun:${organKey(source.organ).replace('/', ':')}:${source.system}`;

/** CloudEvents wants another id for every event: a correction is another event about the same message. */
export const envelopeId = (source: SourceKey): string => `${source.messageId}.${source.version}`;

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isExtension = ([name, value]: readonly [string, unknown]): boolean =>
  EXTENSION_NAME.test(name)
  && (typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value))
    || (typeof value === 'string' && value.length <= EXTENSION_LENGTH_MAX));

/** What is wrong with the attributes themselves, before the data is looked at. */
const attributeRefusals = (envelope: JsonObject): readonly MessageRefusal[] => {
  const { specversion, subject, time, datacontenttype, id, source } = envelope;
  const extensions = Object.entries(envelope).filter(([name]) => !ATTRIBUTES.has(name));
  const rules: readonly (readonly [boolean, MessageRefusalCode, string])[] = [
    [specversion === '1.0', 'ENVELOPE_VERSION', '/specversion'],
    [subject === undefined, 'ENVELOPE_SUBJECT', '/subject'],
    [time === undefined || (typeof time === 'string' && INSTANT.test(time)), 'ENVELOPE_TIME', '/time'],
    [(datacontenttype ?? 'application/json') === 'application/json', 'FIELD_VALUE', '/datacontenttype'],
    [typeof id === 'string', 'FIELD_TYPE', '/id'],
    [typeof source === 'string', 'FIELD_TYPE', '/source'],
    [extensions.every(isExtension), 'ENVELOPE_EXTENSION', ''],
  ];
  return rules.flatMap(([isRight, code, at]) => (isRight ? [] : [messageRefusal(code, at)]));
};

const kindOf = (type: unknown): MessageKind | undefined => {
  const name = typeof type === 'string' ? TYPE.exec(type)?.[1] : undefined;
  return name !== undefined && isMessageKind(name) ? name : undefined;
};

const DATA_MEMBERS = ['source', 'case', 'person', 'content'] as const;

/** Source, case, person and content, each with all its refusals. */
const parseData = (kind: MessageKind, data: unknown): Parsed<IntakeMessage> => {
  if (!isObject(data)) return err([messageRefusal('NOT_AN_OBJECT', '/data')]);
  const isUnknown = Object.keys(data).some((name) => !DATA_MEMBERS.some((known) => known === name));
  const { content } = kindSpec(kind);
  const fields = { source: sourceField, case: caseField, person: personField, content };
  const refusals: MessageRefusal[] = isUnknown ? [messageRefusal('FIELD_UNKNOWN', '/data')] : [];
  const parsed = DATA_MEMBERS.map((name) => {
    const at = `/data/${name}`;
    const given = data[name];
    const result: Parsed<unknown> =
      given === undefined ? err([messageRefusal('FIELD_MISSING', at)]) : fields[name].parse(given, at);
    if (!result.ok) refusals.push(...result.error);
    return [name, result.ok ? result.value : undefined] as const;
  });
  if (refusals.length > 0) return err(refusals);
  // Every member went through the field that defines its type.
  return { ok: true, value: { kind, ...Object.fromEntries(parsed) } as unknown as IntakeMessage };
};

const agreement = (envelope: JsonObject, message: IntakeMessage): readonly MessageRefusal[] => [
  ...(envelope['source'] === envelopeSource(message.source)
    ? [] : [messageRefusal('ENVELOPE_SOURCE', '/source')]),
  ...(envelope['id'] === envelopeId(message.source) ? [] : [messageRefusal('ENVELOPE_ID', '/id')]),
  ...(kindSpec(message.kind).organs.includes(message.source.organ.type)
    ? [] : [messageRefusal('KIND_NOT_OF_ORGAN', '/data/source/organ/type')]),
];

/**
 * Reads an intake message from a parsed JSON value: attacker-controlled. Either the whole message, or every
 * refusal found; nothing is repaired and nothing defaulted. Whether the sender is who the source names is
 * proven elsewhere, by the signature.
 */
export const parseIntakeMessage = (value: unknown): Parsed<IntakeMessage> => {
  if (!isObject(value)) return err([messageRefusal('NOT_AN_OBJECT', '')]);
  const refusals = attributeRefusals(value);
  const kind = kindOf(value['type']);
  if (kind === undefined) return err([...refusals, messageRefusal('KIND_UNKNOWN', '/type')]);
  const message = parseData(kind, value['data']);
  if (!message.ok) return err([...refusals, ...message.error]);
  const all = [...refusals, ...agreement(value, message.value)];
  return all.length > 0 ? err(all) : message;
};

/**
 * A document as messages carry it. A number that came with 15 digits leaves with 15: that it had no check
 * character is part of the claim.
 */
export const documentJson = ({ type, number, issuingState, form }: IdentityDocument): JsonObject => ({
  type, number: form === 'resident15' ? number.slice(0, 6) + number.slice(8, 17) : number,
  ...(type === 'passport' ? { issuingState } : {}),
});

/** The envelope that reads back to this message; `time` is that of the sending, an argument. */
export const toEnvelope = (message: IntakeMessage, time?: string): IntakeEnvelope => ({
  specversion: '1.0',
  id: envelopeId(message.source),
  source: envelopeSource(message.source),
  type: envelopeType(message.kind),
  ...(time === undefined ? {} : { time }),
  datacontenttype: 'application/json',
  data: {
    source: message.source, case: message.case, content: message.content,
    person: { ...message.person, documents: message.person.documents.map(documentJson) },
  },
});
