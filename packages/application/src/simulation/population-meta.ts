import { civil, err, ok, type Result } from '@fengcun/kernel';
import {
  type Column, dayOf, type Domains, factField, type FactName, fixedDomain, type SlotValue, UNKNOWN,
    UNKNOWN_DAY,
} from '@fengcun/policy';

/** Synthetic or real: never both in one file, and every result says which. */
export type PopulationKind = 'synthetic' | 'real';

/**
 * How the numbers of a column are to be read: days, whole numbers up to a bound, or codes of a list of
 * values.
 */
export type ColumnMeta =
  | Readonly<{ kind: 'day' }>
  | Readonly<{ kind: 'integer'; max: number }>
  | Readonly<{ kind: 'codes'; values: readonly SlotValue[] }>;

/** What a population file says of itself, in the key `fengcun` of its Parquet metadata. */
export type PopulationMeta = Readonly<{
  format: 'fengcun-population';
  version: 1;
  kind: PopulationKind;
  /** One line: where the records come from. */
  source: string;
  rows: number;
  seed?: number;
  columns: Readonly<Record<string, ColumnMeta>>;
}>;

/** Why a file is no population, in one sentence. */
export type PopulationRefusal = Readonly<{ code: 'NOT_A_POPULATION' | 'UNKNOWN_COLUMN'
  | 'BAD_RECORD'; message: string }>;

/**
 * Days that a population may have: the calendar of the engine, 1900–2199, and what stands for an unknown
 * day.
 */
export const POPULATION_DAYS = {
  unknown: UNKNOWN_DAY, first: dayOf(civil('1900-01-01')), last: dayOf(civil('2199-12-31')),
} as const;

const isIntegerDomain = (name: FactName): boolean => factField(name)?.type.kind === 'integer';

/** Description of a column, from its domain. */
export const columnMeta = (name: FactName, { domain }: Pick<Column, 'domain'>): ColumnMeta => {
  if (domain === undefined) return { kind: 'day' };
  const isDirect = isIntegerDomain(name) && domain[0] === 0;
  return isDirect ? { kind: 'integer', max: domain.length - 2 } : { kind: 'codes', values: domain };
};

const domainOf = (meta: ColumnMeta): readonly SlotValue[] | undefined => {
  if (meta.kind === 'day') return undefined;
  if (meta.kind === 'codes') return meta.values;
  return [...Array.from({ length: meta.max + 1 }, (_, i) => i), UNKNOWN];
};

/** Domains of the columns of a file, for the compiler. */
export const domainsOfMeta = (meta: PopulationMeta): Domains =>
  new Map(Object.entries(meta.columns).map(([name, column]) =>
    [name as FactName, domainOf(column)])); // checked below

const NO_POPULATION = 'the file does not describe a population; see docs/simulation.md for its columns';

const isMeta = (value: unknown): value is PopulationMeta =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'fengcun-population'
  && 'version' in value && value.version === 1 && 'columns' in value && typeof value.columns === 'object';

/** INTEGER bound that a file may declare; more would make tables of its size. */
const INTEGER_MAX = 65_534;

const columnFault = (name: string, meta: ColumnMeta): string | undefined => {
  const type = factField(name)?.type;
  if (type === undefined) return `column ${name.slice(0, 40)} is not a fact of the schema`;
  if ((type.kind === 'date') !== (
    meta.kind === 'day')) return `column ${name} has another type than the fact`;
  if (meta.kind === 'integer') return meta.max >= 0 && meta.max <= INTEGER_MAX ? undefined
    : `column ${name}: bad bound`;
  const fixed = fixedDomain(type);
  if (meta.kind === 'codes' && type.kind !== 'integer' && fixed !== undefined
    && !meta.values.every((value) => fixed.includes(value))) {
    return `column ${name} uses values that this version of the schema does not have; make the file again`;
  }
  return undefined;
};

/** Reads the metadata of a file; attacker-controlled. */
export const parseMeta = (text: string): Result<PopulationMeta, PopulationRefusal> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ code: 'NOT_A_POPULATION', message: NO_POPULATION });
  }
  if (!isMeta(value)) return err({ code: 'NOT_A_POPULATION', message: NO_POPULATION });
  for (const [name, meta] of Object.entries(value.columns)) {
    const message = columnFault(name, meta);
    if (message !== undefined) return err({ code: 'UNKNOWN_COLUMN', message });
  }
  return ok(value);
};
