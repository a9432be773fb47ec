import { ok, type Result } from '@fengcun/kernel';
import {
  contradictionsOf, decideCase, evolveCase, type ExceptionCode, type ExceptionDetail,
  type IntakeMessage, kindSpec, NO_CASE, organKey, organsHolding, sourceFactKey, type StageRecorded,
  type SubjectToken,
} from '@fengcun/registry';
import { shardKeyOf } from '@fengcun/store';
import { type BatchContext, loadRecord, loadSubject, tokenOf } from './batch-context.ts';
import { hexOf } from './claims.ts';
import type { CaseDraft, RecordDraft, SubjectDraft } from './drafts.ts';
import { isNewNumber } from '../certificate/marks/batch-marks.ts';
import { representedCase } from '../subjects/represented-case.ts';
import { identify } from './identify.ts';
import { personKey } from './person-key.ts';
import type { OpenTerm, PreparedMessage } from './prepare.ts';

/** Where a message was routed to, and under which id its stage record is taken. */
export type Routed = Readonly<{
  prepared: PreparedMessage; draft: CaseDraft; stageRecordId: string;
  /** Persons of the same item by their number in it. */
  persons: Map<number, SubjectToken>;
  /** Whom two people decided it is about: somebody known, or somebody else than everybody known. */
  decided?: SubjectToken | 'another';
}>;

/** Why a message waits for a person. */
export type Waiting = Readonly<{ reason: ExceptionCode; details: readonly ExceptionDetail[] }>;

/** What became of a message: events, no event because all was known, or a reason to wait. */
export type Taking = Readonly<{ done: 'taken'; contradictions: readonly ExceptionDetail[] }>
  | Readonly<{ done: 'repeated' }>
  | (Readonly<{ done: 'waits' }> & Waiting);

const refusedBy = (code: string): Taking => ({ done: 'waits', reason: 'CASE_REFUSED', details: [{ code }] });

/** The id reserved with the first document term of a message; a fresh one where there is none. */
const reservedId = ({ claims, drafts, mint }: BatchContext, { terms }: PreparedMessage): string => {
  const reserved = terms.map(({ term }) => claims?.get(hexOf(term))).find((claim) => claim?.isNew === true);
  return reserved === undefined || drafts.subjects.has(reserved.subjectId) ? mint() : reserved.subjectId;
};

const newSubject = (context: BatchContext, message: PreparedMessage): SubjectDraft => {
  const subjectId = reservedId(context, message);
  const draft: SubjectDraft = {
    subjectId, token: tokenOf(subjectId), serial: context.nextSerial(), claims: new Map(),
  };
  context.drafts.subjects.set(subjectId, draft);
  return draft;
};

type KnownPersons = Result<readonly SubjectDraft[], Readonly<{ code: string }>>;

/** Persons who carry a term, in the store or in this batch. */
const carriersOf = async (context: BatchContext, { terms }: PreparedMessage): Promise<KnownPersons> => {
  const ids = new Set<string>();
  const carry = ({ term }: OpenTerm, id: string): void => {
    ids.add(id);
    context.drafts.carriedBy.set(hexOf(term), id);
  };
  for (const term of terms) {
    const digits = hexOf(term.term);
    const own = context.drafts.terms.get(digits);
    const claim = context.claims?.get(digits);
    if (own !== undefined) ids.add(own.subjectId);
    if (claim !== undefined && !claim.isNew) carry(term, claim.subjectId);
    if (context.claims !== undefined) continue;
    for (const id of await context.open.terms.subjectsWith(term)) carry(term, id);
  }
  const carriers: SubjectDraft[] = [];
  for (const id of [...ids].sort()) {
    const subject = await loadSubject(context, tokenOf(id));
    if (!subject.ok) return subject;
    // Two who were merged are one carrier.
    if (!carriers.some(({ token }) => token === subject.value.token)) carriers.push(subject.value);
  }
  return ok(carriers);
};

type Found = Result<SubjectDraft | Waiting, Readonly<{ code: string }>>;

/** The person that two people decided on; a number that somebody else carries speaks against it. */
const decidedPerson = async (
  context: BatchContext, { prepared, decided }: Routed, carriers: readonly SubjectDraft[],
): Promise<Found> => {
  const chosen = decided === undefined || decided === 'another'
    ? undefined : await loadSubject(context, decided);
  if (chosen !== undefined && !chosen.ok) return chosen;
  const isContradicted = carriers.some(({ token }) => token !== chosen?.value.token);
  if (isContradicted) return ok({ reason: 'IDENTITY_CONTRADICTS', details: [{ code: 'documentSame' }] });
  return chosen ?? ok(newSubject(context, prepared));
};

/** The person of a message: of the same item, by number, by the case, or new. */
const subjectOf = async (context: BatchContext, routed: Routed): Promise<Found> => {
  const { prepared, draft, persons } = routed;
  const { message, personAt } = prepared.entry;
  const same = persons.get(personAt);
  if (same !== undefined) return loadSubject(context, same);
  const carriers = await carriersOf(context, prepared);
  if (!carriers.ok) return carriers;
  if (routed.decided !== undefined) return decidedPerson(context, routed, carriers.value);
  const state = draft.state.status === 'open' ? draft.state : undefined;
  const known = {
    person: message.person, source: prepared.pseudonymise('source', sourceFactKey(message.source)),
    others: new Set(persons.values()),
    byDocument: carriers.value.map(({ token, claims }) => ({ token, claims: [...claims.values()] })),
  };
  let identified = identify({ ...known, state });
  if (identified.found === 'waits' && state !== undefined) {
    const opening = { keys: context.keys, service: context };
    const merged = await representedCase(opening, context.open, state);
    if (merged !== undefined) identified = identify({ ...known, state: merged });
  }
  switch (identified.found) {
    case 'known': return loadSubject(context, identified.token);
    case 'new': return ok(newSubject(context, prepared));
    case 'waits': return ok({ reason: identified.reason, details: identified.details });
  }
};

