import { join } from 'node:path';
import { EXIT, type ExitCode } from '../../exit.ts';
import type { Language, Terminal } from '../../terminal.ts';
import { DemoStopped } from './household.ts';
import { paperMaker } from './papers.ts';
import type { Part } from './scenario.ts';
import type { Stage } from './stage.ts';
import {
  allIsWell, correctionEnds, judgmentComesIn, newJudgment, oneIsLate, openedEverywhere, openSideHoldsNothing,
  ordersGoOut, shownPath,
} from './story.ts';
import { demoView } from './view.ts';
import { makeWorld, type World } from './world.ts';

const tell = async (world: World, terminal: Terminal, language: Language): Promise<void> => {
  const view = demoView(terminal, language);
  const stage: Stage = { world, view, nodes: new Map(), codes: new Map() };
  const make = paperMaker(join(world.out, 'papers'));
  const done = new Set<Part>();
  view.title({ zh: '封存：一份判决，四个机关', en: 'Fengcun: one judgment, four organs' },
    { zh: '人物、机关均为虚构', en: 'everybody here is invented' });
  await judgmentComesIn(stage);
  await ordersGoOut(stage, make, done);
  await oneIsLate(stage, make, done);
  await correctionEnds(stage, done);
  await openSideHoldsNothing(stage, 404);
  await newJudgment(stage);
  await openedEverywhere(stage, make);
  await openSideHoldsNothing(stage, 200);
  await allIsWell(stage);
  const seconds = Math.round(terminal.elapsedMs() / 1000);
  view.end({
    zh: `完成，用时 ${seconds} 秒。文书与日志：${shownPath(world.out)}`,
    en: `done in ${seconds} s. papers and logs: ${shownPath(world.out)}`,
  });
};

/** Ends everything on a signal, then this process as the signal would have. */
const endingOnSignal = (world: World): (() => void) => {
  const stop = (): void => {
    world.end().finally(() => process.exit(EXIT.interrupted));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
};

/** `fengcun demo seal`: the whole way of a record with real processes; nothing of them is left behind. */
export const sealDemo = async (
  terminal: Terminal, { out, language }: Readonly<{ out: string; language: Language }>,
): Promise<ExitCode> => {
  const world = await makeWorld(out);
  const calm = endingOnSignal(world);
  try {
    await tell(world, terminal, language);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof DemoStopped)) throw error;
    terminal.note(`fengcun demo seal: ${error.message}; ${shownPath(join(out, 'logs'))}\n`);
    return EXIT.fault;
  } finally {
    await world.end();
    calm();
  }
};
