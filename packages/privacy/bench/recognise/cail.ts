import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type FieldText, type LabelledText, LABEL_MIN, learnableLabels, stratifiedFolds, textOfCailRow, textsOfField,
} from '../../src/recognition/index.ts';

const FILE = fileURLToPath(new URL('../../../../../shared/data/cail.dev.jsonl', import.meta.url));

/** Whether the shared data stands beside the repository. */
export const hasCail = (): boolean => existsSync(FILE);

/** Facts and charges of the shared CAIL rows; they are read here and go nowhere. */
export const cailTexts = (): readonly LabelledText[] =>
  readFileSync(FILE, 'utf8').trim().split('\n').flatMap((line, at) => textOfCailRow(JSON.parse(line), `${at}`) ?? []);

/** A seeded split: `fold` of `folds` for measuring, the rest for training, even within each charge. */
export const splitTexts = (
  texts: readonly LabelledText[], split: Readonly<{ folds: number; fold: number; seed: number }>,
): Readonly<{ training: readonly LabelledText[]; measuring: readonly FieldText[] }> => {
  const fields = textsOfField(texts, 'charge');
  const folds = stratifiedFolds(fields, split.folds, split.seed);
  return {
    training: texts.filter((_, at) => folds[at] !== split.fold),
    measuring: fields.filter((_, at) => folds[at] === split.fold),
  };
};

/** Texts of one charge that at least ten texts have: what the published targets are about. */
export const singleCharges = (texts: readonly LabelledText[]): readonly LabelledText[] => {
  const labels = new Set(learnableLabels(textsOfField(texts, 'charge'), LABEL_MIN));
  return texts.filter(({ labels: { charge } }) => labels.has(charge ?? ''));
};
