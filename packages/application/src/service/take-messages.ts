import { type Json, ok, present, type Result } from '@fengcun/kernel';
import type { SubjectToken } from '@fengcun/registry';
import { shardKeyOf, type WriterStores } from '@fengcun/store';
import { mergedHome, survivorOf, toldCodeOf } from '../cases/merged-home.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { SerialBatch } from '../deployment/serial-blocks.ts';
import { type BatchContext, loadCase } from '../intake/batch-context.ts';
import { claimReferences, type Claimed, claimTerms, codeFor, hexOf } from '../intake/claims.ts';
import { type CaseDraft, emptyDrafts } from '../intake/drafts.ts';
import type { PreparedBatch, PreparedMessage, PreparedProblem } from '../intake/prepare.ts';
import { type BatchKeys, sealHere } from '../intake/sealing.ts';
import type { DecideAll } from '../intake/decisions.ts';
import { newCase, takeMessage, type Waiting } from '../intake/take-message.ts';
import { type BatchConflict, writeBatch } from '../intake/write-batch.ts';
import type { LateRoutes } from './late-routes.ts';
import { type Known, repeatedResult, replayKey, type Taken } from './repeated.ts';
import type { CommittedAct } from './service-act.ts';

/** What taking messages of one request needs inside its transaction. */
export type Intake = Readonly<{
  deployment: Deployment; service: Omit<CommittedAct, 'entryId'>; decideAll: DecideAll;
  keys: BatchKeys; serials: SerialBatch; stores: WriterStores;
  /** Entry of the transaction; the outcome is written under it. */
  outcomeId: string;
  /** False when the batch lost against another: every term is looked up instead of claimed. */
  claimsTerms: boolean;
  /** Messages of sealed cases never come as far as the open side. */
  late: LateRoutes;
  /** The exception that is tried again: its key was taken by the first try. */
  replayOf?: Readonly<{
    exceptionId: string; source: string;
    /** Whom two people decided it is about. */
    person?: SubjectToken | 'another';
  }>;
}>;

type Run = Readonly<{
  intake: Intake; context: BatchContext; prepared: PreparedBatch; known: Map<string, Taken>;
}>;
type Home = Readonly<{ caseId: string; code?: CaseDraft['code'] }> | Waiting;

const NO_BODY = new Uint8Array(32);
const unknownCode: Waiting =
  { reason: 'CASE_UNKNOWN', details: [{ code: 'CASE_UNKNOWN', at: '/data/case/code' }] };
const ambiguous: Waiting = { reason: 'CASE_AMBIGUOUS', details: [{ code: 'ambiguous', at: '/data/case' }] };

/** The case of a message with a code; its numbers become numbers of that case, unless another has them. */
const homeByCode = async ({ intake, context }: Run, message: PreparedMessage): Promise<Home> => {
  const code = present(message.entry.message.case.code, 'a message with a code');
  const found = await intake.stores.open.cases.findByCode(code);
  if (found === undefined) return unknownCode;
  const rows = message.references.toSorted(Buffer.compare).map((messageKey) => ({
    source: 'case-reference', messageKey, bodyHash: NO_BODY, takenAs: found.caseId, receivedAt: context.now,
  }));
  const arrivals = rows.length === 0 ? [] : await intake.stores.open.inbox.takeAll(rows);
  const home = { caseId: found.caseId };
  // A number that two cases share after 分案 is told apart by the code; numbers of others alone contradict it.
  if (rows.length === 0 || arrivals.some(({ takenAs }) => takenAs === found.caseId)) return home;
  for (const { takenAs } of arrivals) {
    const isMerged = takenAs !== null
      && await mergedHome(intake.stores.open, [takenAs, found.caseId]) !== undefined;
    if (isMerged) return home;
  }
  return ambiguous;
};

