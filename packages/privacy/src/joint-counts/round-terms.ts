import { contentHash, err, type Json, ok, type Result } from '@fengcun/kernel';
import { SHARE_VARIANCE_MIN } from './noise-shares.ts';

/** How the sum is made: pairwise masks (all online for one round), or ciphertexts (each in its own time). */
export type SumEngine = 'masks' | 'bfv';

/** An organ of a round: its signing key as everybody's directory has it, and its fresh X25519 key. */
export type RoundMember = Readonly<{ organ: string; agreementKey: string }>;

/**
 * What a round is about; fixed before it begins and named by its hash in every message. `shareVariance`: of
 * the noise each member adds; 0 only in a trial. `colluders`: members whose noise may be known.
 */
export type RoundTerms = Readonly<{
  v: 1; roundId: string; jobId: string; engine: SumEngine; product: string; period: string;
  cells: number; coordinator: string; decryptor?: string;
  /** Digest of what the cells count, by name; old terms have none, and trials need none. */
  table?: string;
  members: readonly RoundMember[];
  /** Members whose difference a sum may never show, and the least a sum may have. */
  leastContributors: number;
  shareVariance: number; colluders: number;
  /** No job stands behind it; said in every contribution. */
  trial?: true;
}>;

/** Members of terms that cannot stand. */
export type RoundTermsRefusal = Readonly<{ code: 'ROUND_TERMS'; members: readonly string[] }>;

/** LIMIT: with two organs each one reads the other's counts off the sum. */
export const MEMBERS_MIN = 3;
/** LIMIT: 4 kinds of organs in 31 provinces, and room. */
const MEMBERS_MAX = 256;
/** LIMIT: cells of one ciphertext; rounds by masks may have more. */
export const CELLS_OF_CIPHERTEXT = 4096;
/** LIMIT: cells of a round by masks. */
export const CELLS_MAX = 1_048_576;

const ROUND = /^[0-9a-f]{32}$/;
const KEY = /^[0-9a-f]{64}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const WORD = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/;
const NAMES: readonly string[] = [
  'v', 'roundId', 'jobId', 'engine', 'product', 'period', 'cells', 'coordinator', 'decryptor', 'members',
  'leastContributors', 'shareVariance', 'colluders', 'table', 'trial',
];

const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value);
const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

const readMember = (value: Json): RoundMember | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { organ, agreementKey, ...rest } = value as Readonly<Record<string, Json>>;
  const isMember = isText(organ, ORGAN) && isText(agreementKey, KEY) && Object.keys(rest).length === 0;
  return isMember ? { organ, agreementKey } : undefined;
};

const areMembers = (value: Json | undefined): value is Json[] => {
  if (!Array.isArray(value) || value.length < MEMBERS_MIN || value.length > MEMBERS_MAX) return false;
  const members = value.flatMap((one: Json) => readMember(one) ?? []);
  return members.length === value.length
    && new Set(members.map(({ organ }) => organ)).size === members.length
    && new Set(members.map(({ agreementKey }) => agreementKey)).size === members.length;
};

/** Whoever adds and whoever decrypts are two organs, and the latter contributes nothing it could know. */
const isDecryptor = (terms: Readonly<Record<string, Json>>): boolean => {
  const { engine, decryptor, coordinator, members } = terms;
  if (engine === 'masks') return decryptor === undefined;
  const isMember = areMembers(members) && members.some((one: Json) => readMember(one)?.organ === decryptor);
  return isText(decryptor, ORGAN) && decryptor !== coordinator && !isMember;
};

/** Whoever draws up terms must not be able to leave the noise out: without it a sum shows single persons. */
const isShareVariance = ({ shareVariance, trial }: Readonly<Record<string, Json>>): boolean =>
  (trial === true && shareVariance === 0) || isWhole(shareVariance, SHARE_VARIANCE_MIN, 1_000_000);

/** TRUST BOUNDARY. Terms of a round, or the members that are wrong. */
export const parseRoundTerms = (value: Json): Result<RoundTerms, RoundTermsRefusal> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ code: 'ROUND_TERMS', members: ['v'] });
  }
  const terms = value as Readonly<Record<string, Json>>;
  const { engine, members } = terms;
  const count = areMembers(members) ? members.length : 0;
  const cellsMax = engine === 'bfv' ? CELLS_OF_CIPHERTEXT : CELLS_MAX;
  const checks: readonly (readonly [string, boolean])[] = [
    ['v', terms['v'] === 1], ['roundId', isText(terms['roundId'], ROUND)],
    ['jobId', isText(terms['jobId'], WORD)], ['engine', engine === 'masks' || engine === 'bfv'],
    ['product', isText(terms['product'], WORD)], ['period', isText(terms['period'], WORD)],
    ['cells', isWhole(terms['cells'], 1, cellsMax)], ['coordinator', isText(terms['coordinator'], ORGAN)],
    ['decryptor', isDecryptor(terms)], ['members', count > 0],
    ['leastContributors', isWhole(terms['leastContributors'], MEMBERS_MIN, count)],
    ['shareVariance', isShareVariance(terms)],
    // At least two members stay whose noise nobody knows.
    ['colluders', isWhole(terms['colluders'], 0, count - 2)],
    ['table', terms['table'] === undefined || isText(terms['table'], DIGEST)],
    ['trial', terms['trial'] === undefined || terms['trial'] === true],
  ];
  const wrong = [
    ...checks.flatMap(([name, isRight]) => (isRight ? [] : [name])),
    ...Object.keys(terms).filter((name) => !NAMES.includes(name)),
  ];
  if (wrong.length > 0) return err({ code: 'ROUND_TERMS', members: wrong });
  return ok(terms as unknown as RoundTerms);
};

/** Hash of the terms with their roster; part of every mask and every message. */
export const rosterHash = (terms: RoundTerms): string =>
  contentHash({ ...terms, members: terms.members.map((member) => ({ ...member })) });

/** Organs of a round, in the order of the roster. */
export const organsOf = ({ members }: Pick<RoundTerms, 'members'>): readonly string[] =>
  members.map(({ organ }) => organ);
