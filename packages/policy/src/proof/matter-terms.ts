import type { Expression } from '../cel/expression.ts';
import { NEEDS_REVIEW } from '../evaluate/conclude.ts';
import type { Clause, Matter, Pack, Period } from '../packs/pack.ts';
import { and, atMost, equal, ite, less, not, or, type Term } from './smt.ts';
import { dateKey, type DateTerms, dateTerms } from './smt-dates.ts';
import { readValue } from './translate-values.ts';
import { allOf, truthTerms } from './translate.ts';
import { NotTranslated, openDate, type Translating, type TruthTerms } from './translating.ts';
import { codeOf, declare, declareDate, define, oneOfNames, type Value, type World,
  type WorldText } from './world.ts';

/** A clause as terms: its truth on the day (no where it does not apply), and whether it decides. */
export type ClauseTerms = Readonly<{
  clause: Clause;
  truth: TruthTerms;
  /** It certainly holds, and no clause above does. */
  first: Term;
  /** The outcome it leads to, and a number that is 0 but for a future due day. */
  concludes: Readonly<{ known: Term; outcome: Term; day: Term }>;
}>;

/** What a matter of a pack decides of a world. */
export type MatterTerms = Readonly<{
  pack: Pack;
  matter: Matter;
  clauses: readonly ClauseTerms[];
  /** Number of the outcome's name. */
  outcome: Term;
  /** Future due day as a number, 0 where there is none. */
  day: Term;
  /** The outcome is review because of unknown facts. */
  undecided: Term;
}>;

/** The day for which everything is proved: any day of a period. */
export const asOfTerms = (text: WorldText, period: Period): DateTerms => {
  const day = declareDate(text, 'v_asOf');
  text.lines.push(`(assert ${within(day, period)})`);
  return day;
};

const within = (day: DateTerms, { from, to }: Period): Term => {
  const key = dateKey(day);
  return and(atMost(dateKey(dateTerms(from)), key), to === undefined ? 'true' : less(key,
    dateKey(dateTerms(to))));
};

/** Every switch as a variable over its options, but for those that have a given value. */
export const switchTerms = (
  text: WorldText, pack: Pack, given: Readonly<Record<string, string>>,
): ReadonlyMap<string, Term> => new Map(pack.switches.map(({ id, options }) => {
  const value = given[id];
  return [id, value === undefined
    ? declare(text, `v_switch_${id}_${options.join('_')}`, { sort: 'Int', constraint: oneOfNames(text,
      options) })
    : codeOf(text, value)] as const;
}));

const readDue = (to: Translating, expression: Expression): Value => {
  try {
    return readValue(to, expression);
  } catch (error) {
    if (!(error instanceof NotTranslated)) throw error;
    return openDate(to, expression, error.message);
  }
};

const conclusion = (to: Translating, clause: Clause): ClauseTerms['concludes'] => {
  const { text } = to.world;
  const outcome = codeOf(text, clause.outcome);
  if (clause.sealFrom === undefined) return { known: 'true', outcome, day: '0' };
  const due = readDue(to, clause.sealFrom.expression);
  if (due.kind !== 'date') throw new NotTranslated('a due day that is no date');
  const key = define(text, 'Int', dateKey(due.date));
  const isLater = define(text, 'Bool', less(dateKey(to.asOf), key));
  return {
    known: due.known,
    outcome: define(text, 'Int', ite(isLater, codeOf(text, 'sealFrom'), outcome)),
    day: define(text, 'Int', ite(isLater, key, '0')),
  };
};

const clauseTerms = (to: Translating, matter: Matter): readonly ClauseTerms[] => {
  const { text } = to.world;
  let noneAbove: Term = 'true';
  return matter.clauses.map((clause) => {
    text.place = clause.id;
    const inForce = define(text, 'Bool', within(to.asOf, clause.effective));
    const limbs = allOf(clause.conditions.map(({ expression }) => truthTerms(to, expression)));
    const truth = {
      yes: define(text, 'Bool', and(inForce, limbs.yes)),
      no: define(text, 'Bool', or(not(inForce), limbs.no)),
    };
    const first = define(text, 'Bool', and(truth.yes, noneAbove));
    noneAbove = define(text, 'Bool', and(noneAbove, not(truth.yes)));
    return { clause, truth, first, concludes: conclusion(to, clause) };
  });
};

/**
 * Writes a matter: the first certain clause decides where every possible clause before it concludes
 * the same.
 */
export const matterTerms = (to: Translating, pack: Pack, matter: Matter): MatterTerms => {
  const { text } = to.world;
  const clauses = clauseTerms(to, matter);
  const otherwise = { known: 'true', outcome: codeOf(text, matter.otherwise.outcome), day: '0' };
  const last = (of: 'outcome' | 'day' | 'known'): Term =>
    define(text, of === 'known' ? 'Bool' : 'Int', clauses.reduceRight<Term>(
      (later, { first, concludes }) => ite(first, concludes[of], later), otherwise[of]));
  const [outcome, day, known] = [last('outcome'), last('day'), last('known')];
  let reached: Term = 'true';
  const agrees = clauses.map(({ truth, first, concludes }) => {
    const maybe = and(reached, not(truth.no), not(first));
    reached = define(text, 'Bool', and(reached, not(truth.yes)));
    return or(not(maybe), and(concludes.known, equal(concludes.outcome, outcome), equal(concludes.day, day)));
  });
  const isDecided = define(text, 'Bool', and(known, ...agrees));
  return {
    pack, matter, clauses, undecided: not(isDecided),
    outcome: define(text, 'Int', ite(isDecided, outcome, codeOf(text, NEEDS_REVIEW))),
    day: define(text, 'Int', ite(isDecided, day, '0')),
  };
};

/** Whether the outcome is one of some. */
export const isOneOf = (world: World, terms: MatterTerms, outcomes: readonly string[]): Term =>
  oneOfNames(world.text, outcomes)(terms.outcome);