/** The case of its numbers; numbers of two cases that were merged are numbers of one. */
const homeByNumbers = async (
  { intake }: Run, { references }: PreparedMessage, claimed: Claimed,
): Promise<Home> => {
  const found = references.flatMap((key) => claimed.get(hexOf(key)) ?? []);
  const [first] = found;
  if (first === undefined) return unknownCode;
  if (found.every(({ caseId }) => caseId === first.caseId)) return first;
  const caseId = await mergedHome(intake.stores.open, found.map((one) => one.caseId));
  return caseId === undefined ? ambiguous : { caseId };
};

const raise = (
  { context, known }: Run, about: Readonly<{
    exceptionId: string; arrival: PreparedMessage['arrival']; waiting: Waiting; input: Json;
  }>,
): Taken => {
  const { exceptionId, arrival, waiting, input } = about;
  const { reason, details } = waiting;
  const { source, messageKey } = arrival;
  context.drafts.exceptions.push({
    item: { exceptionId, source, messageKey, reason, spanStart: null, spanEnd: null },
    serial: context.nextSerial(),
    content: { input, details: details.map(({ code, at }) => (at === undefined ? { code } : { code, at })) },
  });
  const taken: Taken = { outcome: 'exception', exceptionId, reason, details };
  known.set(exceptionId, taken);
  return taken;
};

const caseAt = async (
  { intake, context, prepared }: Run, home: Exclude<Home, Waiting>,
): Promise<Result<CaseDraft, Readonly<{ code: string }>>> => {
  const drafted = context.drafts.cases.get(home.caseId);
  if (drafted !== undefined) return ok(drafted);
  if (home.code !== undefined) return ok(newCase(context, home.caseId, home.code));
  const loaded = await loadCase(context, home.caseId);
  if (!loaded.ok) return loaded;
  if (loaded.value !== undefined) return ok(loaded.value);
  const drawing = { prepared, mint: context.mint, random: intake.deployment.random };
  return ok(newCase(context, home.caseId, codeFor(drawing, home.caseId)));
};

type One = Readonly<{ message: PreparedMessage; home: Home; stageRecordId: string }>;

const takeNew = async (run: Run, { message, home, stageRecordId }: One): Promise<Taken> => {
  const { context, intake, known } = run;
  // Every member went through the parser of messages, which gives plain data.
  const input = { message: message.entry.message as unknown as Json, decisions: message.entry.decisions };
  const wait = (waiting: Waiting, exceptionId = stageRecordId): Taken =>
    raise(run, { exceptionId, arrival: message.arrival, waiting, input });
  if ('reason' in home) return wait(home);
  const draft = await caseAt(run, home);
  if (!draft.ok) return wait({ reason: 'CASE_REFUSED', details: [{ code: draft.error.code }] });
  const persons = new Map<number, SubjectToken>();
  const person = intake.replayOf?.person;
  const decided = person === undefined ? {} : { decided: person };
  const routed = { prepared: message, draft: draft.value, stageRecordId, persons, ...decided };
  const taking = await takeMessage(context, routed);
  if (taking.done === 'waits') return wait(taking);
  const { row, code } = draft.value;
  const caseCode = row === undefined
    ? code : (await survivorOf(intake.stores.open, row)).oneCaseCode;
  known.set(stageRecordId, { outcome: 'duplicate', caseCode });
  if (taking.done !== 'taken') return { outcome: 'duplicate', caseCode };
  if (taking.contradictions.length === 0) return { outcome: 'accepted', caseCode };
  const exceptionId = context.mint();
  wait({ reason: 'RECORDS_CONTRADICT', details: taking.contradictions }, exceptionId);
  return { outcome: 'accepted', caseCode, exceptionId };
};

const knownTo = ({ intake: { stores, deployment: { pseudonyms } }, context, known }: Run): Known => ({
  stores, inBatch: known, now: context.now,
  codeOf: (caseId) => toldCodeOf(stores.open, caseId),
  replayKey: (exceptionId) => replayKey(pseudonyms, exceptionId),
});

