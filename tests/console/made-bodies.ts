import type { ROUTES } from '@fengcun/api';
import fc from 'fast-check';

// Answers that nobody gave: bodies made from the schemas of the interface, so that pages are seen with as much,
// as little and as long as the interface may ever say. Everything in them is invented.

type Json = null | boolean | number | string | readonly Json[] | Readonly<{ [name: string]: Json }>;
type Form = Readonly<{
  type?: string; enum?: readonly Json[]; const?: Json; format?: string; pattern?: string; minLength?: number; maxLength?: number;
  minimum?: number; maximum?: number; items?: Form; minItems?: number; maxItems?: number; properties?: Readonly<Record<string, Form>>;
  oneOf?: readonly Form[];
}>;

/** How much is said: rows of a list, characters of a free text, and which of the names of a set come first. */
export type Making = Readonly<{ rows: number; letters: number; turn: number }>;

/** The day it is for pages that are made. */
export const MADE_NOW = '2026-06-15T10:00:00+08:00';
const NOW = Date.parse(MADE_NOW);
const DAY = 86_400_000;

const CITES = ['CPL_286_1', 'M2022_4_1', 'M2022_16_3', 'M2022_22_1', 'PIPL_35'];
const ORGANS = ['court/530202', 'police/530202000000', 'procuratorate/530202J', 'school/S01', 'justiceBureau/530202'];
const ORGAN_NAMES =
  new Set(['organ', 'holder', 'unit', 'bearer', 'orderedBy', 'proposedBy', 'procuratorate', 'referredTo', 'recipient']);
const WORDS = '请依据裁判认定填写，或者向审判组织核实；逾期未答复的，可以向上一级机关提出';
const NAMES = ['骆听苇', '沈问禾', '逯枕棹', '訾数芦'];
/** Every Chinese letter of what is made: whatever else is Chinese on an English page is ours. */
export const MADE_LETTERS: readonly string[] = [...new Set([...WORDS, ...NAMES.join(''), '经办承民警公安机关'].join(''))];
const NAMED = new Set(['name', 'displayName', 'person', 'names']);

const at = <T>(list: readonly T[], turn: number): T => {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

const sentence = (length: number): string => WORDS.repeat(Math.ceil(length / WORDS.length)).slice(0, length);

/** Days on both sides of today: late, today, and still to come. */
const dayOf = (turn: number): string => new Date(NOW + ((turn % 23) - 11) * DAY).toISOString().slice(0, 10);

/** Making a text of a pattern costs a millisecond: a few of each do for many rows; ids differ, rows go by them. */
const SAMPLES = 8;
const samples = new Map<string, readonly string[]>();
const ID_PATTERN = '-7[0-9a-f]{3}-';
const matching = (pattern: string, turn: number): string => {
  if (pattern.includes(ID_PATTERN)) return `01890000-0000-7000-8000-${turn.toString(16).padStart(12, '0')}`;
  const known = samples.get(pattern) ?? fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: SAMPLES, seed: 1 });
  samples.set(pattern, known);
  return at(known, turn);
};

const DAY_PATTERN = String.raw`^\d{4}-\d{2}-\d{2}$`;
/** Shares of a budget: some of it, never less than nothing and never all. */
const FRACTION_PATTERN = String.raw`^-?\d+\/\d+$`;
/** Texts of these lengths without a form are instants; and decimals, such as a share or an epsilon. */
const INSTANT_LENGTH = 30;
const DECIMAL_LENGTHS = [10, 20];

/** Makes one body; members are told apart by how often something was made before. */
class Maker {
  readonly #making: Making;
  #turn: number;
  constructor(making: Making) {
    this.#making = making;
    this.#turn = making.turn;
  }

  #text(form: Form, name: string): string {
    const { pattern, format, minLength = 0, maxLength = 80 } = form;
    const turn = (this.#turn += 1);
    if (format === 'date-time' || (maxLength === INSTANT_LENGTH && pattern === undefined)) {
      return new Date(NOW - (turn % 400) * DAY).toISOString();
    }
    if (format === 'date' || pattern === DAY_PATTERN) return dayOf(turn);
    if (ORGAN_NAMES.has(name)) return at(ORGANS, turn);
    if (/period$/i.test(name)) return `2026Q${1 + (turn % 4)}`;
    if (pattern === FRACTION_PATTERN) return `${turn % 9}/${9 + (turn % 4)}`;
    if (pattern !== undefined) return matching(pattern, turn);
    if (/^(cites?|basis|legalBasis)$/.test(name)) return at(CITES, turn);
    if (DECIMAL_LENGTHS.includes(maxLength)) return `0.${(turn * 37) % 100}`.padEnd(4, '0');
    const wanted = Math.max(minLength, Math.min(this.#making.letters, maxLength));
    if (NAMED.has(name)) return wanted <= 20 ? at(NAMES, turn) : sentence(Math.min(60, wanted));
    // A hundred rows of one length say nothing about lists; a few characters less each.
    return `${turn}${sentence(wanted)}`.slice(0, wanted);
  }

  #list(form: Form, name: string, depth: number): readonly Json[] {
    const { items = {}, minItems = 0, maxItems = 10 } = form;
    const wanted = depth <= 1 ? this.#making.rows : Math.min(2, this.#making.rows);
    return Array.from({ length: Math.max(minItems, Math.min(maxItems, wanted)) }, () => this.make(items, name, depth + 1));
  }

  /** A value of a form: every member that may be there, and one after another of the names of a set. */
  make(form: Form, name = '', depth = 0): Json {
    if (form.const !== undefined) return form.const;
    if (form.enum !== undefined) return at(form.enum, (this.#turn += 1));
    if (form.oneOf !== undefined) return this.make(at(form.oneOf, (this.#turn += 1)), name, depth);
    switch (form.type) {
      case 'string': return this.#text(form, name);
      case 'integer': return Math.min(form.maximum ?? 99, Math.max(form.minimum ?? 0, (this.#turn += 1) % 97));
      case 'number': return ((this.#turn += 1) % 101) / 100;
      case 'boolean': return (this.#turn += 1) % 2 === 0;
      case 'array': return this.#list(form, name, depth);
      case 'object': return Object.fromEntries(Object.entries(form.properties ?? {})
        .map(([member, of]) => [member, this.make(of, member, depth + 1)]));
      default: return {};
    }
  }
}

/** The body of a good answer of a route, as its schema allows it. */
export const madeBody = (route: Readonly<{ reply: Readonly<{ schema: Readonly<{ json: object }> }> }>, making: Making): Json =>
  new Maker(making).make(route.reply.schema.json);

/** A route of the interface, as far as made answers need it. */
export type MadeRoute = (typeof ROUTES)[keyof typeof ROUTES];
