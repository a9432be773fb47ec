import type { RandomBytes } from '@fengcun/crypto';
import { Fault, type Json, ok, type Result } from '@fengcun/kernel';
import type { CaseCode, SubjectToken } from '@fengcun/registry';
import { type Arrival, shardKeyOf, type WriterStores } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { SerialBatch } from '../deployment/serial-blocks.ts';
import { beginAct, type ImportActor, type ImportAct, importHead, type MintId, minter } from './act.ts';
import { mergedHome } from '../cases/merged-home.ts';
import { type BatchContext, loadCase } from './batch-context.ts';
import { claimReferences, claimTerms, type Claimed, codeFor, hexOf } from './claims.ts';
import { type CaseDraft, emptyDrafts } from './drafts.ts';
import type { IntakeItem, IntakeProblem, ItemOutcome } from './intake-item.ts';
import { type ArrivalKey, type PreparedBatch, prepareBatch, type PreparedMessage } from './prepare.ts';
import { type BatchKeys, loadBatchKeys, type SealAll, sealHere } from './sealing.ts';
import { divertLate, type LateFrom } from '../sealing/late-messages.ts';
import { newCase, takeMessage, type Taking, type Waiting } from './take-message.ts';
import { type BatchConflict, writeBatch } from './write-batch.ts';

/** LIMIT: how often a batch that lost against another writer is run again. */
const RUNS_MAX = 5;
/** Serials for each message or problem at most: case, person, exceptions. */
const SERIALS_EACH = 4;

type Batch = Readonly<{
  deployment: Deployment; prepared: PreparedBatch; act: ImportAct; keys: BatchKeys; mint: MintId;
  random: RandomBytes; serials: SerialBatch;
  /** Claims document terms at the start; a batch whose claims went wrong looks every term up instead. */
  claimsTerms: boolean;
  sealAll: SealAll;
}>;

type Homes = Readonly<{ caseId: string; code?: CaseCode }> | Waiting;

const homeOf = (message: PreparedMessage, claimed: Claimed): Homes => {
  const found = message.references.flatMap((key) => claimed.get(hexOf(key)) ?? []);
  const [first] = found;
  if (first === undefined || message.entry.message.case.code !== undefined) {
    // LIMIT: files carry numbers of organs; messages with a code come in by the interface for organs.
    return { reason: 'CASE_UNKNOWN', details: [{ code: 'CASE_CODE_NOT_IN_IMPORTS' }] };
  }
  const isOne = found.every(({ caseId }) => caseId === first.caseId);
  return isOne ? first : { reason: 'CASE_AMBIGUOUS', details: [{ code: 'ambiguous' }] };
};

/** Numbers of two cases that were merged are numbers of one. */
const homeNow = async (
  { open }: WriterStores, message: PreparedMessage, claimed: Claimed,
): Promise<Homes> => {
  const home = homeOf(message, claimed);
  if (!('reason' in home) || home.reason !== 'CASE_AMBIGUOUS') return home;
  const found = message.references.flatMap((key) => claimed.get(hexOf(key)) ?? []);
  const caseId = await mergedHome(open, found.map((one) => one.caseId));
  return caseId === undefined ? home : { caseId };
};

type Arriving = Readonly<{ key: ArrivalKey; takenAs: string }>;

const takeArrivals = (
  stores: WriterStores, arriving: readonly Arriving[], now: string,
): Promise<readonly Arrival[]> =>
  stores.open.inbox.takeAll(arriving.map(({ key, takenAs }) => ({ ...key, takenAs, receivedAt: now })));

const raise = (context: BatchContext, about: Readonly<{
  exceptionId: string; arrival: ArrivalKey; waiting: Waiting; input: Json; span?: IntakeProblem['span'];
  owner?: string | undefined;
}>): void => {
  const { exceptionId, arrival, waiting, input, span, owner = arrival.source } = about;
  const { reason, details } = waiting;
  context.drafts.exceptions.push({
    item: {
      exceptionId, source: owner, messageKey: arrival.messageKey, reason,
      spanStart: span?.start ?? null, spanEnd: span?.end ?? null,
    },
    serial: context.nextSerial(),
    content: { input, details: details.map(({ code, at }) => (at === undefined ? { code } : { code, at })) },
  });
};

