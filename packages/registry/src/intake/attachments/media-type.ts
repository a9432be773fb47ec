/**
 * Forms a scanned paper may have: what archives take for long keeping, and nothing that runs.
 * @see DA/T 31-2017 (scanned archives: TIFF, JPEG, PDF); GB/T 33190-2016 (OFD); ISO 19005 (PDF/A)
 */
export const ATTACHMENT_MEDIA_TYPES = [
  'application/pdf', 'application/ofd', 'image/tiff', 'image/jpeg', 'image/png', 'image/jp2',
] as const;

/** Media type of an attachment. */
export type AttachmentMediaType = (typeof ATTACHMENT_MEDIA_TYPES)[number];

/**
 * Bytes from the beginning of a file that `recogniseMediaType` looks at; fewer only where the file is
 * shorter.
 */
export const MEDIA_HEAD_BYTES = 1024;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

type Signature = Readonly<{ mediaType: AttachmentMediaType; bytes: Uint8Array }>;

/** First bytes by the standards of the forms. */
const SIGNATURES: readonly Signature[] = [
  { mediaType: 'application/pdf', bytes: ascii('%PDF-1.') },
  { mediaType: 'application/pdf', bytes: ascii('%PDF-2.') },
  { mediaType: 'image/tiff', bytes: Uint8Array.of(0x49, 0x49, 0x2a, 0x00) },
  { mediaType: 'image/tiff', bytes: Uint8Array.of(0x4d, 0x4d, 0x00, 0x2a) },
  { mediaType: 'image/tiff', bytes: Uint8Array.of(0x49, 0x49, 0x2b, 0x00, 0x08, 0x00) },
  { mediaType: 'image/tiff', bytes: Uint8Array.of(0x4d, 0x4d, 0x00, 0x2b, 0x00, 0x08) },
  { mediaType: 'image/jpeg', bytes: Uint8Array.of(0xff, 0xd8, 0xff) },
  { mediaType: 'image/png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mediaType: 'image/jp2',
    bytes: Uint8Array.of(0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a) },
];

const beginsWith = (head: Uint8Array, bytes: Uint8Array): boolean =>
  head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte);

const ZIP = Uint8Array.of(0x50, 0x4b, 0x03, 0x04);
const ZIP_NAME_LENGTH_AT = 26;
const ZIP_NAME_AT = 30;
/** First entries the writers of the standard's reference form begin with; its root is `OFD.xml`. */
const OFD_NAME = /^(?:OFD\.xml|Doc_\d{1,4}\/)/;

/** An OFD is a ZIP whose first entry is one of the standard's; any other ZIP is refused. */
const isOfd = (head: Uint8Array): boolean => {
  if (!beginsWith(head, ZIP) || head.length < ZIP_NAME_AT) return false;
  const length = (head[ZIP_NAME_LENGTH_AT] ?? 0) | ((head[ZIP_NAME_LENGTH_AT + 1] ?? 0) << 8);
  const name = String.fromCharCode(...head.subarray(ZIP_NAME_AT, ZIP_NAME_AT + Math.min(length, 64)));
  return OFD_NAME.test(name);
};

/**
 * The form of a file by its content; undefined for everything that is not one of ours. Its name and what the
 * sender says of it are attacker-controlled and not asked. A file that is two things at once counts as what
 * its first bytes say; it is kept and handed out as that and never run or shown inline.
 */
export const recogniseMediaType = (head: Uint8Array): AttachmentMediaType | undefined => {
  const found = SIGNATURES.find(({ bytes }) => beginsWith(head, bytes));
  if (found !== undefined) return found.mediaType;
  return isOfd(head) ? 'application/ofd' : undefined;
};
