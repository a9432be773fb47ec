import type { Json } from '@fengcun/kernel';
import {
  MODEL_DELTA, type ModelPrivacy, planPrivacy, readModelPrivacy, RECOGNISED_FIELDS, type RecognisedField,
} from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';

/** What a job says of a training under noise: what it costs, and the public list of values of each field. */
export type PrivateTerms = Readonly<{
  privacy: ModelPrivacy; labels: Readonly<Partial<Record<RecognisedField, readonly string[]>>>;
}>;

/** Values that every field but the charge can have; they are those of the law, not of the texts. */
const CLOSED: Readonly<Partial<Record<RecognisedField, readonly string[]>>> = {
  sentenceKind: ['有期徒刑', '拘役', '管制', '单处罚金', '免予刑事处罚', '无期徒刑', '死刑'],
  suspended: ['是', '否'], minor: ['是', '否'],
};

const numberOf = (given: Arguments, name: string, otherwise?: number): number => {
  const text = textOption(given, name);
  const value = text === undefined ? otherwise ?? NaN : Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UnusableInput(`--${name}: a number above 0`);
};

/**
 * The terms of a private training that `--private EPSILON` asks for; undefined without it. ε is shared out
 * evenly over the fields, whose models are one file. @throws UnusableInput where no noise reaches it
 */
export const privateTerms = (
  given: Arguments, fields: readonly RecognisedField[], documents: number,
): PrivateTerms | undefined => {
  if (textOption(given, 'private') === undefined) return undefined;
  const [epsilon, delta] = [numberOf(given, 'private'), numberOf(given, 'delta', MODEL_DELTA)];
  if (delta >= 1) throw new UnusableInput('--delta: below 1, as 0.00001');
  const plan = planPrivacy({ epsilon: epsilon / fields.length, delta: delta / fields.length }, documents);
  if (!plan.ok) throw new UnusableInput(`--private: no noise in reason makes ε ${epsilon} with these steps`);
  const charges = textOption(given, 'labels')?.split(',') ?? [];
  if (fields.includes('charge') && charges.length < 2) {
    throw new UnusableInput(
      '--labels: charges that are learned, with commas; a list taken from the texts would tell of them');
  }
  const labels = Object.fromEntries(fields.map((field) =>
    [field, field === 'charge' ? charges : CLOSED[field] ?? []]));
  return { privacy: plan.value, labels };
};

/** These terms as a job's parameters. */
export const privateParameters = (terms: PrivateTerms | undefined): Readonly<Record<string, Json>> =>
  (terms === undefined ? {}
    : { private: { privacy: { ...terms.privacy }, labels: { ...terms.labels } as Json } });

/** Terms of an approved job; undefined where it is about a training without noise. */
export const termsOfJob = (parameters: Readonly<Record<string, Json>>): PrivateTerms | undefined => {
  const value = parameters['private'];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { privacy, labels } = value as Readonly<Record<string, Json>>;
  const read = readModelPrivacy(privacy);
  if (read === undefined) throw new UnusableInput('--job: its numbers of privacy do not stand together');
  const lists = labels as Readonly<Record<string, readonly string[]>>;
  return {
    privacy: read,
    labels: Object.fromEntries(RECOGNISED_FIELDS.flatMap((field) => {
      const list = lists[field];
      return Array.isArray(list) ? [[field, list.map(String)]] : [];
    })),
  };
};
