import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { DecideRefusal } from '../evaluate/decision.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import type { Columns, Domains } from './columns.ts';
import { slotsAt } from './columns.ts';
import { dateOfDay, dayOf, dayParts, UNKNOWN_DAY } from './day-tables.ts';
import type { Bindings } from './emit.ts';
import { type Dues, duesOf, type LoopEnd, sourceOf } from './generate.ts';
import { layOut } from './layout.ts';
import { type OpenedVariant, openVariant, type Variant } from './variant.ts';

/** LIMIT: variants decided in one pass; callers with more make several programs. */
export const VARIANTS_MAX = 30;

/** First year of the year counters. */
export const FIRST_YEAR = 1900;

/**
 * Counts of one pass, `slots` numbers a variant in the order of `ColumnarProgram.positions`; `later`: the
 * seal is
 * due after the as-of date; `years`: 300 numbers a variant, seals by the year they are due from `FIRST_YEAR`
 * on.
 * The arrays may be shared between threads that each have their own.
 */
export type Tally = Readonly<{ counts: Uint32Array; later: Uint32Array; years: Uint32Array }>;

/** Records that several outcomes are possible for: like patterns of knowledge share a key. */
export type NoteOpen = (row: number, variants: number, key: string) => void;

/** A loop over records `from` to `to` (exclusive). */
export type Loop = (from: number, to: number) => void;

/** What is written for each record of each variant: place of the verdict, and the day of the seal. */
export type Verdicts = Readonly<{ verdicts: readonly Uint16Array[]; days: readonly Int32Array[] }>;

/** Variants compiled for one population: source of both loops, and how to read what they give. */
export type ColumnarProgram = Readonly<{
  variants: readonly OpenedVariant[];
  /** Facts whose columns the loops read; those that the population lacks are among them. */
  facts: readonly FactName[];
  /** Operations that ask the interpreter record by record, because they have no code of their own. */
  rowCalls: readonly string[];
  /** Counters a variant. */
  slots: number;
  /**
   * Clause of each counter by variant: place in `variants[v].clauses`, `otherwise`, `unknownFacts`, or
   * unused.
   */
  positions: readonly (readonly (number | 'otherwise' | 'unknownFacts' | undefined)[])[];
  source: Readonly<Record<LoopEnd, string>>;
  /**
   * What the source reads besides columns and counters: tables, and the interpreter where `rowCalls` says so.
   */
  given: Readonly<Record<string, unknown>>;
  newTally: (buffer?: (bytes: number) => ArrayBufferLike) => Tally;
  tally: (columns: Columns, tally: Tally, note: NoteOpen) => Loop;
  write: (columns: Columns, into: Verdicts) => Loop;
}>;

const REVIEW_OUTCOME = -2;

type Numbers = Readonly<{ dueOf: Int8Array; outcomeOf: Int32Array; masks: Int32Array; asOf: Int32Array }>;

const numbersOf = (
  variants: readonly OpenedVariant[], bitsOf: readonly (readonly number[])[],
    of: Readonly<{ dues: Dues; bits: number }>,
): Numbers => {
  const slots = of.bits + 2;
  const words = Math.max(1, Math.ceil(of.bits / 32));
  const numbers = {
    dueOf: new Int8Array(variants.length * slots).fill(-1),
    outcomeOf: new Int32Array(variants.length * slots).fill(REVIEW_OUTCOME),
    masks: new Int32Array(variants.length * words),
    asOf: Int32Array.from(variants, ({ asOf }) => dayOf(asOf)),
  };
  variants.forEach(({ clauses, matter }, v) => {
    clauses.forEach(({ outcome }, i) => {
      const bit = bitsOf[v]?.[i] ?? 0;
      numbers.dueOf[v * slots + bit] = of.dues.of[v]?.[i] ?? -1;
      numbers.outcomeOf[v * slots + bit] = matter.outcomes.indexOf(outcome);
      const word = v * words + (bit >> 5);
      numbers.masks[word] = (numbers.masks[word] ?? 0) | (1 << (bit & 31));
    });
    numbers.outcomeOf[v * slots + of.bits] = matter.outcomes.indexOf(matter.otherwise.outcome);
  });
  return numbers;
};

const positionsOf = (
  bitsOf: readonly (readonly number[])[], bits: number,
): ColumnarProgram['positions'] => bitsOf.map((own) => [
  ...Array.from({ length: bits }, (_, bit) => (own.includes(bit) ? own.indexOf(bit) : undefined)),
  'otherwise' as const, 'unknownFacts' as const,
]);

type Linking = Readonly<{ source: string; given: ColumnarProgram['given']; facts: readonly FactName[] }>;

const linker = ({ source, given: tables, facts }: Linking) =>
  (columns: Columns, sinks: Readonly<Record<string, unknown>>): Loop => {
    const given: Readonly<Record<string, unknown>> = {
      ...tables, rowAt: (row: number) => slotsAt(columns, row), ...sinks,
      ...Object.fromEntries(facts.map((fact) => [`column_${fact}`, columns.of.get(fact)?.data])),
    };
    // Only numbers and names of our own schema stand in the source: no text of a pack, nothing of a record.
    return new Function(...Object.keys(given), source)(...Object.values(given)) as Loop; // generated above
  };

