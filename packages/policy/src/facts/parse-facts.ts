import { err, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import {
  ENTRY_FIELDS, entryField, FACT_FIELDS, type FactField, factField, type FactType,
} from './fact-fields.ts';
import { type EntrySheet, type FactName, type FactSheet, UNKNOWN } from './fact-sheet.ts';
import { nearestName } from './nearest-name.ts';
import { sheetOf, type SlotValue } from './slots.ts';

/** Closed list of reasons why a fact sheet is refused. */
export type FactRefusalCode =
  | 'NOT_AN_OBJECT' | 'UNKNOWN_FACT' | 'WRONG_TYPE' | 'NOT_IN_LIST' | 'OUT_OF_RANGE' | 'DATE_FORMAT'
  | 'DATE_IMPOSSIBLE' | 'DATE_RANGE' | 'TOO_MANY' | 'REPEATED';

/** One refused fact: `message` says what, where and what would be right, and never repeats the value. */
export type FactRefusal = Readonly<{ code: FactRefusalCode; fact?: string; message: string }>;

/** LIMIT: members of a set; a decision with more charges than this is not one decision. */
const SET_MEMBERS_MAX = 1000;
/** LIMIT: entries of one list; the longest criminal careers known have about a hundred. */
const ENTRIES_MAX = 200;
/** LIMIT: UTF-16 units of one name in a set; the longest charge of the catalogue has 36. */
const NAME_LENGTH_MAX = 100;
/** LIMIT: refusals reported for unknown properties, so that hostile input cannot make a huge report. */
const UNKNOWN_FACTS_REPORTED_MAX = 20;

type Parsed = Result<SlotValue, FactRefusal>;

const refuse = (code: FactRefusalCode, field: FactField, message: string): Parsed =>
  err({ code, fact: field.name, message: `${field.name}: ${message}` });

const parseDate = (field: FactField, value: unknown): Parsed => {
  if (typeof value !== 'string') return refuse('WRONG_TYPE', field, 'expected a date as text, YYYY-MM-DD');
  const parsed = parseCivilDate(value);
  if (parsed.ok) return parsed;
  const why = {
    DATE_FORMAT: 'a date is written YYYY-MM-DD, for example 2024-03-15',
    DATE_IMPOSSIBLE: 'this day does not exist in the calendar',
    DATE_RANGE: 'the year must lie between 1900 and 2199',
  } as const;
  return refuse(parsed.error.code, field, why[parsed.error.code]);
};

type Range = Readonly<{ min: number; max: number }>;

const parseInteger = (field: FactField, value: unknown, range: Range): Parsed => {
  const unit = field.unit === 'months' ? ' of months' : '';
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return refuse('WRONG_TYPE', field, `expected a whole number${unit}, without quotes`);
  }
  if (value < range.min || value > range.max) {
    return refuse('OUT_OF_RANGE', field, `expected a number${unit} from ${range.min} to ${range.max}`);
  }
  return ok(value === 0 ? 0 : value); // -0 and 0 must hash alike
};

const parseEnum = (field: FactField, value: unknown, values: readonly string[]): Parsed => {
  if (typeof value !== 'string') return refuse('WRONG_TYPE', field, `expected one of ${values.join(', ')}`);
  // The schema's own string is returned, not the caller's: equal values are then the same object.
  const known = values.find((candidate) => candidate === value);
  if (known !== undefined) return ok(known);
  return refuse('NOT_IN_LIST', field, `expected one of ${values.join(', ')}`);
};

const parseSet = (field: FactField, value: unknown, values: readonly string[] | undefined): Parsed => {
  if (!Array.isArray(value)) return refuse('WRONG_TYPE', field, 'expected a list of names');
  if (value.length > SET_MEMBERS_MAX) return refuse('TOO_MANY', field, `at most ${SET_MEMBERS_MAX} names`);
  const members: string[] = [];
  for (const member of value as readonly unknown[]) {
    if (typeof member !== 'string' || member.length === 0 || member.length > NAME_LENGTH_MAX) {
      return refuse('WRONG_TYPE', field, `every name is a text of 1 to ${NAME_LENGTH_MAX} characters`);
    }
    const known = values === undefined ? member : values.find((candidate) => candidate === member);
    if (known === undefined) {
      return refuse('NOT_IN_LIST', field, `every name is one of ${values?.join(', ')}`);
    }
    members.push(known);
  }
  if (new Set(members).size !== members.length) {
    return refuse('REPEATED', field, 'a name stands in the list twice');
  }
  return ok(Object.freeze(members.sort()));
};

const parseValue = (field: FactField, value: unknown): Parsed => {
  const type: FactType = field.type;
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : refuse('WRONG_TYPE', field, 'expected true or false');
    case 'date': return parseDate(field, value);
    case 'integer': return parseInteger(field, value, type);
    case 'enum': return parseEnum(field, value, type.values);
    case 'set': return parseSet(field, value, type.values);
    case 'strings': return parseSet(field, value, undefined);
    case 'list': return parseEntries(field, value);
  }
};