const learnPerson = (
  context: BatchContext, subject: SubjectDraft, { entry, terms }: PreparedMessage,
): void => {
  const { subjectId, claims, merged } = subject;
  const { drafts } = context;
  if (isNewNumber(claims.values(), entry.message.person.documents)) drafts.newNumbers.add(subjectId);
  claims.set(personKey(entry.message.person), entry.message.person);
  for (const term of terms) {
    const key = hexOf(term.term);
    const carrier = drafts.carriedBy.get(key) ?? subjectId;
    drafts.terms.set(key, { ...term, subjectId: merged?.has(carrier) === true ? carrier : subjectId });
  }
};

/** Criminal records and those of public order are two families; more an open column must not tell. */
const recordKindOf = (message: IntakeMessage): string =>
  (kindSpec(message.kind).stage === 'publicOrder' ? 'publicOrderRecord' : 'criminalRecord');

const newRecord = (context: BatchContext, subject: SubjectDraft, routed: Routed): RecordDraft => {
  const { message } = routed.prepared.entry;
  const { caseId } = routed.draft;
  const record: RecordDraft = {
    position: context.drafts.stages.length, recordId: context.mint(shardKeyOf(subject.subjectId)), subject,
    caseId, kind: recordKindOf(message), organ: 'registry', held: new Set(), holders: new Set(),
  };
  context.drafts.records.set(`${subject.subjectId}|${caseId}`, record);
  return record;
};

/**
 * Holders that this telling alone proves. LIMIT: the union over tellings is kept, so that every order of
 * arrival gives the same; a kind of organ stays listed without its code even when one organ of it is known.
 */
const learnHolders = (record: RecordDraft, event: StageRecorded): void => {
  for (const organ of organsHolding(event)) record.holders.add(organ);
};

const write = (context: BatchContext, routed: Routed, made: Readonly<{
  subject: SubjectDraft; record: RecordDraft; event: StageRecorded;
}>): void => {
  const { subject, record, event } = made;
  const { draft, stageRecordId, prepared } = routed;
  const { serial, subjectId } = subject;
  const { stages } = context.drafts;
  learnPerson(context, subject, prepared);
  learnHolders(record, event);
  const { recordId } = record;
  const { decisions, facts, corrections } = prepared.entry;
  const position = stages.length;
  draft.fresh.push({
    event, serial, decisions, stageRecordId, recordId, position, ...(facts === undefined ? {} : { facts }),
    ...(corrections === undefined ? {} : { corrections }),
  });
  stages.push({
    stageRecordId, caseId: draft.caseId, subjectId, stage: kindSpec(event.kind).stage,
    organ: organKey(event.organ),
  });
};

const openContradictions = (draft: CaseDraft, event: StageRecorded): readonly ExceptionDetail[] => {
  if (draft.state.status !== 'open' || draft.state.records.size < 2) return [];
  return contradictionsOf(draft.state)
    .filter((one) => one.chosen === undefined && one.records.includes(event.recordId))
    .map(({ code, item }) => ({ code, at: item }));
};

/** Takes one message into its case: subject, decision, drafts of every row. Nothing is written yet. */
export const takeMessage = async (context: BatchContext, routed: Routed): Promise<Taking> => {
  const { prepared, draft } = routed;
  const { message, personAt } = prepared.entry;
  const found = await subjectOf(context, routed);
  if (!found.ok) return refusedBy(found.error.code);
  if ('reason' in found.value) return { done: 'waits', ...found.value };
  const subject = found.value;
  const decided = decideCase({
    type: 'RecordMessage', caseCode: draft.code, message, subject: subject.token, now: context.now,
    pseudonymise: prepared.pseudonymise,
  }, draft.state);
  if (!decided.ok) return refusedBy(decided.error.code);
  if (decided.value.length === 0) return { done: 'repeated' };
  routed.persons.set(personAt, subject.token);
  const record = await loadRecord(context, subject, draft.caseId) ?? newRecord(context, subject, routed);
  let contradictions: readonly ExceptionDetail[] = [];
  for (const event of decided.value) {
    draft.state = evolveCase(draft.state, event);
    if (event.type !== 'StageRecorded') continue;
    write(context, routed, { subject, record, event });
    contradictions = openContradictions(draft, event);
  }
  return { done: 'taken', contradictions };
};

/** A case that nobody knows yet, with a code drawn for it. */
export const newCase = (context: BatchContext, caseId: string, code: CaseDraft['code']): CaseDraft => {
  const draft: CaseDraft = {
    caseId, code, serial: context.nextSerial(), streamVersion: 0, state: NO_CASE, fresh: [],
  };
  context.drafts.cases.set(caseId, draft);
  return draft;
};
