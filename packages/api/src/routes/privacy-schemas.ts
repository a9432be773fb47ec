import { choice, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';

/** LIMIT: told at once, the newest jobs; four tables a quarter fill fifty quarters. */
export const PRIVACY_ITEMS_MAX = 200;
/** LIMIT: characters of a release; the largest table has 672 cells. */
export const RELEASE_TEXT_MAX = 400_000;

const PARTS_MAX = 256;
const organ = text({ max: 80 });
const instant = text({ max: 30 });
const digest = text({ max: 80 });
const word = text({ max: 80 });
const amount = text({ max: 90, pattern: /^-?\d+\/\d+$/, title: 'a fraction, as 1/20' });

/** Id of a job or of a release (T1-2026Q3). */
export const privacyId = text({ max: 64, pattern: /^[0-9A-Za-z-]{4,64}$/ });

const job = object(
  {
    jobId: privacyId, kind: word, state: word, purpose: text({ max: 200 }), legalBasis: word,
    parties: list(object({ organ, part: word }), { min: 0, max: PARTS_MAX }),
    proposedBy: organ, proposedAt: instant,
    approvals: list(object({ organ, at: instant }), { min: 0, max: 16 }), termsHash: digest,
    codeHash: digest, outputs: list(object({ name: word, sha256: digest }), { min: 0, max: PARTS_MAX }),
  },
  { product: word, begunAt: instant, endedAt: instant, transcriptHash: digest, reason: word });

/** Jobs of privacy computing: which organs, what for, who agreed, what came of it; no rows, no figures. */
export const privacyJobs = named('PrivacyJobs', object(
  { items: list(job, { min: 0, max: PRIVACY_ITEMS_MAX }) }));

/** Jobs of privacy computing. */
export type PrivacyJobs = TypeOf<typeof privacyJobs>;

const listedRelease = object(
  {
    releaseId: privacyId, product: word, title: text({ max: 200 }), period: word, rho: amount,
    stage: choice(['reserved', 'committed', 'published']), jobId: privacyId,
  },
  { publishedAt: instant, sha256: digest });

/** Releases of statistics, with those that wait for their publication. */
export const statisticsReleases = named('StatisticsReleases', object(
  { items: list(listedRelease, { min: 0, max: PRIVACY_ITEMS_MAX }) }));

/** Releases of statistics. */
export type StatisticsReleases = TypeOf<typeof statisticsReleases>;

/** A published release: its one form, byte for byte, as it was signed. */
export const statisticsRelease = named('StatisticsRelease', object(
  { releaseId: privacyId, sha256: digest, text: text({ max: RELEASE_TEXT_MAX }) }));

/** A published release. */
export type StatisticsRelease = TypeOf<typeof statisticsRelease>;

/** What every quarter has spent of its cap, in fractions; the head of the chain that proves it. */
export const statisticsBudget = named('StatisticsBudget', object({
  quarterCap: amount, lifeCap: amount, lifeEpsilon: text({ max: 20 }), delta: text({ max: 20 }),
  quarters: list(object({ period: word, spent: amount }), { min: 0, max: PRIVACY_ITEMS_MAX }),
  links: whole(0, Number.MAX_SAFE_INTEGER), head: digest,
}));

/** What every quarter has spent of its cap. */
export type StatisticsBudget = TypeOf<typeof statisticsBudget>;
