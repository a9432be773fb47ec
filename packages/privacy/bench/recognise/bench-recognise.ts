import {
  type FieldText, type LabelledText, LABEL_MIN, type MembershipMeasure, measureRecogniser, type Recogniser,
  type RecogniserMeasure, recognising, scanNoise, trainRecogniser,
} from '../../src/recognition/index.ts';
import { membershipOf } from './attacks.ts';
import { cailTexts, hasCail, singleCharges, splitTexts } from './cail.ts';
import { federatedRecogniser } from './federated.ts';
import { crossMeasure } from './fields.ts';
import { privateRecogniser, PUBLISHED_PRIVATE } from './private.ts';

const FOLDS = 5;
const SEED = 2026;
const NOISES = [10, 30, 50, 100];
const FEDERATED_FOLDS = 2;
const PRIVATE_FOLDS = 1;
const PER_CENT = 100;

const share = (value: number): number => Math.round(value * PER_CENT * PER_CENT) / PER_CENT;
const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

const train = (training: readonly LabelledText[]): Recogniser => {
  // Four fifths of the ten documents that a charge has in the whole collection.
  const trained = trainRecogniser(training, { field: 'charge', seed: SEED, labelMin: Math.floor(LABEL_MIN * 0.8) });
  if (!trained.ok) throw new Error(trained.error.code);
  return trained.value;
};

const measure = (recogniser: Recogniser, texts: readonly FieldText[], perMille = 0): RecogniserMeasure => {
  const read = recognising(recogniser);
  return measureRecogniser(texts.map(({ label, text, region }, at) =>
    ({ truth: label, region, recognition: read(perMille === 0 ? text : scanNoise(text, perMille, at)) })));
};

const row = (name: string, measured: RecogniserMeasure) => ({
  name, documents: measured.documents, accuracy: share(measured.accuracy), macroF1: share(measured.macroF1),
  accuracyAt80: share(measured.accuracyAt80), prefilled: share(measured.prefilled / measured.documents),
  prefilledPrecision: share(measured.prefilledPrecision),
  alone: share(measured.alone / measured.documents), alonePrecision: share(measured.alonePrecision), calibrationError: share(measured.calibrationError),
});

const membershipRow = (name: string, { auc, foundAtOnePercent }: MembershipMeasure) =>
  ({ name, auc: Math.round(auc * 1000) / 1000, foundAtOnePercent: share(foundAtOnePercent) });

/** Documents a second of one core, from raw text to a recognition; by processor time, best of five. */
const speedOf = (recogniser: Recogniser, texts: readonly FieldText[]): number => {
  const read = recognising(recogniser);
  return Math.max(...Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (const { text } of texts) read(text);
    const { user, system } = process.cpuUsage(before);
    return texts.length / ((user + system) / 1e6);
  }));
};

type Row = Readonly<Record<string, unknown> & { name: string }>;
type Target = Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>;

const atLeast = (id: string, target: number, measured: number, unit: string): Target =>
  ({ id, target, measured, unit, met: measured >= target });
const atMost = (id: string, target: number, measured: number, unit: string): Target =>
  ({ id, target, measured, unit, met: measured <= target });

const federatedRows = (single: readonly LabelledText[]) => {
  const gaps = { even: [] as number[], dirichlet: [] as number[] };
  const rows: Row[] = [];
  for (let fold = 0; fold < FEDERATED_FOLDS; fold += 1) {
    const { training, measuring } = splitTexts(single, { folds: FOLDS, fold, seed: SEED });
    const central = train(training);
    const before = measure(central, measuring).accuracy;
    for (const [name, how, kept] of [
      ['IID', { seed: SEED + fold }, gaps.even],
      ['Dirichlet 0.3', { seed: SEED + fold, concentration: 0.3 }, gaps.dirichlet],
    ] as const) {
      const { recogniser, sizes } = federatedRecogniser(training, central, how);
      const measured = measure(recogniser, measuring);
      kept.push(before - measured.accuracy);
      rows.push({ ...row(`federated ${name}, part ${fold}`, measured), central: share(before), organs: sizes.join(' ') });
      rows.push(membershipRow(`membership in federated ${name}, part ${fold}`, membershipOf(recogniser, training, measuring)));
    }
  }
  return { rows, even: share(mean(gaps.even)), dirichlet: share(mean(gaps.dirichlet)) };
};

/** Under noise, on one part (ninety seconds of drawing each): beside the published study, and what an attacker learns of members. */
const privateRows = (single: readonly LabelledText[]) => [false, true].flatMap((isFederated) => PUBLISHED_PRIVATE.map(({ epsilon, accuracy, macroF1 }) => {
  const name = isFederated ? 'private, five organs together' : 'private';
  const runs = Array.from({ length: PRIVATE_FOLDS }, (_, fold) => {
    const { training, measuring } = splitTexts(single, { folds: FOLDS, fold, seed: SEED });
    const labels = [...new Set(single.map(({ labels: { charge } }) => charge ?? ''))].sort();
    const recogniser = privateRecogniser(training, { labels, epsilon, seed: `bench ${epsilon} ${fold}`, isFederated });
    return { measured: measure(recogniser, measuring), membership: membershipOf(recogniser, training, measuring) };
  });
  const membership = {
    auc: Math.max(...runs.map((run) => run.membership.auc)),
    foundAtOnePercent: Math.max(...runs.map((run) => run.membership.foundAtOnePercent)),
  };
  const own = {
    accuracy: share(mean(runs.map(({ measured }) => measured.accuracy))),
    macroF1: share(mean(runs.map(({ measured }) => measured.macroF1))),
  };
  return {
    rows: [{ name: `${name}, ε ${epsilon}`, ...own, published: `${accuracy} ${macroF1}` },
      membershipRow(`membership in ${name}, ε ${epsilon}, worst`, membership)],
    targets: [atLeast(`${name} at ε ${epsilon}, accuracy`, accuracy, own.accuracy, '%'),
      atLeast(`${name} at ε ${epsilon}, macro-F1`, macroF1, own.macroF1, '%')],
  };
}));