const parseEntry = (field: FactField, at: number, value: unknown): Result<EntrySheet, FactRefusal> => {
  const place = `${field.name}[${at}]`;
  if (!isUnknown(value) && !isRecord(value)) {
    const message = `${place}: an entry is an object of facts, or "unknown"`;
    return err({ code: 'WRONG_TYPE', fact: field.name, message });
  }
  const given = isRecord(value) ? value : {};
  const stray = Object.keys(given).find((name) => entryField(name) === undefined);
  if (stray !== undefined) {
    const near = nearestName(stray, ENTRY_FIELDS.map(({ name }) => name));
    const hint = near === undefined ? 'see the facts schema for the fields it has' : `did you mean ${near}?`;
    const message = `${place}: ${shown(stray)} is not a field of an entry; ${hint}`;
    return err({ code: 'UNKNOWN_FACT', fact: field.name, message });
  }
  const values: Record<string, EntrySheet[string]> = {};
  for (const part of ENTRY_FIELDS) {
    const own = Object.hasOwn(given, part.name) ? given[part.name] : undefined;
    const parsed = isUnknown(own) ? ok(UNKNOWN) : parseValue(part, own);
    if (!parsed.ok) {
      return err({ ...parsed.error, fact: field.name, message: `${place}.${parsed.error.message}` });
    }
    // No field of an entry is itself a list of entries.
    values[part.name] = parsed.value as EntrySheet[string];
  }
  return ok(Object.freeze(values));
};

const parseEntries = (field: FactField, value: unknown): Parsed => {
  if (!Array.isArray(value)) return refuse('WRONG_TYPE', field, 'expected a list of entries');
  if (value.length > ENTRIES_MAX) return refuse('TOO_MANY', field, `at most ${ENTRIES_MAX} entries`);
  const entries: EntrySheet[] = [];
  for (const [at, member] of (value as readonly unknown[]).entries()) {
    const parsed = parseEntry(field, at, member);
    if (!parsed.ok) return parsed;
    entries.push(parsed.value);
  }
  return ok(Object.freeze(entries));
};

const NAMES = FACT_FIELDS.map((field) => field.name);

/** Property names come from outside and could carry personal data: only plausible fact names are repeated. */
const PLAUSIBLE = /^[A-Za-z][A-Za-z0-9]{0,39}$/;
const shown = (name: string): string => (PLAUSIBLE.test(name) ? `“${name}”` : 'a property');

const unknownFact = (name: string): FactRefusal => {
  const near = nearestName(name, NAMES);
  const hint = near === undefined ? 'see the facts schema for the names it has' : `did you mean ${near}?`;
  return { code: 'UNKNOWN_FACT', message: `${shown(name)} is not a fact of the schema; ${hint}` };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NOT_AN_OBJECT: FactRefusal = {
  code: 'NOT_AN_OBJECT', message: 'a fact sheet is a JSON object of facts',
};

/** Absent, `null` and `"unknown"` mean the same. */
const isUnknown = (value: unknown): boolean => value === undefined || value === null || value === UNKNOWN;

type Values = Record<FactName, SlotValue>;

const frozenSheet = (values: Values): FactSheet =>
  Object.freeze(sheetOf(values)) as unknown as FactSheet;

const NOTHING_KNOWN = Object.fromEntries(NAMES.map((name) => [name, UNKNOWN])) as Values;

/** The facts of a sheet in which nothing is wrong: only those that were given are looked at. */
const acceptedFacts = (input: Readonly<Record<string, unknown>>): Values | undefined => {
  const values: Values = { ...NOTHING_KNOWN };
  for (const name of Object.keys(input)) {
    const field = factField(name);
    if (field === undefined) return undefined;
    const value = input[name];
    if (isUnknown(value)) continue;
    const parsed = parseValue(field, value);
    if (!parsed.ok) return undefined;
    values[field.name] = parsed.value;
  }
  return values;
};

/** All refusals, in the order of the schema. */
const collectRefusals = (
  input: Readonly<Record<string, unknown>>,
): Result<FactSheet, readonly FactRefusal[]> => {
  const refusals = Object.keys(input)
    .filter((name) => factField(name) === undefined)
    .slice(0, UNKNOWN_FACTS_REPORTED_MAX)
    .map(unknownFact);
  const values: Partial<Record<FactName, SlotValue>> = {};
  for (const field of FACT_FIELDS) {
    const value = Object.hasOwn(input, field.name) ? input[field.name] : undefined;
    const parsed = isUnknown(value) ? ok(UNKNOWN) : parseValue(field, value);
    if (parsed.ok) values[field.name] = parsed.value;
    else refusals.push(parsed.error);
  }
  if (refusals.length > 0) return err(refusals);
  return ok(frozenSheet(values as Values));
};

/**
 * Checks facts from outside (attacker-controlled) against the published schema and gives the frozen sheet
 * in which every absent, `null` or `"unknown"` fact is `"unknown"`. All refusals are collected, one sentence
 * each; a property that the schema does not name is refused, so that a misspelt fact cannot become unknown.
 */
export const parseFacts = (input: unknown): Result<FactSheet, readonly FactRefusal[]> => {
  if (!isRecord(input)) return err([NOT_AN_OBJECT]);
  const values = acceptedFacts(input);
  return values === undefined ? collectRefusals(input) : ok(frozenSheet(values));
};
