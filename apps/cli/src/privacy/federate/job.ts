import { beginJob, findJob, finishJob, type JobTaken } from '@fengcun/application';
import { type Chain, COORDINATOR, hashOfKey, transcriptHash, type SessionState } from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { onData } from '../../open-data.ts';
import type { Arguments } from '../../options.ts';
import { JOB_OPTIONS, jobActor } from '../actor.ts';
import { codeHashOf } from '../code-hash.ts';
import { readPeerKey } from '../organ-key.ts';
import { RECOGNITION_CODE } from '../recognise/code.ts';
import { readChain, readSession } from './exchange-folder.ts';
import { answer, neededText, type PrivacyVerb, SESSION_OPTIONS, sessionPlace } from './session-options.ts';

/** A session read from the exchange folder, every message checked, with the hash of all that was said. */
export const checkedSession = async (
  given: Arguments,
): Promise<Readonly<{ state: SessionState; transcript: string }>> => {
  const { exchange, session } = sessionPlace({ ...given, values: { own: '.', ...given.values } });
  const right = 'as the coordinator printed it';
  const key = readPeerKey(neededText(given, 'coordinator-key', right), '--coordinator-key');
  const state = await readSession(exchange, { session, key });
  const own = await readChain(exchange, { session, role: COORDINATOR, key });
  const chains: Record<string, Chain> = { [COORDINATOR]: own.chain };
  for (const { organ, signingKey } of state.terms.organs) {
    const theirs = await readChain(exchange, { session, role: organ, key: readPeerKey(signingKey, organ) });
    chains[organ] = theirs.chain;
  }
  return { state, transcript: transcriptHash(hashOfKey(key), chains) };
};

const OPTIONS = { ...SESSION_OPTIONS, ...JOB_OPTIONS, job: { type: 'string' } } as const;

const stepVerb = (
  step: (given: Arguments, jobId: string, parts: Parameters<typeof beginJob>[0]) => Promise<JobTaken>,
): PrivacyVerb => ({
  options: OPTIONS,
  run: async (given, terminal) => {
    const jobId = neededText(given, 'job', 'the id of the approved job');
    const taken = await onData(given, terminal, (deployment) =>
      step(given, jobId, { deployment, now: deployment.clock }));
    if (!taken.ok) {
      answer(given, terminal, { json: { refused: taken.error }, lines: [`✘ ${taken.error.code}`] });
      return EXIT.findings;
    }
    const { state } = taken.value.job;
    answer(given, terminal, { json: { jobId, state }, lines: [`✔ ${jobId}  ${state}`] });
    return EXIT.done;
  },
});

/**
 * `federate begin`: an approved job, about exactly these terms, begins; before it no organ sends
 * anything.
 */
export const beginVerb = stepVerb(async (given, jobId, parts) => {
  const actor = jobActor(given);
  const { state } = await checkedSession(given);
  const job = await findJob(parts, actor, jobId);
  if (job?.kind !== 'federatedTraining' || job.parameters['terms'] !== state.termsHash) {
    throw new UnusableInput('--job: no federated training of these terms');
  }
  return beginJob(parts, actor, { jobId, codeHash: await codeHashOf(RECOGNITION_CODE) });
});

/** `federate finish`: the session is done; its transcript goes into the job, and so into the ledger. */
export const finishVerb = stepVerb(async (given, jobId, parts) => {
  const { state, transcript } = await checkedSession(given);
  if (!state.isDone) throw new UnusableInput(
    `the session is at step ${state.round} of ${state.terms.rounds}`);
  return finishJob(parts, jobActor(given), {
    jobId, transcriptHash: transcript, outputs: [{ name: 'model', sha256: state.modelHash ?? '' }],
  });
});
