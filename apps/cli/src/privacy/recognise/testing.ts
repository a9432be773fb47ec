import { parseCivilDate, present } from '@fengcun/kernel';
import {
  type ErrorRow, type FieldText, type Judged, type LabelledText, measureRecogniser, modelHash, type ModelFile,
  QUALITY_FILE, qualityOfField, type QualityTrials, type Recogniser, type RecogniserMeasure,
  type RecogniserQuality, recognising, scanNoise, textsOfField, writeQuality,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { JOB_OPTIONS } from '../actor.ts';
import { answer, neededText, type PrivacyVerb } from '../federate/session-options.ts';
import { jobOfModel } from './model-job.ts';
import { readModel } from './model.ts';
import { percent } from './percent.ts';
import { formOption, readTrainingTexts } from './training-texts.ts';

const errorLine = ({ name, documents, wrong, prefilled, prefilledWrong }: ErrorRow): string =>
  `    ${name}: ${wrong} of ${documents} wrong; prefilled ${prefilled}, of them wrong ${prefilledWrong}`;

const measureLines = (field: string, measured: RecogniserMeasure): readonly string[] => [
  `${field}: ${measured.documents} texts, right ${percent(measured.accuracy)}, `
    + `macro-F1 ${percent(measured.macroF1)}, `
    + `at 80 % coverage ${percent(measured.accuracyAt80)}; prefilled ${measured.prefilled}, `
    + `of these right ${percent(measured.prefilledPrecision)}; as the only value ${measured.alone}, `
    + `of these so ${percent(measured.alonePrecision)}`,
  '  by value', ...measured.byLabel.map(errorLine), '  by region', ...measured.byRegion.map(errorLine),
];

const judgedBy = (recogniser: Recogniser, texts: readonly FieldText[], perMille = 0): readonly Judged[] => {
  const read = recognising(recogniser);
  return texts.map(({ label, text, region }, at) =>
    ({ truth: label, region, recognition: read(perMille === 0 ? text : scanNoise(text, perMille, at)) }));
};

// Characters of a thousand that a scan loses, as the bench measures them.
const NOISES = [10, 30, 50, 100];

const trialsOf = (
  recogniser: Recogniser, texts: readonly FieldText[], isNoisy: boolean,
): QualityTrials => ({
  field: recogniser.field, judged: judgedBy(recogniser, texts),
  noisy: (isNoisy ? NOISES : []).map((perMille) =>
    ({ perMille, judged: judgedBy(recogniser, texts, perMille) })),
});

/** TRUST BOUNDARY. The job that the console will name must have given this very model, as the log says. */
const trainedBy = async (
  given: Arguments, terminal: Terminal, model: ModelFile,
): Promise<Pick<RecogniserQuality, 'jobId'>> => {
  const jobId = textOption(given, 'job');
  if (jobId === undefined) return {};
  if (await jobOfModel(given, terminal, { jobId, model }) !== undefined) return { jobId };
  throw new UnusableInput('--job: no finished training of this id gave this model; nothing is written');
};

/** The quality file of these trials; shares and rows only, small rows pooled. */
const writeQualityFile = async (
  given: Arguments, terminal: Terminal, of: Readonly<{
    model: ModelFile; trials: readonly QualityTrials[]; trainedBy: Pick<RecogniserQuality, 'jobId'>;
  }>,
): Promise<readonly string[]> => {
  const path = textOption(given, 'quality');
  if (path === undefined) return [];
  const day = parseCivilDate(terminal.today());
  const quality: RecogniserQuality = {
    v: 1, kind: 'recogniserQuality', measuredOn: present(day.ok ? day.value : undefined, 'today'),
    modelSha256: modelHash(of.model), ...of.trainedBy,
    fields: of.trials.map(qualityOfField),
  };
  await writeWhole(path, writeQuality(quality));
  return [`✔ ${path}; the console shows it as ${QUALITY_FILE} in the data directory`];
};

const knownTexts = (recogniser: Recogniser, texts: readonly LabelledText[]): readonly FieldText[] => {
  const known = textsOfField(texts, recogniser.field);
  if (known.length === 0) throw new UnusableInput(`no text has a value of ${recogniser.field} to test with`);
  return known;
};

/**
 * `recognise test FILE…`: a model on texts with known values, with errors by charge and by region. With
 * `--quality FILE` also the file that the console shows, `--job` naming the job of the ledger (`--data` or
 * `--database-url`) that trained this very model; another one is refused.
 */
export const testVerb: PrivacyVerb = {
  options: {
    ...JOB_OPTIONS, model: { type: 'string' }, rows: { type: 'string' }, quality: { type: 'string' },
    job: { type: 'string' },
  },
  run: async (given, terminal) => {
    const model = await readModel(neededText(given, 'model', 'the file of the model'));
    // Before anything is read or written: it may be refused.
    const job = await trainedBy(given, terminal, model);
    const { texts } = await readTrainingTexts(given.words, formOption(given));
    const isKept = textOption(given, 'quality') !== undefined;
    const trials = model.recognisers.map((one) => trialsOf(one, knownTexts(one, texts), isKept));
    const measures = trials.map(({ field, judged }) => ({ field, measured: measureRecogniser(judged) }));
    const written = await writeQualityFile(given, terminal, { model, trials, trainedBy: job });
    answer(given, terminal, {
      json: measures,
      lines: [...measures.flatMap(({ field, measured }) => measureLines(field, measured)), ...written],
    });
    return EXIT.done;
  },
};
