import { err, ok, type Result } from '@fengcun/kernel';
import { checkFacts } from './facts/check-facts.ts';
import type { DocumentFacts, FactRefusal } from './facts/facts.ts';
import type { Font } from './font/font.ts';
import { setPaper } from './layout/paper.ts';
import { buildPdf, type BuiltPdf, type SignatureRoom } from './pdf/build.ts';
import type { Template } from './templates/template.ts';

/** What a paper is made with, besides its facts. */
export type RenderOrder = Readonly<{ template: Template; facts: DocumentFacts; signature?: SignatureRoom }>;

/** A paper before it is signed. */
export type RenderedPdf = BuiltPdf & Readonly<{ bytes: Uint8Array; pages: number; number: string }>;

/**
 * The paper as PDF, or every reason why these facts make none. Pure: the same font, template and facts give
 * the same bytes, on every machine with the same Node.
 */
export const renderPdf = (font: Font, order: RenderOrder): Result<RenderedPdf, readonly FactRefusal[]> => {
  const { template, facts, signature } = order;
  const fields = checkFacts(template, facts);
  if (!fields.ok) return err(fields.error);
  const parts = setPaper(font, { template, facts, fields: fields.value });
  const built = buildPdf({ ...parts, ...(signature === undefined ? {} : { signature }) });
  return ok({
    ...built, bytes: built.file.bytes, pages: parts.pages.length,
    number: fields.value.get('number')?.text ?? '',
  });
};
