import { canonicalJson, Fault } from '@fengcun/kernel';
import {
  documentKey, type IntakeMessage, organKey, type Pseudonymise, referenceKey, sourceFactKey, tellingKey,
} from '@fengcun/registry';
import type { InboxRow, TermRow } from '@fengcun/store';
import type { IndexInquirer } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { digitsOf } from '../deployment/pseudonyms.ts';
import type { IntakeItem, IntakeMessageItem, IntakeProblem } from './intake-item.ts';

/** Keys of what arrives, as the inbox takes them; `takenAs` is decided later. */
export type ArrivalKey = Readonly<Pick<InboxRow, 'source' | 'messageKey' | 'bodyHash'>>;

/** A term without whom it belongs to. */
export type OpenTerm = Omit<TermRow, 'subjectId'>;

/** A message with everything that can be computed before the transaction. */
export type PreparedMessage = Readonly<{
  item: IntakeItem; entry: IntakeMessageItem; arrival: ArrivalKey;
  /** Gives the pseudonyms of this message, which were computed once. */
  pseudonymise: Pseudonymise;
  /** Keyed digests of the case numbers it names. */
  references: readonly Uint8Array[];
  terms: readonly OpenTerm[];
}>;

/** A problem with its key: the same problem of the same input is raised once. */
export type PreparedProblem = Readonly<{ item: IntakeItem; problem: IntakeProblem; arrival: ArrivalKey }>;

/** A batch, ready for its transaction. */
export type PreparedBatch = Readonly<{
  messages: readonly PreparedMessage[]; problems: readonly PreparedProblem[];
}>;

/** Column of the blind index for document numbers. */
export const DOCUMENT_COLUMN = 'identityDocument';

/**
 * LIMIT: terms an import may compute in a second. It comes with the numbers and learns nothing by them, so
 * the bound is there against a runaway loop and not against guessing.
 */
const IMPORT_LIMIT = { perSecond: 1_000_000, burst: 1_000_000 };

type From = Pick<Deployment, 'name' | 'gate' | 'pseudonyms' | 'clock'>;

const termsOf = async (
  { gate, name, clock }: From, account: string, message: IntakeMessage,
): Promise<readonly OpenTerm[]> => {
  const terms: OpenTerm[] = [];
  for (const document of message.person.documents) {
    const inquirer: IndexInquirer = { account, limit: IMPORT_LIMIT, now: clock() };
    const column = { deployment: name, column: DOCUMENT_COLUMN };
    const found = await gate.terms(inquirer, column, documentKey(document));
    if (!found.ok) {
      throw new Fault('INDEX_UNUSABLE', `The index of numbers cannot be used (${found.error.code}).`);
    }
    terms.push(...found.value.map(({ term, pepperVersion }) =>
      ({ term, pepperVersion, termKind: DOCUMENT_COLUMN })));
  }
  return terms;
};

const arrivalOf = (
  { pseudonyms }: From, { source }: IntakeMessage, bodyHash: Uint8Array,
): ArrivalKey => ({
  source: `${organKey(source.organ)}:${source.system}`,
  messageKey: pseudonyms.bytesOf('inbox', `${sourceFactKey(source)}|${source.version}`), bodyHash,
});

/** The pseudonyms of a message's source and of its telling; any other text is computed as it is asked for. */
const pseudonymsOf = (
  { pseudonyms }: From, message: IntakeMessage, telling: Uint8Array,
): Pseudonymise => {
  const known = {
    source: { text: sourceFactKey(message.source), bytes: undefined as Uint8Array | undefined },
    content: { text: tellingKey(message), bytes: telling },
  };
  return (domain, text) => {
    const found = known[domain];
    if (found.text !== text) return pseudonyms.textOf(domain, text);
    found.bytes ??= pseudonyms.bytesOf(domain, text);
    return digitsOf(found.bytes);
  };
};

const prepareMessage = async (
  from: From, account: string, at: Readonly<{ item: IntakeItem; entry: IntakeMessageItem }>,
): Promise<PreparedMessage> => {
  const { message } = at.entry;
  const references = (message.case.references ?? [])
    .map((reference) => from.pseudonyms.bytesOf('case-reference', referenceKey(reference)));
  const terms = message.person.documents.length === 0 ? [] : await termsOf(from, account, message);
  // Two bodies under one key are the same when they are the same telling.
  const telling = from.pseudonyms.bytesOf('content', tellingKey(message));
  const arrival = arrivalOf(from, message, telling);
  return { ...at, arrival, pseudonymise: pseudonymsOf(from, message, telling), references, terms };
};

const problemArrival = ({ pseudonyms }: From, item: IntakeItem, problem: IntakeProblem): ArrivalKey => {
  const { reason, details, span } = problem;
  const told = canonicalJson([reason, details, span === undefined ? [] : [span.start, span.end]]);
  return {
    source: 'exceptions',
    messageKey: pseudonyms.bytesOf('inbox', `problem|${item.key}|${problem.person ?? 0}|${told}`),
    bodyHash: pseudonyms.bytesOf('inbox-body', told),
  };
};

/** Computes keys, terms and digests of a batch: all that needs no transaction. */
export const prepareBatch = async (
  from: From, account: string, items: readonly IntakeItem[],
): Promise<PreparedBatch> => {
  // At once, so that the key store is read once for all of them.
  const messages = await Promise.all(items.flatMap((item) =>
    item.messages.map((entry) => prepareMessage(from, account, { item, entry }))));
  const problems = items.flatMap((item) => item.problems.map((problem): PreparedProblem =>
    ({ item, problem, arrival: problemArrival(from, item, problem) })));
  return { messages, problems };
};
