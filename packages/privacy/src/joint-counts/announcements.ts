import type { Signer } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { hashOfKey, NO_CHAIN, openMessage, payloadNote, signMessage } from '../transcript/index.ts';
import type { Directory, RoundParcel, SumRefusal } from './round-messages.ts';
import { organsOf, type RoundTerms } from './round-terms.ts';

/**
 * What an organ says before the roster stands: its fresh agreement key, or (the decryptor) the public key of
 * the ciphertexts. Signed, because whoever draws up the roster could otherwise put its own key in.
 */
type Announcement = Readonly<{ roundId: string; organ: string; agreementKey: string; payload?: Uint8Array }>;

const PROTOCOL = 'fengcun-sum';
const SUITE = 'announcement';
const STEP = 'announce';

/** Signs an announcement. */
export const announce = async (
  { roundId, organ, agreementKey, payload }: Announcement, signer: Signer,
): Promise<RoundParcel> => {
  const note = payload === undefined ? {} : { payload: payloadNote(hashOfKey(signer), payload) };
  const message = await signMessage({
    v: 1, protocol: PROTOCOL, suite: SUITE, session: roundId, role: organ, step: STEP, seq: 0,
    previous: NO_CHAIN.head, seen: '', body: { agreementKey }, ...note,
  }, signer);
  return { line: message.line, ...(payload === undefined ? {} : { payload }) };
};

/** Who announced which key in this round. */
export type Announced = Readonly<{ organ: string; agreementKey: string; payload?: Uint8Array }>;

/** TRUST BOUNDARY. One announcement of this organ in this round. */
export const openAnnouncement = (
  roundId: string, organ: string, { line, payload }: RoundParcel, directory: Directory,
): Result<Announced, SumRefusal> => {
  const key = directory.get(organ);
  if (key === undefined) return err({ code: 'KEY_UNKNOWN', organ });
  const message = openMessage(line, {
    protocol: PROTOCOL, suite: SUITE, session: roundId, role: organ, step: STEP, chain: NO_CHAIN, key,
  }, payload);
  if (!message.ok) return err({ code: message.error.code, organ });
  const { agreementKey } = message.value.head.body;
  if (typeof agreementKey !== 'string') return err({ code: 'ROUND_BODY', organ });
  return ok({ organ, agreementKey, ...(payload === undefined ? {} : { payload }) });
};

/** Whether every member of the roster announced, under its own signature, the key the roster gives it. */
export const checkRosterKeys = (
  terms: RoundTerms, directory: Directory, announcements: ReadonlyMap<string, RoundParcel>,
): Result<null, SumRefusal> => {
  const missing = organsOf(terms).filter((organ) => !announcements.has(organ));
  if (missing.length > 0) return err({ code: 'MEMBERS_MISSING', organs: missing });
  for (const { organ, agreementKey } of terms.members) {
    const parcel = announcements.get(organ) ?? { line: '' };
    const opened = openAnnouncement(terms.roundId, organ, parcel, directory);
    if (!opened.ok) return opened;
    if (opened.value.agreementKey !== agreementKey) return err({ code: 'ROUND_BODY', organ });
  }
  return ok(null);
};
