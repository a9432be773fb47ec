import { canonicalJson, err, type Json, ok, type Result } from '@fengcun/kernel';
import type { MessageRefusal } from '../transcript/index.ts';
import { CHUNK_ROWS, chunksOf } from './bucket.ts';
import type { Conversation, Heard } from './conversation.ts';
import type { Opening, OpeningRefusal } from './openings.ts';
import type { PointRefusal } from './point-work.ts';
import type { GroupSuite } from './group-suite.ts';
import { isBound, type RunInputs } from './run-inputs.ts';
import { type RunRole, type RunTerms, runTermsHash } from './run-terms.ts';

/** Why a run ends without a result. */
export type RunRefusal = MessageRefusal | PointRefusal | OpeningRefusal | Readonly<{
  code: 'RUN_TERMS_DIFFER' | 'BODY_FORM' | 'POINTS_COUNT' | 'POINTS_REPEAT' | 'SET_TOO_LARGE'
    | 'TRANSCRIPT_DIFFERS' | 'INPUT_DIFFERS';
}>;

/** A result of one step of a run. */
export type Step<T> = Promise<Result<T, RunRefusal>>;

const HEX = /^[0-9a-f]*$/;

/** Bytes as they stand in a body. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Bytes of a member of a body, of this length if one is given; undefined for anything else. */
export const bytesAt = (value: Json | undefined, length?: number): Uint8Array | undefined => {
  if (typeof value !== 'string' || value.length % 2 !== 0 || !HEX.test(value)) return undefined;
  const bytes = new Uint8Array(Buffer.from(value, 'hex'));
  return length === undefined || bytes.length === length ? bytes : undefined;
};

/** Rows of chunk `at` of a list of `rows`. */
export const rowsOfChunk = (rows: number, at: number): number =>
  Math.min(CHUNK_ROWS, rows - at * CHUNK_ROWS);

/** What arrives as one list: its rows in chunks of `width` bytes a row, each of the announced length. */
export type ListShape = Readonly<{ step: string; rows: number; width: number }>;

/** Hears a whole list; a chunk that is short, long or missing ends the run. */
export const hearList = async (
  talk: Conversation, { step, rows, width }: ListShape, each: (chunk: Uint8Array, at: number) => Step<null>,
): Step<null> => {
  for (let at = 0; at < chunksOf(rows); at += 1) {
    const heard = await talk.hear(step);
    if (!heard.ok) return heard;
    const { payload } = heard.value;
    if (payload.length !== rowsOfChunk(rows, at) * width) return err({ code: 'POINTS_COUNT' });
    const done = await each(payload, at);
    if (!done.ok) return done;
  }
  return ok(null);
};

/** The first message of a side: the terms it agreed to, its commitment and its public key. */
export type Introduction = Readonly<{ root: Uint8Array; publicKey: Uint8Array; size: number }>;

/** What a run stands on besides its messages; `inputs`: what both sides bound before it, where they did. */
export type RunGround = Readonly<{ terms: RunTerms; inputs?: RunInputs; suite: GroupSuite }>;

const inputsJson = (inputs: RunInputs | undefined): Json =>
  (inputs === undefined ? null : { holder: { ...inputs.holder }, registry: { ...inputs.registry } });

/**
 * An introduction as a body. It names what both sides bound, so that the transcript carries both roots; that
 * a run is a trial can be read in it without the terms.
 */
export const introduce = (
  { terms, inputs }: RunGround, { root, publicKey, size }: Introduction,
): Readonly<Record<string, Json>> => ({
  terms: runTermsHash(terms), root: hexOf(root), publicKey: hexOf(publicKey), size,
  ...(inputs === undefined ? {} : { inputs: inputsJson(inputs) }),
  ...(terms.trial === true ? { trial: true } : {}),
});

/**
 * An introduction of the other side: of the same terms, of the set it bound, with a key that is a point.
 * Nothing of it is used before.
 */
export const readIntroduction = (
  { body }: Heard, { terms, inputs, suite }: RunGround, peer: RunRole,
): Result<Introduction, RunRefusal> => {
  if (body['terms'] !== runTermsHash(terms)) return err({ code: 'RUN_TERMS_DIFFER' });
  const root = bytesAt(body['root'], 32);
  const publicKey = bytesAt(body['publicKey'], suite.pointBytes);
  const size = body['size'];
  const isForm = root !== undefined && publicKey !== undefined && typeof size === 'number'
    && Number.isSafeInteger(size) && size > 0;
  if (!isForm) return err({ code: 'BODY_FORM' });
  const isAgreed = canonicalJson(body['inputs'] ?? null) === canonicalJson(inputsJson(inputs))
    && (inputs === undefined || isBound(inputs[peer], { root, size }));
  if (!isAgreed) return err({ code: 'INPUT_DIFFERS' });
  return suite.isPoint(publicKey) ? ok({ root, publicKey, size }) : err({ code: 'POINT_INVALID', at: 0 });
};

/** Openings as a body. */
export const openingsBody = (openings: readonly Opening[]): Readonly<Record<string, Json>> => ({
  openings: openings.map(({ place, entry, path, proof }) =>
    ({ place, entry: hexOf(entry), path: path.map(hexOf), proof: hexOf(proof) })),
});

const readOpening = (value: Json): Opening | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { place, entry, path, proof } = value as Readonly<Record<string, Json>>;
  if (typeof place !== 'number' || !Array.isArray(path)) return undefined;
  const [entryBytes, proofBytes] = [bytesAt(entry), bytesAt(proof)];
  const hashes = path.flatMap((one: Json) => bytesAt(one, 32) ?? []);
  return entryBytes === undefined || proofBytes === undefined || hashes.length !== path.length
    ? undefined : { place, entry: entryBytes, path: hashes, proof: proofBytes };
};

/** Openings out of a body; undefined if one of them has no form. */
export const readOpenings = ({ body }: Heard): readonly Opening[] | undefined => {
  const list = body['openings'];
  if (!Array.isArray(list)) return undefined;
  const openings = list.flatMap((one: Json) => readOpening(one) ?? []);
  return openings.length === list.length ? openings : undefined;
};

/** Places out of a challenge; undefined for anything that is no list of different places below `size`. */
export const readPlaces = ({ body }: Heard, size: number): readonly number[] | undefined => {
  const list = body['places'];
  if (!Array.isArray(list)) return undefined;
  const places = list.flatMap((one: Json) =>
    (typeof one === 'number' && Number.isSafeInteger(one) && one >= 0 && one < size ? [one] : []));
  return places.length === list.length && new Set(places).size === places.length ? places : undefined;
};
