import { civil, err, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { type ReleaseRefusal, verifyRelease } from '@fengcun/privacy';
import { legalDay } from '@fengcun/registry';
import { type BudgetStepRefusal, readBudget, takeBudgetStep } from './budget-steps.ts';
import { handedOut, noteHandedOut } from './handed-out.ts';
import type { JobActor } from './job-act.ts';
import { type PublishedRelease, type ReleaseParts, statisticsSigner } from './release-statistics.ts';

/** Why a file is not put back; RELEASE_DIFFERS: other bytes of this table were published. */
export type RecoverRefusal = ReleaseRefusal | BudgetStepRefusal;

/**
 * Puts a release back into a budget that was restored from an older backup: its bytes, as they were
 * published, and what they cost. TRUST BOUNDARY: taken only under the signature of this deployment, and only
 * as the bytes that the key store remembers, where it does. Called again, nothing changes. Faults:
 * BUDGET_CHAIN_BROKEN, those of the database.
 */
export const recoverRelease = async (
  parts: Pick<ReleaseParts, 'deployment' | 'now'>, actor: JobActor, text: string,
): Promise<Result<PublishedRelease, RecoverRefusal>> => {
  const { keyStore } = parts.deployment;
  const { publicKey } = await statisticsSigner(parts.deployment);
  const read = verifyRelease(text, Buffer.from(publicKey).toString('base64'));
  if (!read.ok) return read;
  const { releaseId, product, period, jobId } = read.value;
  const sha256 = sha256Hex(text);
  if ((await handedOut(keyStore, releaseId) ?? sha256) !== sha256) return err({ code: 'RELEASE_DIFFERS' });
  const standing = (await readBudget(parts, actor)).releases.get(releaseId);
  if (standing === undefined) {
    const today = civil(legalDay(new Date(parts.now()).toISOString()));
    const taken = await takeBudgetStep(parts, actor, { type: 'Reserve', product, period, jobId, today });
    if (!taken.ok) return taken;
  }
  if ((standing?.stage ?? 'reserved') === 'reserved') {
    const taken = await takeBudgetStep(parts, actor, { type: 'Commit', releaseId, body: text });
    if (!taken.ok) return taken;
  }
  const taken = await takeBudgetStep(parts, actor, { type: 'Publish', releaseId, sha256 });
  if (!taken.ok) return taken;
  await noteHandedOut(keyStore, { releaseId, sha256 });
  return ok({ releaseId, text, sha256 });
};
