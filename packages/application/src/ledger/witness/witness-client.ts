import { err, ok, type Result } from '@fengcun/kernel';
import { type NoteKey, type NoteSignature, parseSignatureLines, verifyLine } from '@fengcun/ledger';

/** One HTTP POST of a text; the answer as it came. Rejects when there is none within its time limit. */
export type WitnessPost = (
  url: string, body: string,
) => Promise<Readonly<{ status: number; contentType: string; body: string }>>;

/** A witness to ask: its name in the policy, its key, where it listens. */
export type WitnessParty = Readonly<{ name: string; key: NoteKey; url: string }>;

/** A signed checkpoint and the way to it from any older size; undefined where tiles are missing. */
export type CosignRequest = Readonly<{
  signed: string;
  text: string;
  size: number;
  proofFrom: (oldSize: number) => Promise<readonly Uint8Array[] | undefined>;
}>;

/**
 * Why there is no cosignature. `WITNESS_AHEAD` and `WITNESS_REFUSED` are alarms: the witness has seen a
 * longer, or another, log under this name. The others are for the next try.
 */
export type CosignRefusal = Readonly<{
  code: 'WITNESS_AHEAD' | 'WITNESS_REFUSED' | 'WITNESS_SILENT' | 'WITNESS_FAULTY' | 'WITNESS_DECLINES';
}>;

/** LIMIT: a witness that names another size again and again is asked no further. */
const TRIES = 3;

const requestBody = (oldSize: number, proof: readonly Uint8Array[], signed: string): string => {
  const lines = proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
  return `old ${oldSize}\n${lines.join('')}\n${signed}`;
};

const SIZE = /^(?:0|[1-9]\d{0,15})\n?$/;

const cosignature = (
  { key }: WitnessParty, text: string, body: string,
): Result<NoteSignature, CosignRefusal> => {
  // The answer comes from outside: only a line that verifies under the key of the policy counts.
  const line = parseSignatureLines(body)?.find((each) => verifyLine(text, key, each) !== undefined);
  return line === undefined ? err({ code: 'WITNESS_FAULTY' }) : ok(line);
};

const refusalOf = (status: number): CosignRefusal => {
  if (status === 422) return { code: 'WITNESS_REFUSED' };
  return { code: status === 403 || status === 404 ? 'WITNESS_DECLINES' : 'WITNESS_FAULTY' };
};

type Asked = Result<NoteSignature, CosignRefusal> | Readonly<{ knownSize: number }>;

const askOnce = async (
  post: WitnessPost, party: WitnessParty, asking: CosignRequest & Readonly<{ oldSize: number }>,
): Promise<Asked> => {
  const proof = await asking.proofFrom(asking.oldSize);
  if (proof === undefined) return err({ code: 'WITNESS_FAULTY' });
  const url = `${party.url.replace(/\/$/, '')}/add-checkpoint`;
  const answer = await post(url, requestBody(asking.oldSize, proof, asking.signed)).catch(() => undefined);
  if (answer === undefined) return err({ code: 'WITNESS_SILENT' });
  if (answer.status === 200) return cosignature(party, asking.text, answer.body);
  if (answer.status !== 409) return err(refusalOf(answer.status));
  const knownSize = SIZE.test(answer.body) ? Number(answer.body) : Number.NaN;
  return Number.isSafeInteger(knownSize) ? { knownSize } : err({ code: 'WITNESS_FAULTY' });
};

/**
 * Asks one witness for its cosignature, beginning with the size it is believed to know; when it names another
 * one (409) the request is sent again from there. @see C2SP tlog-witness, add-checkpoint
 */
export const askWitness = async (
  post: WitnessPost, party: WitnessParty, request: CosignRequest & Readonly<{ oldSize: number }>,
): Promise<Result<NoteSignature, CosignRefusal>> => {
  let oldSize = Math.min(request.oldSize, request.size);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const asked = await askOnce(post, party, { ...request, oldSize });
    if (!('knownSize' in asked)) return asked;
    if (asked.knownSize > request.size) return err({ code: 'WITNESS_AHEAD' });
    oldSize = asked.knownSize;
  }
  return err({ code: 'WITNESS_FAULTY' });
};
