import type { CivilDate, Json } from '@fengcun/kernel';
import { walk } from '../cel/expression.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import { covers, type Matter, type Pack } from '../packs/pack.ts';
import { type Goal, search } from './search.ts';
import { clausesOn, regionsFor, searchContext, type SituatedClause } from './situations.ts';

/** A record that two packs decide differently on `asOf` with the default switches. */
export type OutcomeChange = Readonly<{
  kind: 'outcome';
  matter: string;
  asOf: CivilDate;
  before: string;
  after: string;
  decidedBy: readonly [before: string, after: string];
  example: Readonly<Record<string, Json>>;
}>;

/** LIMIT: decisions tried for one pair of clauses; a difference that hides deeper is not shown. */
const STEPS_MAX = 20_000;

/** One way a matter can end: this clause (or otherwise), and none above it. */
type End = Readonly<{ id: string; outcome: string; own: readonly Same[]; above: readonly Same[] }>;

/** A goal with the text of its conditions: equal texts without switches mean the same in both packs. */
type Same = Readonly<{ goal: Goal; text: string }>;

const sameOf = ({ clause, goal }: SituatedClause): Same => {
  const nodes = clause.conditions.flatMap((limb) => walk(limb.expression));
  const readsSwitch = nodes.some((node) => node.op === 'switch');
  return { goal, text: readsSwitch ? '' : clause.conditions.map((limb) => limb.text).join('\n') };
};

const endsOf = (matter: Matter, clauses: readonly SituatedClause[]): readonly End[] => {
  const same = clauses.map(sameOf);
  const ends = clauses.map(({ clause }, i) =>
    ({ id: clause.id, outcome: clause.outcome, own: same.slice(i, i + 1), above: same.slice(0, i) }));
  return [...ends, { id: 'otherwise', outcome: matter.otherwise.outcome, own: [], above: same }];
};

/** Whether what one pack ends by has already been decided in the other: then no record ends in both. */
const excludes = (one: End, other: End): boolean =>
  one.own.some(({ text }) => text !== '' && other.above.some((each) => each.text === text));

const goalsOf = (...parts: readonly (readonly Same[])[]): readonly Goal[] =>
  parts.flat().map((each) => each.goal);

/** The last day on which something begins in either pack while both apply: their newest law. */
const newestDay = (before: Pack, after: Pack): CivilDate | undefined =>
  [before, after]
    .flatMap((pack) => [pack.effective.from, ...pack.matters.flatMap((matter) =>
      matter.clauses.map((clause) => clause.effective.from))])
    .filter((day) => covers(before.effective, day) && covers(after.effective, day))
    .sort()
    .at(-1);

const defaultsOf = (pack: Pack): Readonly<Record<string, string>> =>
  Object.fromEntries(pack.switches.map((each) => [each.id, each.default]));

type Pair = Readonly<{ before: Matter; after: Matter; contexts: readonly [CompileContext, CompileContext] }>;

const diffMatter = ({ before, after, contexts }: Pair): readonly OutcomeChange[] => {
  const [left, right] = [clausesOn(before, contexts[0]), clausesOn(after, contexts[1])];
  const { regions, implausible } = regionsFor([...left, ...right], contexts[0]);
  const others = endsOf(after, right);
  const ends = endsOf(before, left).flatMap((one) => others.map((other) => [one, other] as const));
  const shown = new Map<string, OutcomeChange>();
  for (const [one, other] of ends) {
    const pair = `${one.outcome} ${other.outcome}`;
    const isHopeless = one.outcome === other.outcome || excludes(one, other) || excludes(other, one);
    if (isHopeless || shown.has(pair)) continue;
    const wanted = {
      all: goalsOf(one.own, other.own), none: implausible, failing: goalsOf(one.above, other.above),
    };
    const found = search(regions, wanted, STEPS_MAX);
    if (found.kind !== 'example') continue;
    shown.set(pair, {
      kind: 'outcome', matter: before.name, asOf: contexts[0].asOf, before: one.outcome, after: other.outcome,
      decidedBy: [one.id, other.id], example: found.facts,
    });
  }
  return [...shown.values()];
};

/** One example for each pair of different outcomes that two packs reach on the newest day both apply. */
export const diffOutcomes = (before: Pack, after: Pack): readonly OutcomeChange[] => {
  const asOf = newestDay(before, after);
  if (asOf === undefined) return [];
  const contexts = [searchContext(asOf, defaultsOf(before)), searchContext(asOf, defaultsOf(after))] as const;
  return before.matters.flatMap((matter) => {
    const other = after.matters.find((each) => each.name === matter.name);
    return other === undefined ? [] : diffMatter({ before: matter, after: other, contexts });
  });
};
