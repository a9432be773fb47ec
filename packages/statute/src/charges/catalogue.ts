import { civil, present } from '@fengcun/kernel';
import abolishedRows from '../data/abolished-charges.json' with { type: 'json' };
import rows from '../data/charges.json' with { type: 'json' };
import supersededRows from '../data/superseded-charges.json' with { type: 'json' };
import { classesByFactOf, classesOfProvision } from '../offence-classes/membership.ts';
import type { Charge, ChargeCode, StatutoryMax } from './charge.ts';

/** A row of the data files; the loader below is the only reader. */
type Row = Readonly<{
  code: string;
  name: string;
  /** Notation of `selectiveNames`. */
  selective?: string;
  /** `115:1` is paragraph 1 of article 115. */
  articles: readonly string[];
  chapter: number;
  section?: number;
  negligence: string;
  penalty?: string;
  months?: number;
  abolishedOn?: string;
}>;

/** A replaced name: it stands for one charge of the catalogue. */
export type SupersededName = Readonly<{
  name: string;
  selective?: string;
  replacedOn: string;
  charge: Charge;
}>;

const maxOf = (row: Row): StatutoryMax | undefined => {
  switch (row.penalty) {
    case 'death': case 'lifeImprisonment': return { penalty: row.penalty };
    case 'fixedTermImprisonment': case 'criminalDetention':
      return { penalty: row.penalty, months: present(row.months, 'months of a term') };
    default: return undefined;
  }
};

const negligenceOf = (text: string): Charge['negligence'] =>
  text === 'negligent' || text === 'disputed' ? text : 'intentional';

/** `115:1` → `CL_115_P1`, `133之1` → `CL_133_1`; the 1979 code is not in the corpus. */
const citesOf = (articles: readonly string[]): readonly string[] => articles
  .filter((place) => !place.startsWith('1979-'))
  .flatMap((place) => {
    const [article = '', paragraphs] = place.split(':');
    const id = `CL_${article.replace('之', '_')}`;
    return paragraphs === undefined ? [id] : paragraphs.split('/').map((paragraph) => `${id}_P${paragraph}`);
  });

const chargeOf = (row: Row): Charge => {
  const [article = '', paragraphs = ''] = present(row.articles[0], 'article of a charge').split(':');
  const statutoryMax = maxOf(row);
  const { code, name, chapter } = row;
  const section = row.section === undefined ? {} : { section: row.section };
  const provision = { name, article, chapter, ...section };
  return Object.freeze({
    code, ...provision,
    paragraphs: paragraphs === '' ? [] : paragraphs.split('/').map(Number),
    cites: citesOf(row.articles),
    negligence: negligenceOf(row.negligence),
    ...(statutoryMax === undefined ? {} : { statutoryMax }),
    classes: classesOfProvision(provision),
    classesByFact: classesByFactOf(provision),
    ...(row.abolishedOn === undefined ? {} : { abolishedOn: civil(row.abolishedOn) }),
  });
};

const currentRows: readonly Row[] = rows;
const formerRows: readonly Row[] = abolishedRows;

/** The 483 charges in force, in the order of the 刑法. @see 罪名补充规定(八), 2024-03-01 */
export const CHARGES: readonly Charge[] = currentRows.map(chargeOf);

/** Charges that no longer exist and have no single successor; they still stand in older judgments. */
export const ABOLISHED_CHARGES: readonly Charge[] = formerRows.map(chargeOf);

const byCode: ReadonlyMap<string, Charge> =
  new Map([...CHARGES, ...ABOLISHED_CHARGES].map((charge) => [charge.code, charge]));

const byName: ReadonlyMap<string, Charge> =
  new Map([...CHARGES, ...ABOLISHED_CHARGES].map((charge) => [charge.name, charge]));

/** The charge of a code, or undefined. */
export const chargeOfCode = (code: ChargeCode): Charge | undefined => byCode.get(code);

/** Names that later rules replaced, each with the one charge it stands for today. */
export const SUPERSEDED_NAMES: readonly SupersededName[] = supersededRows
  .filter((row) => row.successors.length === 1)
  .map((row) => ({
    name: row.name,
    ...(row.selective === undefined ? {} : { selective: row.selective }),
    replacedOn: row.replacedOn,
    charge: present(byName.get(row.successors[0] ?? ''), 'successor of a superseded charge'),
  }));

/** Selective notation of catalogue names, by code. */
export const SELECTIVE_PATTERNS: ReadonlyMap<ChargeCode, string> = new Map(
  [...currentRows, ...formerRows].flatMap((row) =>
    row.selective === undefined ? [] : [[row.code, row.selective] as const]));
