import { ok, present } from '@fengcun/kernel';
import {
  type CaseCode, foldCase, foldLinks, linkedCase, MERGED_CASES_MAX, NO_LINKS, type OpenCase,
  representativeOf, type SubjectLinkEvent, type SubjectLinks, type SubjectToken, withMerged,
} from '@fengcun/registry';
import type { RecordKey } from '@fengcun/store';
import { tokenOf } from '../intake/batch-context.ts';
import { eventPlace, openEvents, type OpenedEvent } from '../sealing/opened-events.ts';
import { loadSideKeys, openAt, readJson } from '../sealing/side-keys.ts';
import { subjectIdOf } from '../subjects/stored-links.ts';
import { type FindingRules, findingsOf, type RecordFindings } from './record-findings.ts';
import { readCaseOf, type SideReading } from './sealed-case.ts';
import type { SealsParts } from './seals-parts.ts';

type Place = Pick<RecordFindings, 'key' | 'subject' | 'state' | 'opened'>;
type Member = Readonly<{ caseId: string; state: OpenCase; opened: readonly OpenedEvent[] }>;

/** LIMIT: subjects that are one person; more is a number given to many. */
const LINKED_SUBJECTS_MAX = 16;

const tokensIn = ({ records }: OpenCase): readonly SubjectToken[] =>
  [...new Set([...records.values()].map(({ subject }) => subject))];

/** Whether anything may be linked to a record: its case was merged, or others are in it. */
const mayBeLinked = ({ state }: Place): boolean => state.links.size > 0 || tokensIn(state).length > 1;

/** A case as both sides of the wall tell it: what was sealed before still tells what is sealed with it. */
const membersOf = async (reading: SideReading, code: CaseCode): Promise<readonly Member[]> => {
  const { stores, keys, act } = reading;
  const members: Member[] = [];
  for (const side of ['open', 'sealed'] as const) {
    const row = await stores[side].cases.findByCode(code);
    if (row === undefined) continue;
    const { caseId } = row;
    const events = await stores[side].events.load(caseId);
    const opened = await openEvents(keys[side], act, { caseId, events });
    if (!opened.ok) continue;
    const state = foldCase(opened.value.map(({ event }) => event));
    for (const { content } of opened.value) content.fill(0);
    if (state.status === 'open') members.push({ caseId, state, opened: opened.value });
  }
  return members;
};

/** The case of a record and every case it is merged with, over any number of merges. */
const groupOf = async (reading: SideReading, place: Place): Promise<readonly Member[]> => {
  const group: Member[] = [{ caseId: place.key.caseId, state: place.state, opened: place.opened }];
  const seen = new Set<CaseCode>([place.state.caseCode]);
  for (let at = 0; at < group.length; at += 1) {
    for (const { other } of group[at]?.state.links.values() ?? []) {
      if (seen.has(other) || seen.size >= MERGED_CASES_MAX) continue;
      seen.add(other);
      group.push(...await membersOf(reading, other));
    }
  }
  return group;
};

const linkEvents = async (
  { stores, keys, act }: SideReading, token: SubjectToken,
): Promise<readonly SubjectLinkEvent[]> => {
  const streamId = subjectIdOf(token);
  const stored = await stores.open.events.load(streamId);
  if (stored.length === 0) return [];
  const places = stored.map(({ version }) => eventPlace('open', streamId, version));
  const intent = await act.intentFor(places, keys.open.now);
  return stored.flatMap((row, at): readonly SubjectLinkEvent[] => {
    const opened = openAt(keys.open, { place: present(places[at], 'a place'), intent }, row);
    // Whoever is sealed as a whole took the keys along; each act stands with the other one too.
    if (!opened.ok) return [];
    // Sealed by us from a SubjectLinkEvent and authenticated at its place.
    const { event } = readJson(opened.value) as Readonly<{ event: SubjectLinkEvent }>;
    return [event];
  });
};

