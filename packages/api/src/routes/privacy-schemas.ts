import { choice, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';

/** LIMIT: told at once, the newest; four tables a quarter fill fifty quarters. */
export const PRIVACY_ITEMS_MAX = 200;
/** LIMIT: characters of a release; the largest table has 672 cells. */
export const RELEASE_TEXT_MAX = 400_000;

const instant = text({ max: 30 });
const digest = text({ max: 80 });
const word = text({ max: 80 });
const amount = text({ max: 90, pattern: /^-?\d+\/\d+$/, title: 'a fraction, as 1/20' });
const product = choice(['T1', 'T2', 'T3', 'T4'], 'a table of the catalogue');

/** A quarter of a year, as 2026Q3. */
const quarter = text({ max: 6, pattern: /^2[01]\d{2}Q[1-4]$/, title: 'a quarter, as 2026Q3' });

/** Id of a job or of a release (T1-2026Q3). */
export const privacyId = text({ max: 64, pattern: /^[0-9A-Za-z-]{4,64}$/ });

const listedRelease = object(
  {
    releaseId: privacyId, product: word, title: text({ max: 200 }), period: quarter, rho: amount,
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

/** A table that can be published, and what it costs; nothing of the data. */
const catalogued = object({
  product, title: text({ max: 200 }), titleEn: text({ max: 200 }), cells: whole(1, 10_000), rho: amount,
  sigma2: amount, ci95: text({ max: 20, title: 'half the width of the interval of 95 %' }),
});

/**
 * What every quarter has spent of its cap, in fractions; the head of the chain that proves it; what each
 * table of the catalogue would spend; the newest quarter that is over.
 */
export const statisticsBudget = named('StatisticsBudget', object({
  quarterCap: amount, lifeCap: amount, lifeEpsilon: text({ max: 20 }), delta: text({ max: 20 }),
  quarterEpsilon: text({ max: 20 }),
  quarters: list(object({ period: quarter, spent: amount }), { min: 0, max: PRIVACY_ITEMS_MAX }),
  links: whole(0, Number.MAX_SAFE_INTEGER), head: digest,
  catalogue: list(catalogued, { min: 0, max: 16 }), newestPeriod: quarter,
  publicKey: text({ max: 80, title: 'base64 of the key that releases are signed with' }),
}));

/** What every quarter has spent of its cap. */
export type StatisticsBudget = TypeOf<typeof statisticsBudget>;

const organ = text({ max: 80, pattern: /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/ });

/** What is to be published; `publisher`: the organ that publishes, where it is not the proposer's own. */
export const statisticsProposal = object(
  { product, period: quarter, supervisor: organ }, { publisher: organ });

/** A table to be published. */
export type StatisticsProposal = TypeOf<typeof statisticsProposal>;
