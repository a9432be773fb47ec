import { present } from '@fengcun/kernel';
import {
  type Column, type Columns, dataFor, factField, type FactName, fixedDomain, type SlotValue, UNKNOWN,
    UNKNOWN_DAY,
} from '@fengcun/policy';
import { type Attribute, ATTRIBUTE_VALUES, ATTRIBUTES } from './attributes.ts';
import { type ChargeRow, CHARGE_ROWS, domainOver } from './charge-table.ts';
import { blankPerson, drawPerson, type Person, type Years } from './draw-person.ts';
import { historiesBefore } from './histories.ts';
import { rowRandom } from './random.ts';

/** What a synthetic population is made from; the same values give the same records, everywhere. */
export type SyntheticOptions = Readonly<{ seed: number; years: Years }>;

type Drawn = Readonly<{ domain?: readonly SlotValue[]; code: (person: Person) => number }>;

const domain = (name: FactName): readonly SlotValue[] => {
  const field = present(factField(name), name);
  return present(fixedDomain(field.type), `fixed domain of ${name}`);
};

const day = (read: (person: Person) => number): Drawn => ({ code: read });

const flag = (read: (person: Person) => boolean): Drawn =>
  ({ domain: [false, true, UNKNOWN], code: (person) => (read(person) ? 1 : 0) });

const number = (name: FactName, read: (person: Person) => number): Drawn => {
  const values = domain(name);
  return { domain: values, code: (person) => {
    const value = read(person);
    return value < 0 ? values.length - 1 : value;
  } };
};

const named = <T extends string>(name: FactName, read: (person: Person) => T): Drawn => {
  const values = domain(name);
  const codes = new Map(values.map((value, code) => [String(value), code]));
  return { domain: values, code: (person) => codes.get(read(person)) ?? values.length - 1 };
};

const byCharge = (read: (row: ChargeRow) => SlotValue): Drawn => {
  const { domain: values, codes } = domainOver(read);
  return { domain: values, code: (person) => codes[person.charges] ?? 0 };
};

/** An entity has neither birth nor age; its birth day is unknown. */
const birth = (person: Person): number => (person.isEntity ? UNKNOWN_DAY : person.born);

const FIXED: Readonly<Partial<Record<FactName, Drawn>>> = {
  recordKind: named('recordKind', () => 'conviction'),
  subjectKind: named('subjectKind', (person) => (person.isEntity ? 'entity' : 'person')),
  decidedOn: day((person) => person.decided),
  effectiveOn: day((person) => person.effective),
  bornOn: day(birth),
  courtFoundJuvenile: flag((person) => person.offenceTo - person.born < 6574),
  ageProven: flag(() => true),
  offenceFrom: day((person) => person.offenceFrom),
  offenceTo: day((person) => person.offenceTo),
  principalActsBefore18: flag((person) => person.offenceFrom - person.born < 6574),
  charges: byCharge(({ names }) => names),
  chargeCount: number('chargeCount', (person) => person.chargeCount),
  offenceClasses: byCharge(({ classes }) => classes),
  penalty: named('penalty', (person) => person.penalty),
  executedTermMonths: number('executedTermMonths', (person) => person.months),
  longestPronouncedMonths: number('longestPronouncedMonths', (person) => person.longest),
  suspended: flag((person) => person.suspended),
  suspensionPeriodMonths: number('suspensionPeriodMonths', (person) =>
    (person.suspended ? person.suspensionMonths : -1)),
  sentenceServedOn: day((person) => (person.served < 0 ? UNKNOWN_DAY : person.served)),
  recidivist: flag((person) => person.recidivist),
  drugRecidivist: flag((person) => person.drugRecidivist),
  priorConvictionCount: number('priorConvictionCount', (person) => person.priors),
  firstOffender: flag((person) => person.priors === 0),
};

const fromCatalogue = (name: 'mensRea' | 'statutoryMaxMonths'): Drawn => {
  const values = domain(name);
  const codes = CHARGE_ROWS.map(({ facts }) => {
    const code = values.indexOf(facts[name] ?? UNKNOWN);
    return code < 0 ? values.length - 1 : code;
  });
  return { domain: values, code: (person) => codes[person.charges] ?? values.length - 1 };
};

const DRAWN: Readonly<Partial<Record<FactName, Drawn>>> = {
  ...FIXED, mensRea: fromCatalogue('mensRea'), statutoryMaxMonths: fromCatalogue('statutoryMaxMonths'),
};

const drawnBy = ({ years }: SyntheticOptions): readonly (readonly [FactName, Drawn])[] => [
  ...Object.entries(DRAWN) as [FactName, Drawn][], // keys of the table above
  ['otherEntries', { domain: historiesBefore(years.first), code: (person) => person.history }],
];

/** Facts of the synthetic population, in the order of their columns. */
export const SYNTHETIC_FACTS: readonly FactName[] =
  [...Object.keys(DRAWN) as FactName[], 'otherEntries']; // keys of the table above

/** Columns of facts, and beside them the attributes by code (`ATTRIBUTE_VALUES`). */
export type SyntheticBatch = Columns & Readonly<{ attributes: ReadonlyMap<Attribute, Column> }>;

/**
 * People drawn before their columns are filled: one loop a column is faster than one column after the other.
 */
const BLOCK = 512;

type Filling = Readonly<{ people: readonly Person[]; size: number; code: Drawn['code'] }>;

const fill = (data: Column['data'], start: number, { people, size, code }: Filling): void => {
  for (let i = 0; i < size; i += 1) data[start + i] = code(people[i] as Person); // `size` people were drawn
};

const emptyColumn = ({ domain: values }: Drawn, count: number): Column => (values === undefined
  ? { data: new Int32Array(count) } : { domain: values, data: dataFor(values.length, count) });

/** Rows `from` to `from + count` of the population. Pure: any batch can be made by itself. */
export const makeBatch = (options: SyntheticOptions, from: number, count: number): SyntheticBatch => {
  const random = rowRandom(options.seed);
  const people = Array.from({ length: BLOCK }, blankPerson);
  const columns = drawnBy(options).map(([name, drawn]) =>
    [name, emptyColumn(drawn, count), drawn.code] as const);
  const beside = ATTRIBUTES.map((name) => {
    const drawn: Drawn = { domain: ATTRIBUTE_VALUES[name], code: (person) => person[name] };
    return [name, emptyColumn(drawn, count), drawn.code] as const;
  });
  for (let start = 0; start < count; start += people.length) {
    const size = Math.min(people.length, count - start);
    for (let i = 0; i < size; i += 1) {
      random.start(from + start + i);
      drawPerson(present(people[i], 'person'), random, options.years);
    }
    for (const [, { data }, code] of [...columns, ...beside]) fill(data, start, { people, size, code });
  }
  const mapOf = <Name>(of: readonly (readonly [Name, Column, Drawn['code']])[]): ReadonlyMap<Name, Column> =>
    new Map(of.map(([name, column]) => [name, column]));
  return { length: count, of: mapOf(columns), attributes: mapOf(beside) };
};
