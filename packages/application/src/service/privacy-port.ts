import type { PrivacyPort } from '@fengcun/api';
import {
  DELTA, epsilonOf, type PrivacyJob, productNamed, RHO_LIFE, RHO_QUARTER, writtenRational,
} from '@fengcun/privacy';
import { budgetUnder, everyJobUnder } from '../privacy/index.ts';
import { actOfService, type ProceedingParts } from '../proceedings/index.ts';
import type { ServiceAct } from './service-act.ts';

type ShownJob = Awaited<ReturnType<PrivacyPort['jobs']>>['items'][number];

/** LIMIT: as the schema has it, the newest. */
const ITEMS_MAX = 200;

/** A job for organs that look on: organs and hashes, no account and no parameter. */
const jobShown = (job: PrivacyJob): ShownJob => {
  const { jobId, kind, state, purpose, legalBasis, parties, termsHash, codeHash, outputs } = job;
  const { product, begunAt, endedAt, transcriptHash, reason } = job;
  return {
    jobId, kind, state, purpose, legalBasis, parties, termsHash, codeHash, outputs,
    proposedBy: job.proposedBy.organ, proposedAt: job.proposedBy.at,
    approvals: job.approvals.map(({ organ, at }) => ({ organ, at })),
    ...(product === undefined ? {} : { product }), ...(begunAt === undefined ? {} : { begunAt }),
    ...(endedAt === undefined ? {} : { endedAt }), ...(reason === undefined ? {} : { reason }),
    ...(transcriptHash === undefined ? {} : { transcriptHash }),
  };
};

/** Privacy computing as supervision, audit and study see it, in an act that was committed before. */
export const privacyPort = (parts: ProceedingParts, actOf: () => ServiceAct): PrivacyPort => {
  const budget = () => budgetUnder(parts, actOfService(actOf()));
  return {
    jobs: async () => {
      const jobs = await everyJobUnder(parts, actOfService(actOf()));
      return { items: jobs.slice(-ITEMS_MAX).map(jobShown) };
    },
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
    budget: async () => {
      const { spent, seq, head } = await budget();
      return {
        quarterCap: writtenRational(RHO_QUARTER), lifeCap: writtenRational(RHO_LIFE), links: seq, head,
        lifeEpsilon: epsilonOf(RHO_LIFE, DELTA).toFixed(2), delta: String(DELTA),
        quarters: [...spent].slice(-ITEMS_MAX)
          .map(([period, amount]) => ({ period, spent: writtenRational(amount) })),
      };
    },
  };
};
