import { walk } from '../cel/expression.ts';
import type { Clause, Matter, Pack, Period } from '../packs/pack.ts';
import type { CheckFinding } from './finding.ts';

const within = (inner: Period, outer: Period): boolean =>
  inner.from >= outer.from && (outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to));

const meet = (a: Period, b: Period): boolean =>
  (a.to === undefined || b.from < a.to) && (b.to === undefined || a.from < b.to);

const outside = (pack: Pack, matter: Matter): readonly CheckFinding[] =>
  [
    ...matter.clauses.map((part) => ({ ...part, what: 'clause', place: { clause: part.id } })),
    ...matter.flags.map((part) => ({ ...part, what: 'flag', place: {} })),
  ].filter((part) => !within(part.effective, pack.effective)).map((part) => ({
    code: 'OUTSIDE_PACK_PERIOD', severity: 'error', matter: matter.name, ...part.place, at: part.at,
    message: `${part.what} ${part.id} applies on days on which the pack does not`,
  }));

const versions = (matter: Matter): readonly CheckFinding[] =>
  matter.clauses.flatMap((clause, i) => matter.clauses.slice(0, i)
    .filter((other) => other.id === clause.id && meet(other.effective, clause.effective))
    .map((): CheckFinding => ({
      code: 'VERSIONS_OVERLAP', severity: 'error', matter: matter.name, clause: clause.id, at: clause.at,
      message: `two versions of clause ${clause.id} apply on the same day`,
    })));

const misplaced = (matter: Matter): readonly CheckFinding[] =>
  matter.clauses.flatMap((clause, i) => (clause.exceptTo === 'all' ? [] : clause.exceptTo)
    .filter((id) => !matter.clauses.some((other, j) => other.id === id && j > i))
    .map((id): CheckFinding => ({
      code: 'EXCEPTION_BELOW_RULE', severity: 'error', matter: matter.name, clause: clause.id, at: clause.at,
      message: `clause ${clause.id} is an exception to ${id} but does not stand above it`,
    })));

const flagsNamed = (matter: Matter): ReadonlySet<string> =>
  new Set([...matter.clauses.flatMap((clause) => clause.flags), ...matter.otherwise.flags]);

const unusedFlags = (matter: Matter): readonly CheckFinding[] =>
  matter.flags.filter((flag) => !flagsNamed(matter).has(flag.id)).map((flag) => ({
    code: 'FLAG_UNUSED', severity: 'warning', matter: matter.name, at: flag.at,
    message: `flag ${flag.id} is raised by no clause`,
  }));

const switchesRead = (clause: Clause): readonly string[] =>
  [...clause.conditions, ...(clause.sealFrom === undefined ? [] : [clause.sealFrom])]
    .flatMap((condition) => walk(condition.expression))
    .flatMap((node) => (node.op === 'switch' ? [node.id] : []));

const unusedSwitches = (pack: Pack): readonly CheckFinding[] => {
  const used = new Set(pack.matters.flatMap((matter) =>
    [...matter.clauses.flatMap(switchesRead), ...flagsNamed(matter)]));
  return pack.switches.filter((each) => each.usedIn === undefined && !used.has(each.id)).map((each) => ({
    code: 'SWITCH_UNUSED', severity: 'warning', at: each.at,
    message: `switch ${each.id} changes nothing in this pack; name the part that reads it by usedIn`,
  }));
};

const textsOf = (pack: Pack): readonly string[] => [
  ...pack.definitions.map(({ text }) => text),
  ...pack.matters.flatMap(({ clauses, flags }) => [
    ...clauses.flatMap(({ conditions, sealFrom, reasons }) => [
      ...conditions.map(({ text }) => text), ...(sealFrom === undefined ? [] : [sealFrom.text]),
      ...(reasons ?? []).flatMap(({ when, date }) => [when?.text ?? '', date.text]),
    ]),
    ...flags.flatMap(({ when }) => (when === undefined ? [] : [when.text])),
  ]),
];

const WORDS = /[A-Za-z][A-Za-z0-9]*/g;

/** Parameters and definitions that no condition names. */
const unusedNames = (pack: Pack): readonly CheckFinding[] => {
  const named = new Set(textsOf(pack).flatMap((text) => text.match(WORDS) ?? []));
  return [
    ...pack.parameters.filter(({ id }) => !named.has(id)).map(({ id, at }): CheckFinding => {
      const message = `parameter ${id} changes nothing in this pack`;
      return { code: 'PARAMETER_UNUSED', severity: 'warning', at, message };
    }),
    ...pack.definitions.filter(({ id }) => !named.has(id)).map(({ id, at }): CheckFinding => {
      const message = `definition ${id} is named by no condition`;
      return { code: 'DEFINITION_UNUSED', severity: 'warning', at, message };
    }),
  ];
};

/** Months and years are not all equally long: what becomes of 31 August plus six months must be said. */
const monthEnd = (pack: Pack): readonly CheckFinding[] => {
  if (pack.monthEnd !== undefined) return [];
  const clauses = pack.matters.flatMap((matter) => matter.clauses.map((clause) => ({ matter, clause })));
  const first = clauses.find(({ clause }) =>
    [...clause.conditions, ...(clause.sealFrom === undefined ? [] : [clause.sealFrom])]
      .flatMap(({ expression }) => walk(expression))
      .some((node) => node.op === 'shift' && node.unit !== 'days'));
  if (first === undefined) return [];
  const message = 'the pack counts in months or years: say monthEnd: lastDay (29 February and a year: '
    + '28 February) or monthEnd: nextMonth (1 March)';
  const { matter, clause } = first;
  const place = { matter: matter.name, clause: clause.id, at: clause.at };
  return [{ code: 'MONTH_END_UNSTATED', severity: 'warning', ...place, message }];
};

/** Dates that collide, exceptions that stand below their rule, flags, switches and names that do nothing. */
export const checkStructure = (pack: Pack): readonly CheckFinding[] => [
  ...unusedSwitches(pack),
  ...unusedNames(pack),
  ...monthEnd(pack),
  ...pack.matters.flatMap((matter) =>
    [...outside(pack, matter), ...versions(matter), ...misplaced(matter), ...unusedFlags(matter)]),
];
