import { createHash } from 'node:crypto';
import { assert, present } from '@fengcun/kernel';
import { RANGE_DIGITS } from '../pdf/build.ts';
import { latin1 } from '../pdf/syntax.ts';
import type { RenderedPdf } from '../render.ts';
import { signDetached } from './cms.ts';
import type { DocumentSigner } from './signer.ts';

const RANGE_MARK = Buffer.from('/ByteRange [');
const CONTENTS_MARK = Buffer.from('/Contents <');

type Room = Readonly<{ rangeAt: number; start: number; end: number }>;

/** Where the two numbers to fill in stand: found inside the one object that we wrote for them. */
const roomIn = (pdf: RenderedPdf): Room => {
  const from = pdf.file.offsetOf(present(pdf.signatureObject, 'room for a signature'));
  const bytes = Buffer.from(pdf.bytes.buffer, pdf.bytes.byteOffset, pdf.bytes.length);
  const rangeAt = bytes.indexOf(RANGE_MARK, from) + RANGE_MARK.length;
  const start = bytes.indexOf(CONTENTS_MARK, rangeAt) + CONTENTS_MARK.length - 1;
  const end = bytes.indexOf('>', start) + 1;
  assert(rangeAt > from && start > rangeAt && end > start, 'a signature dictionary as we write it');
  return { rangeAt, start, end };
};

/**
 * The file with its signature: everything but the signature itself is in its range, the last byte included.
 * @see ISO 32000-1 §12.8.1; ETSI EN 319 142-1
 */
export const signPdf = async (pdf: RenderedPdf, signer: DocumentSigner): Promise<Uint8Array> => {
  const { rangeAt, start, end } = roomIn(pdf);
  const bytes = pdf.bytes.slice();
  const numbers = [start, end, bytes.length - end].map((value) => String(value).padEnd(RANGE_DIGITS));
  bytes.set(latin1(`0 ${numbers.join(' ')}`), rangeAt);
  const digest = createHash('sha256').update(bytes.subarray(0, start)).update(bytes.subarray(end)).digest();
  const cms = Buffer.from(await signDetached(signer, digest)).toString('hex');
  assert(cms.length <= end - start - 2, 'a signature that fits its room');
  bytes.set(latin1(cms), start + 1);
  return bytes;
};