/** Who is one person with whom, among those of a case and everybody they were merged with. */
const linksOf = async (reading: SideReading, tokens: readonly SubjectToken[]): Promise<SubjectLinks> => {
  const events = new Map<string, SubjectLinkEvent>();
  const seen = new Set<SubjectToken>();
  const rows = await reading.stores.wall.gathering.subjects({ side: 'open', ids: tokens.map(subjectIdOf) });
  // A person's row counts on with each act on it: whose row is the first was never merged.
  const waiting = rows.filter(({ version }) => version > 1).map(({ subjectId }) => tokenOf(subjectId));
  for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
    if (seen.has(token) || seen.size >= LINKED_SUBJECTS_MAX + tokens.length) continue;
    seen.add(token);
    for (const event of await linkEvents(reading, token)) {
      events.set(`${event.changeId}|${event.type}`, event);
      if (event.type !== 'SubjectChangeRequested' || event.change.type !== 'merge') continue;
      waiting.push(event.change.survivor, event.change.absorbed);
    }
  }
  if (events.size === 0) return NO_LINKS;
  return foldLinks([...events.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
};

type Covered = Readonly<{ place: Place; linked: readonly RecordKey[] }>;

/**
 * A record in the light of what it is linked with: the records of all its cases, everybody under whom they
 * are kept today; and the open records of the same person in them. Undefined where nothing is linked.
 */
const coveredBy = async (reading: SideReading, place: Place): Promise<Covered | undefined> => {
  const group = await groupOf(reading, place);
  const merged = group.length === 1 ? place.state : withMerged(place.state, group.map(({ state }) => state));
  const links = await linksOf(reading, tokensIn(merged));
  if (group.length === 1 && links === NO_LINKS) return undefined;
  const subject = representativeOf(links, place.subject);
  const linked: RecordKey[] = [];
  for (const caseId of new Set(group.map((one) => one.caseId))) {
    for (const { recordId, subjectId } of await reading.stores.open.records.ofCase(caseId)) {
      const isSame = representativeOf(links, tokenOf(subjectId)) === subject;
      if (isSame && recordId !== place.key.recordId) linked.push({ recordId, subjectId, caseId });
    }
  }
  const opened = [...new Set(group.flatMap((one) => one.opened))];
  return { place: { key: place.key, subject, state: linkedCase(merged, links), opened }, linked };
};

const coverAll = async (
  reading: SideReading, found: readonly RecordFindings[], rules: FindingRules,
): Promise<readonly RecordFindings[]> => {
  const all = new Map(found.map((one) => [one.key.recordId, one]));
  const waiting: Place[] = found.filter(mayBeLinked);
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    const covered = await coveredBy(reading, place);
    if (covered === undefined) continue;
    const findings = findingsOf(covered.place, rules);
    all.set(place.key.recordId, { ...covered.place, findings });
    for (const key of findings.triggers.length === 0 ? [] : covered.linked) {
      if (all.has(key.recordId) || waiting.some((one) => one.key.recordId === key.recordId)) continue;
      const other = await readCaseOf(reading, 'open', key);
      if (other !== undefined) waiting.push(other);
    }
  }
  return [...all.values()];
};

/**
 * Findings with what records are linked with: cases that people found to be one, and subjects that are one
 * person. What is decided in one of the cases is decided about the person in all of them, so that each such
 * record is found and ordered by itself: a copy under the other number stays open to nobody (整体封存). Asked
 * again after some were sealed, the sealed side still tells of them.
 * @see 2022 Measures arts 2, 11
 */
export const withLinked = async (
  { deployment, act: standing }: Pick<SealsParts, 'deployment' | 'act'>,
  found: readonly RecordFindings[], rules: FindingRules,
): Promise<readonly RecordFindings[]> => {
  if (!found.some(mayBeLinked)) return found;
  const act = await standing.current();
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
    const covered = await coverAll(reading, found, rules);
    await stores.audit.append([act.outcome(entryId, { act: 'seal.examine' })]);
    return ok(covered);
  });
  return present(done.ok ? done : undefined, 'reading is never refused').value;
};
