export { type DocumentFacts, type FactRefusal, type PrintedCaseCode } from './facts/facts.ts';
export { type Font, type FontRefusal, parseFont } from './font/font.ts';
export { type DocumentLine, issueDocument, type IssuedDocument, type Workshop } from './issue.ts';
export { chineseDate, plainDate } from './number/chinese-date.ts';
export {
  type DocumentNumber, nextNumber, type NumberSeries, printedNumber,
} from './number/document-number.ts';
export { greyPng } from './qr/grey-png.ts';
export { qrPath, qrPixels, qrSide, qrSvg, type QrSvgForm, qrTerminalText } from './qr/qr-drawings.ts';
export { type QrRun, qrSymbol, type QrSymbol, QUIET_ZONE } from './qr/qr-symbol.ts';
export { renderPdf, type RenderedPdf, type RenderOrder } from './render.ts';
export { type DevelopmentIdentity, newDevelopmentIdentity, type RandomBytes } from './sign/certificate.ts';
export {
  type DocumentAlgorithm, type DocumentSigner, type SignerRefusal, softwareSigner,
} from './sign/signer.ts';
export { type Basis, type Field, type Template } from './templates/template.ts';
export { templateById, TEMPLATES } from './templates/templates.ts';
