import type { IntakeEnvelope, IntakeResult } from '@fengcun/api';
import { Fault } from '@fengcun/kernel';
import { type IntakeMessage, toEnvelope } from '@fengcun/registry';
import type { ExceptionItem } from '@fengcun/store';
import { openJson, placeOf } from '../intake/sealing.ts';
import { takeEnvelopes } from './intake-port.ts';
import type { Intake } from './take-messages.ts';

/** The envelope an exception was made from; `undefined` where it came from a file. */
const envelopeOf = async (
  { keys, service }: Intake, item: ExceptionItem,
): Promise<IntakeEnvelope | undefined> => {
  const place = placeOf('exceptionItem', item.exceptionId, item.version);
  const intent = await service.act.intentFor([place], keys.now);
  const opened = openJson({ ...keys, intent }, place, item);
  if (!opened.ok) {
    throw new Fault('EXCEPTION_UNREADABLE', `An exception does not open (${opened.error.code}); run fsck.`);
  }
  // Sealed by the intake and authenticated at its place.
  const { input } = opened.value as Readonly<{
    input: Readonly<{ envelope?: IntakeEnvelope; message?: IntakeMessage }>;
  }>;
  if (input.envelope !== undefined) return input.envelope;
  if (input.message === undefined) return undefined;
  // Our own envelope of a message that was read before has the form of the interface.
  return toEnvelope(input.message) as unknown as IntakeEnvelope;
};

/** How an exception is tried again: by whom, and corrected or as it was. */
export type Replaying = Readonly<{ account: string; corrected: IntakeEnvelope | undefined }>;

/**
 * Tries an exception again under a key of its own, because the first try was taken under that of its source.
 */
export const replay = async (
  intake: Intake, item: ExceptionItem, { account, corrected }: Replaying,
): Promise<IntakeResult> => {
  const envelope = corrected ?? await envelopeOf(intake, item);
  if (envelope === undefined) {
    throw new Fault('EXCEPTION_NOT_REPLAYABLE', 'This exception came from a file; import the file again.');
  }
  const [result] = await takeEnvelopes({ ...intake, replayOf: item.exceptionId }, account, [envelope]);
  if (result === undefined) throw new Fault('EXCEPTION_NOT_REPLAYABLE', 'A replay gave no answer.');
  return result;
};
