import { err, ok } from '@fengcun/kernel';
import type { Field, JsonSchema, OptionalField, Parsed } from './field.ts';
import { type MessageRefusal, messageRefusal } from './message-refusal.ts';

/** Members of an object by name. */
export type Members = Readonly<Record<string, Field<unknown>>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type OptionalNames<M extends Members> =
  { [K in keyof M]: M[K] extends OptionalField<unknown> ? K : never }[keyof M];

/** The type that the members of an object describe. */
export type ObjectOf<M extends Members> = Readonly<
  { [K in Exclude<keyof M, OptionalNames<M>>]: ValueOf<M[K]> } & { [K in OptionalNames<M>]?: ValueOf<M[K]> }
>;

/** A rule over several members; `at` is the place of the object. */
export type ObjectRule<M extends Members> = (value: ObjectOf<M>, at: string) => readonly MessageRefusal[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema of an object of these members and no others. */
export const objectSchema = (members: Members): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(members).map(([name, field]) => [name, field.schema])),
  required: Object.entries(members).filter(([, field]) => field.isOptional !== true).map(([name]) => name),
  additionalProperties: false,
});

/** Members with their names, listed once for all values. */
type Listed = Readonly<{ members: Members; entries: readonly (readonly [string, Field<unknown>])[] }>;

/** Members of a value, all refusals together; `null` is no value and is refused by type. */
const parseMembers = (
  { members, entries }: Listed, value: Readonly<Record<string, unknown>>, at: string,
): Parsed<Readonly<Record<string, unknown>>> => {
  const refusals: MessageRefusal[] = [];
  const found: Record<string, unknown> = {};
  // A member we do not know is not named: its name could carry personal data.
  const isUnknown = Object.keys(value).some((name) => !Object.hasOwn(members, name));
  if (isUnknown) refusals.push(messageRefusal('FIELD_UNKNOWN', at));
  for (const [name, field] of entries) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined) {
      if (field.isOptional !== true) refusals.push(messageRefusal('FIELD_MISSING', `${at}/${name}`));
      continue;
    }
    const parsed = field.parse(given, `${at}/${name}`);
    if (parsed.ok) found[name] = parsed.value;
    else refusals.push(...parsed.error);
  }
  return refusals.length > 0 ? err(refusals) : ok(found);
};

/** An object of exactly these members, and of the rules over several of them. */
export const object = <const M extends Members>(
  members: M, rules: readonly ObjectRule<M>[] = [],
): Field<ObjectOf<M>> => {
  const listed: Listed = { members, entries: Object.entries(members) };
  return {
    schema: objectSchema(members),
    parse: (value, at) => {
      if (!isObject(value)) return err([messageRefusal('NOT_AN_OBJECT', at)]);
      const parsed = parseMembers(listed, value, at);
      if (!parsed.ok) return parsed;
      const object = parsed.value as ObjectOf<M>;
      const refusals = rules.flatMap((rule) => rule(object, at));
      return refusals.length > 0 ? err(refusals) : ok(object);
    },
  };
};
