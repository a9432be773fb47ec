import { findJob } from '@fengcun/application';
import { sha256Hex } from '@fengcun/kernel';
import { bytesOfModel, modelHash, type ModelFile, type PrivacyJob } from '@fengcun/privacy';
import { onData } from '../../open-data.ts';
import type { Arguments } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { readingActor } from '../actor.ts';

/** Digests under which a finished job may name a model: of its file, or (federated) of its last weights. */
const digestsOf = (model: ModelFile, { kind }: PrivacyJob): readonly string[] => [
  modelHash(model),
  ...(kind === 'federatedTraining' ? model.recognisers.map((one) => sha256Hex(bytesOfModel(one.model))) : []),
];

/**
 * The job of the ledger that gave this very model, finished; undefined where the job is none, is not
 * finished, or gave another model. What a file says of itself is never asked.
 */
export const jobOfModel = async (
  given: Arguments, terminal: Terminal, { jobId, model }: Readonly<{ jobId: string; model: ModelFile }>,
): Promise<PrivacyJob | undefined> => {
  const actor = readingActor(given);
  const job = await onData(given, terminal, (deployment) =>
    findJob({ deployment, now: deployment.clock }, actor, jobId));
  if (job?.state !== 'finished') return undefined;
  const digests = digestsOf(model, job);
  return job.outputs.some(({ sha256 }) => digests.includes(sha256)) ? job : undefined;
};
