import { daysBetween, parseCivilDate, type Result, err, ok } from '@fengcun/kernel';
import { type Decision, type FactSheet, factsHash, type Pack, prepareDecider } from '@fengcun/policy';
import { type Count, shownCount } from '@fengcun/policy';

/** What is kept of a decision that was made: the members of `decide --json` that a replay needs. */
export type StoredDecision = Readonly<Pick<Decision,
  'matter' | 'outcome' | 'pack' | 'packHash' | 'asOf' | 'factsHash' | 'decidedBy'>
  & Partial<Pick<Decision, 'sealFrom' | 'switches'>>>;

/** Decisions that would have been another, by what was said and what would have been said. */
export type ReplayChange = Readonly<{
  before: string; after: string; decidedBefore: string; decidedAfter: string; decisions: Count;
}>;

/**
 * What a pack would have done to decisions already made, each on its own as-of date. `reproduced`: of the
 * decisions made by the very pack that is replayed, how many come out again; `withoutFacts`: their facts are
 * not in the file, so nothing is said of them; `notInForce`: the pack did not apply on their day.
 */
export type ReplayResult = Readonly<{
  replay: 1; pack: string; packHash: string; decisions: number; withoutFacts: number; notInForce: number;
  sameHash: number; reproduced: number; unchanged: Count;
  changes: readonly ReplayChange[];
  /** Of those that are sealed before and after: days earlier or later. */
  moved: Readonly<{ earlier: Count; same: Count; later: Count; daysEarlier: number; daysLater: number }>;
}>;

const TEXTS = ['matter', 'outcome', 'pack', 'packHash', 'asOf', 'factsHash', 'decidedBy'] as const;

/** Readings the decision was made under, as far as the pack that is replayed has such questions. */
const switchesFor = (pack: Pack, { switches = {} }: StoredDecision): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(switches).filter(([name, value]) =>
    pack.switches.some(({ id, options }) => id === name && options.includes(value))));

/** Reads one line of `decide --json`; undefined when it is none. */
export const parseStored = (line: string): StoredDecision | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const members = new Map(Object.entries(value));
  const isDay = (of: unknown): boolean => typeof of === 'string' && parseCivilDate(of).ok;
  if (!TEXTS.every((name) => typeof members.get(name) === 'string') || !isDay(members.get('asOf'))) {
    return undefined;
  }
  const due = members.get('sealFrom');
  return due === undefined || isDay(due) ? value as StoredDecision : undefined; // checked above
};

type Tally = {
  withoutFacts: number; notInForce: number; sameHash: number; reproduced: number; unchanged: number;
  earlier: number; same: number; later: number; daysEarlier: number; daysLater: number;
  changes: Map<string, { of: Omit<ReplayChange, 'decisions'>; count: number }>;
};

const noteChange = (tally: Tally, before: StoredDecision, after: StoredDecision): void => {
  const isSame = before.outcome === after.outcome;
  if (isSame) tally.unchanged += 1;
  else {
    const of = {
      before: before.outcome, after: after.outcome, decidedBefore: before.decidedBy,
        decidedAfter: after.decidedBy,
    };
    const key = JSON.stringify(of);
    const known = tally.changes.get(key) ?? { of, count: 0 };
    known.count += 1;
    tally.changes.set(key, known);
  }
  if (before.sealFrom === undefined || after.sealFrom === undefined) return;
  const days = daysBetween(before.sealFrom, after.sealFrom);
  if (days < 0) [tally.earlier, tally.daysEarlier] = [tally.earlier + 1, tally.daysEarlier - days];
  else if (days > 0) [tally.later, tally.daysLater] = [tally.later + 1, tally.daysLater + days];
  else tally.same += 1;
};

const replayOne = (stored: StoredDecision, facts: FactSheet | undefined,
  of: Readonly<{ pack: Pack; tally: Tally }>) => {
  const { pack, tally } = of;
  if (facts === undefined) return void (tally.withoutFacts += 1);
  const { asOf, matter } = stored;
  const decider = prepareDecider(pack, { asOf, matter, switches: switchesFor(pack, stored) });
  if (!decider.ok) return void (tally.notInForce += 1);
  const trace = decider.value.trace(facts);
  const { sealFrom: _sealFrom, ...rest } = stored;
  const after: StoredDecision = {
    ...rest, outcome: trace.outcome, decidedBy: trace.decidedBy,
    ...(trace.sealFrom === undefined ? {} : { sealFrom: trace.sealFrom }),
  };
  if (stored.packHash === pack.hash) {
    tally.sameHash += 1;
    if (after.outcome === stored.outcome && after.sealFrom === stored.sealFrom) tally.reproduced += 1;
  }
  noteChange(tally, stored, after);
};

/** A replay under way: decisions come one by one, so that a registry need not be held in memory. */
export type Replay = Readonly<{
  /** `facts`: those the decision was made from; undefined where they are not kept. */
  add: (stored: StoredDecision, facts: FactSheet | undefined) => void;
  result: () => ReplayResult;
}>;

const resultOf = (pack: Pack, tally: Tally, decisions: number): ReplayResult => {
  const { withoutFacts, notInForce, sameHash, reproduced, daysEarlier, daysLater } = tally;
  return {
    replay: 1, pack: pack.id, packHash: pack.hash, decisions, withoutFacts, notInForce, sameHash, reproduced,
    unchanged: shownCount(tally.unchanged),
    changes: [...tally.changes.values()].sort((a, b) => b.count - a.count)
      .map(({ of, count }) => ({ ...of, decisions: shownCount(count) })),
    moved: {
      earlier: shownCount(tally.earlier), same: shownCount(tally.same), later: shownCount(tally.later),
      daysEarlier: tally.earlier < 10 ? 0 : daysEarlier, daysLater: tally.later < 10 ? 0 : daysLater,
    },
  };
};

/** Begins a replay under a pack. */
export const startReplay = (pack: Pack): Replay => {
  const tally: Tally = {
    withoutFacts: 0, notInForce: 0, sameHash: 0, reproduced: 0, unchanged: 0, earlier: 0, same: 0, later: 0,
    daysEarlier: 0, daysLater: 0, changes: new Map(),
  };
  let decisions = 0;
  return {
    add: (stored, facts) => {
      decisions += 1;
      replayOne(stored, facts, { pack, tally });
    },
    result: () => resultOf(pack, tally, decisions),
  };
};

/** Replays stored decisions under a pack; facts are found by their hash, so nothing can be mistaken. */
export const replayDecisions = (
  stored: readonly StoredDecision[], sheets: readonly FactSheet[], pack: Pack,
): Result<ReplayResult, string> => {
  if (stored.length === 0) return err('the file has no decision');
  const byHash = new Map(sheets.map((sheet) => [factsHash(sheet), sheet]));
  const replay = startReplay(pack);
  for (const each of stored) replay.add(each, byHash.get(each.factsHash));
  return ok(replay.result());
};
