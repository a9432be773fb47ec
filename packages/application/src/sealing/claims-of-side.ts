import type { InboxRow, TermRow } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { prepareBatch } from '../intake/prepare.ts';
import type { ToldMessage } from './opened-events.ts';

/** What one message claims on a side: itself, the numbers of its case, the documents of its person. */
export type MessageClaims = Readonly<{
  arrival: Pick<InboxRow, 'source' | 'messageKey' | 'bodyHash'>;
  references: readonly Uint8Array[];
  terms: readonly Omit<TermRow, 'subjectId'>[];
  stageRecordId: string | undefined;
}>;

/** Digests under the keys of one side; those of the other say nothing about them. */
export const claimsOfSide = async (
  deployment: Deployment, side: KeyTree, messages: readonly ToldMessage[],
): Promise<readonly MessageClaims[]> => {
  if (messages.length === 0) return [];
  const { name, clock, gate, pseudonyms, sealedIndex } = deployment;
  const index = side === 'open' ? { gate, pseudonyms }
    : { gate: sealedIndex.gate, pseudonyms: await sealedIndex.pseudonyms() };
  const items = messages.map(({ message }, at) => ({
    key: String(at), place: String(at), input: {}, problems: [],
    messages: [{ message, decisions: [], personAt: 0 }],
  }));
  const prepared = await prepareBatch({ name, clock, ...index }, 'sealing-service', items);
  return prepared.messages.map(({ arrival, references, terms }, at) =>
    ({ arrival, references, terms, stageRecordId: messages[at]?.stageRecordId }));
};

const NO_BODY = new Uint8Array(32);

/** The row that claims a number of a case. */
export const referenceClaim = (
  messageKey: Uint8Array, caseId: string, receivedAt: string,
): InboxRow => ({ source: 'case-reference', messageKey, bodyHash: NO_BODY, takenAs: caseId, receivedAt });

/** The row that claims a document for a person. */
export const termClaim = (
  { term, termKind, pepperVersion, subjectId }: TermRow, receivedAt: string,
): InboxRow => ({
  source: `${termKind}:${pepperVersion}`, messageKey: term, bodyHash: term, takenAs: subjectId, receivedAt,
});

/** Digits of a digest, as keys of maps. */
export const digits = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
