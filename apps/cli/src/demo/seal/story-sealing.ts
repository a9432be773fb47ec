import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoStopped } from './household.ts';
import {
  BEFORE, COPIES, CORRECTION_ENDS, DAYS, DISTRICT, ORGANS, type Part, PARTS, TAKES_EFFECT,
} from './scenario.ts';
import { nodeOf, parsed, shownPath, type Stage, tellProgress, untilNode } from './stage.ts';
import { configurePlatform, nodeEvent, startAgain, startNode, startPlatform } from './world.ts';
import { escalated, keepsCopy, ordered, SAID } from './words.ts';

/** Invented judgments, like everybody and every organ in them. */
const JUDGMENTS = fileURLToPath(new URL('judgments/', import.meta.url));

/** A judgment is brought to the platform as a file. */
export const importJudgment = async ({ world, view }: Stage, name: string): Promise<void> => {
  const path = join(world.out, 'judgments', name);
  await copyFile(join(JUDGMENTS, name), path);
  view.command(`fengcun import ${shownPath(path)}`);
  await world.household.run(['import', path, '--organ', DISTRICT, '--json', ...world.dataOf('platform')]);
};

/** How a platform or an organ stands in the files of the others. */
type Entry = Readonly<Record<string, unknown>>;

/** Starts every organ with its own copy; how each stands in the directory of the platform. */
const organsStart = async (
  { world, view, nodes, codes }: Stage, platform: Entry,
): Promise<readonly Entry[]> => Promise.all(PARTS.map(async (part) => {
  const node = await startNode(world, part, platform);
  nodes.set(part, node);
  const told = await node.tells('ready', (line) => nodeEvent(line)?.['event'] === 'ready');
  codes.set(part, await world.tell(part, COPIES[part]));
  view.line(keepsCopy(part), 'done');
  return parsed(JSON.stringify(nodeEvent(told)?.['entry']));
}));

/** The judgment comes in; the organs start, each with its own copy; the platform joins them. */
export const judgmentComesIn = async (stage: Stage): Promise<void> => {
  const { world, view, nodes, codes } = stage;
  await world.goTo(DAYS.effective);
  view.day(DAYS.effective, SAID.comesIn);
  view.line(SAID.starting, 'quiet');
  const keys = ['seal', 'keys', '--address', world.urlOf('platform'), ...world.dataOf('platform')];
  const platform = parsed((await world.household.run(keys)).out);
  const [entries] = await Promise.all([
    organsStart(stage, platform), importJudgment(stage, '1-theft-at-17.txt'),
  ]);
  await configurePlatform(world, entries);
  nodes.set('platform', await startPlatform(world));
  for (const message of BEFORE) {
    codes.set('platform', await world.tell('platform', message, codes.get('platform')));
  }
};

/** It takes effect: orders and notices go out; one organ is not there. */
export const ordersGoOut = async (stage: Stage, done: Set<Part>): Promise<void> => {
  const { world, view, codes } = stage;
  await nodeOf(stage, 'police').end();
  stage.nodes.delete('police');
  await world.tell('platform', TAKES_EFFECT);
  view.day(DAYS.effective, SAID.takesEffect);
  const { orderNumber } = await untilNode(stage, 'court', { event: 'taken', target: 'sealed' });
  view.line(ordered(orderNumber), 'done');
  view.line(SAID.correctionRuns, 'quiet');
  for (const paper of ['seal-notice', 'rights-and-duties'] as const) {
    view.paper(shownPath(await stage.makePaper(paper, DAYS.effective, codes.get('platform') ?? '')));
  }
  view.line(SAID.policeDown, 'late');
  await tellProgress(stage, SAID.sealing, { parts: ['court', 'procuratorate'], target: 'sealed', done });
};

/** The term runs out: reminded, escalated; then the late organ comes back and seals. */
export const oneIsLate = async (stage: Stage, done: Set<Part>): Promise<void> => {
  const { world, view, nodes, codes } = stage;
  await world.goTo(DAYS.overdue);
  view.day(DAYS.overdue, SAID.overdue);
  // On a loaded machine the answer of another organ may be on its way still when the days pass.
  const told = await nodeOf(stage, 'procuratorate').tells('an escalation', (line) => {
    const event = nodeEvent(line);
    return event?.['event'] === 'escalated' && event['holder'] === ORGANS.police;
  });
  view.line(escalated(String(nodeEvent(told)?.['holder'])), 'late');
  view.paper(shownPath(
    await stage.makePaper('overdue-supervision', DAYS.overdue, codes.get('platform') ?? '')));
  nodes.set('police', await startAgain(world, 'police'));
  view.line(SAID.policeBack, 'quiet');
  // The pauses between attempts have grown; an hour later the next one is due.
  await world.goOn(61);
  await tellProgress(stage, SAID.sealing, { parts: ['police'], target: 'sealed', done });
};

/** The last holder gets its order when its own work has ended. */
export const correctionEnds = async (stage: Stage, done: Set<Part>): Promise<void> => {
  const { world, view } = stage;
  await world.tell('platform', CORRECTION_ENDS);
  await world.goTo(DAYS.corrected);
  view.day(DAYS.corrected, SAID.corrected);
  await tellProgress(stage, SAID.sealing, { parts: ['communityCorrection'], target: 'sealed', done });
};

/** What the ordinary user of the platform and of each organ is answered about the case; all the same. */
export const openSideAnswers = async (
  { world, codes }: Stage, expected: 200 | 404,
): Promise<void> => {
  for (const place of ['platform', ...PARTS] as const) {
    const status = await world.ask(place, place === 'platform' ? 'court' : place, codes.get(place) ?? '');
    if (status === expected) continue;
    throw new DemoStopped(`${place} answers ${status} about the case, not ${expected}`);
  }
};
