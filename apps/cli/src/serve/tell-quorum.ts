import type { QuorumState } from '@fengcun/application';
import type { Terminal } from '../terminal.ts';
import type { ServiceTimer } from './timer.ts';

/** How often it is looked. LIMIT: a warning comes at most so late, in milliseconds. */
const LOOK_MILLIS = 5000;

type Told = Readonly<Record<QuorumState['state'], Readonly<{ zh: string; en: string }>>>;

const WORDS: Told = {
  fresh: { zh: '见证已恢复', en: 'the witnesses answer again' },
  stale: {
    zh: '超过60秒没有足够的见证；四小时后封存记录将停止查阅',
    en: 'no quorum of witnesses for more than 60 s; after four hours sealed records are no longer read',
  },
  closed: {
    zh: '四小时没有足够的见证：封存记录已停止查阅',
    en: 'no quorum of witnesses for four hours: sealed records are not read',
  },
};

/** The sentence of a change; none where nothing changed. The first look tells only what is wrong. */
export const quorumSentence = (
  before: QuorumState['state'] | undefined, state: QuorumState['state'], language: Terminal['language'],
): string | undefined =>
  (before === state || (before === undefined && state === 'fresh') ? undefined : WORDS[state][language]);

/** Watches the witnesses of a running service and tells every change, until the service stops. */
export const tellQuorum = async (
  stateNow: () => QuorumState, timer: ServiceTimer, terminal: Terminal,
): Promise<void> => {
  let before: QuorumState['state'] | undefined;
  await timer.idle(LOOK_MILLIS);
  while (!timer.isStopping()) {
    const { state } = stateNow();
    const sentence = quorumSentence(before, state, terminal.language);
    if (sentence !== undefined) terminal.note(`the log: ${sentence}\n`);
    before = state;
    await timer.idle(LOOK_MILLIS);
  }
};
