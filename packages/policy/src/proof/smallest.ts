import { FACT_FIELDS } from '../facts/fact-fields.ts';
import { equal, int, type Term } from './smt.ts';
import { type Model, readModel } from './read-model.ts';
import type { World } from './world.ts';

/** A solver of SMT-LIB 2 that keeps its state from one text to the next. */
export type Solver = Readonly<{ ask: (text: string) => Promise<string> }>;

/**
 * LIMIT: milliseconds for one question while a counterexample is made smaller; what is left is small
 * enough.
 */
const STEP_MILLISECONDS = 3_000;
/** LIMIT: questions asked for one smaller counterexample. */
const STEPS_MAX = 260;

type Shrinking = { readonly solver: Solver; readonly names: readonly string[]; model: Model; steps: number };

/** Every variable that was declared. */
const variablesOf = ({ text }: World): readonly string[] => text.lines.flatMap((line) =>
  /^\(declare-const (\S+) /.exec(line)?.slice(1, 2) ?? []);

/** The values of variables and terms, after an answer `sat`. */
const valuesOf = async (solver: Solver, names: readonly string[]): Promise<Model> =>
  readModel(await solver.ask(`(get-value (${names.join(' ')}))`));

/** Keeps a constraint if there is still an example, and takes that. */
const attempt = async (state: Shrinking, constraint: Term): Promise<boolean> => {
  if ((state.steps += 1) > STEPS_MAX) return false;
  const answer = await state.solver.ask(`(push 1)\n(assert ${constraint})\n(check-sat)`);
  if (answer.trim() !== 'sat') {
    await state.solver.ask('(pop 1)');
    return false;
  }
  state.model = await valuesOf(state.solver, state.names);
  return true;
};

/** The smallest number of these that can hold, found by halving; then those and no others. */
const fewest = async (state: Shrinking, names: readonly string[]): Promise<void> => {
  const count = (): number => names.filter((name) => state.model.get(name) === 'true').length;
  let low = 0;
  while (low < count()) {
    const middle = Math.floor((low + count() - 1) / 2);
    if (!await attempt(state, `((_ at-most ${middle}) ${names.join(' ')})`)) low = middle + 1;
  }
  if (names.length === 0) return;
  const pattern = names.map((name) => (state.model.get(name) === 'true' ? name : `(not ${name})`));
  await attempt(state, `(and ${pattern.join(' ')})`);
};

const smallestNumber = async (state: Shrinking, name: string): Promise<void> => {
  const now = (): number => Number(state.model.get(name));
  if (now() === 0 || await attempt(state, equal(name, '0'))) return;
  let low = 1;
  while (low < now()) {
    const middle = Math.floor((low + now()) / 2);
    if (!await attempt(state, `(<= ${name} ${int(middle)})`)) low = middle + 1;
  }
  await attempt(state, equal(name, int(now())));
};

/** Years in which a reader expects cases; births before them. */
const ORDINARY_YEARS = [2020, 1990] as const;

const plainDate = async (state: Shrinking, name: string): Promise<void> => {
  const isBirth = name === 'v_bornOn';
  for (const year of isBirth ? [1990] : ORDINARY_YEARS) {
    const wanted = isBirth ? `(<= 1960 ${name}_y 2010)` : `(<= ${year} ${name}_y 2030)`;
    if (await attempt(state, wanted)) break;
  }
  if (await attempt(state, `(and (= ${name}_m 6) (= ${name}_d 1))`)) return;
  if (!await attempt(state, `(= ${name}_d 1)`)) return;
  await attempt(state, `(= ${name}_m 1)`);
};

const known = (state: Shrinking, worlds: readonly World[], name: string): boolean =>
  worlds.some(({ prefix }) => state.model.get(`${prefix}k_${name}`) === 'true');

/**
 * Makes an example small, in this order: fewest known facts, fewest other entries and members of sets,
 * smallest
 * numbers, ordinary days. The solver has just answered `sat`; its assertions stay those of the smallest.
 */
export const smallest = async (
  solver: Solver, worlds: readonly World[], more: readonly Term[],
): Promise<Model> => {
  const [world] = worlds;
  if (world === undefined) return new Map();
  const names = [...variablesOf(world), ...more.filter((term) => /^t\d+$/.test(term))];
  const state: Shrinking = { solver, names, model: await valuesOf(solver, names), steps: 0 };
  await solver.ask(`(set-option :timeout ${STEP_MILLISECONDS})`);
  const declared = new Set(variablesOf(world));
  for (const { prefix } of worlds) {
    await fewest(state, [...declared].filter((name) => name.startsWith(`${prefix}k_`)));
  }
  await fewest(state, [...declared].filter((name) => /^v_e\d+$/.test(name)));
  await fewest(state, [...declared].filter((name) =>
    /^v_(offenceClasses|offenceGroups|charges)_\d+$/.test(name)
    || /^v_e\d+_(offenceClasses|offenceGroups|charges)_\d+$/.test(name)));
  for (const { name, type } of FACT_FIELDS) {
    if (type.kind === 'integer' && known(state, worlds, name)) await smallestNumber(state, `v_${name}`);
  }
  for (const name of ['asOf', ...FACT_FIELDS.filter(({ type }) => type.kind === 'date').map((each) =>
    each.name)]) {
    if (name === 'asOf' || known(state, worlds, name)) await plainDate(state, `v_${name}`);
  }
  return state.model;
};
