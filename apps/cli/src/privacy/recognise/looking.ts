import {
  type FieldProposal, minorAge, minorCues, modelHash, proposalOf, RECOGNISED_FIELDS, recognising, unread,
} from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { expandFiles } from '../../files.ts';
import { openSources } from '../../sources.ts';
import { answer, neededText, type PrivacyVerb } from '../federate/session-options.ts';
import { readModel } from './model.ts';
import { privacyLine } from './privacy-line.ts';
import { percent } from './percent.ts';

/** `recognise show`: what a model knows, how it is calibrated, its hash. */
export const showVerb: PrivacyVerb = {
  options: { model: { type: 'string' }, json: { type: 'boolean' } },
  run: async (given, terminal) => {
    const model = await readModel(neededText(given, 'model', 'the file of the model'));
    const fields = model.recognisers.map((one) => {
      const { field, labels, classCounts, vocabulary, calibration, privacy } = one;
      return {
        field, privacy, labels, classCounts, features: vocabulary.buckets.length,
        documents: vocabulary.documents, calibration,
        leastDocumentsOfAFeature: vocabulary.frequencies.reduce((least, count) =>
          Math.min(least, count), 2 ** 32),
      };
    });
    const sha256 = modelHash(model);
    answer(given, terminal, { json: { sha256, fields }, lines: [sha256, ...fields.flatMap((one) => [
      `${one.field}: ${one.labels.length} values, ${one.features} features, each in at least `
        + `${one.leastDocumentsOfAFeature} of ${one.documents} documents; `
        + `prefills ${percent(one.calibration.coverage)}`,
      one.privacy === undefined ? '  trained without noise: stays inside the judiciary'
        : `  ${privacyLine(one.privacy)}`,
      ...one.labels.map((label, at) => `  ${label} ${one.classCounts[at] ?? 0}`),
    ])] });
    return EXIT.done;
  },
};

const ROUTES = {
  zh: { prefill: '预填', confirm: '预填，须人工确认', person: '人工录入',
    several: '（可能另有他罪，请核对）',
    age: { below: '日期显示可能不满十八周岁', adult: '日期均在成年之后', unread: '未能读出出生日期，请核对年龄' } },
  en: { prefill: 'prefilled', confirm: 'prefilled, a person confirms', person: 'a person reads it',
    several: ' (there may be another value besides)',
    age: { below: 'by its dates somebody may be one', adult: 'every date lies later',
      unread: 'no age could be read' } },
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
        const age = minorAge(document.text);
        const words = ROUTES[terminal.language];
        answer(given, terminal, { json: { id: document.id, fields, minorCues: cues, minorAge: age }, lines: [
          document.id, ...fields.map(({ field, route, value, confidence, mayBeSeveral }) =>
            `  ${field}: ${value ?? '—'}${confidence === undefined ? '' : ` ${percent(
              confidence)}`}  [${words[route]}]${mayBeSeveral === true ? words.several : ''}`),
          ...(cues === 0 && age === 'adult' ? []
            : [`  minor: ${cues} places to look at; ${words.age[age]}`]),
        ] });
      }
    }
    return refused === 0 ? EXIT.done : EXIT.findings;
  },
};
