import type { CivilDate } from '@fengcun/kernel';
import { type Decider, type Decision, type FactInput, type FactSheet, parseFacts } from '@fengcun/policy';
import {
  type Disposition, dispositionFacts, entryItems, findDispositions, findTriggers, foldCase, type OpenCase,
  type SubjectToken, type TriggerFindings,
} from '@fengcun/registry';
import type { RecordKey, StreamEvent } from '@fengcun/store';
import { tokenOf } from '../intake/batch-context.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { openEvents, type OpenedEvent } from '../sealing/opened-events.ts';
import type { SideKeys } from '../sealing/side-keys.ts';

/** What decides: the packs of the day, and proposals that are switched on by name. */
export type FindingRules = Readonly<{
  asOf: CivilDate; deciders: readonly Decider[]; proposals: readonly string[];
}>;

/** A record with its case, opened, and what follows from it. */
export type RecordFindings = Readonly<{
  key: RecordKey; subject: SubjectToken; state: OpenCase; opened: readonly OpenedEvent[];
  findings: TriggerFindings;
}>;

const isKnown = (value: unknown): boolean => value !== undefined && value !== 'unknown';

/** LAW: what two readings tell differently is unknown: a person says which document is right. */
const agreed = (sheets: readonly FactInput[]): FactInput => {
  const told = new Map<string, unknown>();
  for (const sheet of sheets) {
    for (const [name, value] of Object.entries(sheet)) {
      if (!isKnown(value)) continue;
      const before = told.get(name);
      const differs = before !== undefined && JSON.stringify(before) !== JSON.stringify(value);
      told.set(name, differs ? 'unknown' : value);
    }
  }
  return Object.fromEntries(told);
};

/** Facts of one disposition: what the case tells, and beside it what was read from its documents. */
export const factsOf = (
  disposition: Disposition, place: Pick<RecordFindings, 'state' | 'subject' | 'opened'>,
): FactSheet => {
  const records = new Set(disposition.records.map(({ recordId }) => recordId));
  const read = place.opened.flatMap(({ event, facts }) =>
    (event.type === 'StageRecorded' && records.has(event.recordId) && facts !== undefined ? [facts] : []));
  const told = Object.entries(dispositionFacts(disposition, entryItems(place.state, place.subject)))
    .filter(([, value]) => isKnown(value));
  const facts = parseFacts({ ...agreed(read), ...Object.fromEntries(told) });
  if (facts.ok) return facts.value;
  throw new TypeError(`bug: an invalid fact sheet: ${facts.error[0]?.message ?? ''}`);
};

/** The decisions of every pack on every disposition of a person in a case. */
export const decisionsOn = (
  place: Pick<RecordFindings, 'state' | 'subject' | 'opened'>, deciders: readonly Decider[],
): ReadonlyMap<string, readonly Decision[]> => {
  const { found } = findDispositions(place.state, place.subject);
  return new Map(found.map((disposition) => {
    const facts = factsOf(disposition, place);
    return [disposition.recordId, deciders.map((decider) => decider.trace(facts).toJSON())] as const;
  }));
};

/** What opening cases needs: the keys of their side, an act whose intent is committed, and their events. */
export type CaseReading = Readonly<{
  keys: SideKeys; act: CustodyAct; events: ReadonlyMap<string, readonly StreamEvent[]>;
}>;

/** What follows for one person of a case by the rules of the day. */
export const findingsOf = (
  place: Pick<RecordFindings, 'state' | 'subject' | 'opened'>, { asOf, deciders, proposals }: FindingRules,
): TriggerFindings => {
  const { state, subject } = place;
  return findTriggers({ state, subject, asOf, decisions: decisionsOn(place, deciders), proposals });
};

/**
 * What follows for one stored record by the rules of the day; undefined where the case is not open or its
 * contents cannot be read (fsck says why).
 */
export const recordFindings = async (
  { keys, act, events }: CaseReading, key: RecordKey, rules: FindingRules,
): Promise<RecordFindings | undefined> => {
  const opened = await openEvents(keys, act, { caseId: key.caseId, events: events.get(key.caseId) ?? [] });
  if (!opened.ok) return undefined;
  const state = foldCase(opened.value.map(({ event }) => event));
  for (const { content } of opened.value) content.fill(0);
  if (state.status !== 'open') return undefined;
  const subject = tokenOf(key.subjectId);
  const place = { state, subject, opened: opened.value };
  return { key, ...place, findings: findingsOf(place, rules) };
};
