import type { WitnessPost } from './witness-client.ts';

/** LIMIT: time for one answer; a witness that takes longer is silent. */
const TIMEOUT_MILLIS = 4000;

/** LIMIT: bytes of an answer; a few signature lines. */
const ANSWER_BYTES_MAX = 64 * 1024;

const readLimited = async (body: AsyncIterable<Uint8Array> | null): Promise<string> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) throw new Error('the answer of the witness is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** POST over HTTP or HTTPS with a hard limit of time and length; follows no redirect. */
export const httpPost = (timeoutMillis: number = TIMEOUT_MILLIS): WitnessPost => async (url, body) => {
  const answer = await fetch(url, {
    method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(timeoutMillis),
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
  return {
    status: answer.status, contentType: answer.headers.get('content-type') ?? '',
    body: await readLimited(answer.body),
  };
};
