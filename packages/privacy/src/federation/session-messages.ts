import type { Signer, VerifyingKey } from '@fengcun/crypto';
import { err, type Json, ok, type Result } from '@fengcun/kernel';
import {
  after, type Chain, hashOfKey, type MessageRefusal, NO_CHAIN, openMessage, payloadNote, signMessage,
    type SignedMessage,
} from '../transcript/index.ts';
import type { FederationTerms } from './federation-terms.ts';

/** Protocol of federated sessions; a message of another one is refused. */
export const FEDERATION_PROTOCOL = 'fengcun/federation/1';

const SUITE: FederationTerms['suite'] = 'ed25519-x25519-aes256ctr';

/** Role of whoever adds up; the role of an organ is its own name. */
export const COORDINATOR = 'coordinator';

/** The step a role takes with its n-th message; there is no other order. */
export const stepOf = (role: string, seq: number): string => {
  if (role === COORDINATOR) return seq === 0 ? 'terms' : seq === 1 ? 'counts' : `model-${seq - 1}`;
  return seq === 0 ? 'join' : seq === 1 ? 'counts' : `update-${seq - 1}`;
};

/** A message as it travels, with the bytes beside it. */
export type SessionParcel = Readonly<{ line: string; payload?: Uint8Array }>;

/** A message that was checked, with its bytes. */
export type SessionMessage = Readonly<{ message: SignedMessage; payload: Uint8Array | undefined }>;

/** Everything a role has said, checked. */
export type SessionChain = Readonly<{ messages: readonly SessionMessage[]; chain: Chain }>;

/** Whose messages, of which session, under which key. */
export type SessionRole = Readonly<{ session: string; role: string; key: VerifyingKey }>;

/** Why a chain of messages is not taken, and at which of them. */
export type ChainRefusal = MessageRefusal & Readonly<{ role: string; seq: number }>;

/** TRUST BOUNDARY. Checks all messages of a role from the first: signature, order, predecessor, bytes. */
export const openChain = (
  parcels: readonly SessionParcel[], { session, role, key }: SessionRole,
): Result<SessionChain, ChainRefusal> => {
  const messages: SessionMessage[] = [];
  let chain: Chain = NO_CHAIN;
  for (const [seq, { line, payload }] of parcels.entries()) {
    const expected = { protocol: FEDERATION_PROTOCOL, suite: SUITE, session, role,
      step: stepOf(role, seq), chain, key };
    const opened = openMessage(line, expected, payload);
    if (!opened.ok) return err({ ...opened.error, role, seq });
    messages.push({ message: opened.value, payload });
    chain = after(opened.value);
  }
  return ok({ messages, chain });
};

/**
 * What a role says next. `seen`: head of the chain it answers to, so that an answer to another model is
 * no answer.
 */
export type Saying = Readonly<{
  session: string; role: string; seen: string; body: Readonly<Record<string, Json>>; payload?: Uint8Array;
}>;

/** Signs the next message of a chain. */
export const sayNext = async (chain: Chain, saying: Saying, signer: Signer): Promise<SessionParcel> => {
  const { session, role, seen, body, payload } = saying;
  const { line } = await signMessage({
    v: 1, protocol: FEDERATION_PROTOCOL, suite: SUITE, session, role, step: stepOf(role, chain.next),
      seq: chain.next,
    previous: chain.head, seen, body,
    ...(payload === undefined ? {} : { payload: payloadNote(hashOfKey(signer), payload) }),
  }, signer);
  return payload === undefined ? { line } : { line, payload };
};

/** Words as bytes, little-endian. */
export const bytesOfWords = (words: Uint32Array): Uint8Array => {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, at) => bytes.writeUInt32LE(word, at * 4));
  return bytes;
};

/** Words of bytes; a length that is no multiple of four loses its rest, and is refused by whoever counts. */
export const wordsOfBytes = (bytes: Uint8Array): Uint32Array => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => buffer.readUInt32LE(at * 4));
};
