import { ENTRY_FIELDS, FACT_FIELDS, type FactField, type FactSheet, parseFacts } from '@fengcun/policy';

/** Numbers in [0, 1) from a seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const pick = <T>(random: () => number, values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
const CHARGES = ['盗窃罪', '危险驾驶罪', '诈骗罪', '交通肇事罪', '抢劫罪'];
const NUMBERS = [0, 1, 2, 3, 5, 6, 7, 12, 13, 24, 35, 36, 37, 48, 59, 60, 61, 90, 120, 121, 999];
const DAYS = ['1980-02-29', '1990-01-31', '2004-02-29', '2006-05-01', '2008-11-22'];

const dayOf = (random: () => number): string => {
  if (random() < 0.1) return pick(random, DAYS) ?? '2000-01-01';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${1985 + Math.floor(random() * 41)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
};

const valueOf = (field: FactField, random: () => number, depth: number): unknown => {
  const { type } = field;
  switch (type.kind) {
    case 'boolean': return random() < 0.5;
    case 'date': return dayOf(random);
    case 'integer': return Math.min(type.max, pick(random, NUMBERS) ?? 0);
    // The first values of a list are the usual ones of our schema; they decide most.
    case 'enum': return random() < 0.5 ? type.values[0] : pick(random, type.values);
    case 'set': return type.values.filter(() => random() < 1.5 / type.values.length);
    case 'strings': return CHARGES.filter(() => random() < 0.3);
    case 'list': return depth > 0 ? undefined : Array.from({ length: Math.floor(random() * 3) }, () => entry(random));
  }
};

const fieldsOf = (fields: readonly FactField[], random: () => number, depth: number): Readonly<Record<string, unknown>> => {
  const unknownShare = pick(random, [0, 0.05, 0.3]) ?? 0;
  return Object.fromEntries(fields.map((field) => [field.name, random() < unknownShare ? undefined : valueOf(field, random, depth)])
    .filter(([, value]) => value !== undefined));
};

const entry = (random: () => number): Readonly<Record<string, unknown>> => fieldsOf(ENTRY_FIELDS, random, 1);

/** Sheets by chance over every fact of the schema, entries of lists among them; any of them unknown. */
export const randomSheets = (count: number, seed: number): readonly FactSheet[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const sheet = parseFacts(fieldsOf(FACT_FIELDS, random, 0));
    if (!sheet.ok) throw new TypeError(`bug: ${JSON.stringify(sheet.error)}`);
    return sheet.value;
  });
};
