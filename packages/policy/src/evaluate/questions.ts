import { present } from '@fengcun/kernel';
import { type Bilingual, FACT_FIELDS } from '../facts/fact-fields.ts';
import { type EntrySheet, type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots } from '../facts/slots.ts';
import type { Question } from './decision.ts';
import type { PreparedClause } from './prepare-matter.ts';
import type { Reads } from './reads.ts';
import { FALSE, MAYBE, TRUE } from './truth.ts';

const factQuestions: ReadonlyMap<FactName, Question> = new Map(
  FACT_FIELDS.map(({ name, question }) => [name, Object.freeze({ fact: name, ...question })]));
const titles: ReadonlyMap<FactName, Bilingual> = new Map(FACT_FIELDS.map(({ name, title }) => [name, title]));

const isEntries = (value: Slots[number] | undefined): value is readonly EntrySheet[] =>
  Array.isArray(value) && typeof value[0] === 'object';

/** Whether the value at a slot is unknown, or a list with an entry that lacks a field which is read. */
export const isLacking = ({ entryFields }: Reads, slots: Slots, place: number): boolean => {
  const value = slots[place];
  if (value === UNKNOWN) return true;
  if (entryFields.length === 0 || !isEntries(value)) return false;
  return value.some((entry) => entryFields.some((field) => entry[field] === UNKNOWN));
};

/** The facts among those read whose values are unknown. */
export const unknownAmong = (reads: Reads, slots: Slots): readonly FactName[] =>
  reads.facts.filter((_, i) => isLacking(reads, slots, reads.slots[i] ?? -1));

/** What is lacking for the day of a clause: of several dates, only those that count or may count. */
const lackingForDay = ({ sealFrom, reasons }: PreparedClause, slots: Slots): readonly FactName[] => {
  if (reasons === undefined) return sealFrom === undefined ? [] : unknownAmong(sealFrom, slots);
  return reasons.flatMap(({ counts, read, when, date }): readonly FactName[] => {
    const truth = counts === undefined ? TRUE : counts(slots);
    if (truth === FALSE) return [];
    const open = truth === MAYBE ? unknownAmong(when, slots) : [];
    return read(slots) === UNKNOWN ? [...open, ...unknownAmong(date, slots)] : open;
  });
};

/** A limb that is unknown although every fact is known: the law or contradictory data are for a person. */
const unsettled = (clause: string, say: Bilingual): Question => ({
  clause,
  zh: `有关事实都已知道，但法律没有明确规定或者事实互相矛盾，请人工判断：${say.zh}。`,
  en: 'The facts are known, but the law is not settled or the facts contradict each other; '
    + `a person must decide: ${say.en}.`,
});

/** What to ask about the clauses that may decide: every fact once, in the order of the pack. */
export const questionsOf = (clauses: readonly PreparedClause[], slots: Slots): readonly Question[] => {
  const facts = new Set<FactName>();
  const others: Question[] = [];
  for (const clause of clauses) {
    for (const condition of clause.conditions) {
      if (condition.predicate(slots) !== MAYBE) continue;
      const unknown = unknownAmong(condition, slots);
      unknown.forEach((name) => facts.add(name));
      if (unknown.length === 0) others.push(unsettled(clause.id, condition.holds.say));
    }
    const { sealFrom } = clause;
    if (sealFrom === undefined || sealFrom.read(slots) !== UNKNOWN) continue;
    const unknown = lackingForDay(clause, slots);
    unknown.forEach((name) => facts.add(name));
    if (unknown.length === 0) others.push(unsettled(clause.id, SEAL_DAY));
  }
  return [...[...facts].map((name) => present(factQuestions.get(name), 'question of a fact')), ...others];
};

const SEAL_DAY: Bilingual = { zh: '从哪一天起封存', en: 'from which day the seal is due' };

/** The explanation when the facts allow different outcomes: what to find out, in one sentence. */
export const explainUnknown = (questions: readonly Question[]): Bilingual => {
  const names = questions.flatMap(({ fact }) => (fact === undefined ? [] : titles.get(fact) ?? []));
  if (names.length === 0) {
    return {
      zh: '需要人工复核：法律没有明确规定，或者事实互相矛盾。',
      en: 'A person must decide: the law is not settled, or the facts contradict each other.',
    };
  }
  return {
    zh: `需要人工复核：现有事实可能得出不同结论，请先查明：${names.map(({ zh }) => zh).join('、')}。`,
    en: 'A person must decide: the facts allow different outcomes. Find out first: '
      + `${names.map(({ en }) => en).join(', ')}.`,
  };
};
