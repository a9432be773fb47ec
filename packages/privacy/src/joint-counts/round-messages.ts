import type { Signer, VerifyingKey } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import {
  after, type Chain, hashOfKey, type MessageRefusal, NO_CHAIN, openLine, openMessage, payloadNote,
  signMessage,
  type SignedMessage,
} from '../transcript/index.ts';
import { organsOf, rosterHash, type RoundTerms } from './round-terms.ts';

/** A message of a round as it travels. */
export type RoundParcel = Readonly<{ line: string; payload?: Uint8Array }>;

/** Public keys of organs as the reader's own configuration has them, never as a message has them. */
export type Directory = ReadonlyMap<string, VerifyingKey>;

/** A contribution that was taken: who, the commitment to its cells, its bytes, its message. */
export type Contribution = Readonly<{
  organ: string; root: string; payload: Uint8Array; message: SignedMessage;
}>;

/** Why a set of contributions is no round. */
export type SumRefusal =
  | Readonly<{ code: MessageRefusal['code'] | 'ROUND_BODY' | 'MEMBER_TWICE' | 'KEY_UNKNOWN'; organ: string }>
  /** What it committed to is not what it bound in the job. */
  | Readonly<{ code: 'ROOT_DIFFERS'; organ: string }>
  | Readonly<{ code: 'NOT_A_MEMBER' }>
  /** The round is broken off: what arrived shows nothing, and a new one draws new keys. */
  | Readonly<{ code: 'MEMBERS_MISSING'; organs: readonly string[] }>;

const PROTOCOL = 'fengcun-sum';

/** Name of the arithmetic, so that bytes of one engine are never read by the other. */
export const suiteOfRound = ({ engine }: RoundTerms): string =>
  (engine === 'masks' ? 'x25519-hkdf-sha256-aes256ctr-u32' : 'seal-4.1.2-bfv-4096-t32');

const ROOT = /^[0-9a-f]{64}$/;

type Speaker = Readonly<{ terms: RoundTerms; organ: string; signer: Signer }>;

const say = async (
  { terms, organ, signer }: Speaker, step: string,
  { body, payload }: Readonly<{ body: SignedMessage['head']['body']; payload: Uint8Array }>,
): Promise<RoundParcel> => {
  const message = await signMessage({
    v: 1, protocol: PROTOCOL, suite: suiteOfRound(terms), session: terms.roundId, role: organ, step,
    seq: 0, previous: NO_CHAIN.head, seen: '',
    body: { ...body, roster: rosterHash(terms), ...(terms.trial === true ? { trial: true } : {}) },
    payload: payloadNote(hashOfKey(signer), payload),
  }, signer);
  return { line: message.line, payload };
};

/** Signs an organ's masked vector or ciphertext, with the commitment to its cells. */
export const signContribution = (speaker: Speaker, root: string, payload: Uint8Array): Promise<RoundParcel> =>
  say(speaker, 'contribute', { body: { root }, payload });

const roleOf = (line: string): string | undefined => {
  try {
    const { role } = JSON.parse(line) as Readonly<{ role?: unknown }>;
    return typeof role === 'string' ? role : undefined;
  } catch {
    return undefined;
  }
};

/** `withoutPayload`: lines alone; `roots`: what organs bound before the round, where a job says it. */
type Reading = Readonly<{ withoutPayload?: boolean; roots?: ReadonlyMap<string, string> }>;

const NOTHING = new Uint8Array(0);

const openOne = (
  terms: RoundTerms, directory: Directory,
  { line, payload, withoutPayload = false, roots }: RoundParcel & Reading,
): Result<Contribution, SumRefusal> => {
  const organ = roleOf(line);
  if (organ === undefined || !organsOf(terms).includes(organ)) return err({ code: 'NOT_A_MEMBER' });
  const key = directory.get(organ);
  if (key === undefined) return err({ code: 'KEY_UNKNOWN', organ });
  const expected = {
    protocol: PROTOCOL, suite: suiteOfRound(terms), session: terms.roundId, role: organ, step: 'contribute',
    chain: NO_CHAIN, key,
  };
  const message = withoutPayload ? openLine(line, expected) : openMessage(line, expected, payload);
  if (!message.ok) return err({ code: message.error.code, organ });
  const { root, roster } = message.value.head.body;
  if (roster !== rosterHash(terms) || typeof root !== 'string' || !ROOT.test(root)) {
    return err({ code: 'ROUND_BODY', organ });
  }
  if ((roots?.get(organ) ?? root) !== root) return err({ code: 'ROOT_DIFFERS', organ });
  return ok({ organ, root, payload: payload ?? NOTHING, message: message.value });
};

/**
 * TRUST BOUNDARY. Everybody of the roster exactly once, each signed by the key of its organ over the hash of
 * this roster; anything else breaks the round off. `withoutPayload`: for the decryptor, who gets the signed
 * lines and must not have the bytes they speak of.
 */
export const openContributions = (
  terms: RoundTerms, directory: Directory, parcels: readonly RoundParcel[], reading: Reading = {},
): Result<readonly Contribution[], SumRefusal> => {
  const taken = new Map<string, Contribution>();
  for (const parcel of parcels) {
    const opened = openOne(terms, directory, { ...parcel, ...reading });
    if (!opened.ok) return opened;
    if (taken.has(opened.value.organ)) return err({ code: 'MEMBER_TWICE', organ: opened.value.organ });
    taken.set(opened.value.organ, opened.value);
  }
  const organs = organsOf(terms).filter((organ) => !taken.has(organ));
  if (organs.length > 0) return err({ code: 'MEMBERS_MISSING', organs });
  return ok(organsOf(terms).flatMap((organ) => taken.get(organ) ?? []));
};

/** Signs the sum of ciphertexts for the decryptor, naming every contribution it was made of. */
export const signSum = (
  speaker: Speaker, contributions: readonly Contribution[], payload: Uint8Array,
): Promise<RoundParcel> => say(speaker, 'sum', {
  body: { contributions: contributions.map(({ organ, message }) => ({ organ, message: message.hash })) },
  payload,
});

/** Opens the coordinator's sum; `of`: the contributions it names, by organ. */
export const openSum = (
  terms: RoundTerms, key: VerifyingKey, { line, payload }: RoundParcel,
): Result<Readonly<{ message: SignedMessage; of: ReadonlyMap<string, string> }>, SumRefusal> => {
  const organ = terms.coordinator;
  const message = openMessage(line, {
    protocol: PROTOCOL, suite: suiteOfRound(terms), session: terms.roundId, role: organ, step: 'sum',
    chain: NO_CHAIN, key,
  }, payload);
  if (!message.ok) return err({ code: message.error.code, organ });
  const { roster, contributions } = message.value.head.body;
  const isForm = roster === rosterHash(terms) && Array.isArray(contributions);
  if (!isForm) return err({ code: 'ROUND_BODY', organ });
  const of = new Map<string, string>();
  for (const one of contributions as readonly Readonly<Record<string, unknown>>[]) {
    if (typeof one['organ'] !== 'string' || typeof one['message'] !== 'string' || of.has(one['organ'])) {
      return err({ code: 'ROUND_BODY', organ });
    }
    of.set(one['organ'], one['message']);
  }
  return ok({ message: message.value, of });
};

/** Chains of a round for its transcript: one message for each organ that said something. */
export const chainsOf = (messages: readonly SignedMessage[]): Readonly<Record<string, Chain>> =>
  Object.fromEntries(messages.map((message) => [message.head.role, after(message)]));
