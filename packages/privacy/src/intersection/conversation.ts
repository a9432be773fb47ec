import type { Signer, VerifyingKey } from '@fengcun/crypto';
import { canonicalJson, err, Fault, type Json, ok, type Result } from '@fengcun/kernel';
import {
  after, type Chain, hashOfKey, type MessageRefusal, NO_CHAIN, openMessage, payloadNote, signMessage,
  type SignedMessage, transcriptHash,
} from '../transcript/index.ts';
import type { RunRole, RunTerms } from './run-terms.ts';

/** A message as it travels: its line, and points beside it. */
export type Parcel = Readonly<{ line: string; payload?: Uint8Array }>;

/**
 * Carries parcels between two sides: files through a data diode, or a connection. What was sent is kept, so
 * that a side that was stopped says the same again instead of something new.
 */
export type Channel = Readonly<{
  /** A parcel this side sent before it was stopped. */
  sent: (seq: number) => Promise<Parcel | undefined>;
  send: (seq: number, parcel: Parcel) => Promise<void>;
  /** The other side's parcel of this number; a Fault when waiting has an end. */
  receive: (seq: number) => Promise<Parcel>;
}>;

/** What a side says next. */
export type Saying = Readonly<{ step: string; body?: Readonly<Record<string, Json>> }>;

/** A message of the other side that was taken. */
export type Heard = Readonly<{ body: Readonly<Record<string, Json>>; payload: Uint8Array }>;

/** One side's view of a run: says and hears in order, and ends with the hash of everything. */
export type Conversation = Readonly<{
  /** Says a message; the payload is made only if this message was not sent before. */
  say: (saying: Saying, payload?: () => Promise<Uint8Array>) => Promise<void>;
  hear: (step: string) => Promise<Result<Heard, MessageRefusal>>;
  /** What this side said at `seq`, points included. */
  said: (seq: number) => Promise<Parcel | undefined>;
  /** Hash over both chains as they stand. */
  transcript: () => string;
}>;

/** Who talks to whom. */
export type Speakers = Readonly<{
  terms: RunTerms; role: RunRole; signer: Signer; peerKey: VerifyingKey; channel: Channel;
}>;

const PROTOCOL = 'fengcun-psi';

const NOTHING = new Uint8Array(0);

/** Opens a conversation at its beginning; a stopped one is said again from what the channel kept. */
export const openConversation = (
  { terms, role, signer, peerKey, channel }: Speakers,
): Conversation => {
  const peer: RunRole = role === 'holder' ? 'registry' : 'holder';
  const run = { protocol: PROTOCOL, suite: terms.suite, session: terms.session };
  let [own, theirs]: [Chain, Chain] = [NO_CHAIN, NO_CHAIN];
  const advance = (message: SignedMessage): void => { own = after(message); };
  const resay = (parcel: Parcel, { step, body = {} }: Saying): void => {
    // The line is our own and stands in our own folder; its place in the chain is checked all the same.
    const expected = { ...run, role, step, chain: own, key: { ...signer, verify: () => true } };
    const message = openMessage(parcel.line, expected, parcel.payload);
    // Another set or seed would say something else under the same number, which would open both.
    // Proofs of openings are fresh each time; what they prove stands in the commitment before.
    const isSame = message.ok
      && (step === 'openings' || canonicalJson(message.value.head.body) === canonicalJson(body));
    if (!isSame) throw new Fault('RUN_STATE_DIFFERS', 'what was sent before does not belong to this run');
    advance(message.value);
  };
  return {
    say: async (saying, payload) => {
      const { step, body = {} } = saying;
      const before = await channel.sent(own.next);
      if (before !== undefined) {
        resay(before, saying);
        return;
      }
      const points = payload === undefined ? undefined : await payload();
      const message = await signMessage({
        v: 1, ...run, role, step, seq: own.next, previous: own.head, seen: theirs.head, body,
        ...(points === undefined ? {} : { payload: payloadNote(hashOfKey(signer), points) }),
      }, signer);
      const { line } = message;
      await channel.send(own.next, points === undefined ? { line } : { line, payload: points });
      advance(message);
    },
    hear: async (step) => {
      const parcel = await channel.receive(theirs.next);
      const expected = { ...run, role: peer, step, chain: theirs, key: peerKey };
      const message = openMessage(parcel.line, expected, parcel.payload);
      if (!message.ok) return err(message.error);
      theirs = after(message.value);
      return ok({ body: message.value.head.body, payload: parcel.payload ?? NOTHING });
    },
    said: (seq) => channel.sent(seq),
    transcript: () => transcriptHash(hashOfKey(signer), { [role]: own, [peer]: theirs }),
  };
};
