import { join } from 'node:path';
import { EXIT, type ExitCode } from '../../exit.ts';
import type { Language, Terminal } from '../../terminal.ts';
import { DemoStopped } from '../seal/household.ts';
import { shownPath } from '../seal/stage.ts';
import { demoView, type View } from '../seal/view.ts';
import { type Office, openOffice } from './office.ts';
import { SCENES } from './scenes.ts';
import { playScene } from './story.ts';
import { SAID } from './words.ts';

const SIZE = /"size":(\d+)/;

const verified = async (office: Office, view: View): Promise<void> => {
  view.day(' '.repeat(10), SAID.checked);
  const data = office.data.slice(0, 2);
  const { out } = await office.household.run(['ledger', 'verify', '--json', ...data]);
  view.line(SAID.ledger(Number(SIZE.exec(out)?.[1] ?? 0)), 'done');
  await office.household.run(['fsck', ...data]);
  view.line(SAID.fsck, 'done');
};

const tell = async (office: Office, terminal: Terminal, view: View): Promise<void> => {
  for (const [index, scene] of SCENES.entries()) await playScene({ office, view }, scene, index + 1);
  await office.household.endAll();
  await verified(office, view);
  view.end(SAID.finished(Math.round(terminal.elapsedMs() / 1000), shownPath(join(office.out, 'papers'))));
};

/** `fengcun demo inquiry`: every kind of inquirer against a running service; nothing is left running. */
export const inquiryDemo = async (
  terminal: Terminal, { out, language }: Readonly<{ out: string; language: Language }>,
): Promise<ExitCode> => {
  const view = demoView(terminal, language);
  view.title(SAID.title, SAID.invented);
  view.line(SAID.starting, 'quiet');
  let office: Office | undefined;
  const stop = (): void => void office?.end().finally(() => process.exit(EXIT.interrupted));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    office = await openOffice(out);
    await tell(office, terminal, view);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof DemoStopped)) throw error;
    terminal.note(`fengcun demo inquiry: ${error.message}; see ${shownPath(join(out, 'logs'))}\n`);
    return EXIT.fault;
  } finally {
    await office?.end();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
};
