import { canonicalJson, contentHash, err, type Json, ok, type Result } from '@fengcun/kernel';
import { BUCKET_MIN, bucketOf, CHUNK_ROWS } from './bucket.ts';
import type { SuiteName } from './group-suite.ts';
import { OPENINGS_MAX, OPENINGS_MIN } from './openings.ts';
import { SESSION_FORM } from './session-secrets.ts';

/** Names of the two sides of a run. */
export type RunRole = 'holder' | 'registry';

/**
 * What both sides agreed to before a run; the job's parameters. Nobody reads any of it from the other side's
 * messages: a message names the hash of the terms, and another hash ends the run.
 */
export type RunTerms = Readonly<{
  v: 1; jobId: string; session: string; suite: SuiteName; mode: 'full' | 'cardinality';
  holder: string; registry: string;
  /** Announced size of the holder's set: a bucket. */
  bucket: number;
  /** Court codes whose open data is compared; `*` for all. */
  courts: readonly string[];
  openings: number;
  /** Variance of the noise on a count; a whole number, only in mode `cardinality`. */
  noiseVariance?: number;
  /** No job stands behind it; said in the first message of each side. */
  trial?: true;
}>;

/** Members of terms that cannot stand. */
export type TermsRefusal = Readonly<{ code: 'RUN_TERMS'; members: readonly string[] }>;

const MEMBERS: readonly string[] = [
  'v', 'jobId', 'session', 'suite', 'mode', 'holder', 'registry', 'bucket', 'courts', 'openings',
  'noiseVariance', 'trial',
];

/** LIMIT: court codes a holder may declare. */
const COURTS_MAX = 200;
const JOB = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/;
const isText = (value: unknown): value is string => typeof value === 'string';
const isMatch = (value: unknown, form: RegExp): boolean => isText(value) && form.test(value);
const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

const isBucket = (value: unknown): boolean =>
  isWhole(value, BUCKET_MIN, 64 * CHUNK_ROWS) && bucketOf(value) === value;

const areCourts = (value: unknown): boolean => Array.isArray(value) && value.length > 0
  && value.length <= COURTS_MAX && value.every((one) => isText(one) && one !== '' && one.length <= 16);

/** TRUST BOUNDARY. Terms as a file holds them, or the members that are wrong. */
export const parseRunTerms = (value: Json): Result<RunTerms, TermsRefusal> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ code: 'RUN_TERMS', members: ['v'] });
  }
  const terms = value as Readonly<Record<string, Json>>;
  const isNoise = terms['mode'] === 'cardinality'
    ? isWhole(terms['noiseVariance'], 1, 1_000_000) : terms['noiseVariance'] === undefined;
  const checks: readonly (readonly [string, boolean])[] = [
    ['v', terms['v'] === 1], ['jobId', isMatch(terms['jobId'], JOB)],
    ['session', isMatch(terms['session'], SESSION_FORM)],
    ['suite', terms['suite'] === 'ristretto255-sha512' || terms['suite'] === 'sm2-sm3'],
    ['mode', terms['mode'] === 'full' || terms['mode'] === 'cardinality'],
    ['holder', isMatch(terms['holder'], ORGAN)],
    ['registry', isMatch(terms['registry'], ORGAN) && terms['registry'] !== terms['holder']],
    ['bucket', isBucket(terms['bucket'])], ['courts', areCourts(terms['courts'])],
    ['openings', isWhole(terms['openings'], OPENINGS_MIN, OPENINGS_MAX)], ['noiseVariance', isNoise],
    ['trial', terms['trial'] === undefined || terms['trial'] === true],
  ];
  const members = [
    ...checks.flatMap(([name, isRight]) => (isRight ? [] : [name])),
    ...Object.keys(terms).filter((name) => !MEMBERS.includes(name)),
  ];
  return members.length === 0 ? ok(terms as unknown as RunTerms) : err({ code: 'RUN_TERMS', members });
};

/** Hash of terms, which the first message of each side names. */
export const runTermsHash = (terms: RunTerms): string =>
  contentHash(JSON.parse(canonicalJson({ ...terms })) as Json);
