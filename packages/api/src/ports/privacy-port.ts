import type {
  PrivacyJobs, StatisticsBudget, StatisticsRelease, StatisticsReleases,
} from '../routes/privacy-schemas.ts';

/** What ran between organs and what was published; reads only, in an act that was committed before. */
export type PrivacyPort = Readonly<{
  jobs: () => Promise<PrivacyJobs>;
  releases: () => Promise<StatisticsReleases>;
  /** Undefined for one that is not published. */
  release: (releaseId: string) => Promise<StatisticsRelease | undefined>;
  budget: () => Promise<StatisticsBudget>;
}>;
