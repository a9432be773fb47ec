import type { CasesPort, CaseTimeline, FoundCase } from '@fengcun/api';
import { Fault, ok, present } from '@fengcun/kernel';
import { type CaseEvent, dateOf, kindSpec, organKey } from '@fengcun/registry';
import { shardKeyOfName, type StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { type BatchKeys, loadBatchKeys, openJson, placeOf } from '../intake/sealing.ts';
import { storedEvent } from '../intake/stored-event.ts';
import type { ServiceAct } from './service-act.ts';

type TimelineEvent = CaseTimeline['events'][number];

/** LIMIT: events of one answer; the longest known cases have hundreds. */
const EVENTS_MAX = 5000;
/** What the registry itself did in a case. */
const REGISTRY = 'registry/00';

const KINDS = { ContradictionSettled: 'contradictionSettled', CaseErased: 'caseErased' } as const;

/** One event without anything the vault keeps: kind, organ, day and token. */
const told = (event: CaseEvent, sequence: number): TimelineEvent => {
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

const openEvents = async (
  keys: BatchKeys, { act }: ServiceAct, at: Readonly<{ caseId: string; stored: readonly StreamEvent[] }>,
): Promise<readonly CaseEvent[]> => {
  const { caseId, stored } = at;
  const events: CaseEvent[] = [];
  for (let from = 0; from < stored.length; from += INTENT_PLACES_MAX) {
    const part = stored.slice(from, from + INTENT_PLACES_MAX);
    const places = part.map(({ version }) => placeOf('event', caseId, version));
    const intent = await act.intentFor(places, keys.now);
    for (const event of part) {
      const opened = openJson({ ...keys, intent }, placeOf('event', caseId, event.version), event);
      if (!opened.ok) {
        const what = `The events of a case do not open (${opened.error.code})`;
        throw new Fault('EVENTS_UNREADABLE', `${what}; run fsck.`);
      }
      events.push(storedEvent(opened.value).event);
    }
  }
  return events;
};

/** Cases of the open side, opened in the name of an act that was committed before. */
export const casesPort = (deployment: Deployment, actOf: () => ServiceAct): CasesPort => ({
  find: async (caseCode): Promise<FoundCase | undefined> => {
    const service = actOf();
    const keys = await loadBatchKeys(deployment);
    const entryId = service.mint();
    const found = await deployment.database.write({ entryId }, async ({ open, audit }) => {
      const row = await open.cases.findByCode(caseCode);
      // The same statements for a code never given.
      const caseId = row?.caseId ?? service.mint(shardKeyOfName(caseCode));
      const stored = (await open.events.load(caseId)).slice(0, EVENTS_MAX);
      await audit.append([service.outcome(entryId)]);
      return ok(row === undefined ? undefined : await openEvents(keys, service, { caseId, stored }));
    });
    const events = present(found.ok ? found : undefined, 'looking is never refused').value;
    if (events === undefined) return undefined;
    const recorded = events.flatMap((event) =>
      (event.type === 'StageRecorded' ? [organKey(event.organ)] : []));
    const timeline = { caseCode, events: events.map((event, at) => told(event, at + 1)) };
    return { organs: [...new Set(recorded)].sort(), timeline };
  },
});
