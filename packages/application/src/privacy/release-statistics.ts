import { nativeSigner, type RandomBytes, type Signer } from '@fengcun/crypto';
import { civil, err, ok, present, type Result } from '@fengcun/kernel';
import {
  boundedTable, type BudgetRelease, type BudgetState, consistentCells, type JobRefusal, noisyBody,
  type PrivacyJob, type Product, type Quarter, randomIntegers, releaseIdOf, signRelease, verifyRelease,
} from '@fengcun/privacy';
import { legalDay } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import { keyStoreKey } from '../ledger/keys/log-key.ts';
import type { ProceedingBusy, ProceedingParts, ProceedingUnknown } from '../proceedings/index.ts';
import { type BudgetStepRefusal, readBudget, takeBudgetStep } from './budget-steps.ts';
import { countFlows } from './count-flows.ts';
import { handedOut, noteHandedOut } from './handed-out.ts';
import type { JobActor } from './job-act.ts';
import { beginJob, failJob, findJob, finishJob } from './job-steps.ts';
import { type PlanRefusal, tableOf } from './statistics-terms.ts';

/** Where the key that releases are signed with stands in the key store; made on the first use. */
const SIGNING_KEY = 'statistics-signing';

/** Whoever signs releases of a deployment. */
export const statisticsSigner = async (
  { keyStore, random }: Pick<Deployment, 'keyStore' | 'random'>,
): Promise<Signer> => nativeSigner('ed25519', await keyStoreKey(keyStore, SIGNING_KEY, random));

/** What publishing stands on; `random`: the cryptographic source that noise is drawn from. */
export type ReleaseParts = ProceedingParts & Readonly<{ random: RandomBytes }>;

/** A published release: its one form, byte for byte. */
export type PublishedRelease = Readonly<{ releaseId: string; text: string; sha256: string }>;

/** Why nothing was published. */
export type PublishRefusal =
  | BudgetStepRefusal | JobRefusal | ProceedingBusy | ProceedingUnknown | PlanRefusal
  | Readonly<{ code: 'JOB_OF_ANOTHER_KIND' }>
  /** It was published before a backup was put back; another noise would average both away. */
  | Readonly<{ code: 'RELEASE_LOST'; releaseId: string }>;

type Published = Result<PublishedRelease, PublishRefusal>;
type Table = Readonly<{ product: Product; quarter: Quarter }>;
type Publishing = Readonly<{ parts: ReleaseParts; actor: JobActor; job: PrivacyJob; table: Table }>;

const ends = (release: BudgetRelease | undefined): PublishedRelease | undefined => {
  const { releaseId, body: text, sha256, stage } = release ?? {};
  if (stage !== 'published' || releaseId === undefined || text === undefined || sha256 === undefined) {
    return undefined;
  }
  return { releaseId, text, sha256 };
};

/** Published tables of the quarter, in the order of their ids, so that a repetition takes the same one. */
const publishedOf = (budget: BudgetState, quarter: Quarter) => [...budget.releases.values()]
  .filter((one) => one.period === quarter && one.stage === 'published')
  .toSorted((a, b) => (a.releaseId < b.releaseId ? -1 : 1))
  .flatMap(({ body = '' }) => {
    const read = verifyRelease(body);
    return read.ok ? [read.value] : [];
  });

/** Counts, draws the noise of every cell and signs; the exact counts do not outlive this function. */
const makeRelease = async (
  { parts, actor, job, table }: Publishing, budget: BudgetState, reserved: BudgetRelease,
): Promise<string> => {
  const { product, quarter } = table;
  const flows = await countFlows(parts, actor);
  const body = noisyBody({
    ...table, exact: boundedTable(product, quarter, { flows }), source: randomIntegers(parts.random),
    reserved, codeHash: job.codeHash, consistent: consistentCells(product, publishedOf(budget, quarter)),
  });
  return signRelease(body, await statisticsSigner(parts.deployment));
};

const reserved = async (publishing: Publishing): Promise<Result<BudgetState, PublishRefusal>> => {
  const { parts, actor, job: { jobId }, table: { product, quarter } } = publishing;
  const today = legalDay(new Date(parts.now()).toISOString());
  const taken = await takeBudgetStep(parts, actor, {
    type: 'Reserve', product: product.id, period: quarter, jobId, today: civil(today),
  });
  return taken.ok ? ok(taken.value) : taken;
};

