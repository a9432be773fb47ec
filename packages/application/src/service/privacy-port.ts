import type { PrivacyPort } from '@fengcun/api';
import { addDays, civil } from '@fengcun/kernel';
import {
  CATALOGUE, cellsOf, DELTA, epsilonOf, firstDay, halfWidth95, productNamed, quarterOf, RHO_LIFE,
  RHO_QUARTER, writtenRational,
} from '@fengcun/privacy';
import { legalDay } from '@fengcun/registry';
import { budgetUnder, everyJobUnder, statisticsSigner } from '../privacy/index.ts';
import { actOfService, type ProceedingParts } from '../proceedings/index.ts';
import type { SupervisionParts } from '../supervision/supervision-parts.ts';
import { linksOfJob } from './privacy-links.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { jobListed, jobShown, maySee } from './privacy-shown.ts';
import { jobNamed, privacySteps, type StepParts } from './privacy-steps.ts';
import type { ServiceAct } from './service-act.ts';

/** LIMIT: as the schema has it, the newest. */
const ITEMS_MAX = 200;

/** What privacy computing stands on; without `given` nothing is published, without supervision no links. */
export type PrivacyDesk = ProceedingParts & Readonly<{
  given?: PrivacyParts | undefined; supervision?: SupervisionParts | undefined;
}>;

const catalogue = CATALOGUE.map((one) => ({
  product: one.id, title: one.title, titleEn: one.titleEn, cells: cellsOf(one).length,
  rho: writtenRational(one.rho), sigma2: writtenRational(one.sigma2),
  ci95: halfWidth95(one.sigma2).toFixed(1),
}));

/** The newest quarter of which every day is over. */
const newestPeriod = ({ now }: ProceedingParts): string => {
  const today = civil(legalDay(new Date(now()).toISOString()));
  return quarterOf(addDays(firstDay(quarterOf(today)), -1));
};

const budgetReading = (
  parts: ProceedingParts, actOf: () => ServiceAct,
): PrivacyPort['budget'] => async () => {
  const { spent, seq, head } = await budgetUnder(parts, actOfService(actOf()));
  const { publicKey } = await statisticsSigner(parts.deployment);
  return {
    quarterCap: writtenRational(RHO_QUARTER), lifeCap: writtenRational(RHO_LIFE), links: seq, head,
    lifeEpsilon: epsilonOf(RHO_LIFE, DELTA).toFixed(2), delta: String(DELTA), catalogue,
    quarterEpsilon: epsilonOf(RHO_QUARTER, DELTA).toFixed(2), newestPeriod: newestPeriod(parts),
    publicKey: Buffer.from(publicKey).toString('base64'),
    quarters: [...spent].slice(-ITEMS_MAX)
      .map(([period, amount]) => ({ period, spent: writtenRational(amount) })),
  };
};

const published = (
  parts: ProceedingParts, actOf: () => ServiceAct,
): Pick<PrivacyPort, 'releases' | 'release'> => {
  const budget = () => budgetUnder(parts, actOfService(actOf()));
  return {
    releases: async () => {
      const { releases } = await budget();
      return {
        items: [...releases.values()].slice(-ITEMS_MAX).map((one) => {
          const { releaseId, product, period, rho, stage, jobId, publishedAt, sha256 } = one;
          return {
            releaseId, product, period, rho, stage, jobId, title: productNamed(product)?.title ?? product,
            ...(publishedAt === undefined ? {} : { publishedAt }),
            ...(sha256 === undefined ? {} : { sha256 }),
          };
        }),
      };
    },
    release: async (asked) => {
      const { stage, releaseId, sha256, body: text } = (await budget()).releases.get(asked) ?? {};
      const isThere = stage === 'published' && releaseId !== undefined && sha256 !== undefined;
      return isThere && text !== undefined ? { releaseId, sha256, text } : undefined;
    },
  };
};

/** Privacy computing for its parties, supervision, audit and study, in an act that was committed before. */
export const privacyPort = (
  { given, supervision, ...parts }: PrivacyDesk, actOf: () => ServiceAct,
): PrivacyPort => {
  const step: StepParts = { parts, given, actOf };
  return {
    jobs: async ({ kind, state }, actor) => {
      const jobs = (await everyJobUnder(parts, actOfService(actOf()))).filter((job) => maySee(job, actor)
        && (kind ?? job.kind) === job.kind && (state ?? job.state) === job.state);
      return { items: jobs.slice(-ITEMS_MAX).toReversed().map(jobListed) };
    },
    job: async (jobId, actor) => {
      const job = await jobNamed(step, jobId);
      if (job === undefined || !maySee(job, actor)) return undefined;
      const links = await linksOfJob(supervision, job, { actor, service: actOf() });
      return { ...jobShown(parts, job, actor), links };
    },
    ...published(parts, actOf), budget: budgetReading(parts, actOf), ...privacySteps(step),
    quality: async () => {
      const quality = await given?.quality();
      if (quality === undefined) return { isThere: false };
      const { v: _version, kind: _kind, ...rest } = quality;
      return { isThere: true, ...rest };
    },
  };
};
