import { type AnyRoute, type BodyReader, checkContentDigest, type StreamSpec } from '@fengcun/api';
import { Refused } from './refused.ts';
import type { RequestState } from './request-state.ts';

const MEDIA_TYPE = /^([a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,80})(?:\s*;\s*charset="?utf-8"?)?$/i;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Whether JSON text nests deeper than `max`; one pass over the bytes, before anything recursive sees them.
 */
export const nestsDeeper = (text: Uint8Array, max: number): boolean => {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (isInText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInText = false;
    } else if (byte === QUOTE) isInText = true;
    else if (OPENING.has(byte)) {
      depth += 1;
      if (depth > max) return true;
    } else if (CLOSING.has(byte)) depth -= 1;
  }
  return false;
};

/**
 * Refuses a stream of another type than the route takes, compressed, or announced as longer than it reads.
 */
export const assertStream = ({ mediaType, bytesMax }: StreamSpec, { headers }: RequestState): void => {
  const encoding = headers['content-encoding'] ?? 'identity';
  const isTaken = headers['content-type'] === mediaType && encoding === 'identity';
  if (!isTaken) throw new Refused('MEDIA_TYPE_UNSUPPORTED');
  if (Number(headers['content-length'] ?? '0') > bytesMax) throw new Refused('BODY_TOO_LARGE');
};

/** The first `bytesMax` bytes of a stream; what an unannounced length hides behind them is not read. */
export const boundedSource = async function* (
  source: AsyncIterable<Uint8Array>, bytesMax: number,
): AsyncGenerator<Uint8Array> {
  let left = bytesMax;
  for await (const piece of source) {
    yield piece.subarray(0, left);
    left -= Math.min(left, piece.length);
    if (left === 0) return;
  }
};

/** The reader of a body by its media type; other types, other charsets and compressed bodies are refused. */
export const readerOf = (route: AnyRoute, { headers }: RequestState): BodyReader<unknown> => {
  const type = MEDIA_TYPE.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? '';
  const encoding = headers['content-encoding'] ?? 'identity';
  const media = route.body?.media ?? {};
  const reader = Object.hasOwn(media, type) ? media[type] : undefined;
  if (reader === undefined || encoding !== 'identity') throw new Refused('MEDIA_TYPE_UNSUPPORTED');
  return reader;
};

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const POISONED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const QUOTED_POISON = [...POISONED].map((name) => `"${name}"`);

/** Names that would reach into objects of ours are refused, wherever they stand. */
const refusePoison = (name: string, value: unknown): unknown => {
  if (POISONED.has(name)) throw new Refused('BODY_NOT_JSON');
  return value;
};

const parsed = (text: string): unknown => {
  try {
    // The reviver runs over every member; bodies without such a name, escaped or not, are spared that.
    const isSuspect = text.includes('\\u') || QUOTED_POISON.some((name) => text.includes(name));
    return JSON.parse(text, isSuspect ? refusePoison : undefined);
  } catch {
    throw new Refused('BODY_NOT_JSON');
  }
};

/** The JSON value of a body: attacker-controlled bytes, bounded in size by the server and in depth here. */
export const decodeBody = (state: RequestState, depthMax: number): unknown => {
  if (state.signature !== undefined) {
    const digest = checkContentDigest(state.headers['content-digest'], state.body);
    if (!digest.ok) throw new Refused(digest.error);
  }
  if (nestsDeeper(state.body, depthMax)) throw new Refused('BODY_TOO_DEEP');
  try {
    return parsed(DECODER.decode(state.body));
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('BODY_NOT_JSON');
  }
};
