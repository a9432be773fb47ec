import {
  type ErrorRow, type FieldProposal, measureRecogniser, minorCues, modelHash, proposalOf, RECOGNISED_FIELDS,
  type RecogniserMeasure, recognising, textsOfField, unread,
} from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { expandFiles } from '../../files.ts';
import { openSources } from '../../sources.ts';
import { answer, neededText, type PrivacyVerb } from '../federate/session-options.ts';
import { readModel } from './model.ts';
import { formOption, readTrainingTexts } from './training-texts.ts';

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** `recognise show`: what a model knows, how it is calibrated, its hash. */
export const showVerb: PrivacyVerb = {
  options: { model: { type: 'string' }, json: { type: 'boolean' } },
  run: async (given, terminal) => {
    const model = await readModel(neededText(given, 'model', 'the file of the model'));
    const fields = model.recognisers.map(({ field, labels, classCounts, vocabulary, calibration }) => ({
      field, labels, classCounts, features: vocabulary.buckets.length, documents: vocabulary.documents,
        calibration,
      leastDocumentsOfAFeature: vocabulary.frequencies.reduce((least, count) =>
        Math.min(least, count), 2 ** 32),
    }));
    const sha256 = modelHash(model);
    answer(given, terminal, { json: { sha256, fields }, lines: [sha256, ...fields.flatMap((one) => [
      `${one.field}: ${one.labels.length} values, ${one.features} features, each in at least `
        + `${one.leastDocumentsOfAFeature} of ${one.documents} documents; `
        + `prefills ${percent(one.calibration.coverage)}`,
      ...one.labels.map((label, at) => `  ${label} ${one.classCounts[at] ?? 0}`),
    ])] });
    return EXIT.done;
  },
};

const errorLine = ({ name, documents, wrong, prefilled, prefilledWrong }: ErrorRow): string =>
  `    ${name}: ${wrong} of ${documents} wrong; prefilled ${prefilled}, of them wrong ${prefilledWrong}`;

const measureLines = (field: string, measured: RecogniserMeasure): readonly string[] => [
  `${field}: ${measured.documents} texts, right ${percent(measured.accuracy)}, `
    + `macro-F1 ${percent(measured.macroF1)}, `
    + `at 80 % coverage ${percent(measured.accuracyAt80)}; prefilled ${measured.prefilled}, `
    + `of these right ${percent(measured.prefilledPrecision)}`,
  '  by value', ...measured.byLabel.map(errorLine), '  by region', ...measured.byRegion.map(errorLine),
];

/** `recognise test FILE…`: a model on texts with known values, with errors by charge and by region. */
export const testVerb: PrivacyVerb = {
  options: { model: { type: 'string' }, rows: { type: 'string' }, json: { type: 'boolean' } },
  run: async (given, terminal) => {
    const { recognisers } = await readModel(neededText(given, 'model', 'the file of the model'));
    const { texts } = await readTrainingTexts(given.words, formOption(given));
    const measures = recognisers.map((recogniser) => {
      const read = recognising(recogniser);
      const known = textsOfField(texts, recogniser.field);
      return { field: recogniser.field, measured: measureRecogniser(known.map(({ label, text, region }) =>
        ({ truth: label, region, recognition: read(text) }))) };
    });
    answer(given, terminal, {
      json: measures, lines: measures.flatMap(({ field, measured }) => measureLines(field, measured)),
    });
    return EXIT.done;
  },
};

const ROUTES = {
  zh: { prefill: '预填', confirm: '预填，须人工确认', person: '人工录入' },
  en: { prefill: 'prefilled', confirm: 'prefilled, a person confirms', person: 'a person reads it' },
} as const;

/** `recognise read FILE…`: proposals for each document; nothing is decided and nothing is stored. */
export const readVerb: PrivacyVerb = {
  options: { model: { type: 'string' }, json: { type: 'boolean' } },
  run: async (given, terminal) => {
    const { recognisers } = await readModel(neededText(given, 'model', 'the file of the model'));
    if (given.words.length === 0) throw new UnusableInput('name the documents to read');
    const readers = RECOGNISED_FIELDS.map((field) => {
      const recogniser = recognisers.find((one) => one.field === field);
      const read = recogniser === undefined ? undefined : recognising(recogniser);
      return (text: string): FieldProposal => (read === undefined ? unread(field) : proposalOf(read(text)));
    });
    let refused = 0;
    for (const file of await expandFiles(given.words)) {
      for await (const { document } of openSources(file)) {
        if (document.kind !== 'text') {
          refused += 1;
          answer(given, terminal, { json: { id: document.id, refused: true }, lines: [`✘ ${document.id}`] });
          continue;
        }
        const fields = readers.map((read) => read(document.text));
        const cues = minorCues(document.text).length;
        const words = ROUTES[terminal.language];
        answer(given, terminal, { json: { id: document.id, fields, minorCues: cues }, lines: [
          document.id, ...fields.map(({ field, route, value, confidence }) =>
            `  ${field}: ${value ?? '—'}${confidence === undefined ? '' : ` ${percent(
              confidence)}`}  [${words[route]}]`),
          ...(cues === 0 ? [] : [`  minor: ${cues} places to look at`]),
        ] });
      }
    }
    return refused === 0 ? EXIT.done : EXIT.findings;
  },
};
