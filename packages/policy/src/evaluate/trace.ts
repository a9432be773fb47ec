import type { CivilDate } from '@fengcun/kernel';
import type { Bilingual } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots } from '../facts/slots.ts';
import { concludeClause, NEEDS_REVIEW, REVIEW, sameOutcome } from './conclude.ts';
import type { Conclusion, DecisionFlag, DueReasonFinding, Evidence, Finding, Question } from './decision.ts';
import type { PreparedClause, PreparedCondition, PreparedMatter } from './prepare-matter.ts';
import { explainUnknown, isLacking, questionsOf, unknownAmong } from './questions.ts';
import { FALSE, MAYBE, triOf, TRUE, type Truth } from './truth.ts';

/** The reasons of one decision, without what is the same for every sheet. */
export type Trace = Readonly<{
  conclusion: Conclusion;
  findings: readonly Finding[];
  decidedBy: string;
  explain: Bilingual;
  questions: readonly Question[];
  flags: readonly DecisionFlag[];
  dueReasons?: readonly DueReasonFinding[];
}>;

/** LIMIT: a bit set of facts has 31 bits; a limb that reads more is possible but its finding is not kept. */
const FACTS_OF_A_LIMB_MAX = 31;

const unknownFinding = (condition: PreparedCondition, slots: Slots): Finding => {
  let bits = 0;
  const places = condition.slots;
  for (let i = 0; i < places.length; i += 1) {
    if (isLacking(condition, slots, places[i] ?? -1)) bits |= 1 << i;
  }
  const kept = condition.unknown.get(bits);
  if (kept !== undefined && places.length <= FACTS_OF_A_LIMB_MAX) return kept;
  const unknown = unknownAmong(condition, slots);
  const finding: Finding = Object.freeze({ ...condition.holds, holds: 'unknown', unknown });
  condition.unknown.set(bits, finding);
  return finding;
};

const withEvidence = (finding: Finding, facts: readonly FactName[], evidence: Evidence): Finding => {
  const found = facts.filter((name) => evidence[name] !== undefined);
  if (found.length === 0) return finding;
  return { ...finding, evidence: Object.fromEntries(found.map((name) => [name, evidence[name]])) };
};

const findingOf = (condition: PreparedCondition, truth: Truth, slots: Slots): Finding =>
  truth === TRUE ? condition.holds : truth === FALSE ? condition.fails : unknownFinding(condition, slots);

const NO_FLAGS: readonly DecisionFlag[] = Object.freeze([]);
const NO_QUESTIONS: readonly Question[] = Object.freeze([]);

const raisedFlags = (clause: PreparedClause, slots: Slots): readonly DecisionFlag[] => {
  if (clause.flags.length === 0) return NO_FLAGS;
  const raised: DecisionFlag[] = [];
  for (const flag of clause.flags) {
    const truth = flag.predicate === undefined ? TRUE : flag.predicate(slots);
    if (truth !== FALSE) raised.push(truth === MAYBE ? flag.open : flag.raised);
  }
  return raised;
};

/** What each of several dates says; the reason of the result is kept beside it. */
const dueReasonsOf = ({ reasons }: PreparedClause, slots: Slots, due: CivilDate | undefined) => {
  if (reasons === undefined) return {};
  const dueReasons = reasons.map(({ says, counts, read }): DueReasonFinding => {
    const truth = counts === undefined ? TRUE : counts(slots);
    const from = read(slots);
    const isKnown = from !== UNKNOWN;
    return {
      ...says, counts: triOf(truth), limits: isKnown && truth !== FALSE && from === due,
      ...(isKnown ? { from: from as CivilDate } : {}), // type-checked as a date
    };
  });
  return { dueReasons };
};

const ownQuestion = ({ id, explain }: PreparedClause): Question => ({ clause: id, ...explain });

type Possible = Readonly<{ maybe: readonly PreparedClause[]; last: PreparedClause }>;

/** Applies the rule of possible outcomes: one outcome stands, several are for a person. */
const conclude = (matter: PreparedMatter, slots: Slots, possible: Possible): Omit<Trace, 'findings'> => {
  const { maybe, last } = possible;
  const conclusion = concludeClause(last, slots, matter.asOf);
  const agreed = conclusion !== undefined && maybe.every((clause) => {
    const other = concludeClause(clause, slots, matter.asOf);
    return other !== undefined && sameOutcome(conclusion, other);
  });
  if (!agreed) {
    const questions = questionsOf([...maybe, last], slots);
    const explain = explainUnknown(questions);
    return { conclusion: REVIEW, decidedBy: 'unknownFacts', explain, questions, flags: NO_FLAGS };
  }
  return {
    conclusion,
    decidedBy: last.id,
    explain: last.explain,
    questions: conclusion.outcome === NEEDS_REVIEW ? [...maybe, last].map(ownQuestion) : NO_QUESTIONS,
    flags: raisedFlags(last, slots),
    ...dueReasonsOf(last, slots, conclusion.sealFrom),
  };
};

/** Evaluates every limb of every clause in force, without stopping early, and concludes. */
export const traceMatter = (matter: PreparedMatter, slots: Slots, evidence: Evidence | undefined): Trace => {
  const findings: Finding[] = new Array<Finding>(matter.conditionCount);
  const maybe: PreparedClause[] = [];
  let certain: PreparedClause | undefined;
  let next = 0;
  for (const clause of matter.clauses) {
    let truth: Truth = TRUE;
    for (const condition of clause.conditions) {
      const value = condition.predicate(slots);
      if (value === FALSE) truth = FALSE;
      else if (value === MAYBE && truth === TRUE) truth = MAYBE;
      const finding = findingOf(condition, value, slots);
      findings[next] = evidence === undefined ? finding : withEvidence(finding, condition.facts, evidence);
      next += 1;
    }
    if (certain !== undefined || truth === FALSE) continue;
    if (truth === TRUE) certain = clause;
    else maybe.push(clause);
  }
  return { findings, ...conclude(matter, slots, { maybe, last: certain ?? matter.otherwise }) };
};
