import { err, ok, type Result } from '@fengcun/kernel';
import { decodeBase64, decodeHash, decodeUtf8, encodeBase64, parseDecimal } from './encoding.ts';
import { NOTE_BYTES_MAX } from './note.ts';
import type { TlogPolicy } from './policy.ts';
import { PROOF_HASHES_MAX, verifyInclusion } from './proof.ts';
import { treeHashOf } from './tree-hash.ts';
import { type TrustedCheckpoint, trustCheckpoint, type TrustRefusal } from './trusted-checkpoint.ts';

/** A `.tlog-proof` file: index and path of an entry, and the signed checkpoint they lead to. */
export type ProofFile = Readonly<{
  index: number;
  proof: readonly Uint8Array[];
  /** The signed checkpoint, byte for byte. */
  checkpoint: string;
  /** Opaque and not authenticated. */
  extra: Uint8Array | undefined;
}>;

/** Why a proof file proves nothing. */
export type ProofRefusal = TrustRefusal | Readonly<{ code: 'PROOF_MALFORMED' | 'PROOF_REJECTED' }>;

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const MALFORMED = err<ProofRefusal>({ code: 'PROOF_MALFORMED' });

/** Reads a proof file (attacker-controlled). @see C2SP tlog-proof, Format */
export const parseProofFile = (input: Uint8Array | string): Result<ProofFile, ProofRefusal> => {
  const text = typeof input === 'string' ? input : decodeUtf8(input);
  if (text === undefined || text.length > NOTE_BYTES_MAX) return MALFORMED;
  const split = text.indexOf('\n\n');
  const head = text.slice(0, split).split('\n');
  if (split < 0 || head.shift() !== FIRST_LINE) return MALFORMED;
  const hasExtra = head[0]?.startsWith('extra ') ?? false;
  const extra = hasExtra ? decodeBase64((head.shift() ?? '').slice('extra '.length)) : undefined;
  const indexLine = head.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  const proof = head.map(decodeHash).filter((hash) => hash !== undefined);
  if ((hasExtra && extra === undefined) || index === undefined) return MALFORMED;
  if (proof.length !== head.length || proof.length > PROOF_HASHES_MAX) return MALFORMED;
  return ok({ index, proof, checkpoint: text.slice(split + 2), extra });
};

/** The text of a proof file: the inverse of `parseProofFile`. */
export const formatProofFile = ({ index, proof, checkpoint, extra }: ProofFile): string => {
  const extraLines = extra === undefined ? [] : [`extra ${encodeBase64(extra)}`];
  const lines = [FIRST_LINE, ...extraLines, `index ${index}`, ...proof.map(encodeBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
};

/** What a good proof file proves. */
export type VerifiedProof = TrustedCheckpoint & Readonly<{ index: number; leafHash: Uint8Array }>;

/**
 * Decides offline whether these exact entry bytes stand in a log of the policy, seen by its quorum. Needs the
 * file, the policy and the entry, nothing else: no network, no clock, no trust in who brings them.
 */
export const verifyProofFile = (
  policy: TlogPolicy, input: Uint8Array | string, entry: Uint8Array,
): Result<VerifiedProof, ProofRefusal> => {
  const file = parseProofFile(input);
  if (!file.ok) return file;
  const trusted = trustCheckpoint(policy, file.value.checkpoint);
  if (!trusted.ok) return trusted;
  const { origin, size, root } = trusted.value.checkpoint;
  const hash = treeHashOf(origin);
  const leafHash = hash.leaf(entry);
  const { index, proof } = file.value;
  const holds = verifyInclusion(hash, { index, size, leafHash, root, proof });
  return holds ? ok({ ...trusted.value, index, leafHash }) : err({ code: 'PROOF_REJECTED' });
};
