import { err, ok, type CivilDate, type Result, sha256Hex } from '@fengcun/kernel';
import type { DocumentFacts, FactRefusal } from './facts/facts.ts';
import type { Font } from './font/font.ts';
import { renderPdf } from './render.ts';
import { signatureBytes } from './sign/cms.ts';
import { signPdf } from './sign/sign-pdf.ts';
import type { DocumentSigner } from './sign/signer.ts';
import type { Template } from './templates/template.ts';

/**
 * What the ledger keeps of a paper. Nothing in it is personal: the subject is a pseudonym, and the hash is of
 * the signed file, which nobody without the signing key can guess from the facts. It is never printed.
 */
export type DocumentLine = Readonly<{
  template: string; version: number; number: string; organ: string; issuedOn: CivilDate; subject?: string;
  sha256: string;
}>;

/** A finished paper. */
export type IssuedDocument = Readonly<{ bytes: Uint8Array; pages: number; line: DocumentLine }>;

/** What papers are made with; both are read once and kept. */
export type Workshop = Readonly<{ font: Font; signer: DocumentSigner }>;

/**
 * Makes and signs a paper, or gives every reason why these facts make none. The same facts, font and key give
 * the same bytes.
 */
export const issueDocument = async (
  { font, signer }: Workshop, { template, facts }: Readonly<{ template: Template; facts: DocumentFacts }>,
): Promise<Result<IssuedDocument, readonly FactRefusal[]>> => {
  const room = {
    bytes: signatureBytes(signer), signerName: signer.name, reason: template.title, signedOn: facts.issuedOn,
  };
  const rendered = renderPdf(font, { template, facts, signature: room });
  if (!rendered.ok) return err(rendered.error);
  const bytes = await signPdf(rendered.value, signer);
  const { number, pages } = rendered.value;
  const { organ, issuedOn, subject } = facts;
  const line = {
    template: template.id, version: template.version, number, organ, issuedOn, sha256: sha256Hex(bytes),
    ...(subject === undefined ? {} : { subject }),
  };
  return ok({ bytes, pages, line });
};
