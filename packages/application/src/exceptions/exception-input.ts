import { Fault, type Json } from '@fengcun/kernel';
import type { BusinessRecord } from '@fengcun/judgment';
import type { IntakeEnvelope } from '@fengcun/api';
import { type ExceptionDetail, type ImportSource, type IntakeMessage, toEnvelope } from '@fengcun/registry';
import type { StoredException } from '@fengcun/store';
import type { KeptDecision } from '../intake/intake-item.ts';
import { type BatchKeys, openJson, placeOf } from '../intake/sealing.ts';
import type { CommittedAct } from '../service/service-act.ts';

/**
 * What an exception was made from. `message`: an envelope as it came, or of a message that was read;
 * `row`: a record of a table, whose messages are made again; `document`: words, cells or a name that no
 * message was made of.
 */
export type ExceptionInput =
  | Readonly<{ from: 'message'; envelope: Json; decisions?: readonly KeptDecision[] }>
  | Readonly<{ from: 'row'; record: Json; source: ImportSource }>
  | Readonly<{ from: 'document'; content: Json }>;

/** An opened exception. */
export type OpenedException =
  Readonly<{ item: StoredException; details: readonly ExceptionDetail[]; input: ExceptionInput }>;

/** The forms in which intake keeps inputs. */
type Kept = Readonly<{
  envelope?: Json; message?: IntakeMessage; decisions?: readonly KeptDecision[];
  record?: BusinessRecord; source?: ImportSource;
}>;

const inputOf = (kept: Kept): ExceptionInput => {
  const { envelope, message, decisions, record, source } = kept;
  if (envelope !== undefined) return { from: 'message', envelope };
  if (message !== undefined) {
    // Our own envelope of a message that was read before is plain data.
    const made = toEnvelope(message) as unknown as Json;
    return { from: 'message', envelope: made, ...(decisions === undefined ? {} : { decisions }) };
  }
  if (record !== undefined && source !== undefined) {
    return { from: 'row', record: record as unknown as Json, source };
  }
  return { from: 'document', content: kept as unknown as Json };
};

/** Opens an exception in the name of an act whose intent is committed. Fault: EXCEPTION_UNREADABLE. */
export const openException = async (
  keys: BatchKeys, { act }: Pick<CommittedAct, 'act'>, item: StoredException,
): Promise<OpenedException> => {
  const place = placeOf('exceptionItem', item.exceptionId, item.version);
  const intent = await act.intentFor([place], keys.now);
  const opened = openJson({ ...keys, intent }, place, item);
  if (!opened.ok) {
    throw new Fault('EXCEPTION_UNREADABLE', `An exception does not open (${opened.error.code}); run fsck.`);
  }
  // Sealed by the intake and authenticated at its place.
  const { input, details } =
    opened.value as Readonly<{ input: Kept; details: readonly ExceptionDetail[] }>;
  return { item, details, input: inputOf(input) };
};

/** An envelope that a person corrected; what it says is for the parser of messages. */
export const asEnvelope = (value: Json): IntakeEnvelope | undefined =>
  (typeof value === 'object' && value !== null && 'source' in value && typeof value['source'] === 'string'
    ? value as unknown as IntakeEnvelope : undefined);
