import { resolve } from 'node:path';
import { liveHolders, makeWorldIn, readMadeWorld } from '../demo/world/index.ts';
import { asMendable, dataFolder, keyFolder } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import { programClock } from '../program-clock.ts';
import { startProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import type { SealingStart } from './sealing-service.ts';
import type { ServiceTimer } from './timer.ts';

/** The seed of the world that is shown where none is named. */
export const WORLD_SEED = 'fengcun';
const HUNDRED = 100;

/**
 * Fills the empty data directory of a demonstration, or the empty database of a server, with the invented
 * world; what holds something is left as it is.
 */
export const fillDemoData = async (given: Arguments, terminal: Terminal): Promise<void> => {
  const databaseUrl = textOption(given, 'database-url');
  const path = textOption(given, 'key-file');
  const isChinese = terminal.language === 'zh';
  const progress = startProgress(terminal, HUNDRED, isChinese ? '% 虚构数据' : '% of the invented data');
  const startedAt = terminal.elapsedMs();
  const isMade = await makeWorldIn({
    dataDirectory: dataFolder(given), seed: WORLD_SEED, now: programClock()(),
    keys: { defaultFolder: keyFolder(), ...(path === undefined ? {} : { path: resolve(path) }) },
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    onProgress: (share) => progress.advance(Math.round(share * HUNDRED)),
  }).catch((error: unknown) => { throw asMendable(error); }).finally(progress.end);
  if (!isMade) return;
  const seconds = Math.round((terminal.elapsedMs() - startedAt) / 1000);
  terminal.note(isChinese ? `虚构数据已生成（两年，${seconds} 秒）；人物、机关均为虚构\n`
    : `invented data made (two years, ${seconds} s); everybody in it is invented\n`);
};

/** How orders reach the holders of a demonstration over the invented world; nothing for any other service. */
export const demoTransport = async (
  given: Arguments, timer: ServiceTimer,
): Promise<Pick<SealingStart, 'transport'>> => {
  const world = given.values['demo'] === true ? await readMadeWorld(dataFolder(given)) : undefined;
  if (world === undefined) return {};
  return { transport: (parts, tell) => liveHolders(parts, world.holderKeys, { ...timer, tell }) };
};
