import { Fault } from '@fengcun/kernel';
import { documentKey, type IdentityDocument, type InquiredPerson } from '@fengcun/registry';
import type { TermRow } from '@fengcun/store';
import type { IndexInquirer } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { DOCUMENT_COLUMN } from '../intake/prepare.ts';

/** Digests of the numbers of a person under the keys of one side. */
export type PersonTerms = readonly Omit<TermRow, 'subjectId'>[];

/** LIMIT: numbers an account may look up; more is trying out numbers, not an inquiry. */
const INQUIRY_LIMIT = { perSecond: 2, burst: 40 };

/**
 * Digests of a person's numbers on both sides: neither says anything about the other. Fault: INDEX_BUSY
 * (retryable) for an account that looks up too much.
 */
export const personTerms = async (
  { gate, sealedIndex, name, clock }: Pick<Deployment, 'gate' | 'sealedIndex' | 'name' | 'clock'>,
  account: string, person: Pick<InquiredPerson, 'document' | 'otherDocuments'>,
): Promise<Readonly<{ open: PersonTerms; sealed: PersonTerms }>> => {
  const inquirer: IndexInquirer = { account, limit: INQUIRY_LIMIT, now: clock() };
  const column = { deployment: name, column: DOCUMENT_COLUMN };
  const termsIn = async (index: Deployment['gate'], document: IdentityDocument): Promise<PersonTerms> => {
    const found = await index.terms(inquirer, column, documentKey(document));
    if (!found.ok) {
      const text = `Numbers cannot be looked up now (${found.error.code}).`;
      throw new Fault('INDEX_BUSY', text, { retryable: true });
    }
    return found.value.map(({ term, pepperVersion }) => ({ term, pepperVersion, termKind: DOCUMENT_COLUMN }));
  };
  const [open, sealed]: [Omit<TermRow, 'subjectId'>[], Omit<TermRow, 'subjectId'>[]] = [[], []];
  for (const document of [person.document, ...person.otherDocuments]) {
    open.push(...await termsIn(gate, document));
    sealed.push(...await termsIn(sealedIndex.gate, document));
  }
  return { open, sealed };
};
