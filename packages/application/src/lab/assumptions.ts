import { err, ok, type Result } from '@fengcun/kernel';

/** People who reviewed a number of records that a pack sealed (or left open), and how many were wrong. */
export type ReviewedSample = Readonly<{ reviewed: number; wrong: number }>;

/** Confirmed reviews of one pack. */
export type PackReview = Readonly<{ pack: string; sealed: ReviewedSample; notSealed: ReviewedSample }>;

/**
 * What a population cannot know and somebody must say: nothing of it has a default. Numbers are whole and not
 * negative; `capacityPerDay` and `inquiriesPerThousandAYear` belong to all organs together.
 */
export type Assumptions = Readonly<{
  /** Records that the population stands for (a sample of 50,000 for a year's 1,660,000, say). */
  represents?: number;
  capacityPerDay?: number;
  inquiriesPerThousandAYear?: number;
  costs?: Readonly<{ falseSeal: number; missedSeal: number; unit: string }>;
  reviews?: readonly PackReview[];
}>;

const MAX = 1_000_000_000_000;
const NUMBERS = ['represents', 'capacityPerDay', 'inquiriesPerThousandAYear'] as const;
const MEMBERS: readonly string[] = [...NUMBERS, 'costs', 'reviews'];

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= MAX;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSample = (value: unknown): value is ReviewedSample =>
  isObject(value) && isNumber(value['reviewed']) && isNumber(value['wrong'])
  && value['wrong'] <= value['reviewed'] && Number.isInteger(value['reviewed'])
  && Number.isInteger(value['wrong']);

const isReview = (value: unknown): value is PackReview =>
  isObject(value) && typeof value['pack'] === 'string' && isSample(value['sealed'])
  && isSample(value['notSealed']);

const faultOf = (value: Readonly<Record<string, unknown>>): string | undefined => {
  const stray = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (stray !== undefined) return `“${stray.slice(0, 40)}” is not one of ${MEMBERS.join(', ')}`;
  const bad = NUMBERS.find((name) => value[name] !== undefined && !isNumber(value[name]));
  if (bad !== undefined) return `${bad}: a number from 0 on is needed`;
  const { costs, reviews } = value;
  if (costs !== undefined && !(isObject(costs) && isNumber(costs['falseSeal'])
    && isNumber(costs['missedSeal']) && typeof costs['unit'] === 'string')) {
    return 'costs: {"falseSeal": number, "missedSeal": number, "unit": text} is needed';
  }
  if (reviews !== undefined && !(Array.isArray(reviews) && reviews.every(isReview))) {
    return 'reviews: a list of {"pack", "sealed": {"reviewed", "wrong"}, "notSealed": {…}} is needed, '
      + 'no more wrong than reviewed';
  }
  return undefined;
};

/** Reads assumptions as JSON, attacker-controlled; the refusal is one sentence saying what would be right. */
export const parseAssumptions = (text: string): Result<Assumptions, string> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('not valid JSON');
  }
  if (!isObject(value)) return err('one JSON object is needed');
  const fault = faultOf(value);
  return fault === undefined ? ok(value as Assumptions) : err(fault); // checked member by member
};
