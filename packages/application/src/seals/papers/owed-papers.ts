import { type Disposition, findDispositions } from '@fengcun/registry';
import { dispositionFields } from './case-facts.ts';
import { coverPapers } from './cover-papers.ts';
import { executionPapers } from './execution-papers.ts';
import { latePapers } from './late-papers.ts';
import { openingPapers } from './opening-papers.ts';
import { type CaseSource, type Making, numbered, type Owed, type PaperSource } from './paper-making.ts';
import { sealingPapers } from './sealing-papers.ts';

const MAIN: ReadonlySet<Disposition['kind']> = new Set(['judgment', 'nonProsecution', 'noLiability']);

/**
 * Every paper that an order owes, out of the order and the opened case alone. What nobody told is left out of
 * the facts, so that the paper is refused with the name of the field. Public order owes none (治安法136)
 * before its decision is annulled.
 */
export const owedPapers = (source: PaperSource): Owed => {
  const { order, opened, subject } = source;
  const { found } = findDispositions(opened, subject);
  const main = found.find(({ kind }) => MAIN.has(kind));
  const [first] = found;
  const shown = order.target === 'sealed' ? main : main ?? first;
  const decision = shown === undefined ? {} : dispositionFields(shown);
  const making: Making = { source, decision, owner: order.orderedBy };
  const isSeal = order.target === 'sealed';
  const sealing = main === undefined ? { papers: [], others: [] } : sealingPapers(making, main);
  const owed = isSeal ? sealing : openingPapers(making);
  const marks = isSeal && main !== undefined ? coverPapers(making) : [];
  const ended = executionPapers(source,
    { word: order.orderNumber, holders: numbered(source), mustSeal: isSeal });
  return { ...owed, papers: [...owed.papers, ...marks, ...ended, ...latePapers(making, owed.papers)] };
};

/** What a record owes without an order: the notices of an end of execution, numbered by the one-case code. */
export const owedWithoutOrder = (source: CaseSource): Owed => ({
  papers: executionPapers(source, { word: source.told.caseCode, holders: [], mustSeal: false }), others: [],
});
