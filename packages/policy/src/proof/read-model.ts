import { type CivilDate, civil, type Json } from '@fengcun/kernel';
import { ENTRY_FIELDS, FACT_FIELDS, type FactField } from '../facts/fact-fields.ts';
import { nameOfCode, OTHER_NAME, type World, type WorldText } from './world.ts';

/** Values of variables, as the solver wrote them. */
export type Model = ReadonlyMap<string, string>;

const PAIR = /\(([A-Za-z0-9_]+) (\(- \d+\)|[A-Za-z0-9_]+)\)/g;

/** Reads the answer to `(get-value (…))`. */
export const readModel = (answer: string): Model => new Map([...answer.matchAll(PAIR)].map(
  ([, name = '', value = '']): [string, string] => [name, value.replaceAll(/[() ]/g, '')]));

const isTrue = (model: Model, name: string): boolean => model.get(name) === 'true';

const two = (model: Model, name: string): string => (model.get(name) ?? '').padStart(2, '0');

const dateOf = (model: Model, name: string): CivilDate =>
  civil(`${model.get(`${name}_y`) ?? ''}-${two(model, `${name}_m`)}-${two(model, `${name}_d`)}`);

const membersOf = (text: WorldText, field: FactField, name: string, model: Model): Json => {
  const names = field.type.kind === 'set' ? field.type.values : [...text.names.get(field.name) ?? [],
    OTHER_NAME];
  return names.filter((_, i) => isTrue(model, `${name}_${i}`));
};

/**
 * A fact of which a theorem only says that it is known has no variable for its value, since no condition
 * reads it. Any value then makes the same example; the same one each time.
 */
const UNREAD_DATE = civil('2000-01-01');

const valueOf = (text: WorldText, field: FactField, name: string, model: Model): Json => {
  const { type } = field;
  switch (type.kind) {
    case 'boolean': return isTrue(model, name);
    case 'integer': return Number(model.get(name) ?? type.min);
    case 'enum': return model.has(name) ? nameOfCode(text, Number(model.get(name))) : type.values[0] ?? '';
    case 'date': return model.has(`${name}_y`) ? dateOf(model, name) : UNREAD_DATE;
    default: return membersOf(text, field, name, model);
  }
};

const read = (
  world: World, fields: readonly FactField[], place: string, model: Model,
): Readonly<Record<string, Json>> => Object.fromEntries(fields.flatMap((field): [string, Json][] => {
  const name = `${place}${field.name}`;
  return isTrue(model, `${world.prefix}k_${name}`) ? [[field.name, valueOf(world.text, field, `v_${name}`,
    model)]] : [];
}));

const entriesOf = (world: World, model: Model): Json =>
  Array.from({ length: Math.max(0, world.text.entriesMax) }, (_, i) => i)
    .filter((i) => isTrue(model, `v_e${i}`))
    .map((i) => {
      const entry = read(world, ENTRY_FIELDS, `e${i}_`, model);
      return Object.keys(entry).length === 0 ? 'unknown' : entry;
    });

/** The known facts of a world, as a fact sheet is written. */
export const factsOf = (world: World, model: Model): Readonly<Record<string, Json>> => {
  const plain = read(world, FACT_FIELDS.filter(({ type }) => type.kind !== 'list'), '', model);
  const list = FACT_FIELDS.find(({ type }) => type.kind === 'list');
  if (list === undefined || !isTrue(model, `${world.prefix}k_${list.name}`)) return plain;
  return { ...plain, [list.name]: entriesOf(world, model) };
};

/** The day of the model. */
export const asOfOf = (model: Model): CivilDate => dateOf(model, 'v_asOf');
