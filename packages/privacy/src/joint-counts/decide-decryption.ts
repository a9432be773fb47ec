import type { VerifyingKey } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import type { SignedMessage } from '../transcript/index.ts';
import { questionOf } from './question.ts';
import {
  type Directory, openContributions, openSum, type RoundParcel, type SumRefusal,
} from './round-messages.ts';
import { organsOf, type RoundTerms } from './round-terms.ts';

/**
 * What the decryptor is given: the coordinator's sum, and every contribution's signed line without its bytes.
 */
export type DecryptionRequest = Readonly<{
  terms: RoundTerms; directory: Directory; sum: RoundParcel; contributions: readonly string[];
  /** What organs bound in the job, where there is one. */
  roots?: ReadonlyMap<string, string>;
}>;

/** What the decryptor keeps of earlier rounds. */
export type DecryptedRound = Readonly<{
  roundId: string; product: string; period: string; question?: string; release?: string;
}>;

/** Why nothing is decrypted. */
export type DecryptionRefusal = SumRefusal | Readonly<{
  code: 'ROUND_DECRYPTED' | 'TOO_FEW_CONTRIBUTORS' | 'CONTRIBUTIONS_DIFFER' | 'NOT_THE_DECRYPTOR';
}>;

/** Messages the decryption rests on; their chains are the transcript. */
export type AllowedDecryption = Readonly<{ messages: readonly SignedMessage[]; ciphertext: Uint8Array }>;

/** Keys of readers of lines whose bytes they must not have: the digest stands in the line, signed. */
const withoutBytes = (line: string): RoundParcel => ({ line });

const openLines = (
  { terms, directory, contributions, roots = new Map() }: DecryptionRequest,
): Result<readonly Readonly<{ organ: string; message: SignedMessage }>[], SumRefusal> =>
  openContributions(terms, directory, contributions.map(withoutBytes), { withoutPayload: true, roots });

/**
 * Whether the decryptor may decrypt: once a round, only what the coordinator signed as the sum of
 * contributions
 * that enough organs of the roster signed, and never for a program that holds ciphertexts of its own. The
 * decryptor never sees a single organ's ciphertext, only the signed line that names its digest.
 */
export const decideDecryption = (
  request: DecryptionRequest, past: readonly DecryptedRound[],
  own: Readonly<{ organ: string; coordinatorKey: VerifyingKey }>,
): Result<AllowedDecryption, DecryptionRefusal> => {
  const { terms, sum } = request;
  if (terms.engine !== 'bfv' || terms.decryptor !== own.organ) return err({ code: 'NOT_THE_DECRYPTOR' });
  const question = questionOf(terms);
  const isSecond = past.some((round) => round.roundId === terms.roundId
    || round.question === question
    || (round.product === terms.product && round.period === terms.period));
  if (isSecond) return err({ code: 'ROUND_DECRYPTED' });
  const lines = openLines(request);
  if (!lines.ok) return lines;
  if (lines.value.length < terms.leastContributors || lines.value.length !== organsOf(terms).length) {
    return err({ code: 'TOO_FEW_CONTRIBUTORS' });
  }
  const summed = openSum(terms, own.coordinatorKey, sum);
  if (!summed.ok) return summed;
  const isWhole = summed.value.of.size === lines.value.length
    && lines.value.every(({ organ, message }) => summed.value.of.get(organ) === message.hash);
  if (!isWhole || sum.payload === undefined) return err({ code: 'CONTRIBUTIONS_DIFFER' });
  const messages = [...lines.value.map(({ message }) => message), summed.value.message];
  return ok({ messages, ciphertext: sum.payload });
};
