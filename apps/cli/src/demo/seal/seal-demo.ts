import { join } from 'node:path';
import { EXIT, type ExitCode } from '../../exit.ts';
import type { Language, Terminal } from '../../terminal.ts';
import { DemoStopped } from './household.ts';
import { paperMaker } from './papers.ts';
import type { Part } from './scenario.ts';
import { shownPath, type Stage } from './stage.ts';
import { allIsWell, newJudgment, openedEverywhere } from './story-opening.ts';
import { correctionEnds, judgmentComesIn, oneIsLate, openSideAnswers, ordersGoOut } from './story-sealing.ts';
import { demoView } from './view.ts';
import { makeWorld, type World } from './world.ts';
import { finished, SAID } from './words.ts';

const tell = async (world: World, terminal: Terminal, language: Language): Promise<void> => {
  const view = demoView(terminal, language);
  const makePaper = paperMaker(join(world.out, 'papers'));
  const stage: Stage = { world, view, nodes: new Map(), codes: new Map(), makePaper };
  const done = new Set<Part>();
  view.title(SAID.title, SAID.invented);
  await judgmentComesIn(stage);
  await ordersGoOut(stage, done);
  await oneIsLate(stage, done);
  await correctionEnds(stage, done);
  await openSideAnswers(stage, 404);
  view.line(SAID.nothing, 'done');
  await newJudgment(stage);
  await openedEverywhere(stage);
  await openSideAnswers(stage, 200);
  view.line(SAID.visible, 'done');
  await allIsWell(stage);
  view.end(finished(Math.round(terminal.elapsedMs() / 1000), shownPath(world.out)));
};

/** Ends everything on a signal, then this process as the signal would have. */
const endingOnSignal = (world: World): (() => void) => {
  const stop = (): void => {
    void world.end().finally(() => process.exit(EXIT.interrupted));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
};

/** `fengcun demo seal`: the whole way of a record with real processes; none of them is left behind. */
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
    terminal.note(`fengcun demo seal: ${error.message}; see ${shownPath(join(out, 'logs'))}\n`);
    return EXIT.fault;
  } finally {
    await world.end();
    calm();
  }
};
