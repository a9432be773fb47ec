import {
  type CertificateFacts, factsDigest, parseVerificationCode, signedBytes, verificationCode,
} from '@fengcun/registry';
import type { CivilDate } from '@fengcun/kernel';
import type { CodeKey, CodeSigner } from './signing-key.ts';

/**
 * What a check of a paper says: it was issued as it stands, on that day, or nothing is known of such a paper.
 * Nothing that happened to any record since changes the answer; there is no third one.
 */
export type Verification = Readonly<{ status: 'valid'; issuedOn: CivilDate } | { status: 'unknown' }>;

/** Facts as a paper prints them, without the id, which is in the code. */
export type PrintedFacts = Omit<CertificateFacts, 'certificateId'>;

const UNKNOWN: Verification = { status: 'unknown' };

/** The code of a paper with these facts. */
export const codeFor = async (
  { keyId, signer }: CodeSigner, facts: CertificateFacts,
): Promise<string> => {
  const { certificateId, issuedOn } = facts;
  const claim = { keyId, certificateId, issuedOn, factsDigest: factsDigest(facts) };
  return verificationCode({ claim, signature: await signer.sign(signedBytes(claim)) });
};

/**
 * Checks a code against the facts printed beside it, offline: a code that was cut from another paper, facts
 * that were changed, another key and plain nonsense all give the same answer.
 * @see 2022 Measures art. 15; RFC 8032
 */
export const verifyCertificate = (
  keys: readonly CodeKey[], code: string, facts: PrintedFacts,
): Verification => {
  const parsed = parseVerificationCode(code);
  if (!parsed.ok) return UNKNOWN;
  const { claim, signature } = parsed.value;
  const { certificateId, issuedOn } = claim;
  const key = keys.find(({ keyId }) => keyId === claim.keyId);
  const isOurs = key?.key.verify(signedBytes(claim), signature) === true;
  const digest = factsDigest({ ...facts, certificateId });
  const isSame = digest === claim.factsDigest && facts.issuedOn === issuedOn;
  return isOurs && isSame ? { status: 'valid', issuedOn } : UNKNOWN;
};