const compileOpened = (variants: readonly OpenedVariant[], domains: Domains): ColumnarProgram => {
  const bindings: Bindings = new Map();
  const layout = layOut(variants, domains, bindings);
  const dues = duesOf(variants, layout.emitting);
  const bits = layout.bits.size;
  const parts = { layout, emitting: layout.emitting, dues };
  const source = {
    write: sourceOf(variants, { ...parts, end: 'write' }),
      tally: sourceOf(variants, { ...parts, end: 'tally' }),
  };
  const facts = [...layout.emitting.columns];
  const numbers = numbersOf(variants, layout.bitsOf, { dues, bits });
  const given = { ...Object.fromEntries(bindings), ...numbers, yearOf: dayParts().years };
  const present = facts.filter((fact) => domains.has(fact));
  const slots = bits + 2;
  return {
    variants, facts, rowCalls: [...layout.emitting.rowCalls], slots, source, given,
    positions: positionsOf(layout.bitsOf, bits),
    newTally: (buffer = (bytes) => new ArrayBuffer(bytes)) => ({
      counts: new Uint32Array(buffer(variants.length * slots * 4)),
      later: new Uint32Array(buffer(variants.length * slots * 4)),
      years: new Uint32Array(buffer(variants.length * 300 * 4)),
    }),
    tally: (columns, tally, note) =>
      linker({ source: source.tally, given, facts: present })(columns, { ...tally, note }),
    write: (columns, into) => linker({ source: source.write, given, facts: present })(columns, { ...into }),
  };
};

/**
 * Compiles packs to one loop over columns that decides all of them for each record, equal to the interpreter
 * in
 * outcome, deciding clause and day of the seal. Refused where the interpreter refuses (`DecideRefusal`).
 */
export const compileColumns = (
  variants: readonly Variant[], domains: Domains,
): Result<ColumnarProgram, DecideRefusal> => {
  if (variants.length > VARIANTS_MAX) throw new RangeError(`bug: more than ${VARIANTS_MAX} variants at once`);
  const opened: OpenedVariant[] = [];
  for (const variant of variants) {
    const each = openVariant(variant);
    if (!each.ok) return err(each.error);
    opened.push(each.value);
  }
  return ok(compileOpened(opened, domains));
};

/**
 * The counting loop as plain data for another thread: `new Function` of the names of `bindings`, `counts`,
 * `later`,
 * `years`, `note` and `column_<fact>` with `source` gives a `Loop`. Nothing in it but numbers and our own
 * names.
 */
export type PortableProgram = Pick<ColumnarProgram, 'facts' | 'positions' | 'slots'> & Readonly<{
  source: string; bindings: Readonly<Record<string, unknown>>; variants: number;
}>;

/** The program as data; undefined where it asks the interpreter row by row, which no other thread has. */
export const portableOf = (program: ColumnarProgram): PortableProgram | undefined => {
  const { facts, positions, slots, source, given, variants, rowCalls } = program;
  if (rowCalls.length > 0) return undefined;
  return { facts, positions, slots, source: source.tally, bindings: given, variants: variants.length };
};

/** One record's verdict as the interpreter would say it. */
export type ColumnarVerdict = Readonly<{ outcome: string; decidedBy: string; sealFrom: CivilDate
  | undefined }>;

/** Arrays for `write`, one pair a variant. */
export const newVerdicts = (variants: number, length: number): Verdicts => ({
  verdicts: Array.from({ length: variants }, () => new Uint16Array(length)),
  days: Array.from({ length: variants }, () => new Int32Array(length)),
});

/** Reads what `write` wrote for one record. */
export const verdictAt = (
  program: ColumnarProgram, written: Verdicts, at: Readonly<{ variant: number; row: number }>,
): ColumnarVerdict => {
  const opened = program.variants[at.variant];
  const place = program.positions[at.variant]?.[written.verdicts[at.variant]?.[at.row] ?? -1];
  const day = written.days[at.variant]?.[at.row] ?? UNKNOWN_DAY;
  if (opened === undefined || place === undefined) throw new RangeError('bug: no such verdict');
  if (place === 'unknownFacts') return { outcome: 'needsReview', decidedBy: place, sealFrom: undefined };
  if (place === 'otherwise') {
    return { outcome: opened.matter.otherwise.outcome, decidedBy: place, sealFrom: undefined };
  }
  const clause = opened.clauses[place];
  const sealFrom = day === UNKNOWN_DAY ? undefined : dateOfDay(day);
  const isLater = sealFrom !== undefined && sealFrom > opened.asOf;
  return { outcome: isLater ? 'sealFrom' : clause?.outcome ?? '', decidedBy: clause?.id ?? '', sealFrom };
};
