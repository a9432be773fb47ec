import { Fault } from '@fengcun/kernel';
import {
  foldLinks, isSubjectToken, type SubjectLinkEvent, type SubjectLinks, type SubjectToken,
} from '@fengcun/registry';
import type { RecordStores } from '@fengcun/store';
import type { OpeningEvents } from '../cases/case-events.ts';
import { openJson, placeOf } from '../intake/sealing.ts';

/** LIMIT: subjects that are one person; more is a number given to many, not one person. */
const LINKED_SUBJECTS_MAX = 16;

/** The id of a subject as rows have it, from its token. */
export const subjectIdOf = (token: SubjectToken): string =>
  [[0, 8], [8, 12], [12, 16], [16, 20], [20]].map(([from, to]) => token.slice(from, to)).join('-');

/** A token from a text, with or without hyphens. */
export const subjectTokenOf = (text: string): SubjectToken | undefined => {
  const token = text.toLowerCase().replaceAll('-', '');
  return isSubjectToken(token) ? token : undefined;
};

const eventsOf = async (
  { keys, service }: OpeningEvents, open: RecordStores, token: SubjectToken,
): Promise<readonly SubjectLinkEvent[]> => {
  const streamId = subjectIdOf(token);
  const stored = await open.events.load(streamId);
  if (stored.length === 0) return [];
  const places = stored.map(({ version }) => placeOf('event', streamId, version));
  const intent = await service.act.intentFor(places, keys.now);
  const events: SubjectLinkEvent[] = [];
  for (const event of stored) {
    const opened = openJson({ ...keys, intent }, placeOf('event', streamId, event.version), event);
    if (!opened.ok) {
      // Whoever is sealed as a whole took the keys of these along; each act stands with the other one too.
      if (await open.subjects.find(streamId) === undefined) return [];
      const what = `Links of a subject do not open (${opened.error.code})`;
      throw new Fault('EVENTS_UNREADABLE', `${what}; run fsck.`);
    }
    // Sealed by us from a SubjectLinkEvent and authenticated at its place.
    events.push((opened.value as Readonly<{ event: SubjectLinkEvent }>).event);
  }
  return events;
};

const namedBy = (event: SubjectLinkEvent): readonly SubjectToken[] => {
  if (event.type !== 'SubjectChangeRequested' || event.change.type !== 'merge') return [];
  return [event.change.survivor, event.change.absorbed];
};

const keyOf = ({ changeId, type }: SubjectLinkEvent): string => `${changeId}|${type}`;

/**
 * The links of everybody these subjects were ever merged with. An act on two subjects stands in the stream of
 * each, and counts once.
 */
export const loadLinks = async (
  opening: OpeningEvents, open: RecordStores, tokens: readonly SubjectToken[],
): Promise<SubjectLinks> => {
  const events = new Map<string, SubjectLinkEvent>();
  const seen = new Set<SubjectToken>();
  const waiting = [...tokens];
  for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
    if (seen.has(token) || seen.size >= LINKED_SUBJECTS_MAX) continue;
    seen.add(token);
    for (const event of await eventsOf(opening, open, token)) {
      events.set(keyOf(event), event);
      waiting.push(...namedBy(event));
    }
  }
  return foldLinks([...events.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
};

/** Every subject that is kept under a representative today, itself included. */
export const groupUnder = (links: SubjectLinks, representative: SubjectToken): readonly SubjectToken[] => {
  const group = new Set<SubjectToken>([representative]);
  // LIMIT as above: each round finds those merged into somebody found before.
  for (let round = 0; round < LINKED_SUBJECTS_MAX; round += 1) {
    for (const [absorbed, { survivor }] of links.absorbedBy) if (group.has(survivor)) group.add(absorbed);
  }
  return [...group];
};