const takeAll = async (run: Run): Promise<readonly Taken[]> => {
  const { intake: { stores }, context, prepared } = run;
  const isCoded = ({ entry }: PreparedMessage): boolean => entry.message.case.code !== undefined;
  const uncoded = { problems: [], messages: prepared.messages.filter((message) => !isCoded(message)) };
  const drawing = { prepared: uncoded, mint: context.mint, random: run.intake.deployment.random };
  const claimed = await claimReferences(drawing, stores, context.now);
  const ones: One[] = [];
  for (const message of prepared.messages) {
    const home = isCoded(message)
      ? await homeByCode(run, message) : await homeByNumbers(run, message, claimed);
    const stageRecordId = 'caseId' in home ? context.mint(shardKeyOf(home.caseId)) : context.mint();
    ones.push({ message, home, stageRecordId });
  }
  const rows = ones.map(({ message, stageRecordId }) =>
    ({ ...message.arrival, takenAs: stageRecordId, receivedAt: context.now }));
  const arrivals = rows.length === 0 ? [] : await stores.open.inbox.takeAll(rows);
  const known = knownTo(run);
  const taken: Taken[] = [];
  for (const [at, one] of ones.entries()) {
    const arrival = present(arrivals[at], 'an answer for every message');
    const caseId = 'caseId' in one.home ? one.home.caseId : undefined;
    const { takenAs } = arrival;
    taken.push(arrival.arrival === 'repeated'
      ? await repeatedResult(known, { takenAs, caseId }) : await takeNew(run, one));
  }
  return taken;
};

const takeProblems = async (run: Run): Promise<readonly Taken[]> => {
  const { intake: { stores }, context, prepared: { problems } } = run;
  if (problems.length === 0) return [];
  const rows = problems.map(({ arrival }) =>
    ({ ...arrival, takenAs: context.mint(), receivedAt: context.now }));
  const arrivals = await stores.open.inbox.takeAll(rows);
  const takeOne = async ({ arrival, problem, item }: PreparedProblem, at: number): Promise<Taken> => {
    const found = present(arrivals[at], 'an answer for every problem');
    const takenAs = present(found.takenAs ?? undefined, 'the exception of a problem');
    const { reason, details } = problem;
    const waiting = { reason, details };
    if (found.arrival !== 'new') {
      // The same nonsense is the same exception, until somebody has resolved it.
      const earlier = await stores.operations.exceptions.find(takenAs);
      return earlier?.state === 'replayed'
        ? repeatedResult(knownTo(run), { takenAs, caseId: undefined })
        : { outcome: 'exception', exceptionId: takenAs, ...waiting };
    }
    return raise(run, { exceptionId: takenAs, arrival, waiting, input: item.input });
  };
  const taken: Taken[] = [];
  for (const [at, problem] of problems.entries()) taken.push(await takeOne(problem, at));
  return taken;
};

/**
 * Takes prepared messages and problems in the transaction of a request, and writes its outcome. One answer
 * each: first the messages, then the problems, in their order.
 */
export const takeMessages = async (
  intake: Intake, prepared: PreparedBatch,
): Promise<Result<readonly Taken[], BatchConflict>> => {
  const { deployment, service, keys, serials, stores, outcomeId } = intake;
  const { mint, act } = service;
  const now = new Date(deployment.clock()).toISOString();
  const drafts = emptyDrafts();
  const drawing = { prepared, mint, random: deployment.random };
  const claims = intake.claimsTerms ? await claimTerms(drawing, stores) : undefined;
  const context: BatchContext = {
    keys, act, mint, drafts, now, claims, open: stores.open, pseudonyms: deployment.pseudonyms,
    nextSerial: serials.next,
  };
  const run: Run = { intake, context, prepared, known: new Map() };
  const messages = await takeAll(run);
  const problems = await takeProblems(run);
  const written = await writeBatch(
    { keys, act, outcomeId, mint, now, drafts, claims, sealAll: sealHere, indexing: deployment }, stores);
  return written.ok ? ok([...messages, ...problems]) : written;
};
