import { digest, type HashName, type Signer, type VerifyingKey } from '@fengcun/crypto';
import { canonicalJson, err, type Json, ok, type Result } from '@fengcun/kernel';

/** Bytes that travel beside a message: their digest (64 hexadecimal digits) and length are signed with it. */
export type PayloadNote = Readonly<{ digest: string; bytes: number }>;

/**
 * One message of a run between organs. `seq` counts what this role sent, `previous` is the hash of its
 * message
 * before (empty for the first), `seen` of the newest message of the other side it had read when it sent this.
 */
export type MessageHead = Readonly<{
  v: 1; protocol: string; suite: string; session: string; role: string; step: string;
  seq: number; previous: string; seen: string;
  body: Readonly<Record<string, Json>>;
  payload?: PayloadNote;
}>;

/** A message with its canonical line (what is stored and hashed) and the hash the next one names. */
export type SignedMessage = Readonly<{ head: MessageHead; line: string; hash: string }>;

/** Where a role's chain of messages stands. */
export type Chain = Readonly<{ next: number; head: string }>;

/** What a reader expects of the next message; nothing of it is taken from the message itself. */
export type Expectation = Readonly<{
  protocol: string; suite: string; session: string; role: string; step: string; chain: Chain;
  key: VerifyingKey;
}>;

/** Why a message is not taken; `MESSAGE_ORDER` covers replayed, swapped, left-out and repeated ones. */
export type MessageRefusal = Readonly<{
  code: 'MESSAGE_FORM' | 'MESSAGE_OTHER_RUN' | 'MESSAGE_ORDER' | 'MESSAGE_CHAIN' | 'MESSAGE_SIGNATURE'
    | 'MESSAGE_PAYLOAD';
}>;

/** Before a role's first message. */
export const NO_CHAIN: Chain = { next: 0, head: '' };

/** LIMIT: bytes of one line; openings of a few dozen rows are the longest. */
const LINE_MAX = 1024 * 1024;

const SIGNED_LABEL = 'fengcun/run-message/1\n';

const encoder = new TextEncoder();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The hash function that goes with a signature: SM3 with SM2, SHA-256 otherwise. */
export const hashOfKey = (key: Pick<VerifyingKey, 'algorithm'>): HashName =>
  (key.algorithm === 'sm2' ? 'sm3' : 'sha256');

/** Note of a payload, to be signed with its message. */
export const payloadNote = (hash: HashName, payload: Uint8Array): PayloadNote =>
  ({ digest: hex(digest(hash, payload)), bytes: payload.length });

// A head is JSON by its type; an absent payload is left out of the canonical form.
const plain = ({ payload, ...head }: MessageHead): { readonly [key: string]: Json } =>
  ({ ...head, ...(payload === undefined ? {} : { payload: { ...payload } }) });

const signedBytes = (head: MessageHead): Uint8Array =>
  encoder.encode(SIGNED_LABEL + canonicalJson(plain(head)));

const lineHash = (hash: HashName, line: string): string => hex(digest(hash, encoder.encode(line)));

/** Signs a message of one's own. Faults of the signing device pass through. */
export const signMessage = async (head: MessageHead, signer: Signer): Promise<SignedMessage> => {
  const signature = Buffer.from(await signer.sign(signedBytes(head))).toString('base64url');
  const line = canonicalJson({ ...plain(head), signature });
  return { head, line, hash: lineHash(hashOfKey(signer), line) };
};

/** The chain after this message. */
export const after = (message: SignedMessage): Chain =>
  ({ next: message.head.seq + 1, head: message.hash });

const refuse = (code: MessageRefusal['code']): Result<never, MessageRefusal> => err({ code });

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (line: string): Readonly<{ head: MessageHead; signature: string }> | undefined => {
  if (line.length > LINE_MAX) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    // One byte form only: a second spelling of a message would have a second hash.
    if (!isObject(value) || canonicalJson(value) !== line) return undefined;
    const { signature, ...head } = value;
    if (typeof signature !== 'string' || !isObject(head['body'])) return undefined;
    return { head: head as unknown as MessageHead, signature };
  } catch {
    return undefined;
  }
};

const isPayload = (hash: HashName, head: MessageHead, payload: Uint8Array | undefined): boolean => {
  if (payload === undefined || head.payload === undefined) return payload === head.payload;
  const note = payloadNote(hash, payload);
  return note.bytes === head.payload.bytes && note.digest === head.payload.digest;
};

/**
 * TRUST BOUNDARY. A line from another organ, taken only as exactly the message that must come next: same run,
 * same role, same step, next number, right predecessor, signed by the key agreed before. The payload it
 * speaks
 * of is not looked at; for readers who must not have it.
 */
export const openLine = (line: string, expected: Expectation): Result<SignedMessage, MessageRefusal> => {
  const parsed = parse(line);
  if (parsed === undefined || parsed.head.v !== 1) return refuse('MESSAGE_FORM');
  const { head, signature } = parsed;
  const { key, chain, step, ...run } = expected;
  if (!key.verify(signedBytes(head), Buffer.from(signature, 'base64url'))) return refuse('MESSAGE_SIGNATURE');
  const isRun = head.protocol === run.protocol && head.suite === run.suite && head.session === run.session;
  if (!isRun || head.role !== run.role) return refuse('MESSAGE_OTHER_RUN');
  if (head.seq !== chain.next || head.step !== step) return refuse('MESSAGE_ORDER');
  if (head.previous !== chain.head) return refuse('MESSAGE_CHAIN');
  return ok({ head, line, hash: lineHash(hashOfKey(key), line) });
};

/** The same with its payload, which must be whole. */
export const openMessage = (
  line: string, expected: Expectation, payload?: Uint8Array,
): Result<SignedMessage, MessageRefusal> => {
  const opened = openLine(line, expected);
  if (!opened.ok) return opened;
  const isWhole = isPayload(hashOfKey(expected.key), opened.value.head, payload);
  return isWhole ? opened : refuse('MESSAGE_PAYLOAD');
};

/** Hash of a whole run: every role's chain, by name. All sides compute the same one. */
export const transcriptHash = (hash: HashName, chains: Readonly<Record<string, Chain>>): string => {
  const rows = Object.keys(chains).sort().map((role) => ({ role, ...(chains[role] ?? NO_CHAIN) }));
  return lineHash(hash, canonicalJson(rows.map(({ role, next, head }) => ({ role, next, head }))));
};
