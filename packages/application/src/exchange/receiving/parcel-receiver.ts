import { createHash } from 'node:crypto';
import { problemBody, problemSpec, type ProblemCode, type VerifiedSignature } from '@fengcun/api';
import { ok } from '@fengcun/kernel';
import type { WriterStores } from '@fengcun/store';
import type { OrganDirectory } from '../message/organ-directory.ts';
import type { Parcel, ParcelReply, Receiver } from '../transport/transport.ts';
import { type Admission, admitParcel, type ParcelRefusal } from './admit-parcel.ts';
import { receiveEvents, type ReceivingOrgan } from './receive-events.ts';

/** How parcels are let in. `authorities`: names of our doors; empty takes whatever was asked for. */
export type ReceiverOptions = Readonly<{
  directory: OrganDirectory; authorities: () => readonly string[]; profile?: Admission['profile'];
}>;

/** LIMIT: refusals of strangers that the log takes in a minute; others are counted. */
const LINES_A_MINUTE = 60;
const MINUTE = 60_000;

/** Lets so many through a minute and counts the rest, so that nobody can fill the log with forgeries. */
const lineBudget = (): ((now: number) => Readonly<{ isWritten: boolean; suppressed: number }>) => {
  let [minute, written, suppressed] = [-1, 0, 0];
  return (now) => {
    if (Math.floor(now / MINUTE) !== minute) [minute, written] = [Math.floor(now / MINUTE), 0];
    written += 1;
    if (written > LINES_A_MINUTE) {
      suppressed += 1;
      return { isWritten: false, suppressed };
    }
    const before = suppressed;
    suppressed = 0;
    return { isWritten: true, suppressed: before };
  };
};

const refusal = (problem: ProblemCode): ParcelReply => ({
  status: problemSpec(problem).status, body: Buffer.from(JSON.stringify(problemBody(problem, 'en'))),
});

/** Remembers that a signature was used, in the transaction of its act; false where it was used before. */
const useSignature = (
  { keyId, nonce, rememberUntil }: VerifiedSignature, now: number,
) => async ({ operations }: WriterStores): Promise<boolean> => {
  const keyHash = createHash('sha256').update(`${keyId}|${nonce}`).digest();
  const begun = await operations.idempotency.begin({
    scope: 'signature', keyHash, requestHash: keyHash, createdAt: new Date(now).toISOString(),
    expiresAt: new Date(rememberUntil * 1000).toISOString(),
  });
  return begun.outcome === 'new';
};

/**
 * Takes parcels from any transport: refuses what is forged, damaged, out of time or used before, with an
 * entry in the log, and answers everything else with a signed receipt. 503 when it cannot be taken now.
 */
export const parcelReceiver = <S extends WriterStores>(
  organ: ReceivingOrgan<S>, { directory, authorities, profile }: ReceiverOptions,
): Receiver => {
  const spend = lineBudget();
  const refuse = async ({ problem, sender }: ParcelRefusal): Promise<ParcelReply> => {
    const { isWritten, suppressed } = sender === undefined
      ? spend(organ.clock()) : { isWritten: true, suppressed: 0 };
    if (!isWritten) return refusal(problem);
    const entryId = organ.mint();
    await organ.run({ entryId }, async ({ audit }) => {
      await audit.append([organ.audit({
        act: 'exchange.refuse', code: problem, actorId: sender?.id ?? 'anonymous',
        organ: sender?.organ ?? 'none', decision: 'deny', detail: { problem, suppressed },
      }, entryId)]);
      return ok(undefined);
    });
    return refusal(problem);
  };
  const take = async (parcel: Parcel): Promise<ParcelReply> => {
    const nowMillis = organ.clock();
    const admitted = admitParcel(parcel, {
      keyOf: directory.keyOf, authorities: authorities(), nowMillis,
      ...(profile === undefined ? {} : { profile }),
    });
    if (!admitted.ok) return refuse(admitted.error);
    const { sender, signature, digest, events } = admitted.value;
    const received = await receiveEvents(organ, {
      sender, digest, events, guard: useSignature(signature, nowMillis),
    });
    return received.ok ? { status: 200, body: Buffer.from(JSON.stringify(received.value)) }
      : refuse({ problem: received.error.code, sender });
  };
  return async (parcel) => {
    try {
      return await take(parcel);
    } catch (error) {
      organ.tell({ messageId: '', error });
      return refusal('UNAVAILABLE');
    }
  };
};
