import { ok, type Result } from '@fengcun/kernel';
import { type ExceptionItem, type HeldMessage, shardKeyOf } from '@fengcun/store';
import type { RecordPlace } from '@fengcun/vault';
import type { CustodyAct } from '../keys/custody-act.ts';
import type { MoveKeys } from './move-plan.ts';
import { type ContentRefusal, openAt, sealAt } from './side-keys.ts';

const PURPOSE = { version: 1, purposeClass: 'criminalRecord' } as const;

/** Where a held message is at home. */
export const heldPlace = (heldId: string): RecordPlace =>
  ({ tree: 'sealed', table: 'heldMessage', recordId: heldId, ...PURPOSE });

const exceptionPlace = (exceptionId: string, version = 1): RecordPlace =>
  ({ tree: 'open', table: 'exceptionItem', recordId: exceptionId, ...PURPOSE, version });

/** A message that comes back from behind the wall waits as one whose case a person has to confirm. */
const LATE_REASON = 'CASE_UNKNOWN';

/** Reason of a held message that came after the seal. */
export const LATE = 'LATE';

/** Reason of what the service found about a sealed record: it ends with the seal and never crosses. */
export const GROUND = 'GROUND';

/** An exception of the open side as a message held on the sealed one, under the key it has there. */
export const holdException = async (
  keys: MoveKeys, act: CustodyAct,
  about: Readonly<{ item: ExceptionItem; caseId: string; messageKey: Uint8Array }>,
): Promise<Result<HeldMessage, ContentRefusal>> => {
  const { item, caseId, messageKey } = about;
  const place = exceptionPlace(item.exceptionId, item.version);
  const intent = await act.intentFor([place], keys.from.now);
  const content = openAt(keys.from, { place, intent }, item);
  if (!content.ok) return content;
  const heldId = act.mint(shardKeyOf(caseId));
  const sealed = sealAt(keys.to, { place: heldPlace(heldId), serial: keys.subjectSerial }, content.value);
  content.value.fill(0);
  const { source, reason, recordedAt } = item;
  return ok({
    ...sealed, heldId, caseId, source, messageKey, reason, recordedAt, retainUntil: null,
    retentionRule: 'criminal-record',
  });
};

/**
 * A held message as an exception of the open side, once its case is open again, under the key it has there
 * and a serial of its own.
 */
export const releaseHeld = async (
  keys: MoveKeys, act: CustodyAct,
  about: Readonly<{ held: HeldMessage; exceptionId: string; messageKey: Uint8Array }>,
): Promise<Result<ExceptionItem, ContentRefusal>> => {
  const { held, exceptionId, messageKey } = about;
  const place = heldPlace(held.heldId);
  const intent = await act.intentFor([place], keys.from.now);
  const content = openAt(keys.from, { place, intent }, held);
  if (!content.ok) return content;
  const at = { place: exceptionPlace(exceptionId), serial: keys.ownSerial() };
  const sealed = sealAt(keys.to, at, content.value);
  content.value.fill(0);
  const { source, reason, recordedAt } = held;
  return ok({
    ...sealed, exceptionId, source, messageKey, reason: reason === LATE ? LATE_REASON : reason,
    spanStart: null, spanEnd: null, recordedAt,
  });
};
