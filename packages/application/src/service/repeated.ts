import { Fault } from '@fengcun/kernel';
import { type ExceptionCode, EXCEPTION_REASONS, type ExceptionDetail } from '@fengcun/registry';
import type { WriterStores } from '@fengcun/store';

/** What became of a message of a request. */
export type Taken =
  | Readonly<{ outcome: 'accepted' | 'duplicate'; caseCode: string }>
  | Readonly<{
    outcome: 'exception'; exceptionId: string; reason: ExceptionCode; details: readonly ExceptionDetail[];
  }>;

const isReason = (text: string): text is ExceptionCode => Object.hasOwn(EXCEPTION_REASONS, text);

const codeOfCase = async ({ open }: WriterStores, caseId: string): Promise<string | undefined> =>
  (await open.cases.find(caseId))?.oneCaseCode;

/**
 * The answer to a message that was taken before: the case its stage record is in, or the exception it became.
 * LIMIT: of an exception only the reason is told again; its details are in the exceptions queue.
 */
export const repeatedResult = async (
  stores: WriterStores, known: ReadonlyMap<string, Taken>,
  { takenAs, caseId }: Readonly<{ takenAs: string | null; caseId: string | undefined }>,
): Promise<Taken> => {
  const inBatch = takenAs === null ? undefined : known.get(takenAs);
  if (inBatch !== undefined) return inBatch;
  const stage = takenAs === null ? undefined : await stores.open.stageRecords.find(takenAs);
  const home = stage?.caseId ?? caseId;
  if (stage === undefined && takenAs !== null) {
    const waiting = await stores.operations.exceptions.find(takenAs);
    if (waiting !== undefined && isReason(waiting.reason)) {
      return { outcome: 'exception', exceptionId: takenAs, reason: waiting.reason, details: [] };
    }
  }
  const caseCode = home === undefined ? undefined : await codeOfCase(stores, home);
  if (caseCode !== undefined) return { outcome: 'duplicate', caseCode };
  throw new Fault('INBOX_INCONSISTENT', 'A message counts as taken, but nothing of it is stored; run fsck.');
};
