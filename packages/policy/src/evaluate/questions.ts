import { present } from '@fengcun/kernel';
import { type Bilingual, FACT_FIELDS } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots } from '../facts/slots.ts';
import type { Question } from './decision.ts';
import type { PreparedClause } from './prepare-matter.ts';
import { MAYBE } from './truth.ts';

const factQuestions: ReadonlyMap<FactName, Question> = new Map(
  FACT_FIELDS.map(({ name, question }) => [name, Object.freeze({ fact: name, ...question })]));
const titles: ReadonlyMap<FactName, Bilingual> = new Map(FACT_FIELDS.map(({ name, title }) => [name, title]));

/** The facts among those read whose values are unknown. */
export const unknownAmong = (
  facts: readonly FactName[], places: readonly number[], slots: Slots,
): readonly FactName[] =>
  facts.filter((_, i) => slots[places[i] ?? -1] === UNKNOWN);

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
    for (const { predicate, facts: read, slots: places, holds } of clause.conditions) {
      if (predicate(slots) !== MAYBE) continue;
      const unknown = unknownAmong(read, places, slots);
      unknown.forEach((name) => facts.add(name));
      if (unknown.length === 0) others.push(unsettled(clause.id, holds.say));
    }
    const { sealFrom } = clause;
    if (sealFrom === undefined || sealFrom.read(slots) !== UNKNOWN) continue;
    const unknown = unknownAmong(sealFrom.facts, sealFrom.slots, slots);
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
