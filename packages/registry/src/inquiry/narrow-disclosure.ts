import { type CivilDate, type Tri, triAll } from '@fengcun/kernel';
import { findCharge, type OffenceClass } from '@fengcun/statute';
import type {
  DisclosedItem, Disclosure, DisclosureQuestion, FileMode, RelevanceAnswer,
} from './disclosure.ts';
import { type DisclosedLimit, disclosedLimit } from './grant-limits.ts';
import type { InquiredRecord } from './inquired-record.ts';

/** What would be told of one record, and what must first be asked. */
export type Told =
  Readonly<{ items: readonly DisclosedItem[]; questions: readonly DisclosureQuestion[] }>;

/** The limits of a grant, and what persons answered. */
export type Narrowing =
  Readonly<{ limits: readonly DisclosedLimit[]; answers: readonly RelevanceAnswer[] }>;

const NOTHING: Told = { items: [], questions: [] };

const has = ({ limits }: Narrowing, name: DisclosedLimit['limit']): boolean =>
  limits.some(({ limit }) => limit === name);

const isWithin = (day: CivilDate | undefined, limit: DisclosedLimit): Tri => {
  if (limit.limit !== 'since' && limit.limit !== 'until') return true;
  if (day === undefined) return 'unknown';
  return limit.limit === 'since' ? day >= limit.day : day <= limit.day;
};

/** LAW: the day of a record is that of the decision; where nobody told it, the day it took effect. */
const inTime = ({ limits }: Narrowing, { decidedOn, effectiveOn }: InquiredRecord): Tri =>
  triAll(limits.map((limit) => isWithin(decidedOn ?? effectiveOn, limit)));

const ofClasses = (charge: string | undefined, classes: readonly OffenceClass[]): Tri => {
  const found = charge === undefined ? undefined : findCharge(charge);
  if (found?.ok !== true) return 'unknown';
  if (found.value.classes.some((name) => classes.includes(name))) return true;
  return found.value.classesByFact.some((name) => classes.includes(name)) ? 'unknown' : false;
};

const inClasses = ({ limits }: Narrowing, charge: string | undefined): Tri =>
  triAll(limits.map((one) => (one.limit === 'classes' ? ofClasses(charge, one.classes) : true)));

const READINGS = [
  { verdict: true, zh: '在许可的范围之内，可以告知', en: 'it lies within the grant' },
  { verdict: false, zh: '不在许可的范围之内，不予告知', en: 'it does not lie within the grant' },
] as const;

type Judged = Readonly<{ isIn: boolean; questions: readonly DisclosureQuestion[] }>;

/** What nobody told is asked of a person, and is not told meanwhile. */
const judged = (
  { answers }: Narrowing, recordId: string, at: Readonly<{ item: string; is: Tri }>,
): Judged => {
  const { item, is } = at;
  if (is !== 'unknown') return { isIn: is, questions: [] };
  const answer = answers.find((one) => one.recordId === recordId && one.item === item);
  if (answer !== undefined) return { isIn: answer.isRelevant, questions: [] };
  return { isIn: false, questions: [{ recordId, item, findings: [], readings: READINGS }] };
};

const IN_TIME = '是否在许可的日期范围内';
const inClass = (charge: string): string => `是否属于许可的类别：${charge}`;
const UNNAMED = '未载明';

const withoutTerm = (item: DisclosedItem): DisclosedItem => {
  if (item.what !== 'conviction') return item;
  const { sentence: _s, effectiveOn: _e, servedOn: _d, ...left } = item;
  return left;
};

const chargeOf = (item: DisclosedItem): string | undefined =>
  (item.what === 'publicOrder' ? undefined : item.charge);

/** Items of the classes; where some of a judgment fall away, its one penalty would tell of them. */
const narrowClasses = (by: Narrowing, { recordId, charges }: InquiredRecord, told: Told): Told => {
  if (!has(by, 'classes')) return told;
  const kept = told.items.map((item) => {
    const charge = chargeOf(item);
    const is = inClasses(by, charge);
    return { item, ...judged(by, recordId, { item: inClass(charge ?? UNNAMED), is }) };
  });
  const items = kept.filter(({ isIn }) => isIn).map(({ item }) => item);
  const isWhole = items.length === (charges ?? []).length;
  return {
    items: isWhole ? items : items.map(withoutTerm),
    questions: [
      ...told.questions.filter(({ item }) =>
        charges?.includes(item) !== true || inClasses(by, item) !== false),
      ...kept.flatMap(({ questions }) => questions),
    ],
  };
};

const isOfOtherClass = (by: Narrowing, { kind, charges = [] }: InquiredRecord): boolean =>
  kind === 'publicOrder'
  || (charges.length > 0 && charges.every((charge) => inClasses(by, charge) === false));

const isLeftOut = (by: Narrowing, record: InquiredRecord): boolean =>
  (has(by, 'judgmentsOnly') && record.kind !== 'judgment')
  || (has(by, 'classes') && isOfOtherClass(by, record));

/** What is told of one record under the limits: never more, and nobody is asked about what is left out. */
export const narrowTold = (by: Narrowing, record: InquiredRecord, told: Told): Told => {
  if (told.items.length + told.questions.length === 0 || isLeftOut(by, record)) return NOTHING;
  const { isIn, questions } = judged(by, record.recordId, { item: IN_TIME, is: inTime(by, record) });
  if (!isIn) return { items: [], questions };
  const { items, questions: asked } = narrowClasses(by, record, told);
  return { items: has(by, 'withoutTerm') ? items.map(withoutTerm) : items, questions: asked };
};

/** A record of a file under the limits: none where it is left out; charges of other classes fall away. */
export const narrowRecord = (
  by: Narrowing, record: InquiredRecord,
): Readonly<{ record?: InquiredRecord; questions: readonly DisclosureQuestion[] }> => {
  if (isLeftOut(by, record)) return { questions: [] };
  const time = judged(by, record.recordId, { item: IN_TIME, is: inTime(by, record) });
  if (!time.isIn) return { questions: time.questions };
  if (!has(by, 'classes')) return { record, questions: [] };
  const charges = record.charges ?? [UNNAMED];
  const all = charges.map((charge) => ({
    charge, ...judged(by, record.recordId, { item: inClass(charge), is: inClasses(by, charge) }),
  }));
  const questions = all.flatMap((one) => one.questions);
  const kept = all.filter(({ isIn }) => isIn).map(({ charge }) => charge);
  if (kept.length === 0) return { questions };
  if (kept.length === charges.length) return { record, questions };
  const { sentence: _s, servedOn: _d, ...left } = record;
  return { record: { ...left, charges: kept }, questions };
};

const modesLeft = (by: Narrowing, modes: readonly FileMode[]): readonly FileMode[] => modes.filter((mode) =>
  mode === 'read' || (!has(by, 'readOnly') && (mode === 'excerpt' || !has(by, 'withoutCopy'))));

/**
 * The form of an answer under the limits, which go with it so that who reads it knows what was not looked at.
 * Without limits it is the answer itself, to the byte.
 */
export const narrowForm = (by: Narrowing, disclosure: Disclosure): Disclosure => {
  if (by.limits.length === 0) return disclosure;
  const limits = by.limits.map(disclosedLimit);
  if (disclosure.kind === 'file') return { ...disclosure, modes: modesLeft(by, disclosure.modes), limits };
  return { ...disclosure, items: has(by, 'yesOrNo') ? [] : disclosure.items, limits };
};
