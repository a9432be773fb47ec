import type { Json } from '@fengcun/kernel';

/** A JSON Schema as data, in the part that draft 7 and draft 2020-12 share. */
export type JsonSchema = Readonly<{ [keyword: string]: Json }>;

declare const typed: unique symbol;

/**
 * One source for three readers: the runtime check (the JSON Schema, compiled by the shell), the TypeScript
 * type (the parameter) and the OpenAPI entry (the JSON Schema again, by its name where it has one).
 */
export type Schema<T> = Readonly<{ json: JsonSchema; name?: string; [typed]?: T }>;

/** The TypeScript type of a schema. */
export type TypeOf<S> = S extends Schema<infer T> ? T : never;

type TextForm = Readonly<{ max: number; min?: number; pattern?: RegExp; format?: string; title?: string }>;

/**
 * A text of `min` (1) to `max` characters; patterns are run on attacker-controlled text, keep them linear.
 */
export const text = ({ max, min = 1, pattern, format, title }: TextForm): Schema<string> => ({
  json: {
    type: 'string', minLength: min, maxLength: max,
    ...(pattern === undefined ? {} : { pattern: pattern.source }),
    ...(format === undefined ? {} : { format }), ...(title === undefined ? {} : { title }),
  },
});

/** One of a closed set of names. */
export const choice = <const T extends string>(values: readonly T[], title?: string): Schema<T> =>
  ({ json: { type: 'string', enum: values, ...(title === undefined ? {} : { title }) } });

/** A whole number between two bounds, both included. */
export const whole = (minimum: number, maximum: number, title?: string): Schema<number> =>
  ({ json: { type: 'integer', minimum, maximum, ...(title === undefined ? {} : { title }) } });

/** `true` or `false`. */
export const flag = (title?: string): Schema<boolean> =>
  ({ json: { type: 'boolean', ...(title === undefined ? {} : { title }) } });

/** At most `max` items of one schema, at least `min`. */
export const list = <T>(item: Schema<T>, { min, max }: { min: number; max: number }): Schema<readonly T[]> =>
  ({ json: { type: 'array', items: item.json, minItems: min, maxItems: max } });

type Members = Readonly<Record<string, Schema<unknown>>>;
type Required<M extends Members> = { readonly [K in keyof M]: TypeOf<M[K]> };
type Optional<M extends Members> = { readonly [K in keyof M]?: TypeOf<M[K]> };

const jsonOf = (members: Members): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(members).map(([name, { json }]) => [name, json]));

/** An object with these members and no others; the second group may be absent. */
export const object = <const R extends Members, const O extends Members = Readonly<Record<never, never>>>(
  required: R, optional?: O,
): Schema<Required<R> & Optional<O>> => ({
  json: {
    type: 'object',
    properties: { ...jsonOf(required), ...jsonOf(optional ?? {}) },
    ...(Object.keys(required).length === 0 ? {} : { required: Object.keys(required) }),
    additionalProperties: false,
  },
});

/** The same members, and others besides: only where a standard lets senders extend (CloudEvents). */
export const openObject = <const R extends Members>(
  required: R,
): Schema<Required<R> & Readonly<Record<string, unknown>>> => ({
  json: { ...object(required).json, additionalProperties: true },
});

/** One of several objects, told apart by a member with a constant. */
export const oneOf = <const S extends readonly Schema<unknown>[]>(...schemas: S): Schema<TypeOf<S[number]>> =>
  ({ json: { oneOf: schemas.map(({ json }) => json) } });

/** The schema under a name: OpenAPI refers to it wherever it is used. */
export const named = <T>(name: string, schema: Schema<T>): Schema<T> => ({ ...schema, name });

/** No members at all. */
export const NOTHING = object({});
