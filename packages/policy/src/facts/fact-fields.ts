import { assert } from '@fengcun/kernel';
import type { FactName } from './fact-sheet.ts';
import schema from './schema.json' with { type: 'json' };

/** A text in the two languages of the product. */
export type Bilingual = Readonly<{ zh: string; en: string }>;

/**
 * Shape of a fact: `set` and `strings` are sets, of a closed and of an open list of
 * names; `list` is a list of entries (`ENTRY_FIELDS`).
 */
export type FactType =
  | Readonly<{ kind: 'boolean' }>
  | Readonly<{ kind: 'date' }>
  | Readonly<{ kind: 'integer'; min: number; max: number }>
  | Readonly<{ kind: 'enum'; values: readonly string[] }>
  | Readonly<{ kind: 'set'; values: readonly string[] }>
  | Readonly<{ kind: 'strings' }>
  | Readonly<{ kind: 'list' }>;

/** One fact of the published schema. `question` is what to ask a person when the fact is unknown. */
export type FactField = Readonly<{
  name: FactName;
  type: FactType;
  title: Bilingual;
  source: Bilingual;
  question: Bilingual;
  unit?: string;
}>;

type Body = Readonly<{
  type?: string;
  $ref?: string;
  enum?: readonly (string | null)[];
  minimum?: number;
  maximum?: number;
  items?: Readonly<{ enum?: readonly string[]; anyOf?: readonly unknown[] }>;
}>;
type Property = Readonly<{
  'x-title': Bilingual;
  'x-source': Bilingual;
  'x-question': Bilingual;
  'x-unit'?: string;
  anyOf: readonly Body[];
}>;

const names = (values: readonly (string | null)[]): readonly string[] =>
  values.filter((value) => value !== null);

const typeOf = (name: string, body: Body | undefined): FactType => {
  if (body?.$ref === '#/$defs/date') return { kind: 'date' };
  if (body?.type === 'boolean') return { kind: 'boolean' };
  if (body?.type === 'string' && body.enum !== undefined) return { kind: 'enum', values: names(body.enum) };
  if (body?.type === 'integer') return { kind: 'integer', min: body.minimum ?? 0, max: body.maximum ?? 0 };
  assert(body?.type === 'array', `schema.json: fact ${name} has no type the language knows`);
  if (body.items?.anyOf !== undefined) return { kind: 'list' };
  return body.items?.enum === undefined ? { kind: 'strings' } : { kind: 'set', values: body.items.enum };
};

const fieldOf = ([name, property]: readonly [string, Property]): FactField => ({
  name: name as FactName, // the brand of the schema's own keys; fact-fields.test.ts compares both lists
  type: typeOf(name, property.anyOf[0]),
  title: property['x-title'],
  source: property['x-source'],
  question: property['x-question'],
  ...(property['x-unit'] === undefined ? {} : { unit: property['x-unit'] }),
});

/** Every fact in the order of the published schema. */
export const FACT_FIELDS: readonly FactField[] =
  Object.entries(schema.properties as Readonly<Record<string, Property>>).map(fieldOf);

const byName: ReadonlyMap<string, FactField> = new Map(FACT_FIELDS.map((field) => [field.name, field]));

/** The fact of that name; undefined when the schema does not name it. */
export const factField = (name: string): FactField | undefined => byName.get(name);

/** Facts that an entry of a list has too: same name, type and meaning, in the order of the schema. */
export const ENTRY_FIELDS: readonly FactField[] = Object.keys(schema.$defs.entry.properties).flatMap((name) =>
  byName.get(name) ?? []);

const entryNames: ReadonlySet<string> = new Set(ENTRY_FIELDS.map(({ name }) => name));

/** The fact of that name, if an entry of a list has it. */
export const entryField = (name: string): FactField | undefined =>
  (entryNames.has(name) ? byName.get(name) : undefined);

/** The published JSON Schema (draft 2020-12) of a fact sheet, as data. */
export const FACTS_SCHEMA: Readonly<Record<string, unknown>> = schema;
