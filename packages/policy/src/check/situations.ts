import { addDays, type CivilDate } from '@fengcun/kernel';
import { type Expression, walk } from '../cel/expression.ts';
import { compileCondition } from '../evaluate/compile-condition.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import { FALSE, MAYBE, TRUE, type Truth } from '../evaluate/truth.ts';
import { type Clause, covers, type Matter, type Pack, type PackSwitch } from '../packs/pack.ts';
import { asksToday, atomsOf, daysWritten, factsTouched } from './atoms.ts';
import { PLAUSIBLE } from './plausible.ts';
import { KNOWNNESS_FROM, type Region, regionsOf } from './regions.ts';
import type { Goal } from './search.ts';

/** A clause in force, ready for a search; `index` is its place in the matter. */
export type SituatedClause = Readonly<{ clause: Clause; index: number; goal: Goal }>;

/** A matter on one day with one choice of switches: what is in force, and the regions of its facts. */
export type Situation = Readonly<{
  asOf: CivilDate;
  switches: Readonly<Record<string, string>>;
  clauses: readonly SituatedClause[];
  regions: readonly Region[];
  /** True of facts that no real record has; only of facts that the clauses read. */
  implausible: readonly Goal[];
  complete: boolean;
}>;

/** LIMIT: choices of switches tried together; beyond it each switch is varied alone. */
const SWITCH_CHOICES_MAX = 64;

const expressionsOf = (clause: Clause): readonly Expression[] =>
  clause.conditions.map((limb) => limb.expression);

/** Days on which something begins or ends, and both sides of days that asOf is compared with. */
const daysOf = (pack: Pack, matter: Matter): readonly CivilDate[] => {
  const expressions = matter.clauses.flatMap(expressionsOf);
  const compared = asksToday(expressions) ? daysWritten(expressions) : [];
  const written = compared.flatMap((day) => [day, addDays(day, 1)]);
  const edges = matter.clauses.flatMap(({ effective: { from, to } }) => [from, to ?? from]);
  const days = new Set([pack.effective.from, ...edges, ...written]);
  return [...days].filter((day) => covers(pack.effective, day)).sort();
};

type Choice = Readonly<Record<string, string>>;

const withEach = (choice: Choice, { id, options }: PackSwitch): readonly Choice[] =>
  options.map((option) => ({ ...choice, [id]: option }));

type Choices = Readonly<{ choices: readonly Choice[]; complete: boolean }>;

/** Choices of the switches that conditions of the matter read. */
const choicesOf = (pack: Pack, matter: Matter): Choices => {
  const read = new Set(matter.clauses.flatMap(expressionsOf).flatMap(walk)
    .flatMap((node) => (node.op === 'switch' ? [node.id] : [])));
  const varied = pack.switches.filter((each) => read.has(each.id));
  const defaults: Choice = Object.fromEntries(pack.switches.map((each) => [each.id, each.default]));
  const count = varied.reduce((product, each) => product * each.options.length, 1);
  if (count > SWITCH_CHOICES_MAX) {
    return { choices: varied.flatMap((each) => withEach(defaults, each)), complete: false };
  }
  const choices = varied.reduce<readonly Choice[]>(
    (before, each) => before.flatMap((choice) => withEach(choice, each)), [defaults]);
  return { choices, complete: true };
};

const OPPOSITE = { [FALSE]: TRUE, [TRUE]: FALSE, [MAYBE]: MAYBE } as const;

/** Clauses of a matter in force on a day, as goals of a search, in their order. */
export const clausesOn = (matter: Matter, context: CompileContext): readonly SituatedClause[] =>
  matter.clauses.map((clause, index) => ({ clause, index }))
    .filter(({ clause }) => covers(clause.effective, context.asOf))
    .map(({ clause, index }) => {
      const limbs = expressionsOf(clause).map((expression) => compileCondition(expression, context));
      const goal = { truth: all(limbs), facts: expressionsOf(clause).flatMap(factsTouched) };
      return { clause, index, goal };
    });

/** What holds of real records and can be asked of the facts that these clauses read. */
const plausibleFor = (clauses: readonly SituatedClause[]): readonly Expression[] => {
  const read = new Set(clauses.flatMap(({ goal }) => goal.facts));
  return PLAUSIBLE.filter((each) => factsTouched(each).every((fact) => read.has(fact)));
};

/** The regions of the facts that some clauses read, and what no real record is. */
export const regionsFor = (
  clauses: readonly SituatedClause[], context: CompileContext,
): Pick<Situation, 'regions' | 'implausible' | 'complete'> => {
  const sentences = plausibleFor(clauses);
  const atoms = [...clauses.flatMap(({ clause }) => expressionsOf(clause)), ...sentences].flatMap(atomsOf);
  const implausible = sentences.map((sentence): Goal => {
    const holds = compileCondition(sentence, context);
    return { truth: (trial) => OPPOSITE[holds(trial)], facts: factsTouched(sentence) };
  });
  return { implausible, ...regionsOf(atoms, context.asOf, context.switches) };
};

/** Context of a search on one day with one choice of switches. */
export const searchContext = (asOf: CivilDate, switches: Choice): CompileContext =>
  ({ asOf, switches: new Map(Object.entries(switches)), knownnessFrom: KNOWNNESS_FROM });

const situationOf = (matter: Matter, asOf: CivilDate, choice: Choice): Situation => {
  const context = searchContext(asOf, choice);
  const clauses = clausesOn(matter, context);
  return { asOf, switches: choice, clauses, ...regionsFor(clauses, context) };
};

const all = (limbs: readonly Goal['truth'][]): Goal['truth'] => (trial) => {
  let truth: Truth = TRUE;
  for (const limb of limbs) {
    const value = limb(trial);
    if (value === FALSE) return FALSE;
    if (value === MAYBE) truth = MAYBE;
  }
  return truth;
};

/**
 * Every situation in which the matter can read differently: one day of each period between the dates of its
 * clauses, with every choice of the switches it reads. `complete` false when a bound was hit.
 */
export const situationsOf = (
  pack: Pack, matter: Matter,
): Readonly<{ situations: readonly Situation[]; complete: boolean }> => {
  const { choices, complete } = choicesOf(pack, matter);
  const situations = daysOf(pack, matter)
    .flatMap((day) => choices.map((choice) => situationOf(matter, day, choice)));
  return { situations, complete: complete && situations.every((each) => each.complete) };
};
