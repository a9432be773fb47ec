import { err, ok, type Result } from '@fengcun/kernel';
import {
  type CaseEvent, type CaseState, foldCase, isSubjectToken, parseCaseCode, type PersonClaims,
  representativeOf, type SubjectToken, withMerged,
} from '@fengcun/registry';
import type { RecordStores } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import { groupOf, loadByCode, type LoadedCase } from '../cases/case-events.ts';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import { groupUnder, loadLinks, subjectIdOf } from '../subjects/stored-links.ts';
import type { ImportAct, MintId } from './act.ts';
import type { CaseDraft, Drafts, RecordDraft, SubjectDraft } from './drafts.ts';
import { personKey } from './person-key.ts';
import { type BatchKeys, openJson, placeOf, type RowRefusal } from './sealing.ts';
import { storedEvent } from './stored-event.ts';

/** What taking a message needs inside the transaction of its batch. */
export type BatchContext = Readonly<{
  keys: BatchKeys; act: ImportAct; mint: MintId; pseudonyms: Pseudonyms; nextSerial: () => number;
  open: RecordStores; drafts: Drafts; now: string;
  /** Document terms claimed at the start, by their digits; absent when every term is looked up instead. */
  claims: ReadonlyMap<string, TermClaim> | undefined;
}>;

/** A document term as it was claimed: `isNew` reserves a subject id that nobody has yet. */
export type TermClaim = Readonly<{ subjectId: string; isNew: boolean }>;

/** Version of a subject that was never merged with another; a merge and its end count on. */
const UNLINKED = 1;

type Opened<T> = Result<T, RowRefusal>;

const missing = (what: string): Result<never, RowRefusal> => err({ code: `${what}_MISSING` });

const loadEvents = async (
  context: BatchContext, caseId: string,
): Promise<Opened<Readonly<{ events: readonly CaseEvent[]; version: number }>>> => {
  const stored = await context.open.events.load(caseId);
  // LIMIT: one intent opens at most so many; a longer case waits for a person.
  if (stored.length > INTENT_PLACES_MAX) return err({ code: 'CASE_TOO_LONG' });
  if (stored.length === 0) return missing('EVENTS');
  const places = stored.map((event) => placeOf('event', caseId, event.version));
  const intent = await context.act.intentFor(places, context.keys.now);
  const events: CaseEvent[] = [];
  for (const event of stored) {
    const opened = openJson({ ...context.keys, intent }, placeOf('event', caseId, event.version), event);
    if (!opened.ok) return opened;
    events.push(storedEvent(opened.value).event);
  }
  return ok({ events, version: stored.length });
};

/** With the records of all cases it is merged with, so that persons and contradictions are seen over all. */
const withMergedCases = async (context: BatchContext, own: CaseState): Promise<CaseState> => {
  if (own.status !== 'open' || own.links.size === 0) return own;
  const opening = { keys: context.keys, service: context };
  const group = await groupOf<Pick<LoadedCase, 'state'>>({ state: own }, (code) =>
    loadByCode(opening, context.open, code));
  return withMerged(own, group.map(({ state }) => state));
};

/** A stored case with its whole state; undefined where the id is reserved but no case was ever written. */
export const loadCase = async (
  context: BatchContext, caseId: string,
): Promise<Opened<CaseDraft | undefined>> => {
  const known = context.drafts.cases.get(caseId);
  if (known !== undefined) return ok(known);
  const row = await context.open.cases.find(caseId);
  if (row === undefined) return ok(undefined);
  const code = parseCaseCode(row.oneCaseCode);
  const loaded = await loadEvents(context, caseId);
  if (!code.ok) return missing('CASE_CODE');
  if (!loaded.ok) return loaded;
  const draft: CaseDraft = {
    caseId, code: code.value, serial: row.eraseSerial, row, streamVersion: loaded.value.version,
    state: await withMergedCases(context, foldCase(loaded.value.events)), fresh: [],
  };
  context.drafts.cases.set(caseId, draft);
  return ok(draft);
};

/** The token of a subject id: the id without hyphens. */
export const tokenOf = (subjectId: string): SubjectToken => {
  const token = subjectId.replaceAll('-', '');
  if (isSubjectToken(token)) return token;
  throw new TypeError('bug: a subject id without hyphens is a token');
};

/** What the open cases of a person say about them. */
const claimsOf = async (
  context: BatchContext, subjectId: string, token: SubjectToken,
): Promise<Opened<Map<string, PersonClaims>>> => {
  const claims = new Map<string, PersonClaims>();
  for (const { caseId } of await context.open.records.ofSubject(subjectId)) {
    const loaded = await loadCase(context, caseId);
    if (!loaded.ok) return loaded;
    if (loaded.value?.state.status !== 'open') continue;
    for (const { subject, message } of loaded.value.state.records.values()) {
      if (subject === token) claims.set(personKey(message.person), message.person);
    }
  }
  return ok(claims);
};

/** A person who was merged with others: under the one who stays, with what is claimed about all of them. */
const loadLinked = async (context: BatchContext, token: SubjectToken): Promise<Opened<SubjectDraft>> => {
  const links = await loadLinks({ keys: context.keys, service: context }, context.open, [token]);
  const representative = representativeOf(links, token);
  const subjectId = subjectIdOf(representative);
  const row = await context.open.subjects.find(subjectId);
  if (row === undefined) return missing('SUBJECT');
  const claims = new Map<string, PersonClaims>();
  const group = groupUnder(links, representative);
  for (const one of group) {
    const told = await claimsOf(context, subjectIdOf(one), one);
    if (!told.ok) return told;
    for (const [key, claim] of told.value) claims.set(key, claim);
  }
  const merged = new Set(group.map(subjectIdOf));
  return ok({ subjectId, token: representative, serial: row.eraseSerial, row, claims, merged });
};

/** A stored person with everything claimed about them. LIMIT: reads all open cases of the person. */
export const loadSubject = async (
  context: BatchContext, token: SubjectToken,
): Promise<Opened<SubjectDraft>> => {
  const subjectId = subjectIdOf(token);
  const known = context.drafts.subjects.get(subjectId);
  if (known !== undefined) return ok(known);
  const row = await context.open.subjects.find(subjectId);
  if (row === undefined) return missing('SUBJECT');
  const linked = row.version === UNLINKED ? undefined : await loadLinked(context, token);
  if (linked !== undefined) {
    if (linked.ok) context.drafts.subjects.set(subjectId, linked.value);
    return linked;
  }
  const claims = await claimsOf(context, subjectId, token);
  if (!claims.ok) return claims;
  const draft: SubjectDraft = { subjectId, token, serial: row.eraseSerial, row, claims: claims.value };
  context.drafts.subjects.set(subjectId, draft);
  return ok(draft);
};

/** The stored record of a person from a case; undefined where there is none yet. */
export const loadRecord = async (
  context: BatchContext, subject: SubjectDraft, caseId: string,
): Promise<RecordDraft | undefined> => {
  const key = `${subject.subjectId}|${caseId}`;
  const known = context.drafts.records.get(key);
  if (known !== undefined || subject.row === undefined) return known;
  const row = (await context.open.records.ofSubject(subject.subjectId)).find((one) => one.caseId === caseId);
  if (row === undefined) return undefined;
  const held = new Set((await context.open.holders.of(row.recordId)).map(({ organ }) => organ));
  const { recordId, recordKind: kind, organ } = row;
  const draft = { position: 0, recordId, subject, caseId, row, kind, organ, held, holders: new Set(held) };
  context.drafts.records.set(key, draft);
  return draft;
};
