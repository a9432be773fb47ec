import { readFile } from 'node:fs/promises';
import { type FactRefusal, type FactSheet, parseFacts, UNKNOWN } from '@fengcun/policy';
import { catalogueFacts } from '@fengcun/registry';
import { UnusableInput } from './exit.ts';
import type { RecordToDecide } from './records.ts';

/** A sheet of the file that cannot be used, with its reasons; the other sheets stand. */
export type RefusedSheet = Readonly<{ id: string; refusals: readonly FactRefusal[] }>;

/** What a file of fact sheets holds. */
export type FactSheets = Readonly<{ records: readonly RecordToDecide[]; refused: readonly RefusedSheet[] }>;

const parseJson = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableInput(`${where}: not valid JSON; give one fact sheet, an array of them, or one a line`);
  }
};

const sheetsIn = (text: string, name: string): readonly unknown[] => {
  const trimmed = text.trim();
  if (trimmed === '') throw new UnusableInput(`${name}: the file is empty; give a fact sheet as JSON`);
  try {
    const whole: unknown = JSON.parse(trimmed);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    // One object a line (JSON Lines) is no JSON as a whole.
  }
  return trimmed.split('\n').flatMap((line, i) =>
    (line.trim() === '' ? [] : [parseJson(line, `${name}, line ${i + 1}`)]));
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `id` and a nested `facts` object are the envelope; everything else are facts. */
const unwrap = (value: unknown, index: number): Readonly<{ id: string; facts: unknown }> => {
  if (!isObject(value)) return { id: String(index + 1), facts: value };
  const { id, facts, ...rest } = value;
  const name = typeof id === 'string' || typeof id === 'number' ? String(id) : String(index + 1);
  return { id: name, facts: facts === undefined ? rest : facts };
};

/** A sheet that names its charges need not say what the catalogue knows; what it says itself stands. */
const withCatalogue = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { charges } = facts;
  const names = Array.isArray(charges) && charges.every((name) => typeof name === 'string') ? charges : [];
  return names.length === 0 ? facts : { ...catalogueFacts(names), ...facts };
};

const ORDERED = [['bornOn', 'offenceFrom'], ['bornOn', 'offenceTo'], ['offenceFrom', 'offenceTo']] as const;

/** Dates that cannot both be true are a typing slip: nothing is decided on them. ISO dates sort as text. */
const contradictionsOf = (facts: FactSheet): readonly FactRefusal[] =>
  ORDERED.filter(([before, after]) => {
    const [first, second] = [facts[before], facts[after]];
    return first !== UNKNOWN && second !== UNKNOWN && first > second;
  }).map(([before, after]) => ({
    code: 'OUT_OF_RANGE', fact: after,
    message: `${after}: lies before ${before}; correct one of the two dates`,
  }));

/**
 * Reads fact sheets of a file (`-` is standard input).
 * @throws UnusableInput when the file is no JSON at all
 */
export const readFactSheets = async (path: string): Promise<FactSheets> => {
  const text = await readFile(path === '-' ? '/dev/stdin' : path, 'utf8').catch(() => {
    throw new UnusableInput(`${path}: cannot be read; give a file with fact sheets as JSON`);
  });
  const records: RecordToDecide[] = [];
  const refused: RefusedSheet[] = [];
  sheetsIn(text, path).forEach((value, index) => {
    const { id, facts } = unwrap(value, index);
    const parsed = parseFacts(isObject(facts) ? withCatalogue(facts) : facts);
    const refusals = parsed.ok ? contradictionsOf(parsed.value) : parsed.error;
    if (parsed.ok && refusals.length === 0) records.push({ id, facts: parsed.value, evidence: {} });
    else refused.push({ id, refusals });
  });
  return { records, refused };
};
