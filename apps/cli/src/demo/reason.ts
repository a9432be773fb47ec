import { factField, type Decision } from '@fengcun/policy';
import type { Bilingual } from '../report/index.ts';

// Short forms of the deciding clauses, for the grouped table; a clause without one shows its pack's explanation.
const REASONS: Readonly<Record<string, Bilingual>> = {};

const firstClause = (sentence: string): string => (sentence.split(/[。；.;]/)[0] ?? sentence).replace(/^[^：:]{1,16}[：:]\s*/, '');

/** Why a record was decided as it was, in a few words, the same for all records decided alike. */
export const reasonOf = (decision: Decision): Bilingual => {
  const questions = decision.questions.filter((question) => question.fact !== undefined);
  if (decision.outcome === 'needsReview' && questions.length > 0) {
    const titles = [...new Set(questions.map((question) => question.fact))]
      .flatMap((name) => (name === undefined ? [] : [factField(name)?.title]))
      .flatMap((title) => (title === undefined ? [] : [title]));
    const [first] = titles;
    if (first !== undefined) return { zh: `${first.zh}不明`, en: `${first.en} unknown` };
  }
  return REASONS[decision.decidedBy]
    ?? { zh: firstClause(decision.explain.zh), en: firstClause(decision.explain.en) };
};
