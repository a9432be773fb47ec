import { modelHash, writeModel } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, UnusableInput } from '../../exit.ts';
import { JOB_OPTIONS, jobActor } from '../actor.ts';
import { answer, neededText, type PrivacyVerb } from '../federate/session-options.ts';
import { jobOfModel } from './model-job.ts';
import { readModel } from './model.ts';
import { privacyLine } from './privacy-line.ts';
import { termsOfJob } from './private-options.ts';

/**
 * `recognise export --model FILE --job JOB --out FILE`: the one way a model is given outside the judiciary.
 * TRUST BOUNDARY: what the file says of its own noise is not believed; the job in the ledger must have been
 * about a private training, and its finished output must be this very file.
 */
export const exportVerb: PrivacyVerb = {
  options: { ...JOB_OPTIONS, model: { type: 'string' }, job: { type: 'string' }, out: { type: 'string' } },
  run: async (given, terminal) => {
    jobActor(given);
    const out = neededText(given, 'out', 'the file that is given away');
    const jobId = neededText(given, 'job', 'the id of the job that trained the model');
    const model = await readModel(neededText(given, 'model', 'the file of the model'));
    const bare = model.recognisers.find(({ privacy }) => privacy === undefined);
    if (bare !== undefined) throw new UnusableInput(
      `${bare.field} was trained without noise and stays inside the judiciary; train it with --private`);
    const hash = modelHash(model);
    const job = await jobOfModel(given, terminal, { jobId, model });
    const isItsOutput = job?.outputs.some(({ sha256 }) => sha256 === hash) === true;
    if (!isItsOutput || termsOfJob(job.parameters) === undefined) throw new UnusableInput(
      '--job: no finished private training of this id gave this model; nothing is written');
    await writeWhole(out, writeModel(model));
    const told = model.recognisers.flatMap(({ field, privacy }) =>
      (privacy === undefined ? [] : [`  ${field}: ${privacyLine(privacy)}`]));
    const fields = model.recognisers.map(({ field, privacy }) => ({ field, privacy }));
    answer(given, terminal, { json: { model: hash, fields }, lines: [`✔ ${out}  ${hash}`, ...told] });
    return EXIT.done;
  },
};
