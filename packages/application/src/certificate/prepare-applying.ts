import { type CivilDate, Fault } from '@fengcun/kernel';
import { bornOnOf, documentKey, type MarkKey, nameAndBirthKey } from '@fengcun/registry';
import { type MarkTerm, mintId, shardKeyOfDigest } from '@fengcun/store';
import type { Applying } from './applying.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { markTerms, type TermAsker } from './marks/mark-terms.ts';

/** Column of the blind index that counts applications of one person, apart from that of records. */
const PERSON_COLUMN = 'certificatePerson';

/**
 * LIMIT: a bound against a runaway loop. How often one account, organ or person may apply is decided before
 * the desk, where requests are counted.
 */
const DESK: TermAsker = { account: 'certificate-desk', limit: { perSecond: 1_000_000, burst: 1_000_000 } };

/** An application with everything that can be computed before its transaction. */
export type PreparedApplying = Readonly<{
  applying: Applying; certificateId: string; marks: readonly MarkTerm[];
  /** The person's own term under every pepper in force, the current one first. */
  personTerms: readonly Uint8Array[];
}>;

/** Keys of everything a record could know this person by: the same number of them for everybody alike. */
const keysOf = ({ application: { person } }: Applying): readonly MarkKey[] => {
  const documents = [person.document, ...person.otherDocuments];
  const numbers = documents.map((one): MarkKey => ({ termKind: 'identityDocument', text: documentKey(one) }));
  const bornOn: CivilDate | undefined = bornOnOf(person);
  const named = bornOn === undefined ? undefined : nameAndBirthKey(person.name, bornOn);
  return named === undefined ? numbers : [...numbers, { termKind: 'nameAndBirth', text: named }];
};

const RANDOM_BYTES = 8;

/**
 * Computes terms and the id: minted in the shard of the person, out of the sender's own key, so that the same
 * request is recognised when it comes again.
 */
export const prepareApplying = async (
  { deployment, now }: CertificateParts, applying: Applying,
): Promise<PreparedApplying> => {
  const { name, gate, clock } = deployment;
  const own = documentKey(applying.application.person.document);
  const column = { deployment: name, column: PERSON_COLUMN };
  const [marks, persons] = await Promise.all([
    markTerms(deployment, DESK, keysOf(applying)), gate.terms({ ...DESK, now: clock() }, column, own),
  ]);
  if (!persons.ok) {
    throw new Fault('INDEX_UNUSABLE', `The index of numbers cannot be used (${persons.error.code}).`);
  }
  const personTerms = persons.value.map(({ term }) => term);
  const shardKey = shardKeyOfDigest(personTerms[0] ?? new Uint8Array(2));
  const random = applying.requestKey.subarray(0, RANDOM_BYTES);
  return { applying, marks, personTerms, certificateId: mintId({ timeMillis: now(), random, shardKey }) };
};

const TAIL = 17;

/** The part of an id that comes from the sender's key. */
export const keyPart = (certificateId: string): string => certificateId.slice(-TAIL);
