import type { CasesPort, CaseTimeline, FoundCase } from '@fengcun/api';
import { ok, present } from '@fengcun/kernel';
import {
  type CaseCode, type CaseEvent, dateOf, foldCase, kindSpec, organKey, survivingCode,
} from '@fengcun/registry';
import { type RecordStores, shardKeyOfName } from '@fengcun/store';
import {
  groupOf, loadByCode, type LoadedCase, openEvents, type OpeningEvents,
} from '../cases/case-events.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import type { CommittedAct, ServiceAct } from './service-act.ts';

type TimelineEvent = CaseTimeline['events'][number];

/** LIMIT: events of one answer; the longest known cases have hundreds. */
const EVENTS_MAX = 5000;
/** What the registry itself did in a case. */
const REGISTRY = 'registry/00';

const KINDS = {
  ContradictionSettled: 'contradictionSettled', CaseErased: 'caseErased', CaseLinked: 'caseLinked',
  CaseUnlinked: 'caseUnlinked',
} as const;

/** One event without anything the vault keeps: kind, organ, day and token. */
const toldEvent = (event: CaseEvent, sequence: number): TimelineEvent => {
  if (event.type !== 'StageRecorded') {
    return { sequence, kind: KINDS[event.type], stage: 'registry', organ: REGISTRY, recordedAt: event.at };
  }
  const { kind, organ, at, subject, confidential: { message } } = event;
  const on = dateOf(message);
  return {
    sequence, kind, stage: kindSpec(kind).stage, organ: organKey(organ), recordedAt: at, subject,
    ...(on === undefined ? {} : { on }),
  };
};

/** Events of a case and of all it is merged with, in the order of recording; under the surviving code. */
const joined = async (
  opening: OpeningEvents, open: RecordStores, own: Omit<LoadedCase, 'told'>,
): Promise<Readonly<{ code: CaseCode; events: readonly CaseEvent[] }>> => {
  const group = await groupOf<Omit<LoadedCase, 'told'>>(own, (code) => loadByCode(opening, open, code));
  const events = group.flatMap((one) => one.events).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const code = survivingCode(group.map(({ state }) => state)) ?? own.state.caseCode;
  return { code, events: group.length === 1 ? own.events : events };
};

/** A case by any code of it, opened in the name of an act that was committed before. */
export const timelineOf = async (
  deployment: Deployment, service: Omit<CommittedAct, 'entryId'>, caseCode: string,
): Promise<FoundCase | undefined> => {
  const opening = { keys: await loadBatchKeys(deployment), service };
  const entryId = service.mint();
  const found = await deployment.database.write({ entryId }, async ({ open, audit }) => {
    const row = await open.cases.findByCode(caseCode);
    // The same statements for a code never given.
    const caseId = row?.caseId ?? service.mint(shardKeyOfName(caseCode));
    const stored = await open.events.load(caseId);
    await audit.append([service.outcome(entryId)]);
    if (row === undefined) return ok(undefined);
    const events = await openEvents(opening, caseId, stored);
    const state = foldCase(events);
    if (state.status !== 'open') return ok({ code: row.oneCaseCode, events });
    return ok(await joined(opening, open, { row, version: stored.length, events, state }));
  });
  const told = present(found.ok ? found : undefined, 'looking is never refused').value;
  if (told === undefined) return undefined;
  const recorded = told.events.flatMap((event) =>
    (event.type === 'StageRecorded' ? [organKey(event.organ)] : []));
  const events = told.events.slice(0, EVENTS_MAX).map((event, at) => toldEvent(event, at + 1));
  return { organs: [...new Set(recorded)].sort(), timeline: { caseCode: told.code, events } };
};

/** Cases of the open side; any code of merged cases leads to all of them. */
export const casesPort = (deployment: Deployment, actOf: () => ServiceAct): CasesPort =>
  ({ find: (caseCode) => timelineOf(deployment, actOf(), caseCode) });
