import { seededDraw, shuffled } from './seeded-order.ts';

/** Fields that rules need and old judgments hide in running text. */
export const RECOGNISED_FIELDS = ['charge', 'sentenceKind', 'suspended', 'minor'] as const;

/** One of them; values are words of the glossary of judgments: a charge's name, 有期徒刑, 是, 否. */
export type RecognisedField = (typeof RECOGNISED_FIELDS)[number];

/**
 * A text with what is known of it. A label of several values (two charges) joins them by `|`. `region`:
 * where the court sits, for measuring only.
 */
export type LabelledText = Readonly<{
  id: string;
  text: string;
  labels: Readonly<Partial<Record<RecognisedField, string>>>;
  region?: string;
}>;

/** Texts of one field, with their values. */
export type FieldText = Readonly<{ id: string; text: string; label: string; region: string | undefined }>;

/** Joins the values of a text that has several. */
export const SEVERAL = '|';

/**
 * Whether a single value is true of a text: its value, or one of its several. A text of several values
 * teaches no class, but it is read, so it counts when the threshold is set.
 */
export const isTrueOf = (label: string, value: string): boolean =>
  label === value || (label.includes(SEVERAL) && label.split(SEVERAL).includes(value));

/** Texts that have a value of this field. */
export const textsOfField = (texts: readonly LabelledText[], field: RecognisedField): readonly FieldText[] =>
  texts.flatMap(({ id, text, labels, region }) => {
    const label = labels[field];
    return label === undefined ? [] : [{ id, text, label, region }];
  });

/** Values that at least `documentsMin` texts have, in code-unit order: the classes of a model. */
export const learnableLabels = (texts: readonly FieldText[], documentsMin: number): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { label } of texts) {
    if (!label.includes(SEVERAL)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= documentsMin).map(([label]) => label).sort();
};

/**
 * The fold (0 … folds − 1) of every text: seeded, and even within each value, so that rare ones are in
 * every fold.
 */
export const stratifiedFolds = (texts: readonly FieldText[], folds: number, seed: number): Uint8Array => {
  const draw = seededDraw(seed);
  const seen = new Map<string, number>();
  const result = new Uint8Array(texts.length);
  for (const at of shuffled(texts.length, draw)) {
    const label = texts[at]?.label ?? '';
    const before = seen.get(label) ?? draw(folds);
    result[at] = before % folds;
    seen.set(label, before + 1);
  }
  return result;
};
