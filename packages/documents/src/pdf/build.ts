import { sha256Hex, type CivilDate } from '@fengcun/kernel';
import {
  assemblePdf, newObjects, type PdfFile, type PdfObjects, plainStreamBody, streamBody,
} from './file.ts';
import { infoDictionary, type Metadata, pdfDate, xmpPacket } from './metadata.ts';
import type { PageSheet } from './pen.ts';
import { type Element, writeStructure } from './structure.ts';
import { array, dictionary, latin1, real, ref, textString } from './syntax.ts';

/** Room for a signature in the file: bytes of the CMS structure, and what the signature says of itself. */
export type SignatureRoom = Readonly<{
  bytes: number; signerName: string; reason: string; signedOn: CivilDate;
}>;

/** Everything a file is made of. `embedFont` puts the font in after the pages have used it. */
export type Parts = Readonly<{
  pages: readonly PageSheet[]; reading: Element; metadata: Metadata; size: readonly [number, number];
  embedFont: (objects: PdfObjects) => number; signature?: SignatureRoom;
}>;

/** A file, and the object of its signature dictionary where there is one. */
export type BuiltPdf = Readonly<{ file: PdfFile; signatureObject?: number }>;

/** Digits of each number in a byte range before it is known. */
export const RANGE_DIGITS = 10;

/**
 * The signature dictionary with room. PAdES wants the time in M and not in the CMS structure.
 * @see ETSI EN 319 142-1 §5.3, table 1
 */
const signatureDictionary = (room: SignatureRoom): string => dictionary({
  Type: '/Sig', Filter: '/Adobe.PPKLite', SubFilter: '/ETSI.CAdES.detached',
  ByteRange: `[0 ${Array.from({ length: 3 }, () => '0'.repeat(RANGE_DIGITS)).join(' ')}]`,
  Contents: `<${'0'.repeat(room.bytes * 2)}>`,
  M: pdfDate(room.signedOn), Name: textString(room.signerName), Reason: textString(room.reason),
});

const addSignature = (
  objects: PdfObjects, room: SignatureRoom, page: number,
): Readonly<{ object: number; field: number }> => {
  const object = objects.add(signatureDictionary(room));
  // Without a picture of its own: the seal is where the paper shows its place. 132: printed, locked.
  const field = objects.add(dictionary({
    Type: '/Annot', Subtype: '/Widget', FT: '/Sig', T: textString('Signature1'), V: ref(object), F: '132',
    Rect: '[0 0 0 0]', P: ref(page),
  }));
  return { object, field };
};

const writePages = (
  objects: PdfObjects, parts: Parts, ids: Readonly<{
    tree: number; pages: readonly number[]; font: number; field?: number;
  }>,
): void => {
  parts.pages.forEach((sheet, i) => {
    const isLast = i === parts.pages.length - 1;
    objects.put(ids.pages[i] ?? 0, dictionary({
      Type: '/Page', Parent: ref(ids.tree), MediaBox: array(['0', '0', ...parts.size.map(real)]),
      Resources: dictionary({ Font: dictionary({ F1: ref(ids.font) }) }),
      Contents: ref(objects.add(streamBody({}, latin1(sheet.content())))),
      StructParents: String(i), Tabs: '/S',
      Annots: isLast && ids.field !== undefined ? array([ref(ids.field)]) : undefined,
    }));
  });
  objects.put(ids.tree, dictionary({
    Type: '/Pages', Kids: array(ids.pages.map(ref)), Count: String(ids.pages.length),
  }));
};

/** The name of the file in its trailer: of its pages and metadata, so that equal papers have equal names. */
const fileIdOf = (parts: Parts, xmp: string): string =>
  sha256Hex([xmp, ...parts.pages.map((sheet) => sheet.content())].join('\n')).slice(0, 32).toUpperCase();

/** Builds the file; the same parts give the same bytes. @see ISO 32000-1 */
export const buildPdf = (parts: Parts): BuiltPdf => {
  const objects = newObjects();
  const [catalog, tree] = [objects.reserve(), objects.reserve()];
  const pages = parts.pages.map(() => objects.reserve());
  const font = parts.embedFont(objects);
  const signature = parts.signature === undefined
    ? undefined : addSignature(objects, parts.signature, pages.at(-1) ?? 0);
  const field = signature === undefined ? {} : { field: signature.field };
  writePages(objects, parts, { tree, pages, font, ...field });
  const marks = parts.pages.map((sheet) => sheet.marks());
  const structure = writeStructure(objects, parts.reading, { pages, marks });
  const xmp = xmpPacket(parts.metadata);
  const packet = plainStreamBody({ Type: '/Metadata', Subtype: '/XML' }, new TextEncoder().encode(xmp));
  const metadata = objects.add(packet);
  const info = objects.add(infoDictionary(parts.metadata));
  objects.put(catalog, dictionary({
    Type: '/Catalog', Pages: ref(tree), Lang: '(zh-CN)', MarkInfo: dictionary({ Marked: 'true' }),
    StructTreeRoot: ref(structure), Metadata: ref(metadata),
    ViewerPreferences: dictionary({ DisplayDocTitle: 'true' }),
    // 3: signatures exist, and changes other than appended ones break them. ISO 32000-1 §12.7.2
    AcroForm: signature === undefined
      ? undefined : dictionary({ Fields: array([ref(signature.field)]), SigFlags: '3' }),
  }));
  const file = assemblePdf(objects, { root: catalog, info, fileId: fileIdOf(parts, xmp) });
  return { file, ...(signature === undefined ? {} : { signatureObject: signature.object }) };
};
