import {
  decideCase, evolveCase, foldCase, type IntakeMessage, type OpenCase, sourceFactKey, type SubjectToken,
} from '@fengcun/registry';
import type { RecordKey, RecordStores, SealingStores, StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import { tokenOf } from '../intake/batch-context.ts';
import { identify } from '../intake/identify.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { heldPlace, LATE } from '../sealing/held-content.ts';
import { openEvents, type OpenedEvent } from '../sealing/opened-events.ts';
import { openAt, readJson, type SideKeys } from '../sealing/side-keys.ts';

/** A record with its case as one side of the wall tells it; on the sealed side with what came late. */
export type CaseOfRecord = Readonly<{
  key: RecordKey; subject: SubjectToken; state: OpenCase; opened: readonly OpenedEvent[];
}>;

/** What reading needs: a transaction, keys of both sides, an act whose intent is committed. */
export type SideReading = Readonly<{
  stores: SealingStores; keys: Readonly<{ open: SideKeys; sealed: SideKeys }>; act: CustodyAct;
  pseudonyms: Pseudonyms;
}>;

type Late = Readonly<{ message: IntakeMessage; at: string }>;
type HeldInput = Readonly<{ input: Readonly<{ message: IntakeMessage }> }>;

const heldMessages = async (
  { stores, keys, act }: SideReading, caseId: string,
): Promise<readonly Late[]> => {
  const held = (await stores.held.ofCase(caseId)).filter(({ reason }) => reason === LATE);
  const told: Late[] = [];
  for (const row of held.slice(0, INTENT_PLACES_MAX)) {
    const place = heldPlace(row.heldId);
    const intent = await act.intentFor([place], keys.sealed.now);
    const opened = openAt(keys.sealed, { place, intent }, row);
    if (!opened.ok) continue;
    // Held by us from a message that went through the parser, and authenticated at its place.
    const { input: { message } } = readJson(opened.value) as HeldInput;
    opened.value.fill(0);
    told.push({ message, at: row.recordedAt });
  }
  return told;
};

/**
 * The case as if late messages had been taken, where the case itself says whom they are about; the others
 * wait for a person. Nothing is written: the messages stay held.
 */
const withLate = (
  { pseudonyms }: SideReading, state: OpenCase, late: readonly Late[],
): OpenCase => late.reduce((known, { message, at }): OpenCase => {
  const source = pseudonyms.textOf('source', sourceFactKey(message.source));
  const found = identify({ person: message.person, source, state: known, byDocument: [], others: new Set() });
  if (found.found !== 'known') return known;
  const decided = decideCase({
    type: 'RecordMessage', caseCode: known.caseCode, message, subject: found.token,
    pseudonymise: (domain, text) => pseudonyms.textOf(domain, text), now: at,
  }, known);
  const after = decided.ok ? decided.value.reduce(evolveCase, known) : known;
  return after.status === 'open' ? after : known;
}, state);

/**
 * Reads the case of a record on the side it is on; undefined where the case is not open or cannot be read
 * (fsck says why). What came late for a sealed case is read with it.
 */
export const readCaseOf = async (
  reading: SideReading, side: 'open' | 'sealed', key: RecordKey,
): Promise<CaseOfRecord | undefined> =>
  openCaseOf(reading, { side, key }, await reading.stores[side].events.load(key.caseId));

/** Reads the cases of many records of a side as `readCaseOf` does one; those that can be read. */
export const readCasesOf = async (
  reading: SideReading, side: 'open' | 'sealed', keys: readonly RecordKey[],
): Promise<readonly CaseOfRecord[]> => {
  const ids = [...new Set(keys.map(({ caseId }) => caseId))];
  const events = await reading.stores.wall.gathering.events({ side, ids });
  const places: CaseOfRecord[] = [];
  for (const key of keys) {
    const place = await openCaseOf(reading, { side, key }, events.get(key.caseId) ?? []);
    if (place !== undefined) places.push(place);
  }
  return places;
};

const openCaseOf = async (
  reading: SideReading, { side, key }: Readonly<{ side: 'open' | 'sealed'; key: RecordKey }>,
  events: readonly StreamEvent[],
): Promise<CaseOfRecord | undefined> => {
  const opened = await openEvents(reading.keys[side], reading.act, { caseId: key.caseId, events });
  if (!opened.ok) return undefined;
  const state = foldCase(opened.value.map(({ event }) => event));
  for (const { content } of opened.value) content.fill(0);
  if (state.status !== 'open') return undefined;
  const late = side === 'sealed' ? await heldMessages(reading, key.caseId) : [];
  const known = withLate(reading, state, late);
  return { key, subject: tokenOf(key.subjectId), state: known, opened: opened.value };
};

/** The key of a record on one side; undefined where that side does not have it. */
export const keyOf = async (stores: RecordStores, recordId: string): Promise<RecordKey | undefined> => {
  const row = await stores.records.find(recordId);
  return row === undefined ? undefined : { recordId, subjectId: row.subjectId, caseId: row.caseId };
};
