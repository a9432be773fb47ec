import { findCharge } from '@fengcun/statute';
import { err, ok } from '@fengcun/kernel';
import { date, type Field, list, optional, text, whole } from './field.ts';
import { messageRefusal } from './message-refusal.ts';
import type { ObjectRule } from './object-field.ts';

/** Number of a document or case as printed: （2024）京0000刑初1号. Personal data: it finds a person. */
export const documentNumber = text({ max: 80, title: '文书编号、案号 number as printed' });

/** Name of a court or procuratorate as printed. */
export const organName = text({ max: 80, title: '机关名称 name as printed' });

// LIMIT: judgments name some dozens of charges at most.
const CHARGES_MAX = 64;

const charge: Field<string> = {
  schema: { type: 'string', minLength: 2, maxLength: 64, title: '罪名 name in the catalogue of charges' },
  parse: (value, at) => {
    if (typeof value !== 'string') return err([messageRefusal('FIELD_TYPE', at)]);
    const found = findCharge(value);
    // The catalogue's name counts, so that two writings of one charge are one fact.
    return found.ok ? ok(found.value.name) : err([messageRefusal('CHARGE_UNKNOWN', at)]);
  },
};

/** Charges under their catalogue names, each once. */
export const charges = list(charge, { min: 1, max: CHARGES_MAX, keyOf: (name) => name });

// LIMIT: longer than any term of months the law knows, short of overflow.
const MONTHS_MAX = 1200;
const YUAN_MAX = 1_000_000_000_000;

/** Whole months of a term or period. */
export const months = (title: string): Field<number> => whole(0, MONTHS_MAX, title);

/** Yuan, whole. */
export const yuan = (title: string): Field<number> => whole(0, YUAN_MAX, title);

/** First and optional last day of a period, under the names `from` and `to`. */
export const PERIOD = {
  from: date('起始日 first day'),
  to: optional(date('截止日 last day')),
} as const;

/** A period does not end before it begins. */
export const periodInOrder: ObjectRule<typeof PERIOD> = (period, at) =>
  (period.to !== undefined && period.to < period.from
    ? [messageRefusal('DATES_OUT_OF_ORDER', `${at}/to`)] : []);
