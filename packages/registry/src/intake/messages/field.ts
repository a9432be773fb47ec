import { type CivilDate, err, type Json, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import { type MessageRefusal, messageRefusal, type MessageRefusalCode } from './message-refusal.ts';

/** What a parser gives: the value, or everything that is wrong with it. */
export type Parsed<T> = Result<T, readonly MessageRefusal[]>;

/** A JSON Schema (draft 2020-12) as data. */
export type JsonSchema = Readonly<{ [keyword: string]: Json }>;

/**
 * One member of a message: its published schema and the parser that takes it. Both stand side by side, so the
 * schema never tells another story than the code; the parser may be stricter (check characters, catalogue).
 */
export type Field<T> = Readonly<{
  schema: JsonSchema;
  parse: (value: unknown, at: string) => Parsed<T>;
  isOptional?: boolean;
}>;

/** A member that may be absent; absent means unknown, never a default. */
export type OptionalField<T> = Field<T> & Readonly<{ isOptional: true }>;

/** The same member, not required. */
export const optional = <T>(field: Field<T>): OptionalField<T> => ({ ...field, isOptional: true });

const wrong = (code: MessageRefusalCode, at: string): Parsed<never> => err([messageRefusal(code, at)]);

type TextForm = Readonly<{ max: number; pattern?: RegExp; title?: string }>;

// Control and bidirectional signs turn a name into something else on a screen.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;

/** A text of at most `max` UTF-16 units, trimmed, printable, of the pattern where there is one. */
export const text = ({ max, pattern, title }: TextForm): Field<string> => ({
  schema: {
    type: 'string', minLength: 1, maxLength: max,
    ...(pattern === undefined ? {} : { pattern: pattern.source }), ...(title === undefined ? {} : { title }),
  },
  parse: (value, at) => {
    if (typeof value !== 'string') return wrong('FIELD_TYPE', at);
    // LIMIT: refused before any work on the text; attacker-controlled.
    if (value.length > max) return wrong('FIELD_TOO_LONG', at);
    const trimmed = value.trim();
    if (trimmed === '') return wrong('FIELD_EMPTY', at);
    if (UNPRINTABLE.test(trimmed) || !trimmed.isWellFormed()) return wrong('FIELD_FORMAT', at);
    return pattern === undefined || pattern.test(trimmed) ? ok(trimmed) : wrong('FIELD_FORMAT', at);
  },
});

/** One of a closed set of names. */
export const choice = <const T extends string>(values: readonly T[], title?: string): Field<T> => ({
  schema: { enum: values, ...(title === undefined ? {} : { title }) },
  parse: (value, at) => {
    const found = values.find((name) => name === value);
    return found === undefined ? wrong('FIELD_VALUE', at) : ok(found);
  },
});

/** A whole number between two bounds, both included. */
export const whole = (minimum: number, maximum: number, title?: string): Field<number> => ({
  schema: { type: 'integer', minimum, maximum, ...(title === undefined ? {} : { title }) },
  parse: (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrong('FIELD_TYPE', at);
    // JSON knows −0; it is 0 here, so that equal messages have equal hashes.
    return value >= minimum && value <= maximum ? ok(value + 0) : wrong('FIELD_RANGE', at);
  },
});

/** `true` or `false`; nothing else counts as either. */
export const flag = (title?: string): Field<boolean> => ({
  schema: { type: 'boolean', ...(title === undefined ? {} : { title }) },
  parse: (value, at) => (typeof value === 'boolean' ? ok(value) : wrong('FIELD_TYPE', at)),
});

/** A civil date of 1900–2199 that exists. */
export const date = (title?: string): Field<CivilDate> => ({
  schema: { type: 'string', format: 'date', ...(title === undefined ? {} : { title }) },
  parse: (value, at) => {
    if (typeof value !== 'string') return wrong('FIELD_TYPE', at);
    const parsed = parseCivilDate(value);
    return parsed.ok ? parsed : wrong(parsed.error.code, at);
  },
});

type ListForm<T> = Readonly<{ min: number; max: number; keyOf: (item: T) => string }>;

/**
 * A set as a list of distinct items; two items of one key are refused. Sorted by key, so that the same items
 * in another order are the same message.
 */
export const list = <T>(item: Field<T>, { min, max, keyOf }: ListForm<T>): Field<readonly T[]> => ({
  schema: { type: 'array', items: item.schema, minItems: min, maxItems: max, uniqueItems: true },
  parse: (value, at) => {
    if (!Array.isArray(value)) return wrong('FIELD_TYPE', at);
    if (value.length < min) return wrong('LIST_EMPTY', at);
    if (value.length > max) return wrong('LIST_TOO_LONG', at);
    // Most lists have one item, which is in order and no double of another.
    if (value.length === 1) {
      const only = item.parse(value[0], `${at}/0`);
      return only.ok ? ok([only.value]) : only;
    }
    const items = value.map((one: unknown, index) => item.parse(one, `${at}/${index}`));
    const refusals = items.flatMap((one) => (one.ok ? [] : one.error));
    if (refusals.length > 0) return err(refusals);
    const byKey = new Map(items.flatMap((one) => (one.ok ? [[keyOf(one.value), one.value] as const] : [])));
    if (byKey.size < items.length) return wrong('LIST_TWICE', at);
    return ok([...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item));
  },
});
