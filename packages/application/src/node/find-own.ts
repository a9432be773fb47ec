import { err, ok, present, type Result } from '@fengcun/kernel';
import {
  type CaseRecord, type CaseReference, documentKey, foldCase, type OpenCase, type OrderConfidential,
  referenceKey, sameness, type SealOrder,
} from '@fengcun/registry';
import type { RecordRow, SealingStores } from '@fengcun/store';
import { tokenOf } from '../intake/batch-context.ts';
import { identify } from '../intake/identify.ts';
import { DOCUMENT_COLUMN } from '../intake/prepare.ts';
import { openEvents } from '../sealing/opened-events.ts';
import { certain, type NodeParts, type Ready } from './node-parts.ts';

/** An order with what its copies are found by. */
export type OrderToFind = Readonly<{ order: SealOrder; confidential: OrderConfidential }>;

/** Why nobody but a person can say which copies are meant. */
export type FindWaits = Readonly<{
  code: 'IDENTITY_CANDIDATE' | 'IDENTITY_CONTRADICTS' | 'CASE_AMBIGUOUS' | 'CASE_UNREADABLE';
}>;

/** What the order's numbers lead to on the open side, before the transaction in which it is looked at. */
export type Hints = Readonly<{
  caseIds: readonly string[];
  terms: readonly Readonly<{ term: Uint8Array; termKind: string; pepperVersion: number }>[];
}>;

/** LIMIT: a node indexes what its own orders name, so the bound is against a loop, not against guessing. */
const ORDER_LIMIT = { perSecond: 100_000, burst: 100_000 };

/** Cases of the open side under these numbers; one list for each list of numbers. */
const caseIdsOf = async (
  { deployment }: NodeParts, all: readonly (readonly CaseReference[])[],
): Promise<readonly (readonly string[])[]> => {
  const digests = all.map((references) => references.map((one) =>
    Buffer.from(deployment.pseudonyms.bytesOf('case-reference', referenceKey(one))).toString('hex')));
  if (digests.flat().length === 0) return all.map(() => []);
  // Read as the auditor reads: looking for a number through the inbox would claim it, openly.
  const rows = certain(await deployment.database.audit(async ({ select }) =>
    ok(await select<Readonly<{ digits: string; caseId: string | null }>>(
      `select encode(message_key, 'hex') as digits, taken_as as "caseId" from open.inbox
       where source = 'case-reference'
       and message_key = any(array(select decode(digits, 'hex') from unnest($1::text[]) as digits))`,
      [digests.flat()]))));
  const known = Map.groupBy(rows, ({ digits }) => digits);
  return digests.map((own) =>
    own.flatMap((one) => (known.get(one) ?? []).flatMap(({ caseId }) => caseId ?? [])));
};

const termsOf = async (
  { deployment: { gate, name, clock }, organ }: NodeParts, confidential: OrderConfidential,
): Promise<Hints['terms']> => {
  const terms: Hints['terms'][number][] = [];
  for (const document of confidential.person.documents) {
    const found = await gate.terms(
      { account: organ, limit: ORDER_LIMIT, now: clock() }, { deployment: name, column: DOCUMENT_COLUMN },
      documentKey(document));
    if (!found.ok) continue;
    terms.push(...found.value.map(({ term, pepperVersion }) =>
      ({ term, pepperVersion, termKind: DOCUMENT_COLUMN })));
  }
  return terms;
};

/** Follows the numbers of orders and of their people. Fault: those of the database. */
export const hintsOfAll = async (
  parts: NodeParts, all: readonly (OrderConfidential | undefined)[],
): Promise<readonly Hints[]> => {
  const cases = await caseIdsOf(parts, all.map((one) => one?.references ?? []));
  const terms = await Promise.all(all.map((one) => (one === undefined ? [] : termsOf(parts, one))));
  return all.map((_, at) => ({ caseIds: cases[at] ?? [], terms: terms[at] ?? [] }));
};

/** Follows the numbers of an order and of its person. Fault: those of the database. */
export const hintsOf = async (
  parts: NodeParts, { confidential }: Pick<OrderToFind, 'confidential'>,
): Promise<Hints> => present((await hintsOfAll(parts, [confidential]))[0], 'hints of the order');

type Looking = Readonly<{
  parts: NodeParts; stores: SealingStores; ready: Ready; find: OrderToFind;
  /** Persons of the open side who carry a document of the order's person. */
  carriers: ReadonlySet<string>;
}>;

type Found = Result<readonly string[], FindWaits>;

/** A case as it was told, with the records of its persons. */
type ToldCase = Readonly<{ state: OpenCase; records: readonly RecordRow[] }>;

/** A case of the open side as it was told; undefined where it is not there, a refusal where unreadable. */
export const toldCase = async (
  stores: Pick<SealingStores, 'open'>, ready: Ready, caseId: string,
): Promise<Result<ToldCase | undefined, FindWaits>> => {
  const records = await stores.open.records.ofCase(caseId);
  if (records.length === 0) return ok(undefined);
  const events = await stores.open.events.load(caseId);
  const opened = await openEvents(ready.open, ready.act, { caseId, events });
  if (!opened.ok) return err({ code: 'CASE_UNREADABLE' });
  const state = foldCase(opened.value.map(({ event }) => event));
  for (const { content } of opened.value) content.fill(0);
  return ok(state.status === 'open' ? { state, records } : undefined);
};

