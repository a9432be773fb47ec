import { randomBytes } from 'node:crypto';
import { beginJob, failJob, findJob, finishJob, type JobActor,
  type ProceedingParts } from '@fengcun/application';
import {
  type LabelledText, modelHash, RECOGNISED_FIELDS, type RecognisedField, type Recogniser,
  trainPrivateRecogniser, trainRecogniser, writeModel,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, UnusableInput } from '../../exit.ts';
import { onData } from '../../open-data.ts';
import { textOption } from '../../options.ts';
import { JOB_OPTIONS, jobActor } from '../actor.ts';
import { codeHashOf } from '../code-hash.ts';
import { answer, neededText, type PrivacyVerb } from '../federate/session-options.ts';
import { RECOGNITION_CODE } from './code.ts';
import { privacyLine } from './privacy-line.ts';
import { type PrivateTerms, termsOfJob } from './private-options.ts';
import { fieldsOption, rootOf } from './propose.ts';
import { formOption, readTrainingTexts } from './training-texts.ts';

/** What came of a field: a recogniser, or why none; then a person reads the field. */
type Trained = Readonly<{ field: RecognisedField; recogniser?: Recogniser; reason?: string }>;

/** Fields under noise, from a cryptographic source; calibrated on public texts, or they never prefill. */
const trainUnderNoise = (
  texts: readonly LabelledText[], { privacy, labels }: PrivateTerms, probe: readonly LabelledText[],
): readonly Trained[] => RECOGNISED_FIELDS.flatMap((field) => {
  const list = labels[field];
  if (list === undefined) return [];
  const how = { field, labels: list, privacy, probe, random: (length: number) => randomBytes(length) };
  return [{ field, recogniser: trainPrivateRecogniser(texts, how) }];
});

const trainFields = (
  texts: readonly LabelledText[], fields: readonly RecognisedField[], seed: number,
): readonly Trained[] =>
  fields.map((field) => {
    const result = trainRecogniser(texts, { field, seed });
    if (result.ok) return { field, recogniser: result.value };
    const { documents, classes } = result.error;
    return { field, reason: `${documents} documents, ${classes} values that ten of them have: too few` };
  });

const lineOf = ({ field, recogniser, reason }: Trained): string => {
  if (recogniser === undefined) return `  ${field}: not trained (${reason ?? ''}); a person reads it`;
  const { labels, privacy, calibration: { threshold, coverage, precisionBound } } = recogniser;
  const prefills = threshold === null ? 'never prefills'
    : `prefills ${(coverage * 100).toFixed(1)} %, right in at least ${(precisionBound * 100).toFixed(1)} %`;
  const cost = privacy === undefined ? '' : `; ${privacyLine(privacy)}`;
  return `  ${field}: ${labels.length} values; ${prefills}${cost}`;
};

/**
 * The job must be about these texts and not yet run; no training happens without two organs' agreement. Gives
 * what the job says of noise.
 */
const begin = async (
  parts: ProceedingParts, actor: JobActor,
  at: Readonly<{ jobId: string; texts: readonly LabelledText[]; mustBePrivate: boolean }>,
): Promise<PrivateTerms | undefined> => {
  const job = await findJob(parts, actor, at.jobId);
  if (job === undefined || job.kind !== 'recogniserTraining') {
    throw new UnusableInput('--job: no job of training a recogniser has this id');
  }
  const isAboutThese = job.inputs.some(({ root }) => root === rootOf(at.texts));
  if (!isAboutThese) throw new UnusableInput('the texts are not those that the job was approved for');
  const noisy = termsOfJob(job.parameters);
  if (noisy === undefined && at.mustBePrivate) {
    throw new UnusableInput('--private: the job was approved for a training without noise');
  }
  const begun = await beginJob(parts, actor,
    { jobId: at.jobId, codeHash: await codeHashOf(RECOGNITION_CODE) });
  if (!begun.ok) throw new UnusableInput(`the job cannot begin: ${begun.error.code}`);
  return noisy;
};

/**
 * `recognise train FILE… --job JOB --out MODEL`: runs an approved job, under noise where the job says so
 * (`--private` insists on it; `--probe FILE`: public texts to calibrate on); its ledger entry names the
 * model's hash.
 */
export const trainVerb: PrivacyVerb = {
  options: {
    ...JOB_OPTIONS, rows: { type: 'string' }, job: { type: 'string' }, out: { type: 'string' },
      fields: { type: 'string' },
    seed: { type: 'string' }, private: { type: 'boolean' }, probe: { type: 'string' },
  },
  run: async (given, terminal) => {
    const actor = jobActor(given);
    const out = neededText(given, 'out', 'the file of the model');
    const jobId = neededText(given, 'job', 'the id of the approved job');
    const { texts, unread } = await readTrainingTexts(given.words, formOption(given));
    const probePath = textOption(given, 'probe');
    const { texts: probe } = probePath === undefined ? { texts: [] }
      : await readTrainingTexts([probePath], formOption(given));
    const seed = Number(textOption(given, 'seed') ?? 1);
    const trained = await onData(given, terminal, async (deployment) => {
      const parts = { deployment, now: deployment.clock };
      const mustBePrivate = given.values['private'] === true;
      const noisy = await begin(parts, actor, { jobId, texts, mustBePrivate });
      const fields = noisy === undefined ? trainFields(texts, fieldsOption(given), seed)
        : trainUnderNoise(texts, noisy, probe);
      const recognisers = fields.flatMap(({ recogniser }) => recogniser ?? []);
      if (recognisers.length === 0) {
        await failJob(parts, actor, { jobId, reason: 'tooFewDocuments' });
        return { fields, hash: undefined };
      }
      await writeWhole(out, writeModel({ recognisers }));
      const hash = modelHash({ recognisers });
      await finishJob(parts, actor, { jobId, transcriptHash: hash,
        outputs: [{ name: 'model', sha256: hash }] });
      return { fields, hash };
    });
    const fields = trained.fields.map(({ field, recogniser, reason }) =>
      ({ field, labels: recogniser?.labels, calibration: recogniser?.calibration, reason }));
    answer(given, terminal, {
      json: { model: trained.hash, texts: texts.length, unread, fields },
      lines: [`${trained.hash === undefined ? '✘ nothing could be trained' : `✔ ${out}  ${trained.hash}`}`,
        `  ${texts.length} texts, ${unread} lines without`, ...trained.fields.map(lineOf)],
    });
    return trained.hash === undefined ? EXIT.findings : EXIT.done;
  },
};
