import { ok, present } from '@fengcun/kernel';
import { factsHash, type FactSheet, type Pack, parseFacts, prepareDecider } from '@fengcun/policy';
import type { RecordKey } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { KeptDecision } from '../intake/intake-item.ts';
import type { StoredEvent } from '../intake/stored-event.ts';
import { beginCustody, type CustodyAct } from '../keys/custody-act.ts';
import { isAbout, openEvents } from '../sealing/opened-events.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { type StandingAct, standingAct } from '../seals/standing-act.ts';
import { type Replay, type ReplayResult, startReplay, type StoredDecision } from './replay.ts';

/** Stands for the clause of a decision whose pack is not at hand any more: intake keeps the outcome only. */
export const NOT_KEPT = 'notKept';

/**
 * Who replays, who agreed, and which packs. `known`: packs by which clauses of decisions already made are
 * told; one counts only where its hash is that of the decision.
 */
export type RegistryReplay = Readonly<{
  by: Readonly<{ account: string; approvedBy: string }>;
  packs: readonly Pack[]; known: readonly Pack[];
  onPage?: (records: number) => void;
  /** LIMIT: records opened in one transaction. */
  pageSize?: number;
}>;

const HEAD = { role: 'registrar', purpose: 'policyEvaluation', legalBasis: 'pipl-34' } as const;

/** LIMIT: records of one page. */
const PAGE = 200;

type Kept = Readonly<{ decisions: readonly KeptDecision[]; facts: FactSheet | undefined }>;
type Page = Readonly<{ keys: readonly RecordKey[]; kept: readonly Kept[] }>;
type Side = 'open' | 'sealed';

/** Facts as they were decided on; only those whose hash the decisions name, so that nothing is mistaken. */
const keptOf = ({ decisions = [], facts }: StoredEvent): Kept => {
  const sheet = facts === undefined ? undefined : parseFacts(facts);
  const isOurs = sheet?.ok === true && decisions.every((each) => each.factsHash === factsHash(sheet.value));
  return { decisions, facts: isOurs ? sheet.value : undefined };
};

type Reading = Readonly<{
  deployment: Deployment; act: StandingAct; seen: Set<string>; limit: number;
}>;

/** What was decided about the people of a page, each decision once however many tellings it was kept with. */
const readPage = async (
  { deployment, act: standing, seen, limit }: Reading, side: Side, after: string,
): Promise<Page> => {
  const act: CustodyAct = await standing.current();
  const [keys, entryId] = [await loadSideKeys(deployment, side), act.mint()];
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const page = { limit, ...(after === '' ? {} : { afterId: after }) };
    const { worklists, behind } = stores;
    const listed = await (side === 'open' ? worklists.openRecords(page) : behind.records(page));
    const ids = [...new Set(listed.map(({ caseId }) => caseId))];
    const events = await stores.wall.gathering.events({ side, ids });
    const kept: Kept[] = [];
    for (const { caseId, subjectId } of listed) {
      const opened = await openEvents(keys, act, { caseId, events: events.get(caseId) ?? [] });
      if (!opened.ok) continue;
      for (const one of opened.value.filter(isAbout(subjectId, opened.value))) {
        const found = keptOf(one);
        const key = `${caseId} ${subjectId} ${JSON.stringify(found.decisions)}`;
        if (found.decisions.length > 0 && !seen.has(key)) kept.push(found);
        seen.add(key);
      }
      for (const { content } of opened.value) content.fill(0);
    }
    await stores.audit.append([act.outcome(entryId)]);
    return ok({ keys: listed, kept });
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};

/** The clause that decided, told by the very pack: intake keeps the outcome only. */
const clauseOf = (
  known: readonly Pack[], kept: KeptDecision, facts: FactSheet | undefined,
): string => {
  const pack = known.find(({ hash }) => hash === kept.packHash);
  const decider = pack === undefined ? undefined : prepareDecider(pack, {
    asOf: kept.asOf, ...(kept.switches === undefined ? {} : { switches: kept.switches }),
  });
  return facts === undefined || decider?.ok !== true ? NOT_KEPT : decider.value.trace(facts).decidedBy;
};

/** The decision a pack answers: that of its own earlier text, or for a new pack the one that counted. */
const answered = (pack: Pack, decisions: readonly KeptDecision[]): KeptDecision | undefined =>
  decisions.find((each) => each.pack === pack.id) ?? decisions[0];

const addAll = (
  replays: ReadonlyMap<Pack, Replay>, { decisions, facts }: Kept, known: readonly Pack[],
): void => {
  for (const [pack, replay] of replays) {
    const kept = answered(pack, decisions);
    if (kept === undefined) continue;
    const stored: StoredDecision = { matter: 'seal', ...kept, decidedBy: clauseOf(known, kept, facts) };
    replay.add(stored, facts);
  }
};

/**
 * What packs would have done to the decisions that intake stored with their facts, on both sides of the wall,
 * each on its own day: counts and clauses, never a person. Contents are opened, so it is an act of two
 * people: its intent is committed before anything opens and names the agreement; every page has its outcome.
 * LIMIT: one short text a record is held in memory, so that a decision is counted once.
 * @see 《个人信息保护法》第34条
 */
export const replayRegistry = async (
  deployment: Deployment, { by, packs, known, onPage, pageSize: limit = PAGE }: RegistryReplay,
): Promise<readonly ReplayResult[]> => {
  if (by.account === by.approvedBy) throw new TypeError('bug: a replay of the registry takes two people');
  const request = `${deployment.clock()}|${packs.map(({ hash }) => hash).join('|')}`;
  const approval = await beginCustody(deployment,
    { ...HEAD, act: 'decisions.replay.approve', account: by.approvedBy, request });
  const act = standingAct(deployment,
    { ...HEAD, act: 'decisions.replay', account: by.account, approvals: [approval.intentId] });
  const reading = { deployment, act, seen: new Set<string>(), limit };
  const replays = new Map(packs.map((pack) => [pack, startReplay(pack)]));
  let records = 0;
  for (const side of ['sealed', 'open'] as const) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const { keys, kept }: Page = await readPage(reading, side, after);
      for (const each of kept) addAll(replays, each, known);
      onPage?.(records += keys.length);
      after = keys.length === limit ? keys.at(-1)?.recordId : undefined;
    }
  }
  return [...replays.values()].map((replay) => replay.result());
};
