export { type DocumentFacts, type FactRefusal, type PrintedCaseCode } from './facts/facts.ts';
export { type Font, type FontRefusal, parseFont } from './font/font.ts';
export { type DocumentLine, issueDocument, type IssuedDocument, type Workshop } from './issue.ts';
export { chineseDate, plainDate } from './number/chinese-date.ts';
export {
  type DocumentNumber, nextNumber, type NumberSeries, printedNumber,
} from './number/document-number.ts';
export { renderPdf, type RenderedPdf, type RenderOrder } from './render.ts';
export { type DevelopmentIdentity, newDevelopmentIdentity, type RandomBytes } from './sign/certificate.ts';
export {
  type DocumentAlgorithm, type DocumentSigner, type SignerRefusal, softwareSigner,
} from './sign/signer.ts';
export { type Basis, type Field, type Template } from './templates/template.ts';
export { templateById, TEMPLATES } from './templates/templates.ts';
