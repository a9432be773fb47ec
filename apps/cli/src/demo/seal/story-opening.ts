import { DemoStopped } from './household.ts';
import { DAYS, PARTS, SECOND } from './scenario.ts';
import { parsed, shownPath, type Stage, tellProgress } from './stage.ts';
import { importJudgment } from './story-sealing.ts';
import { startPlatform } from './world.ts';
import type { Words } from './view.ts';
import { CHECKS, SAID } from './words.ts';

type Candidate = Readonly<{ recordId: string; ground: string; from: string; reasons: Words }>;

const candidateIn = (out: string): Candidate => {
  const [line = '{}'] = out.trim().split('\n');
  const found = parsed(line === '' ? '{}' : line);
  const proposal = parsed(JSON.stringify(found['proposal'] ?? {}));
  const reasons = parsed(JSON.stringify(proposal['reasons'] ?? {}));
  if (proposal['outcome'] !== 'propose') throw new DemoStopped('no ground of article 18 was found');
  return {
    recordId: String(found['recordId']), ground: String(proposal['ground']),
    from: String(proposal['effectiveFrom']),
    reasons: { zh: String(reasons['zh']), en: String(reasons['en']) },
  };
};

const decide = async (
  { world, view }: Stage, words: readonly string[], shown: readonly string[],
): Promise<string> => {
  view.command(['fengcun', 'seal', ...shown].join(' '));
  const place = ['--config', world.configOf('platform'), ...world.dataOf('platform'), '--json'];
  return (await world.household.run(['seal', ...words, ...place])).out;
};

const PROPOSER = ['--account', 'judge-zhuo'] as const;
const APPROVER = ['--account', 'president-wu'] as const;

/** A new judgment proves a ground of article 18; one person proposes, another approves. */
export const newJudgment = async (stage: Stage): Promise<void> => {
  const { world, view, nodes } = stage;
  await world.goTo(DAYS.second);
  view.day(DAYS.second, SAID.newJudgment);
  let caseCode: string | undefined;
  for (const message of SECOND) caseCode = await world.tell('platform', message, caseCode);
  // The embedded database belongs to one process at a time.
  await nodes.get('platform')?.end();
  await importJudgment(stage, '2-robbery-at-17.txt');
  const candidates = ['candidates', ...PROPOSER];
  const { recordId, ground, from, reasons } = candidateIn(await decide(stage, candidates, candidates));
  view.line(reasons, 'late');
  const proposed = ['--ground', ground, '--from', from, ...PROPOSER];
  await decide(stage, ['propose', recordId, ...proposed], ['propose …', ...proposed]);
  await decide(stage, ['approve', recordId, ...APPROVER], ['approve …', ...APPROVER]);
  view.line(SAID.fourEyes, 'done');
};

/** The opening goes to every holder. */
export const openedEverywhere = async (stage: Stage): Promise<void> => {
  const { world, view, nodes, codes } = stage;
  view.paper(shownPath(await stage.makePaper('unseal-notice', DAYS.second, codes.get('platform') ?? '')));
  nodes.set('platform', await startPlatform(world));
  await tellProgress(stage, SAID.opening, { parts: PARTS, target: 'open', done: new Set() });
};

/** Two at a time: more gain nothing on a small machine. */
const inTurns = async (work: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const waiting = [...work];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await one();
  };
  await Promise.all([next(), next()]);
};

/** Everything ends, and what it leaves is checked: logs, and everything stored. */
export const allIsWell = async ({ world, view, nodes }: Stage): Promise<void> => {
  await Promise.all([...nodes.values()].map(({ end }) => end()));
  view.day(DAYS.second, SAID.checked);
  const places = ['platform', ...PARTS] as const;
  for (const { words, told } of CHECKS) {
    await inTurns(places.map((place) => () =>
      world.household.run([...words, ...world.dataOf(place).slice(0, 2)])));
    view.line(told, 'done');
  }
};
