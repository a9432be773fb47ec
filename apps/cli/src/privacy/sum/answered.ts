import { dirname, join, resolve } from 'node:path';
import { utf8 } from '@fengcun/crypto';
import { type Answered, answerOf, questionOf, type RoundTerms } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import type { Arguments } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { type KeptPlace, readKept, usingSecret, writeKept } from '../kept-secret.ts';
import { fileOf, needed, readList, roundKeeper } from './round-files.ts';

const SAME_BYTES = {
  zh: '这个问题已经答复过（各机关、各格、期间和噪声都相同，名称不论）：给出同一份结果，不再抽取噪声',
  en: 'this was asked and answered before (the same organs, cells, period and noise, whatever its name): '
    + 'the same bytes, no noise is drawn',
} as const;

/**
 * Whoever holds the release of a question gives it again, byte for byte, whatever the question is called now;
 * false where it was not answered yet.
 */
export const isAnsweredAgain = async (
  given: Arguments, terminal: Terminal, { terms, out }: Readonly<{ terms: RoundTerms; out: string }>,
): Promise<boolean> => {
  // Written by this command; a file that is none answers nothing.
  const past = await readList(given, 'history', 'the rounds seen') as unknown as readonly Answered[];
  const release = answerOf(terms, past);
  if (release === undefined) return false;
  await writeWhole(out, release);
  terminal.note(`fengcun: ${SAME_BYTES[terminal.language]}: ${out}\n`);
  return true;
};

/** What a member gave when it first answered a question: its counts then, and the seed of its noise. */
export type GivenCounts = Readonly<{ roundId: string; counts: readonly number[]; noiseSeed: Uint8Array }>;

/** Whose answer to which question. */
export type Answering = Readonly<{ terms: RoundTerms; organ: string }>;

const DIGITS = 16;

/** Beside the state of the round, for longer than a round: sealed under the organ's key. */
const keptAt = (
  given: Arguments, { terms, organ }: Answering,
): Readonly<{ path: string; place: KeptPlace }> => {
  const question = questionOf(terms);
  const folder = dirname(resolve(needed(given, 'state', 'the file of this organ\'s secrets of the round')));
  const short = question.slice('sha256:'.length).slice(0, DIGITS);
  return {
    path: join(folder, `answered-${fileOf(organ).replace('.json', '')}-${short}.kept`),
    place: { kind: 'sum-answer', id: `${question}/${organ}` },
  };
};

/** What this organ gave when it answered this question, in any round. The caller overwrites the seed. */
export const givenBefore = async (given: Arguments, own: Answering): Promise<GivenCounts | undefined> => {
  const { path, place } = keptAt(given, own);
  const kept = await readKept(path, await roundKeeper(given), place);
  if (kept === undefined) return undefined;
  return usingSecret(kept, (bytes) => {
    // Sealed by this program under the organ's own key: what opens is what `keepGiven` wrote.
    const { roundId, counts, noiseSeed } = JSON.parse(Buffer.from(bytes).toString('utf8')) as
      Readonly<{ roundId: string; counts: readonly number[]; noiseSeed: string }>;
    return { roundId, counts, noiseSeed: new Uint8Array(Buffer.from(noiseSeed, 'hex')) };
  });
};

/**
 * Keeps what this organ answers a question with, before anything leaves: asked again, also after a round that
 * was said to be broken off, it gives the same noisy cells, so nobody averages its noise away.
 */
export const keepGiven = async (
  given: Arguments, own: Answering, { roundId, counts, noiseSeed }: GivenCounts,
): Promise<void> => {
  const { path, place } = keptAt(given, own);
  const text = JSON.stringify({ roundId, counts, noiseSeed: Buffer.from(noiseSeed).toString('hex') });
  const keeper = await roundKeeper(given);
  await usingSecret(utf8(text), (secret) => writeKept(path, keeper, { place, secret }));
};
