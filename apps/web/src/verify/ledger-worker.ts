import './buffer-in-browser.ts';
import type { LedgerAsked, LedgerTold } from './ledger-messages.ts';

// A thread of its own: hashing a year of entries must not stop the page. It trusts nothing it is sent.

class Refusal extends Error {}

const tell = (told: LedgerTold): void => postMessage(told);
const progress = (done: number, of: number): void => tell({ type: 'progress', done, of });

const get = async (path: string, language: string): Promise<Response | undefined> => {
  const response = await fetch(`/v1/ledger/${path}`, {
    credentials: 'same-origin', cache: 'no-store', redirect: 'error',
    headers: { 'x-fengcun-request': '1', 'accept-language': language },
  });
  if (response.ok) return response;
  const problem: unknown = await response.json();
  if (response.status === 404) return undefined;
  const title = typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'title') : undefined;
  throw new Refusal(typeof title === 'string' ? title : String(response.status));
};

const reading = (language: string) => async (path: string): Promise<Uint8Array | undefined> => {
  const response = await get(path, language);
  return response === undefined ? undefined : new Uint8Array(await response.arrayBuffer());
};

const textAt = async (path: string, language: string): Promise<string> =>
  (await (await get(path, language))?.text()) ?? '';

const answer = async (asked: LedgerAsked): Promise<LedgerTold> => {
  // Loaded after the Buffer it counts with is there.
  const { searchLog, sizeOf, verifyLog } = await import('./log-reading.ts');
  const source = { read: reading(asked.language), progress };
  const checkpoint = await textAt('checkpoint', asked.language);
  if (asked.type === 'search') {
    return { type: 'found', report: await searchLog(asked.wanted, sizeOf(checkpoint), source) };
  }
  const policy = asked.policy ?? await textAt('policy', asked.language);
  const { withEntries, kept } = asked;
  const question = { checkpoint, policy, withEntries, ...(kept === undefined ? {} : { kept }) };
  return { type: 'verified', verified: { report: await verifyLog(question, source), checkpoint, policy } };
};

addEventListener('message', ({ data }: MessageEvent<LedgerAsked>) => {
  answer(data).then(tell, (error: unknown) => {
    tell({ type: 'refused', sentence: error instanceof Refusal ? error.message : '' });
  });
});
