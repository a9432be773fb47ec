import type { Deployment } from '../deployment/open-deployment.ts';
import { hexOf } from '../intake/claims.ts';
import type { PreparedMessage } from '../intake/prepare.ts';
import { type Diverted, divertLate } from '../sealing/late-messages.ts';
import type { Taken } from './repeated.ts';

/**
 * Ends a run of an act whose messages were not asked about yet: whether they belong to sealed cases is asked
 * outside of the transaction, by the sealing service; then the act is run again.
 */
export class LateUnrouted extends Error {
  override readonly name = 'LateUnrouted';
  readonly account: string;
  readonly messages: readonly PreparedMessage[];

  constructor(account: string, messages: readonly PreparedMessage[]) {
    super('messages that were not asked about');
    this.account = account;
    this.messages = messages;
  }
}

/** What is known of the messages of one act. */
export type LateRoutes = Readonly<{
  /** The answers to messages that are held behind the wall. @throws LateUnrouted where nobody asked yet */
  heldOf: (account: string, messages: readonly PreparedMessage[]) => ReadonlyMap<PreparedMessage, Taken>;
  learn: (unrouted: LateUnrouted) => Promise<void>;
}>;

const keyOf = ({ arrival }: PreparedMessage): string =>
  `${hexOf(arrival.messageKey)} ${hexOf(arrival.bodyHash)}`;

/** Nothing known yet; `intentId`: the act's committed intent. */
export const lateRoutes = (deployment: Deployment, intentId: string): LateRoutes => {
  const known = new Map<string, Diverted | undefined>();
  return {
    heldOf: (account, messages) => {
      if (!messages.every((message) => known.has(keyOf(message)))) throw new LateUnrouted(account, messages);
      return new Map(messages.flatMap((message) => {
        const held = known.get(keyOf(message));
        if (held === undefined) return [];
        const { caseCode, isRepeated } = held;
        return [[message, { outcome: isRepeated ? 'duplicate' as const : 'accepted' as const, caseCode }]];
      }));
    },
    learn: async ({ account, messages }) => {
      const told = messages.map(({ entry }) => entry.message);
      const late = await divertLate(deployment, { account, intentId }, told);
      messages.forEach((message, at) => { known.set(keyOf(message), late[at]); });
    },
  };
};
