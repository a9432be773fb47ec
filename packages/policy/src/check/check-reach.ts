import { walk } from '../cel/expression.ts';
import type { Clause, Matter, Pack } from '../packs/pack.ts';
import type { CheckCode, CheckFinding, CheckSeverity } from './finding.ts';
import { type Found, search } from './search.ts';
import { type SituatedClause, type Situation, situationsOf } from './situations.ts';

type Told = Readonly<{
  code: CheckCode; severity: CheckSeverity; message: string; example?: CheckFinding['example'] | undefined;
}>;

const about = (matter: Matter, clause: Clause, { example, ...told }: Told): CheckFinding => ({
  ...told, matter: matter.name, clause: clause.id, at: clause.at,
  ...(example === undefined ? {} : { example }),
});

/** Clauses above one in the same situation. */
const above = (situation: Situation, index: number): readonly SituatedClause[] =>
  situation.clauses.filter((other) => other.index < index);

type Ask = (situation: Situation) => Found | undefined;

/** Whether anything is found in any situation; the strongest answer wins: example, bounded, none. */
const anywhere = (situations: readonly Situation[], ask: Ask): Found => {
  let bounded = false;
  for (const situation of situations) {
    const found = ask(situation);
    if (found?.kind === 'example') return found;
    if (found?.kind === 'bounded') bounded = true;
  }
  return { kind: bounded ? 'bounded' : 'none' };
};

const situated = (situation: Situation, index: number): SituatedClause | undefined =>
  situation.clauses.find((each) => each.index === index);

type Reach = Readonly<{ findings: readonly CheckFinding[]; bounded: boolean }>;

/** A clause that a parameter empties (nothing is excluded) is there to be varied, not a mistake. */
const isSwitchedOff = (clause: Clause): boolean => clause.conditions.some((limb) =>
  walk(limb.expression).some((node) => node.op === 'constant' && node.parameter !== undefined));

const neverFires = (matter: Matter, situations: readonly Situation[]): Reach => {
  let bounded = false;
  const findings = matter.clauses.flatMap((clause, index) => {
    const decides = anywhere(situations, (situation) => {
      const own = situated(situation, index);
      if (own === undefined) return undefined;
      const none = above(situation, index).map((each) => each.goal);
      return search(situation.regions, { all: [own.goal], none });
    });
    if (decides.kind === 'bounded') bounded = true;
    if (decides.kind !== 'none' || isSwitchedOff(clause)) return [];
    const alone = anywhere(situations, (situation) => {
      const own = situated(situation, index);
      return own === undefined ? undefined : search(situation.regions, { all: [own.goal], none: [] });
    });
    const message = alone.kind === 'example'
      ? `clause ${clause.id} can never decide: every case it covers is decided by the clauses above it`
      : `clause ${clause.id} can never hold: its conditions contradict each other`;
    const example = alone.kind === 'example' ? alone.facts : undefined;
    return [about(matter, clause, { code: 'NEVER_FIRES', severity: 'error', message, example })];
  });
  return { findings, bounded };
};

/** Whether some case meets the first clause and not the second, in any situation with both. */
const withoutOther = (situations: readonly Situation[], first: number, second: number): Found =>
  anywhere(situations, (situation) => {
    const [one, other] = [situated(situation, first), situated(situation, second)];
    if (one === undefined || other === undefined) return undefined;
    return search(situation.regions, { all: [one.goal], none: [other.goal] });
  });

type Pair = Readonly<{ upper: number; lower: number }>;

/** A real case in which the upper clause decides and the lower one holds as well. */
const sharedCase = (situations: readonly Situation[], { upper, lower }: Pair): Found =>
  anywhere(situations, (situation) => {
    const [one, other] = [situated(situation, upper), situated(situation, lower)];
    if (one === undefined || other === undefined) return undefined;
    const none = [...above(situation, upper).map((each) => each.goal), ...situation.implausible];
    return search(situation.regions, { all: [one.goal, other.goal], none });
  });