/** What was published before the key store remembered releases is remembered from now on. */
const noteAll = async (keyStore: Deployment['keyStore'], { releases }: BudgetState): Promise<void> => {
  for (const release of releases.values()) {
    const ended = ends(release);
    if (ended !== undefined) await noteHandedOut(keyStore, ended);
  }
};

/** Takes the release to its end from wherever it stands: a run that was killed is gone on with here. */
const carriedOut = async (publishing: Publishing): Promise<Published> => {
  const { parts, actor, job, table: { product, quarter } } = publishing;
  const releaseId = releaseIdOf(product.id, quarter);
  const { keyStore } = parts.deployment;
  let budget = await readBudget(parts, actor);
  await noteAll(keyStore, budget);
  const left = await handedOut(keyStore, releaseId);
  if (left !== undefined && left !== budget.releases.get(releaseId)?.sha256) {
    return err({ code: 'RELEASE_LOST', releaseId });
  }
  if (!budget.releases.has(releaseId)) {
    const taken = await reserved(publishing);
    if (!taken.ok) return taken;
    budget = taken.value;
  }
  const standing = present(budget.releases.get(releaseId), 'a release that was reserved');
  if (standing.jobId !== job.jobId) return err({ code: 'RELEASE_EXISTS', releaseId, stage: standing.stage });
  if (standing.stage === 'reserved') {
    const body = await makeRelease(publishing, budget, standing);
    const taken = await takeBudgetStep(parts, actor, { type: 'Commit', releaseId, body });
    // Somebody else drew it in the meantime: theirs is the release, ours was never seen.
    if (!taken.ok && taken.error.code !== 'RELEASE_STANDS_OTHERWISE') return taken;
    budget = taken.ok ? taken.value : await readBudget(parts, actor);
  }
  const { sha256 = '' } = present(budget.releases.get(releaseId), 'a release with its noise');
  // Before anybody sees it, so that a backup put back tomorrow finds what left today.
  await noteHandedOut(keyStore, { releaseId, sha256 });
  const taken = await takeBudgetStep(parts, actor, { type: 'Publish', releaseId, sha256 });
  if (!taken.ok) return taken;
  return ok(present(ends(taken.value.releases.get(releaseId)), 'a published release'));
};

const jobOf = async (
  parts: ReleaseParts, actor: JobActor, jobId: string,
): Promise<Result<Readonly<{ job: PrivacyJob; table: Table }>, PublishRefusal>> => {
  const job = await findJob(parts, actor, jobId);
  if (job === undefined) return err({ code: 'PROCEEDING_UNKNOWN' });
  if (job.kind !== 'statistics') return err({ code: 'JOB_OF_ANOTHER_KIND' });
  const table = tableOf(job.parameters['product'], job.parameters['period']);
  return table.ok ? ok({ job, table: table.value }) : table;
};

/**
 * Publishes the table of an approved job. Budget is reserved first and stays spent; then everything is
 * counted and the noise drawn once; what is committed is published, and asked again the same bytes come. A
 * run that was killed anywhere is gone on with by calling it again. Faults: BUDGET_CHAIN_BROKEN, those of
 * the database.
 */
export const releaseStatistics = async (
  parts: ReleaseParts, actor: JobActor, at: Readonly<{ jobId: string; codeHash: string }>,
): Promise<Published> => {
  const { jobId, codeHash } = at;
  const found = await jobOf(parts, actor, jobId);
  if (!found.ok) return found;
  const { job, table } = found.value;
  const known = await showRelease(parts, actor, releaseIdOf(table.product.id, table.quarter));
  if (job.state === 'finished' && known !== undefined) return ok(known);
  if (job.state !== 'running') {
    const begun = await beginJob(parts, actor, { jobId, codeHash });
    if (!begun.ok) return begun;
  }
  const done = await carriedOut({ parts, actor, job, table });
  if (!done.ok) {
    const reason = done.error.code;
    if (reason !== 'PROCEEDING_BUSY') await failJob(parts, actor, { jobId, reason });
    return done;
  }
  const { releaseId, sha256 } = done.value;
  const ended = await finishJob(parts, actor, {
    jobId, transcriptHash: sha256, outputs: [{ name: `${releaseId}.json`, sha256 }],
  });
  return ended.ok || ended.error.code === 'JOB_STANDS_OTHERWISE' ? done : ended;
};

/** A published release; undefined for one that is not. */
export const showRelease = async (
  parts: ProceedingParts, actor: JobActor, releaseId: string,
): Promise<PublishedRelease | undefined> => ends((await readBudget(parts, actor)).releases.get(releaseId));
