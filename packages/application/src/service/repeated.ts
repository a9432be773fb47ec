import { Fault } from '@fengcun/kernel';
import { type ExceptionCode, EXCEPTION_REASONS, type ExceptionDetail } from '@fengcun/registry';
import type { StoredException, WriterStores } from '@fengcun/store';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';

/** What became of a message of a request. */
export type Taken =
  | Readonly<{ outcome: 'duplicate'; caseCode: string }>
  /** `exceptionId`: what it contradicts waits there; until people decide it may count for nothing. */
  | Readonly<{ outcome: 'accepted'; caseCode: string; exceptionId?: string }>
  | Readonly<{
    outcome: 'exception'; exceptionId: string; reason: ExceptionCode; details: readonly ExceptionDetail[];
  }>;

/** Key of another try at an exception; the first of its messages is found under it without a number. */
export const replayKey = (pseudonyms: Pseudonyms, exceptionId: string, at = 0): Uint8Array =>
  pseudonyms.bytesOf('inbox', `replay|${exceptionId}${at === 0 ? '' : `|${at}`}`);

const isReason = (text: string): text is ExceptionCode => Object.hasOwn(EXCEPTION_REASONS, text);

/** What is known of earlier messages, beside what is stored. */
export type Known = Readonly<{
  stores: WriterStores;
  /** What this request itself has taken, by the id it was taken as. */
  inBatch: ReadonlyMap<string, Taken>;
  /** The code under which a case is told. */
  codeOf: (caseId: string) => Promise<string | undefined>;
  /** Key of the first message of another try at an exception. */
  replayKey: (exceptionId: string) => Uint8Array;
  now: string;
}>;

/** LIMIT: tries at a message that became an exception again and again. */
const TRIES_MAX = 100;

const NOTHING_TAKEN = new Uint8Array(32);

/** What the other try at an exception was taken as. */
const triedAs = async (known: Known, { exceptionId, source }: StoredException): Promise<string | null> => {
  const { stores: { open: { inbox } }, replayKey, now } = known;
  const row = { source, messageKey: replayKey(exceptionId), bodyHash: NOTHING_TAKEN, takenAs: null };
  const { takenAs } = await inbox.take({ ...row, receivedAt: now });
  return takenAs;
};

/**
 * The answer to a message that was taken before: the case its stage record is in, or the exception it became;
 * where that was tried again, what came of it. LIMIT: of an exception only the reason is told again; its
 * details are in the exceptions queue.
 */
export const repeatedResult = async (
  known: Known, first: Readonly<{ takenAs: string | null; caseId: string | undefined }>,
): Promise<Taken> => {
  const { stores, inBatch } = known;
  let { takenAs } = first;
  for (let tries = 0; tries < TRIES_MAX && takenAs !== null; tries += 1) {
    const inRequest = inBatch.get(takenAs);
    if (inRequest !== undefined) return inRequest;
    const stage = await stores.open.stageRecords.find(takenAs);
    const told = stage === undefined ? undefined : await known.codeOf(stage.caseId);
    if (told !== undefined) return { outcome: 'duplicate', caseCode: told };
    const exception = await stores.operations.exceptions.find(takenAs);
    if (exception === undefined) break;
    const { reason, exceptionId, state } = exception;
    if (state !== 'replayed' && isReason(reason)) {
      return { outcome: 'exception', exceptionId, reason, details: [] };
    }
    takenAs = state === 'replayed' ? await triedAs(known, exception) : null;
  }
  const caseCode = first.caseId === undefined ? undefined : await known.codeOf(first.caseId);
  if (caseCode !== undefined) return { outcome: 'duplicate', caseCode };
  throw new Fault('INBOX_INCONSISTENT', 'A message counts as taken, but nothing of it is stored; run fsck.');
};
