import { civil, err, ok, type Result } from '@fengcun/kernel';
import {
  type Column, dayOf, type Domains, type EntrySheet, factField, type FactName, fixedDomain, parseFacts,
  type SlotValue, UNKNOWN, UNKNOWN_DAY,
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
  /** Columns beside the facts, for cuts only: their values in the order of the codes. */
  attributes?: Readonly<Record<string, readonly string[]>>;
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

const isList = (name: string): boolean => factField(name)?.type.kind === 'list';

/** A list of entries as a file keeps it: what is not known is left out. */
const shortOf = (value: SlotValue): SlotValue => (!Array.isArray(value) ? value
  : value.map((entry) => (typeof entry !== 'object' ? entry : Object.fromEntries(
    Object.entries(entry).filter(([, each]) => each !== UNKNOWN)) as EntrySheet))); // fields of an entry

/** The list again, as the engine reads it; unknown if it is none, which `parseMeta` has refused. */
const wholeOf = (name: FactName, value: SlotValue): SlotValue => {
  if (value === UNKNOWN) return value;
  const sheet = parseFacts({ [name]: value });
  return sheet.ok ? sheet.value[name] : UNKNOWN;
};

/** Description of a column, from its domain. */
export const columnMeta = (name: FactName, { domain }: Pick<Column, 'domain'>): ColumnMeta => {
  if (domain === undefined) return { kind: 'day' };
  const isDirect = isIntegerDomain(name) && domain[0] === 0;
  if (isDirect) return { kind: 'integer', max: domain.length - 2 };
  return { kind: 'codes', values: isList(name) ? domain.map(shortOf) : domain };
};

const domainOf = (name: FactName, meta: ColumnMeta): readonly SlotValue[] | undefined => {
  if (meta.kind === 'day') return undefined;
  if (meta.kind === 'codes') return isList(name) ? meta.values.map((each) => wholeOf(name, each))
    : meta.values;
  return [...Array.from({ length: meta.max + 1 }, (_, i) => i), UNKNOWN];
};

/** Every column of a file, of facts and beside them. */
export const allColumns = ({ columns, attributes = {} }: PopulationMeta): Readonly<Record<string,
  ColumnMeta>> => ({
  ...columns, ...Object.fromEntries(Object.entries(attributes).map(([name, values]) =>
    [name, { kind: 'codes', values }])),
});

/** Domains of the columns of a file, for the compiler. */
export const domainsOfMeta = (meta: PopulationMeta): Domains =>
  new Map(Object.entries(meta.columns).map(([name, column]) =>
    [name as FactName, domainOf(name as FactName, column)])); // checked below

const NO_POPULATION = 'the file does not describe a population; see docs/simulation.md for its columns';

const isMeta = (value: unknown): value is PopulationMeta =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'fengcun-population'
  && 'version' in value && value.version === 1 && 'columns' in value && typeof value.columns === 'object';

/** INTEGER bound that a file may declare; more would make tables of its size. */
const INTEGER_MAX = 65_534;

/** LIMIT: different values of one column, lists of entries above all; a file tells each of them. */
export const DOMAIN_MAX = 65_536;
/** LIMIT: characters of the name of a group. */
const GROUP_MAX = 40;

const attributesFault = (attributes: unknown): string | undefined => {
  if (attributes === undefined) return undefined;
  const isValues = (values: unknown): boolean => Array.isArray(values) && values.length > 0
    && values.length <= 256
    && values.every((value) => typeof value === 'string' && value.length <= GROUP_MAX);
  return typeof attributes === 'object' && attributes !== null && Object.entries(attributes).every(
    ([name, values]) => (name === 'sex' || name === 'region') && isValues(values)) ? undefined
    : 'attributes: sex and region with their values are all there may be';
};

const columnFault = (name: string, meta: ColumnMeta): string | undefined => {
  const type = factField(name)?.type;
  if (type === undefined) return `column ${name.slice(0, 40)} is not a fact of the schema`;
  if ((type.kind === 'date') !== (
    meta.kind === 'day')) return `column ${name} has another type than the fact`;
  if (meta.kind === 'integer') return meta.max >= 0 && meta.max <= INTEGER_MAX ? undefined
    : `column ${name}: bad bound`;
  if (meta.kind === 'codes' && meta.values.length > DOMAIN_MAX) return `column ${name}: too many values`;
  const fixed = fixedDomain(type);
  if (meta.kind === 'codes' && fixed === undefined && !meta.values.every((value) =>
    value === UNKNOWN
      || parseFacts({ [name]: value }).ok)) return `column ${name} has a value that is none of it`;
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
  const fault = attributesFault(value.attributes);
  return fault === undefined ? ok(value) : err({ code: 'UNKNOWN_COLUMN', message: fault });
};
