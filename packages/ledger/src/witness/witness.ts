import type { Signer } from '@fengcun/crypto';
import { sha256Hex } from '@fengcun/kernel';
import type { TreeHead } from '../sequencer/decide-signing.ts';
import { signLine } from '../signing/sign-line.ts';
import { formatSignatureLine } from '../verify/note.ts';
import type { NoteKey } from '../verify/note-key.ts';
import {
  decideAddCheckpoint, parseAddCheckpoint, type WitnessedLog, type WitnessRefusal,
} from './add-checkpoint.ts';

/**
 * What a witness remembers. `advance` is the one atomic step: it persists the new head durably (fsync
 * before it returns) if and only if the stored size still is `expectedSize`, and answers false otherwise.
 * Two requests at once would otherwise roll the witness back; see the race in C2SP tlog-witness.
 */
export type WitnessStore = Readonly<{
  load: (origin: string) => Promise<TreeHead | undefined>;
  advance: (origin: string, expectedSize: number, next: TreeHead) => Promise<boolean>;
}>;

/** One key a witness cosigns with; a witness may hold an Ed25519 and an ML-DSA-44 line. */
export type WitnessKey = Readonly<{ key: NoteKey; signer: Signer }>;

/** A witness: the logs it follows, its keys, its memory, and the time in POSIX seconds. */
export type Witness = Readonly<{
  logs: readonly WitnessedLog[];
  keys: readonly WitnessKey[];
  store: WitnessStore;
  now: () => number;
}>;

/** An answer of the protocol, ready for HTTP. */
export type WitnessAnswer = Readonly<{ status: number; contentType: string; body: string }>;

const PLAIN = 'text/plain; charset=utf-8';

const answerRefusal = (refusal: WitnessRefusal): WitnessAnswer =>
  refusal.code === 'OLD_SIZE_DIFFERS'
    ? { status: refusal.status, contentType: 'text/x.tlog.size', body: `${refusal.knownSize}\n` }
    : { status: refusal.status, contentType: PLAIN, body: `${refusal.code}\n` };

/**
 * Answers one add-checkpoint request: decide, persist, sign, in this order. The witness never signs what it
 * has not stored, so a crash after the store costs one cosignature and never a split view.
 * @see C2SP tlog-witness, add-checkpoint
 */
export const answerAddCheckpoint = async (
  witness: Witness, body: Uint8Array | string,
): Promise<WitnessAnswer> => {
  const request = parseAddCheckpoint(body);
  if (!request.ok) return answerRefusal(request.error);
  const heads = new Map<string, TreeHead>();
  const { signed } = request.value;
  for (const { origin } of witness.logs.filter((log) => signed.startsWith(`${log.origin}\n`))) {
    const head = await witness.store.load(origin);
    if (head !== undefined) heads.set(origin, head);
  }
  const decided = decideAddCheckpoint(request.value, witness.logs, (origin) => heads.get(origin));
  if (!decided.ok) return answerRefusal(decided.error);
  const { origin, expectedSize, next, text } = decided.value;
  if (!(await witness.store.advance(origin, expectedSize, next))) {
    const current = await witness.store.load(origin);
    return answerRefusal({ code: 'OLD_SIZE_DIFFERS', status: 409, knownSize: current?.size ?? 0 });
  }
  const timestamp = witness.now();
  const lines = await Promise.all(witness.keys.map((key) => signLine(key, { text, timestamp })));
  return { status: 200, contentType: PLAIN, body: lines.map(formatSignatureLine).join('') };
};

/** The name of a log in the monitoring paths `<prefix>/<origin hash>/checkpoint`: SHA-256, lower-case hex. */
export const originHash = (origin: string): string => sha256Hex(origin);
