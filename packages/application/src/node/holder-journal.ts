import { utf8 } from '@fengcun/crypto';
import { err, Fault, ok, type Result } from '@fengcun/kernel';
import {
  evolveHolder, type HolderEvent, type HolderKey, type HolderState, noStandingOrder, type OrderConfidential,
} from '@fengcun/registry';
import type { Append, SealingStores, StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import { eventPlace } from '../sealing/opened-events.ts';
import { openAt, readJson, sealAt, serialIn } from '../sealing/side-keys.ts';
import type { Ready } from './node-parts.ts';

/**
 * The node looked for the copies an order is about and committed to what they were; after a crash the work
 * goes on with these, so that the commitment before is to what was there before anything was touched.
 */
export type CopiesSearched = Readonly<{
  type: 'CopiesSearched'; sequence: number; revision: number; copyIds: readonly string[];
  commitmentBefore: string; at: string;
}>;

/** The node cannot tell which copies are meant; a person must, and until then there is no answer. */
export type SearchWaits = Readonly<{
  type: 'SearchWaits'; sequence: number; code: string; exceptionId: string; at: string;
}>;

/** A person named the copies that an order is about, or that there is none. */
export type CopiesNamed = Readonly<{
  type: 'CopiesNamed'; sequence: number; copyIds: readonly string[]; by: string; at: string;
}>;

/** Everything that is noted about the copies of one record. */
export type JournalEvent = HolderEvent | CopiesSearched | SearchWaits | CopiesNamed;

/** Types of events by which journals are told from the streams of cases. */
export const JOURNAL_TYPES = [
  'OrderTaken', 'CopiesBrought', 'CopyFound', 'FoundCopiesBrought', 'CopiesSearched', 'SearchWaits',
  'CopiesNamed',
] as const satisfies readonly JournalEvent['type'][];

/** What is stored for one event: with an order also what its copies are found by. */
type Stored = Readonly<{ event: JournalEvent; confidential?: OrderConfidential }>;

/** The journal of one record, whose stream is the record's id on the platform. */
export type HolderJournal = Readonly<{
  recordId: string; holder: HolderState; confidential: OrderConfidential | undefined;
  /** Every copy that was ever found to be of this record. */
  known: ReadonlySet<string>;
  search: CopiesSearched | undefined; waits: SearchWaits | undefined; named: CopiesNamed | undefined;
  version: number; serial: number | undefined;
}>;

const begun = (holder: HolderKey, recordId: string): HolderJournal => ({
  recordId, holder: noStandingOrder(holder), confidential: undefined, known: new Set(), search: undefined,
  waits: undefined, named: undefined, version: 0, serial: undefined,
});

const evolve = (journal: HolderJournal, { event, confidential }: Stored): HolderJournal => {
  switch (event.type) {
    case 'CopiesSearched': {
      const known = journal.known.union(new Set(event.copyIds));
      return { ...journal, known, search: event, waits: undefined };
    }
    case 'SearchWaits': return { ...journal, waits: event };
    case 'CopiesNamed': return { ...journal, named: event };
    default: {
      const holder = evolveHolder(journal.holder, event);
      return { ...journal, holder, ...(confidential === undefined ? {} : { confidential }) };
    }
  }
};

const openAll = async (
  { sealed, act }: Ready, recordId: string, stored: readonly StreamEvent[],
): Promise<readonly Stored[]> => {
  const opened: Stored[] = [];
  for (let from = 0; from < stored.length; from += INTENT_PLACES_MAX) {
    const part = stored.slice(from, from + INTENT_PLACES_MAX);
    const places = part.map(({ version }) => eventPlace('sealed', recordId, version));
    const intent = await act.intentFor(places, sealed.now);
    for (const event of part) {
      const place = eventPlace('sealed', recordId, event.version);
      const content = openAt(sealed, { place, intent }, event);
      if (!content.ok) throw new Fault('JOURNAL_UNREADABLE', 'A journal of copies cannot be read; run fsck.');
      // Sealed by this node and authenticated at its place.
      opened.push(readJson(content.value) as Stored);
      content.value.fill(0);
    }
  }
  return opened;
};

type Of = Readonly<{ organ: HolderKey; recordId: string }>;

const journalOf = async (
  ready: Ready, of: Of, stored: readonly StreamEvent[],
): Promise<HolderJournal> => {
  const first = stored[0];
  let journal = begun(of.organ, of.recordId);
  for (const event of await openAll(ready, of.recordId, stored)) journal = evolve(journal, event);
  return {
    ...journal, version: stored.length, serial: first === undefined ? undefined : serialIn(first),
  };
};

/** The journal of a record as it is stored; version 0 where no order was ever taken. */
export const loadJournal = async (
  stores: Pick<SealingStores, 'sealed'>, ready: Ready, of: Of,
): Promise<HolderJournal> => journalOf(ready, of, await stores.sealed.events.load(of.recordId));

/** The journals of records, each as `loadJournal` gives it, read in one statement. */
export const loadJournals = async (
  { wall: { gathering } }: Pick<SealingStores, 'wall'>, ready: Ready,
  { organ, recordIds }: Readonly<{ organ: HolderKey; recordIds: readonly string[] }>,
): Promise<Map<string, HolderJournal>> => {
  const stored = await gathering.events({ side: 'sealed', ids: recordIds });
  const journals = new Map<string, HolderJournal>();
  for (const recordId of recordIds) {
    journals.set(recordId, await journalOf(ready, { organ, recordId }, stored.get(recordId) ?? []));
  }
  return journals;
};

/** What is appended, in the name of which entry. */
export type Appending = Readonly<{
  events: readonly JournalEvent[]; entryId: string; confidential?: OrderConfidential;
}>;

/** What is to be appended, sealed, and the journal after it; nothing is written. */
export const prepareJournal = (
  { sealed, serials }: Pick<Ready, 'sealed' | 'serials'>,
  at: Appending & Readonly<{ journal: HolderJournal }>,
): Readonly<{ append: Append | undefined; after: HolderJournal }> => {
  const { journal, events, entryId, confidential } = at;
  if (events.length === 0) return { append: undefined, after: journal };
  const serial = journal.serial ?? serials.next();
  const told = events.map((event): Stored =>
    (event.type === 'OrderTaken' && confidential !== undefined ? { event, confidential } : { event }));
  const rows = told.map((one, i): StreamEvent => {
    const version = journal.version + i + 1;
    const place = eventPlace('sealed', journal.recordId, version);
    const content = sealAt(sealed, { place, serial }, utf8(JSON.stringify(one)));
    return { ...content, version, eventType: one.event.type, entryId, recordedAt: one.event.at };
  });
  return {
    append: { streamId: journal.recordId, expected: journal.version, events: rows },
    after: { ...told.reduce(evolve, journal), serial, version: journal.version + rows.length },
  };
};

/** Appends to a journal as it was loaded; refused if another process was faster. */
export const appendJournal = async (
  stores: Pick<SealingStores, 'sealed'>, ready: Ready,
  at: Appending & Readonly<{ journal: HolderJournal }>,
): Promise<Result<HolderJournal, Readonly<{ code: 'JOURNAL_BUSY' }>>> => {
  const { append, after } = prepareJournal(ready, at);
  if (append === undefined) return ok(after);
  const done = await stores.sealed.events.appendAll([append]);
  return done.ok ? ok(after) : err({ code: 'JOURNAL_BUSY' });
};
