import { sha256Hex } from '@fengcun/kernel';
import type { JobInput, JobSeat, RoundTerms, RunTerms } from '@fengcun/privacy';

// Terms of runs of the world, in the form in which organs agree to them, so that pages show what pages show.
// Sessions, keys and rows are nobody's: digests of words.

const SESSION_DIGITS = 32;
const drawn = (what: string): string => sha256Hex(`world|${what}`);

/** The announced size of what the organs of the world hold. */
const BUCKET = 4096;
/** The announced size of the registry of the world. */
const REGISTRY_BUCKET = 1024;
/** Cells of the table that is counted together: provinces by groups of charges. */
const CELLS = 384;

const organOf = (parties: readonly JobSeat[], part: string): string =>
  parties.find((one) => one.part === part)?.organ ?? '';

/** A comparison of these courts' open data; the holder learns which of its rows are sealed. */
export const comparison = (
  job: string, parties: readonly JobSeat[], courts: readonly string[],
): RunTerms => ({
  v: 1, jobId: job, session: drawn(`session ${job}`).slice(0, SESSION_DIGITS), suite: 'ristretto255-sha512',
  mode: 'full', holder: organOf(parties, 'holder'), registry: organOf(parties, 'registry'), bucket: BUCKET,
  courts, openings: 30,
});

/** A sum over the members by ciphertexts, with the noise of each. */
export const jointSum = (job: string, parties: readonly JobSeat[], period: string): RoundTerms => ({
  v: 1, roundId: drawn(`round ${job}`).slice(0, SESSION_DIGITS), jobId: job, engine: 'bfv',
  product: 'T1', period, cells: CELLS, table: `sha256:${drawn('table of provinces and charges')}`,
  coordinator: organOf(parties, 'coordinator'), decryptor: organOf(parties, 'decryptor'),
  members: parties.filter(({ part }) => part === 'member')
    .map(({ organ }) => ({ organ, agreementKey: drawn(`key ${job} ${organ}`) })),
  leastContributors: 3, shareVariance: 10, colluders: 1,
});

/** What an organ binds in a run, by its part; nothing of an organ that brings nothing. */
export const boundBy = (job: string, { organ, part }: JobSeat): JobInput | undefined => {
  const root = drawn(`rows ${job} ${organ}`);
  switch (part) {
    case 'holder': return { organ, root, bucket: BUCKET };
    case 'registry': return { organ, root, bucket: REGISTRY_BUCKET };
    case 'member': return { organ, root, count: CELLS };
    default: return undefined;
  }
};