const sameCases = (situations: readonly Situation[], { upper, lower }: Pair): boolean =>
  withoutOther(situations, upper, lower).kind === 'none'
  && withoutOther(situations, lower, upper).kind === 'none';

type Shared = Readonly<{ lower: Clause; example: CheckFinding['example'] }>;

const conflict = (matter: Matter, upper: Clause, { lower, example }: Shared): CheckFinding => {
  const message = `clauses ${upper.id} and ${lower.id} say ${upper.outcome} and ${lower.outcome} `
    + 'of exactly the same cases';
  return about(matter, upper, { code: 'CONFLICT', severity: 'error', message, example });
};

const isDeclared = (upper: Clause, lower: Clause): boolean =>
  upper.exceptTo === 'all' || upper.exceptTo.includes(lower.id);

const overlap = (matter: Matter, upper: Clause, shared: readonly Shared[]): readonly CheckFinding[] => {
  const [first] = shared;
  if (first === undefined) return [];
  const names = shared.map(({ lower }) => lower.id).join(', ');
  const message = `clause ${upper.id} (${upper.outcome}) takes cases of ${names}, which say otherwise; `
    + `if it is meant as the exception, say exceptTo: [${names}], or exceptTo: all`;
  return [about(matter, upper, { code: 'OVERLAP', severity: 'warning', message, example: first.example })];
};

const overlapsOf = (matter: Matter, situations: readonly Situation[], upper: number): Reach => {
  const clause = matter.clauses[upper];
  if (clause === undefined) return { findings: [], bounded: false };
  const conflicts: CheckFinding[] = [];
  const shared: Shared[] = [];
  let bounded = false;
  matter.clauses.forEach((other, lower) => {
    if (lower <= upper || other.outcome === clause.outcome) return;
    const both = sharedCase(situations, { upper, lower });
    if (both.kind === 'bounded') bounded = true;
    if (both.kind !== 'example') return;
    const found = { lower: other, example: both.facts };
    if (sameCases(situations, { upper, lower })) conflicts.push(conflict(matter, clause, found));
    else if (!isDeclared(clause, other)) shared.push(found);
  });
  return { findings: [...conflicts, ...overlap(matter, clause, shared)], bounded };
};

const overlaps = (matter: Matter, situations: readonly Situation[]): Reach => {
  const found = matter.clauses.map((_, upper) => overlapsOf(matter, situations, upper));
  return { findings: found.flatMap((each) => each.findings), bounded: found.some((each) => each.bounded) };
};

const gap = (matter: Matter, situations: readonly Situation[]): Reach => {
  if (matter.otherwise.intended) return { findings: [], bounded: false };
  const found = anywhere(situations, (situation) =>
    search(situation.regions, {
      all: [], none: situation.implausible, failing: situation.clauses.map((each) => each.goal),
    }));
  if (found.kind !== 'example') return { findings: [], bounded: found.kind === 'bounded' };
  const message = `some cases meet no clause and fall to otherwise (${matter.otherwise.outcome}); `
    + 'if the law leaves them there, say intended: true';
  const finding: CheckFinding = {
    code: 'GAP', severity: 'info', matter: matter.name, clause: 'otherwise', at: matter.otherwise.at, message,
    example: found.facts,
  };
  return { findings: [finding], bounded: false };
};

/** Clauses that never decide, overlaps, conflicts and gaps of a matter; says so when it could not be sure. */
export const checkReach = (pack: Pack, matter: Matter): readonly CheckFinding[] => {
  const { situations, complete } = situationsOf(pack, matter);
  const parts = [neverFires(matter, situations), overlaps(matter, situations), gap(matter, situations)];
  const findings = parts.flatMap((part) => part.findings);
  if (complete && parts.every((part) => !part.bounded)) return findings;
  const message = `matter ${matter.name} has more combinations than the checker tries: what it found is `
    + 'true, but it is not exhaustive';
  const place = { matter: matter.name, at: matter.at };
  return [...findings, { code: 'NOT_EXHAUSTIVE', severity: 'info', ...place, message }];
};
