import type { CivilDate } from '@fengcun/kernel';
import { entryFieldsRead, type Expression, factsRead } from '../cel/expression.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import { slotOf } from '../facts/slots.ts';
import {
  type Clause, type ClauseCondition, covers, type DueReason, type Matter, type Pack, type PackFlag,
} from '../packs/pack.ts';
import { compileCondition, type Predicate } from './compile-condition.ts';
import { type CompileContext, compileReader, type Reader } from './compile-reader.ts';
import type { Conclusion, DecisionFlag, Finding } from './decision.ts';
import type { Reads } from './reads.ts';

/** A limb ready to run, with its findings made once: a trace then only picks them. */
export type PreparedCondition = Readonly<{
  predicate: Predicate;
  facts: readonly FactName[];
  slots: readonly number[];
  entryFields: readonly FactName[];
  holds: Finding;
  fails: Finding;
  /** The unknown finding by the bit set of the facts that are unknown; filled as they occur. */
  unknown: Map<number, Finding>;
}>;

/** A flag ready to run. */
export type PreparedFlag = Readonly<{ predicate?: Predicate; raised: DecisionFlag; open: DecisionFlag }>;

/** One of several dates ready to read; `says` is what a finding repeats of it. */
export type PreparedReason = Readonly<{
  says: Readonly<{ id: string; cite: readonly string[] } & Clause['explain']>;
  counts?: Predicate;
  read: Reader;
  when: Reads;
  date: Reads;
}>;

/** A clause, or `otherwise`, ready to run. `sealFrom` reads the day from which the seal is due. */
export type PreparedClause = Readonly<{
  id: string;
  conditions: readonly PreparedCondition[];
  conclusion: Conclusion;
  sealFrom?: Readonly<{ read: Reader }> & Reads;
  reasons?: readonly PreparedReason[];
  flags: readonly PreparedFlag[];
  explain: Clause['explain'];
}>;

/** The clauses in force on the as-of date in their order, and what follows when none decides. */
export type PreparedMatter = Readonly<{
  clauses: readonly PreparedClause[];
  otherwise: PreparedClause;
  conditionCount: number;
  asOf: CivilDate;
}>;

const prepareCondition = (
  clause: Clause, limb: ClauseCondition, context: CompileContext,
): PreparedCondition => {
  const finding = { clause: clause.id, condition: limb.id, cite: limb.cite, say: limb.say };
  return {
    predicate: compileCondition(limb.expression, context),
    facts: limb.facts,
    slots: limb.facts.map(slotOf),
    entryFields: entryFieldsRead(limb.expression),
    holds: Object.freeze({ ...finding, holds: true }),
    fails: Object.freeze({ ...finding, holds: false }),
    unknown: new Map(),
  };
};

type FlagBook = ReadonlyMap<string, PreparedFlag>;

const prepareFlag = (flag: PackFlag, context: CompileContext): PreparedFlag => {
  const said = { id: flag.id, cite: flag.cite, zh: flag.say.zh, en: flag.say.en };
  return {
    ...(flag.when === undefined ? {} : { predicate: compileCondition(flag.when.expression, context) }),
    raised: Object.freeze({ ...said, holds: true }),
    open: Object.freeze({ ...said, holds: 'unknown' }),
  };
};

/** Flags of the matter in force on the day, and every switch: a clause may point at an open question. */
const flagBook = (pack: Pack, matter: Matter, context: CompileContext): FlagBook => new Map([
  ...pack.switches.map((each): [string, PreparedFlag] => {
    const flag = { id: each.id, effective: pack.effective, cite: each.cite, say: each.question, at: each.at };
    return [each.id, prepareFlag(flag, context)];
  }),
  ...matter.flags.filter((flag) => covers(flag.effective, context.asOf))
    .map((flag): [string, PreparedFlag] => [flag.id, prepareFlag(flag, context)]),
]);

const flagsOf = (ids: readonly string[], book: FlagBook): readonly PreparedFlag[] =>
  ids.flatMap((id) => book.get(id) ?? []);

const readsOf = (expression: Expression | undefined): Reads => {
  if (expression === undefined) return { facts: [], slots: [], entryFields: [] };
  const facts = factsRead(expression);
  return { facts, slots: facts.map(slotOf), entryFields: entryFieldsRead(expression) };
};

const prepareReason = (reason: DueReason, context: CompileContext): PreparedReason => {
  const { id, cite, say, counts, date } = reason;
  const latest: Expression = {
    op: 'latest', parts: [{ date: date.expression }], type: { kind: 'date' }, at: 0,
  };
  return {
    says: { id, cite, ...say },
    read: compileReader(latest, context),
    when: readsOf(counts),
    date: readsOf(date.expression),
    ...(counts === undefined ? {} : { counts: compileCondition(counts, context) }),
  };
};

const prepareClause = (clause: Clause, book: FlagBook, context: CompileContext): PreparedClause => ({
  id: clause.id,
  conditions: clause.conditions.map((limb) => prepareCondition(clause, limb, context)),
  conclusion: Object.freeze({ outcome: clause.outcome, sealFrom: undefined }),
  ...(clause.sealFrom === undefined ? {} : {
    sealFrom: {
      read: compileReader(clause.sealFrom.expression, context),
      ...readsOf(clause.sealFrom.expression),
    },
  }),
  ...(clause.reasons === undefined ? {} : {
    reasons: clause.reasons.map((reason) => prepareReason(reason, context)),
  }),
  flags: flagsOf(clause.flags, book),
  explain: clause.explain,
});

/** Compiles the clauses of a matter that are in force on the as-of date, with the given switches. */
export const prepareMatter = (pack: Pack, matter: Matter, context: CompileContext): PreparedMatter => {
  const book = flagBook(pack, matter, context);
  const clauses = matter.clauses
    .filter((clause) => covers(clause.effective, context.asOf))
    .map((clause) => prepareClause(clause, book, context));
  const { otherwise } = matter;
  return {
    clauses,
    otherwise: {
      id: 'otherwise',
      conditions: [],
      conclusion: Object.freeze({ outcome: otherwise.outcome, sealFrom: undefined }),
      flags: flagsOf(otherwise.flags, book),
      explain: otherwise.explain,
    },
    conditionCount: clauses.reduce((sum, clause) => sum + clause.conditions.length, 0),
    asOf: context.asOf,
  };
};