/** Numbers by which a case was told. */
export const numbersOf = ({ records }: OpenCase): readonly CaseReference[] =>
  [...records.values()].flatMap(({ message }) => message.case.references ?? []);

const contradicts = ({ find }: Looking, { state }: ToldCase, subjectId: string): boolean => {
  const token = tokenOf(subjectId);
  return [...state.records.values()].some(({ subject, message }) =>
    subject === token && sameness(message.person, find.confidential.person).verdict === 'contradiction');
};

/**
 * Whether somebody in the case cannot be told from the order's person: nothing that was told of them differs.
 * A name that was masked says of nobody that he is another.
 */
const mayBeAnybody = ({ find }: Looking, { state }: ToldCase): boolean => {
  const bySubject = Map.groupBy(state.records.values(), ({ subject }) => subject);
  const isOther = ({ message }: CaseRecord): boolean =>
    sameness(message.person, find.confidential.person).reasons.some((reason) => reason.endsWith('Differs'));
  return [...bySubject.values()].some((tellings) => !tellings.some(isOther));
};

/**
 * LAW: whose copy it is must be certain: within the case of the order, the one person who carries the order's
 * document, or the one whom the rules of intake would take it for. Sealing somebody else's record, or leaving
 * this one open, is worse than waiting for a person.
 */
const inCase = (looking: Looking, told: ToldCase): Found => {
  const { parts, find, carriers } = looking;
  const carrying = told.records.filter(({ subjectId }) => carriers.has(subjectId));
  const [only, another] = carrying;
  if (another !== undefined) return err({ code: 'IDENTITY_CANDIDATE' });
  if (only !== undefined) {
    return contradicts(looking, told, only.subjectId)
      ? err({ code: 'IDENTITY_CONTRADICTS' }) : ok([only.recordId]);
  }
  const source = parts.deployment.pseudonyms.textOf('source', `seal-order|${find.order.recordId}`);
  const found = identify({
    person: find.confidential.person, source, state: told.state, byDocument: [], others: new Set(),
  });
  if (found.found === 'new') {
    return mayBeAnybody(looking, told) ? err({ code: 'IDENTITY_CANDIDATE' }) : ok([]);
  }
  if (found.found === 'waits') {
    return err({ code: found.reason === 'IDENTITY_CONTRADICTS' ? found.reason : 'IDENTITY_CANDIDATE' });
  }
  return ok(told.records.filter(({ subjectId }) => tokenOf(subjectId) === found.token)
    .map(({ recordId }) => recordId));
};

const typesOf = (references: readonly CaseReference[]): ReadonlySet<string> =>
  new Set(references.map(({ type }) => type));

/**
 * Nothing is known under the numbers of the order, but its person is. A case that has a number of a kind the
 * order has too is another case; of any other nobody can say so.
 */
const elsewhere = async (looking: Looking): Promise<Found> => {
  const { stores, ready, find, carriers } = looking;
  const wanted = typesOf(find.confidential.references ?? []);
  for (const subjectId of carriers) {
    for (const { caseId } of await stores.open.records.ofSubject(subjectId)) {
      const told = await toldCase(stores, ready, caseId);
      if (!told.ok) return told;
      if (told.value === undefined) continue;
      const types = typesOf(numbersOf(told.value.state));
      if (types.isDisjointFrom(wanted)) return err({ code: 'CASE_AMBIGUOUS' });
    }
  }
  return ok([]);
};

/**
 * The organ's own copies that an order is about, on the open side: by the one-case code, else by numbers of
 * the case, and in it by the person. Never a guess.
 */
export const findOwn = async (
  parts: NodeParts, within: Readonly<{ stores: SealingStores; ready: Ready }>,
  given: Readonly<{ find: OrderToFind; hints: Hints }>,
): Promise<Found> => {
  const { stores, ready } = within;
  const { find, hints } = given;
  const carriers = new Set<string>();
  for (const term of hints.terms) {
    for (const subjectId of await stores.open.terms.subjectsWith(term)) carriers.add(subjectId);
  }
  const looking: Looking = { parts, stores, ready, find, carriers };
  const byCode = await stores.open.cases.findByCode(find.order.caseCode);
  const found: string[] = [];
  let cases = 0;
  for (const caseId of new Set([...(byCode === undefined ? [] : [byCode.caseId]), ...hints.caseIds])) {
    const told = await toldCase(stores, ready, caseId);
    if (!told.ok) return told;
    if (told.value === undefined) continue;
    cases += 1;
    const own = inCase(looking, told.value);
    if (!own.ok) return own;
    found.push(...own.value);
  }
  return cases === 0 ? elsewhere(looking) : ok([...new Set(found)]);
};
