import { contentHash } from '@fengcun/kernel';
import { resolveCitation } from '@fengcun/statute';
import { JOB_KINDS, type JobInput, type JobOutput, type JobTerms } from './privacy-job.ts';

const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/;
const HEX_64 = /^(?:sha256:|sm3:)?[0-9a-f]{64}$/;
const WORD = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;

/** LIMIT: as long as a purpose in an audit entry may be read at a glance. */
const PURPOSE_MAX = 200;
/** LIMIT: 4 kinds of organs in 31 provinces, and room. */
const PARTIES_MAX = 256;

const isPurpose = (text: string): boolean => text.trim() !== '' && text.length <= PURPOSE_MAX;

/** A digest of a transcript, a snapshot or a program: 64 hex digits, with or without the name of its hash. */
export const isDigest = (text: string): boolean => HEX_64.test(text);

/** A closed word such as a reason or the name of an output. */
export const isWord = (text: string): boolean => WORD.test(text);

/** Whether outputs can be written down: names once each, digests whole. */
export const areOutputs = (outputs: readonly JobOutput[]): boolean =>
  new Set(outputs.map(({ name }) => name)).size === outputs.length
  && outputs.every(({ name, sha256 }) => isWord(name) && isDigest(sha256));

const isSize = (size: number | undefined): boolean =>
  size === undefined || (Number.isSafeInteger(size) && size >= 0);

/** Whether an input can be written down: digests whole, sizes whole numbers. */
export const isInput = ({ organ, root, count, bucket, countCommitment }: JobInput): boolean =>
  ORGAN.test(organ) && isDigest(root) && isSize(count) && isSize(bucket)
  && (countCommitment === undefined || isDigest(countCommitment));

/** Names of the members of the terms that cannot stand; none where a job may be proposed. */
export const unusableTerms = (terms: JobTerms): readonly string[] => {
  const { kind, purpose, legalBasis, parties, inputs, codeHash, product, covers, budgetReference } = terms;
  const { brings = [] } = terms;
  const isSeated = (organ: string): boolean => parties.some((party) => party.organ === organ);
  const areParties = parties.length > 0 && parties.length <= PARTIES_MAX
    && new Set(parties.map(({ organ, part }) => `${organ} ${part}`)).size === parties.length
    && parties.every(({ organ, part }) => ORGAN.test(organ) && isWord(part));
  const areInputs = inputs.every((one) => isInput(one) && isSeated(one.organ));
  const isCover = covers?.sealedFrom === undefined || covers.sealedFrom <= covers.sealedUntil;
  const checks: readonly (readonly [string, boolean])[] = [
    ['v', terms.v === 1], ['kind', JOB_KINDS.includes(kind)], ['purpose', isPurpose(purpose)],
    ['legalBasis', resolveCitation(legalBasis).ok], ['parties', areParties], ['inputs', areInputs],
    ['brings', new Set(brings).size === brings.length && brings.every(isSeated)],
    ['codeHash', isDigest(codeHash)], ['product', product === undefined || isWord(product)],
    ['budgetReference', budgetReference === undefined || isWord(budgetReference)], ['covers', isCover],
  ];
  return checks.flatMap(([name, isRight]) => (isRight ? [] : [name]));
};

/** Hash of the terms: what approvals are about. */
export const termsHash = (terms: JobTerms): string =>
  // Terms are JSON by their type; optional members that are absent are left out of the canonical form.
  contentHash({
    ...terms, parties: terms.parties.map((party) => ({ ...party })),
    inputs: terms.inputs.map((input) => ({ ...input })),
    ...(terms.covers === undefined ? {} : { covers: { ...terms.covers } }),
  });
