import { concatBytes, SECRET_BYTES, takeSecret, uint32 } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';
import type { AttachmentPlan } from '@fengcun/registry';
import type { SuiteName } from '@fengcun/vault';
import type { KeyObject } from 'node:crypto';

/**
 * An unbroken piece of writing: from segment `first` on everything was sealed by the run `run`, under a key
 * of its own. Whoever goes on after a break begins a new run, because what was written in between is not
 * known, and the same key and nonce must never seal two different segments.
 */
export type Run = readonly [run: number, first: number];

/**
 * The encrypted content of an attachment: what it is, and the secret its stream hangs from. Because the
 * secret is content like any other, rotation, sealing and erasure of the row do to the stream what they do to
 * the row, and none of them touches the file.
 */
export type AttachmentContent = Readonly<{
  secret: KeyObject;
  suite: SuiteName;
  /** Who sent it: `<type>/<code>`. */
  organ: string;
  plan: AttachmentPlan;
  /** In the order of `first`, each larger than the one before. */
  runs: readonly Run[];
}>;

/** The encrypted content of an upload: what it will be, and where it stands. */
export type UploadContent = AttachmentContent & Readonly<{
  /** Full segments in the file when this was written… */
  stored: number;
  /** …and the bytes behind them that are no full segment yet. */
  tail: Uint8Array;
}>;

const TAIL_AT = SECRET_BYTES + 4;

/** Content as bytes: secret (32) ‖ length of the tail (4) ‖ tail ‖ JSON. */
export const encodeContent = (content: AttachmentContent | UploadContent): Uint8Array => {
  const { secret, suite, organ, plan, runs } = content;
  const [stored, tail] = 'tail' in content ? [content.stored, content.tail] : [0, new Uint8Array()];
  const key = secret.export();
  const text = Buffer.from(JSON.stringify({ v: 1, suite, organ, plan, runs, stored }));
  const bytes = concatBytes(key, uint32(tail.length), tail, text);
  key.fill(0);
  return bytes;
};

/** The content behind bytes that have opened, which makes them ours; the bytes are overwritten. */
export const decodeContent = (bytes: Uint8Array): UploadContent => {
  assert(bytes.length > TAIL_AT, 'a content has its secret');
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const textAt = TAIL_AT + view.readUInt32BE(SECRET_BYTES);
  const json: unknown = JSON.parse(view.toString('utf8', textAt));
  // Sealed by `encodeContent` and authenticated at its place.
  const { v, ...parts } = json as Omit<UploadContent, 'secret' | 'tail'> & Readonly<{ v: number }>;
  assert(v === 1, 'a content of a form that is known');
  const tail = Uint8Array.from(bytes.subarray(TAIL_AT, textAt));
  const secret = takeSecret(Uint8Array.from(bytes.subarray(0, SECRET_BYTES)));
  bytes.fill(0);
  return { ...parts, secret, tail };
};