const centralRows = (single: readonly LabelledText[]) => {
  const runs = Array.from({ length: FOLDS }, (_, fold) => {
    const { training, measuring } = splitTexts(single, { folds: FOLDS, fold, seed: SEED });
    const recogniser = train(training);
    return {
      measured: measure(recogniser, measuring), membership: membershipOf(recogniser, training, measuring),
      noisy: NOISES.map((perMille) => measure(recogniser, measuring, perMille)), speed: speedOf(recogniser, measuring),
    };
  });
  const rows: Row[] = [
    ...runs.map(({ measured }, fold) => row(`central, part ${fold}`, measured)),
    ...runs.map(({ membership }, fold) => membershipRow(`membership, part ${fold}`, membership)),
    ...NOISES.map((perMille, at) => ({
      name: `scan with ${perMille / 10} % of characters lost`,
      accuracy: share(mean(runs.map(({ noisy }) => noisy[at]?.accuracy ?? 0))),
      prefilled: share(mean(runs.map(({ noisy }) => (noisy[at]?.prefilled ?? 0) / (noisy[at]?.documents ?? 1)))),
      prefilledPrecision: share(mean(runs.map(({ noisy }) => noisy[at]?.prefilledPrecision ?? 0))),
    })),
  ];
  return { rows, runs };
};

const fieldRows = (judgments: readonly LabelledText[]): readonly Row[] =>
  (['sentenceKind', 'suspended', 'minor'] as const).flatMap((field) => [0, ...NOISES].map((perMille) => {
    const measured = crossMeasure(judgments, field, { folds: FOLDS, seed: SEED, perMille });
    const name = `${field}, ${perMille / 10} % lost`;
    return measured === undefined ? { name, trained: 'no: too few documents of one value' } : row(name, measured);
  }));

/**
 * The whole measurement of the recogniser on the shared rows, over five seeded parts; without them there
 * is nothing to measure. `judgments`: whole judgments with the fields a reader found.
 */
export const benchRecognise = (judgments: readonly LabelledText[]) => {
  if (!hasCail()) return { results: [{ name: 'no shared CAIL rows beside the repository' }], targets: [] };
  const all = cailTexts();
  const single = singleCharges(all);
  const { rows, runs } = centralRows(single);
  // Rows of several charges count as right where one of them is named; `alone` counts them as wrong.
  const whole = Array.from({ length: FOLDS }, (_, fold) => {
    const { training, measuring } = splitTexts(all, { folds: FOLDS, fold, seed: SEED });
    return measure(train(training), measuring);
  });
  const wholePrecisions = whole.map(({ prefilledPrecision }) => prefilledPrecision);
  const aloneWorst = Math.min(...whole.map(({ alonePrecision }) => alonePrecision));
  const federated = federatedRows(single);
  const noisy = privateRows(single);
  const over = (pick: (measured: RecogniserMeasure) => number): number => share(mean(runs.map(({ measured }) => pick(measured))));
  const precision = mean(runs.map(({ measured }) => measured.prefilledPrecision));
  const worst = Math.max(...runs.map(({ membership }) => membership.auc));
  const results: readonly Row[] = [
    ...rows, ...whole.map((one, fold) => row(`every row, several and rare charges too, part ${fold}`, one)), ...federated.rows, ...noisy.flatMap((one) => one.rows), ...fieldRows(judgments),
    { name: 'errors by region', rows: JSON.stringify(runs[0]?.measured.byRegion.slice(0, 6)) },
    { name: 'errors by charge', rows: JSON.stringify(runs[0]?.measured.byLabel.slice(0, 10)) },
  ];
  return { results, targets: [
    atLeast('accuracy', 91, over(({ accuracy }) => accuracy), '%'),
    atLeast('accuracy at 80 % coverage', 98, over(({ accuracyAt80 }) => accuracyAt80), '%'),
    atLeast('macro-F1', 75, over(({ macroF1 }) => macroF1), '%'),
    atLeast('precision of what is prefilled', 98, share(precision), '%'),
    atLeast('of every row prefilled, right', 98.3, share(mean(wholePrecisions)), '%'),
    atLeast('of every row prefilled, right, worst part', 98, share(Math.min(...wholePrecisions)), '%'),
    atLeast('prefilled as the only charge, right, worst part', 98, share(aloneWorst), '%'),
    atMost('federated IID below central', 1, federated.even, 'points'),
    atMost('federated Dirichlet 0.3 below central', 1, federated.dirichlet, 'points'),
    atLeast('speed', 4000, Math.round(Math.max(...runs.map(({ speed }) => speed))), 'documents/s/core'),
    atMost('membership AUC, worst', 0.62, Math.round(worst * 1000) / 1000, ''),
    atMost('members found at 1 %, worst', 3, share(Math.max(...runs.map(({ membership }) => membership.foundAtOnePercent))), '%'),
    ...noisy.flatMap((one) => one.targets),
  ] };
};
