import { foldCase, newestSequence, type OpenCase } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import { tokenOf } from '../../intake/batch-context.ts';
import { openEvents } from '../../sealing/opened-events.ts';
import { confidentialOf } from '../order-message.ts';
import type { Reopening } from '../resend-orders.ts';
import { SEAL_KINDS } from '../seal-kinds.ts';
import { loadSeal } from '../seal-stream.ts';
import type { SealsParts } from '../seals-parts.ts';
import { keyOf } from '../sealed-case.ts';
import type { PaperSource } from './owed-papers.ts';

/** Why a record has no papers: it was never ordered sealed, or fsck has something to say about its case. */
export type PapersRefused = Readonly<{ code: 'NO_ORDER' | 'CASE_UNREADABLE' }>;

const beginsNone = (): never => { throw new TypeError('bug: papers begin no stream'); };

/**
 * The case as the side keeps it. LAW: what came late for a sealed case is held and is no part of the order's
 * papers: they say what the order was made of, and stay the same.
 */
const openedCase = async (
  { stores, act, keys }: Reopening, at: Readonly<{ side: 'open' | 'sealed'; caseId: string }>,
): Promise<OpenCase | undefined> => {
  const events = await stores[at.side].events.load(at.caseId);
  const opened = await openEvents(keys[at.side], act, { caseId: at.caseId, events });
  if (!opened.ok) return undefined;
  const state = foldCase(opened.value.map(({ event }) => event));
  for (const { content } of opened.value) content.fill(0);
  return state.status === 'open' ? state : undefined;
};

const deliveries = async (
  { operations: { outbox } }: SealingStores, recordId: string, sequence: number,
): Promise<ReadonlyMap<string, string>> => {
  const messages = (await outbox.ofStream(recordId))
    .filter((one) => one.messageType === SEAL_KINDS.order && one.sequence === sequence);
  // The first delivery counts: what was sent again later starts no term anew.
  return new Map(messages.toReversed().flatMap(({ recipient, deliveredAt }) =>
    (deliveredAt === null ? [] : [[recipient, deliveredAt] as const])));
};

/** Opens what the papers of one record are made of; the intent of the act is committed. */
export const readPaperSource = async (
  from: Pick<SealsParts, 'today' | 'settings'>, reading: Reopening, recordId: string,
): Promise<PaperSource | PapersRefused> => {
  const { stores, act, keys } = reading;
  const stream = await loadSeal(stores, { keys: keys.sealed, act, nextSerial: beginsNone }, recordId);
  const { state, events } = stream;
  if (state.order === undefined) return { code: 'NO_ORDER' };
  const side = await stores.worklists.sideOf(recordId);
  const key = side === undefined ? undefined : await keyOf(stores[side], recordId);
  const opened = side === undefined || key === undefined ? undefined
    : await openedCase(reading, { side, caseId: key.caseId });
  const subject = tokenOf(key?.subjectId ?? '');
  const confidential = opened === undefined ? undefined : confidentialOf(opened, subject);
  if (opened === undefined || confidential === undefined) return { code: 'CASE_UNREADABLE' };
  return {
    order: state.order, state, events, opened, subject, confidential, today: from.today(),
    settings: from.settings, deliveredAt: await deliveries(stores, recordId, newestSequence(state)),
  };
};
