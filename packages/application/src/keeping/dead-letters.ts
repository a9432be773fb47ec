import type {
  Actor, DeadLetterShown, KeeperActShown, KeeperRefusal, LettersAsked, LettersPage,
} from '@fengcun/api';
import { err, ok, type Result } from '@fengcun/kernel';
import { concludeWith } from '../accounts/account-act.ts';
import { detailOf, doneRow, keeperActShown } from './keeper-act-row.ts';
import type { KeeperAct } from './key-rotations.ts';
import type { KeepingParts } from './keeping-parts.ts';
import { operating } from './operating.ts';

const instant = (text: string): string => new Date(text).toISOString();

/** LIMIT: acts that are looked through for why a letter rests; of an older one that is not told. */
const ACTS_MAX = 1000;
type Rest = NonNullable<DeadLetterShown['rest']>;
type Detail = Readonly<{ action: 'retry' | 'rest'; ids?: readonly string[] }>;

/** Why letters rest, by their ids: the newest act that names one holds. */
const restsOf = ({ deployment }: KeepingParts): Promise<ReadonlyMap<string, Rest>> =>
  operating(deployment, async ({ keeperActs }) => {
    const rests = new Map<string, Rest>();
    for (const row of (await keeperActs.list({ kinds: ['letters'], limit: ACTS_MAX })).toReversed()) {
      const { action, ids = [] } = detailOf<Detail>(deployment, row);
      if (action !== 'rest') continue;
      for (const id of ids) rests.set(id, { reason: row.reason, at: instant(row.askedAt), by: row.askedBy });
    }
    return rests;
  });

/**
 * Messages that could not be delivered: to whom, of which kind, why, and why somebody set them aside; their
 * contents stay closed.
 */
export const deadLetters = async (
  parts: KeepingParts, { limit, after, isResting }: LettersPage,
): Promise<readonly DeadLetterShown[]> => {
  const { deployment } = parts;
  const page = { limit, isResting, ...(after === undefined ? {} : { afterId: after }) };
  const letters = await operating(deployment, ({ outbox }) => outbox.deadLetters(page));
  const rests: ReadonlyMap<string, Rest> = isResting && letters.length > 0 ? await restsOf(parts) : new Map();
  return letters.map(({ messageId, recipient, messageType, createdAt, failedAt, attempts, lastError }) => {
    const rest = rests.get(messageId);
    return {
      id: messageId, recipient, kind: messageType, createdAt: instant(createdAt), failedAt: instant(failedAt),
      attempts, code: lastError, ...(rest === undefined ? {} : { rest }),
    };
  });
};

/**
 * The system administrator has letters sent again, or lets them rest: they are kept and told no longer as
 * waiting. LAW: an order to seal stays owed in either case; it is made and sent again until it is answered.
 */
export const dealWithLetters = async (
  { deployment }: KeepingParts, act: KeeperAct,
  { action, asked: { ids, reason }, by }: Readonly<{ action: 'retry' | 'rest'; asked: LettersAsked;
    by: Actor }>,
): Promise<Result<KeeperActShown, KeeperRefusal>> => {
  const now = deployment.clock();
  const letters = [...new Set(ids)];
  return concludeWith(deployment, act, async ({ operations: { outbox, keeperActs } }) => {
    const messages = action === 'retry'
      ? await outbox.replay(letters, new Date(now).toISOString()) : await outbox.rest(letters);
    if (messages === 0) return err({ code: 'NOTHING_TO_TELL' as const });
    const row = doneRow(deployment, {
      id: act.mint(), kind: 'letters', about: 'outbox', detail: { action, messages, ids: letters }, reason,
      by, now, endsAt: now,
    });
    await keeperActs.add(row);
    return ok(keeperActShown(deployment, row, now));
  });
};