const caseOf = async (
  context: BatchContext, batch: Batch, home: Readonly<{ caseId: string; code?: CaseCode }>,
): Promise<Result<CaseDraft, Readonly<{ code: string }>>> => {
  const known = context.drafts.cases.get(home.caseId);
  if (known !== undefined) return ok(known);
  if (home.code !== undefined) return ok(newCase(context, home.caseId, home.code));
  const loaded = await loadCase(context, home.caseId);
  if (!loaded.ok) return loaded;
  return ok(loaded.value ?? newCase(context, home.caseId, codeFor(batch, home.caseId)));
};

type Persons = Map<IntakeItem, Map<number, SubjectToken>>;

const personsOf = (persons: Persons, item: IntakeItem): Map<number, SubjectToken> => {
  const known = persons.get(item) ?? new Map<number, SubjectToken>();
  persons.set(item, known);
  return known;
};

type Arrived = Readonly<{
  message: PreparedMessage; home: Homes; stageRecordId: string; arrival: Arrival | undefined;
}>;

const takeArrived = async (
  context: BatchContext, batch: Batch, one: Arrived & Readonly<{ persons: Persons }>,
): Promise<Taking> => {
  const { message, home, stageRecordId } = one;
  if (one.arrival?.arrival === 'repeated') return { done: 'repeated' };
  if ('reason' in home) return { done: 'waits', ...home };
  const draft = await caseOf(context, batch, home);
  if (!draft.ok) return { done: 'waits', reason: 'CASE_REFUSED', details: [{ code: draft.error.code }] };
  const persons = personsOf(one.persons, message.item);
  return takeMessage(context, { prepared: message, draft: draft.value, stageRecordId, persons });
};

const outcomeOf = (
  context: BatchContext, message: PreparedMessage, taking: Taking,
): readonly ItemOutcome[] => {
  const { place } = message.item;
  if (taking.done === 'repeated') return [{ place, outcome: 'repeated' }];
  const found: Waiting | undefined = taking.done === 'waits' ? taking
    : taking.contradictions.length === 0 ? undefined
    : { reason: 'RECORDS_CONTRADICT', details: taking.contradictions };
  const taken: readonly ItemOutcome[] = taking.done === 'taken' ? [{ place, outcome: 'taken' }] : [];
  if (found === undefined) return taken;
  // Every member went through the parser of messages, which gives plain data.
  const input = { message: message.entry.message as unknown as Json, decisions: message.entry.decisions };
  raise(context, { exceptionId: context.mint(), arrival: message.arrival, waiting: found, input });
  return [...taken, { place, outcome: 'exception', reason: found.reason, details: found.details }];
};

const takeProblems = async (
  context: BatchContext, { prepared }: Batch, stores: WriterStores,
): Promise<readonly ItemOutcome[]> => {
  const { problems } = prepared;
  if (problems.length === 0) return [];
  const ids = problems.map(() => context.mint());
  const arriving = problems.map(({ arrival }, at) => ({ key: arrival, takenAs: ids[at] ?? '' }));
  const arrivals = await takeArrivals(stores, arriving, context.now);
  return problems.map(({ problem, arrival, item }, at): ItemOutcome => {
    const { place, reason, details, span } = problem;
    if (arrivals[at]?.arrival !== 'new') return { place, outcome: 'repeated' };
    const { input, owner } = item;
    const about = { exceptionId: ids[at] ?? '', arrival, waiting: { reason, details }, input, owner };
    raise(context, { ...about, ...(span === undefined ? {} : { span }) });
    return { place, outcome: 'exception', reason, details, ...(span === undefined ? {} : { span }) };
  });
};

