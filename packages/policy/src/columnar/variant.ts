import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { Expression } from '../cel/expression.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import { type DecideOptions, prepareDecider } from '../evaluate/decide.ts';
import type { DecideRefusal } from '../evaluate/decision.ts';
import { type Clause, covers, type Matter, type Pack } from '../packs/pack.ts';
import { keyOf } from './signals.ts';

/** A pack on one day with one choice of switches: what is decided for every record. */
export type Variant = DecideOptions & Readonly<{ pack: Pack }>;

/** A variant with what every back end needs of it: its clauses in force, in their order. */
export type OpenedVariant = Readonly<{
  pack: Pack;
  matter: Matter;
  asOf: CivilDate;
  clauses: readonly Clause[];
  context: CompileContext;
}>;

/** Conjuncts of a clause: limbs with their `&&` taken apart. */
export const conjunctsOf = (clause: Clause): readonly Expression[] => {
  const parts = (expression: Expression): readonly Expression[] =>
    (expression.op === 'and' ? [...parts(expression.left), ...parts(expression.right)] : [expression]);
  return clause.conditions.flatMap(({ expression }) => parts(expression));
};

/** What a clause asks, apart from where it stands: clauses of equal keys hold on the same records. */
export const clauseKey = (clause: Clause, context: CompileContext): string =>
  [...new Set(conjunctsOf(clause).map((each) => keyOf(each, context)))].sort().join(' & ');

/** Opens a variant; refused for the same reasons, in the same words, as by the interpreter. */
export const openVariant = (variant: Variant): Result<OpenedVariant, DecideRefusal> => {
  const { pack, asOf, matter: name = 'seal', switches = {} } = variant;
  const decider = prepareDecider(pack, variant);
  if (!decider.ok) return decider;
  const matter = pack.matters.find((each) => each.name === name);
  if (matter === undefined) return err({ code: 'MATTER_UNKNOWN', message: `pack ${pack.id} has no ${name}` });
  const chosen = pack.switches.map((each) => [each.id, switches[each.id] ?? each.default] as const);
  return ok({
    pack, matter, asOf,
    clauses: matter.clauses.filter((clause) => covers(clause.effective, asOf)),
    context: { asOf, switches: new Map(chosen) },
  });
};
