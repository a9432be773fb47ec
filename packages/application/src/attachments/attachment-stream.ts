import {
  type CipherContext, deriveBytes, deriveKey, frame, openStream, type ByteRange, planRange, resumeStream,
  SECRET_BYTES, SEGMENT_BYTES, type SealOptions, sealedLength, type SegmentPlan, startStream,
  type StreamOpener, type StreamSealer, suiteById, SUITES, uint32, utf8,
} from '@fengcun/crypto';
import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import type { AttachmentContent, Run } from './attachment-content.ts';

/** The stream of an attachment or upload: its content, and the blob that is its file. */
export type AttachmentStream = Readonly<{
  deployment: string; blobId: string; content: Pick<AttachmentContent, 'secret' | 'suite' | 'runs' | 'plan'>;
}>;

/** Why a stream does not open: changed, cut, in another's place. */
export type StreamRefusal = Readonly<{ code: 'CIPHERTEXT_REJECTED' }>;

const REJECTED = err<StreamRefusal>({ code: 'CIPHERTEXT_REJECTED' });

/** The 16 bytes in the header of a stored stream: the id of its blob, so that exchanged files are seen. */
export const blobKeyId = (blobId: string): Uint8Array => Buffer.from(blobId.replaceAll('-', ''), 'hex');

/** Bytes of the stored stream of a plaintext of a length. */
export const streamLength = (plaintextBytes: number): number =>
  sealedLength({ segmentBytes: SEGMENT_BYTES, plaintextBytes });

/**
 * The context names neither case nor side of the wall: the blob has a name of its own, and the row that leads
 * to it is what is sealed. So the file stays as it is when its row moves.
 */
const contextOf = ({ deployment, blobId }: AttachmentStream): CipherContext =>
  ({ deployment, table: 'attachment-stream', recordId: blobId, version: 1, purposeClass: 'criminalRecord' });

const runInfo = (use: string, [run, first]: Run): Uint8Array =>
  frame('fengcun/attachment-run/v1', [utf8(use), uint32(run), uint32(first)]);

/** Key, nonce prefix and with them the header of a run are functions of the secret: nothing of it is kept. */
const optionsOf = (stream: AttachmentStream, run: Run): SealOptions => {
  const { secret: key, suite: name } = stream.content;
  const suite = present(SUITES.find((one) => one.name === name), 'the suite of a stream');
  const derivation = { hash: suite.hash, key, salt: new Uint8Array() };
  return {
    suite, key: deriveKey({ ...derivation, info: runInfo('key', run), length: SECRET_BYTES }),
    kekId: blobKeyId(stream.blobId), context: contextOf(stream),
    random: (length) => deriveBytes({ ...derivation, info: runInfo('nonce', run), length }),
  };
};

/** Seals from the first segment of a run on; each run may be begun once. */
export const runSealer = (stream: AttachmentStream, run: Run): StreamSealer => {
  const options = optionsOf(stream, run);
  const fresh = startStream(options, SEGMENT_BYTES);
  const [, first] = run;
  if (first === 0) return fresh;
  const resumed = resumeStream(options, fresh.header, first);
  return present(resumed.ok ? resumed.value : undefined, 'a header that was just made');
};

/** Opens segments of a stored stream by their place. `header`: the first 68 bytes of the file. */
export type SegmentOpener = (plan: SegmentPlan, segment: Uint8Array) => Result<Uint8Array, StreamRefusal>;

/**
 * Opens the segments of a stream, each under the run that wrote it. The header in the file must be that of
 * the run of the first segment: it says nothing that is not known, but a file that was touched is not read.
 */
export const segmentOpener = (
  stream: AttachmentStream, header: Uint8Array,
): Result<SegmentOpener, StreamRefusal> => {
  const { runs } = stream.content;
  const [firstRun] = runs;
  assert(firstRun !== undefined && firstRun[1] === 0, 'a stream begins with a run');
  const opened = openStream(optionsOf(stream, firstRun), header);
  if (!opened.ok || opened.value.segmentBytes !== SEGMENT_BYTES) return REJECTED;
  const openers = new Map<Run, StreamOpener>([[firstRun, opened.value]]);
  const openerOf = (index: number): StreamOpener => {
    const run = present(runs.findLast(([, first]) => first <= index), 'the run of a segment');
    const known = openers.get(run);
    if (known !== undefined) return known;
    const options = optionsOf(stream, run);
    const made = openStream(options, startStream(options, SEGMENT_BYTES).header);
    const opener = present(made.ok ? made.value : undefined, 'a header that was just made');
    openers.set(run, opener);
    return opener;
  };
  return ok(({ index, isLast }, segment) => openerOf(index).open({ index, isLast }, segment));
};

/** The segments that hold a range of the plaintext; the range must lie inside. */
export const segmentsOf = (plaintextBytes: number, range: ByteRange): readonly SegmentPlan[] => {
  const layout = { segmentBytes: SEGMENT_BYTES, sealedBytes: streamLength(plaintextBytes) };
  const planned = planRange(layout, range);
  return present(planned.ok ? planned.value : undefined, 'a range inside the attachment');
};

/** Whether the header of a file is that of a stream of a blob; needs no key. */
export const isHeaderOf = (header: Uint8Array, blobId: string): boolean => {
  const [suiteAt, idAt] = [3, 4];
  const isOurs = Buffer.from(header.subarray(0, suiteAt)).equals(Buffer.from('SV1'))
    && suiteById(header[suiteAt] ?? 0) !== undefined;
  return isOurs && Buffer.from(header.subarray(idAt, idAt + 16)).equals(blobKeyId(blobId));
};