const takeMessages = async (
  context: BatchContext, batch: Batch, stores: WriterStores,
): Promise<readonly ItemOutcome[]> => {
  const { messages } = batch.prepared;
  if (messages.length === 0) return [];
  const claimed = await claimReferences(batch, stores, context.now);
  const homes: Homes[] = [];
  for (const message of messages) homes.push(await homeNow(stores, message, claimed));
  const arriving = messages.map((message, at) => {
    const home = homes[at] ?? homeOf(message, claimed);
    const stageRecordId = 'caseId' in home ? batch.mint(shardKeyOf(home.caseId)) : batch.mint();
    return { message, home, stageRecordId, key: message.arrival, takenAs: stageRecordId };
  });
  const arrivals = await takeArrivals(stores, arriving, context.now);
  const outcomes: ItemOutcome[] = [];
  const persons: Persons = new Map();
  for (const [at, one] of arriving.entries()) {
    const taking = await takeArrived(context, batch, { ...one, arrival: arrivals[at], persons });
    outcomes.push(...outcomeOf(context, one.message, taking));
  }
  return outcomes;
};

const runBatch = async (
  batch: Batch, outcomeId: string, stores: WriterStores,
): Promise<Result<readonly ItemOutcome[], BatchConflict>> => {
  const { deployment, act, keys, mint, sealAll } = batch;
  const drafts = emptyDrafts();
  const now = new Date(deployment.clock()).toISOString();
  batch.serials.rewind();
  const claims = batch.claimsTerms ? await claimTerms(batch, stores) : undefined;
  const context: BatchContext = {
    keys, act, mint, drafts, now, claims, open: stores.open, pseudonyms: deployment.pseudonyms,
    nextSerial: batch.serials.next,
  };
  const taken = await takeMessages(context, batch, stores);
  const outcomes = [...taken, ...await takeProblems(context, batch, stores)];
  const written = await writeBatch(
    { keys, act, outcomeId, mint, now, drafts, claims, sealAll, indexing: deployment }, stores);
  return written.ok ? ok(outcomes) : written;
};

/** What goes on openly; late messages of sealed cases are held behind the wall and told of like any other. */
const withoutLate = async (
  deployment: Deployment, from: LateFrom, all: PreparedBatch,
): Promise<Readonly<{ prepared: PreparedBatch; held: readonly ItemOutcome[] }>> => {
  const late = await divertLate(deployment, from, all.messages.map(({ entry }) => entry.message));
  const held = all.messages.flatMap(({ item }, at): readonly ItemOutcome[] => {
    const diverted = late[at];
    if (diverted === undefined) return [];
    return [{ place: item.place, outcome: diverted.isRepeated ? 'repeated' : 'taken' }];
  });
  return { prepared: { ...all, messages: all.messages.filter((_, at) => late[at] === undefined) }, held };
};

/** Who takes a batch, and where it is sealed: here, where nothing else is said. */
export type TakingBatch = Readonly<{ actor: ImportActor; sealAll?: SealAll }>;

/**
 * Takes a batch of items in one transaction: everything of it, with its audit entries, or nothing. Before
 * that the intent is committed in a transaction of its own: no audit, no plaintext and no record.
 */
export const takeBatch = async (
  deployment: Deployment, by: TakingBatch, items: readonly IntakeItem[],
): Promise<readonly ItemOutcome[]> => {
  const { actor, sealAll = sealHere } = by;
  const mint = minter(deployment);
  const all = await prepareBatch(deployment, actor.account, items);
  const keyed = [...all.messages, ...all.problems].map(({ arrival }) => arrival.messageKey);
  const act = await beginAct(deployment, mint, importHead(deployment, actor, keyed));
  const { prepared, held } = await withoutLate(deployment, { account: actor.account, ...act }, all);
  const keys = await loadBatchKeys(deployment);
  const serials = await deployment.serials.reserve(keyed.length * SERIALS_EACH);
  for (let runs = 1; ; runs += 1) {
    const entryId = mint();
    const { random } = deployment;
    const parts = { deployment, prepared, act, keys, mint, serials, random, sealAll };
    const batch = { ...parts, claimsTerms: runs === 1 };
    const done = await deployment.database.write({ entryId }, (stores) => runBatch(batch, entryId, stores));
    if (done.ok) {
      serials.release();
      return [...held, ...done.value];
    }
    if (runs >= RUNS_MAX) {
      throw new Fault('IMPORT_CONFLICT', 'Other imports changed the same cases all the time; run it again.');
    }
  }
};
