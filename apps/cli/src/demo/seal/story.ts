import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DemoStopped } from './household.ts';
import { FIRST_JUDGMENT, SECOND_JUDGMENT } from './judgment-texts.ts';
import { PART_NAMES } from './names.ts';
import type { PaperMaker } from './papers.ts';
import {
  BEFORE, COPIES, CORRECTION_ENDS, DAYS, DISTRICT, ORGANS, type Part, PARTS, SECOND, TAKES_EFFECT,
} from './scenario.ts';
import { nodeOf, type Stage, tellProgress, untilNode } from './stage.ts';
import { configurePlatform, nodeEvent, startAgain, startNode, startPlatform } from './world.ts';

/** Where something was written, as a reader would type it. */
export const shownPath = (path: string): string => {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : `./${fromHere}`;
};

const SEALING = { zh: '封存中', en: 'sealing' } as const;
const OPENING = { zh: '解除中', en: 'unsealing' } as const;
const AT_COURT: readonly Part[] = ['court', 'procuratorate', 'police'];

const importJudgment = async ({ world, view }: Stage, name: string, text: string): Promise<void> => {
  const path = join(world.out, 'judgments', name);
  await writeFile(path, text);
  view.command(`fengcun import ${shownPath(path)}`);
  await world.household.run(['import', path, '--organ', DISTRICT, '--json', ...world.dataOf('platform')]);
};

const parsed = (line: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
};

/** The judgment comes in; the organs start, each with its own copy; the platform joins them. */
export const judgmentComesIn = async (stage: Stage): Promise<void> => {
  const { world, view, nodes, codes } = stage;
  await world.goTo(DAYS.effective);
  view.day(DAYS.effective, { zh: '判决送到平台', en: 'A judgment comes in' });
  await importJudgment(stage, '1-theft-at-17.txt', FIRST_JUDGMENT);
  const keys = await world.household.run(
    ['seal', 'keys', '--address', world.urlOf('platform'), ...world.dataOf('platform')]);
  const platform = parsed(keys.out);
  const entries = await Promise.all(PARTS.map(async (part) => {
    const node = await startNode(world, part, platform);
    nodes.set(part, node);
    const told = await node.tells('ready', (line) => nodeEvent(line)?.['event'] === 'ready');
    codes.set(part, await world.tell(part, COPIES[part]));
    return parsed(JSON.stringify(nodeEvent(told)?.['entry']));
  }));
  await configurePlatform(world, entries);
  nodes.set('platform', await startPlatform(world));
  for (const message of BEFORE) {
    codes.set('platform', await world.tell('platform', message, codes.get('platform')));
  }
  for (const part of PARTS) {
    view.line({ zh: `${PART_NAMES[part].zh}　${ORGANS[part]}　存有副本一份`, en: `${PART_NAMES[part].en}  ${ORGANS[part]}  keeps a copy` }, 'done');
  }
};

/** It takes effect: orders and notices go out; one organ is not there. */
export const ordersGoOut = async (stage: Stage, make: PaperMaker, done: Set<Part>): Promise<void> => {
  const { world, view, codes } = stage;
  await nodeOf(stage, 'police').end();
  stage.nodes.delete('police');
  await world.tell('platform', TAKES_EFFECT);
  view.day(DAYS.effective, { zh: '判决生效，平台自行决定封存', en: 'It takes effect: the platform orders the seal by itself' });
  const { orderNumber } = await untilNode(stage, 'court', { event: 'taken', target: 'sealed' });
  view.line({ zh: `封存决定 ${orderNumber}，已送人民法院、人民检察院、公安机关`, en: `order ${orderNumber} to court, procuratorate and police` }, 'done');
  view.line({ zh: '社区矫正尚未期满：期满后另送（办法13）', en: 'community correction still runs: its order follows at its end (art. 13)' }, 'quiet');
  for (const paper of ['seal-notice', 'rights-and-duties'] as const) {
    const path = await make(paper, DAYS.effective, codes.get('platform') ?? '');
    view.line({ zh: `文书 ${shownPath(path)}`, en: `paper ${shownPath(path)}` });
  }
  view.line({ zh: '公安机关的系统停机，收不到封存令', en: 'the police system is down and gets no order' }, 'late');
  await tellProgress(stage, SEALING, { parts: ['court', 'procuratorate'], target: 'sealed', done });
};

/** The term runs out: reminded, escalated; then the late organ comes back and seals. */
export const oneIsLate = async (stage: Stage, make: PaperMaker, done: Set<Part>): Promise<void> => {
  const { world, view, nodes, codes } = stage;
  await world.goTo(DAYS.overdue);
  view.day(DAYS.overdue, { zh: '期限届满，公安机关仍未回执', en: 'The term is over, the police have not answered' });
  const told = await nodeOf(stage, 'procuratorate').tells('an escalation', (line) =>
    nodeEvent(line)?.['event'] === 'escalated');
  const holder = String(nodeEvent(told)?.['holder']);
  view.line({ zh: `已向人民检察院报告逾期机关 ${holder}（办法22）`, en: `escalated to the procuratorate: ${holder} is late (art. 22)` }, 'late');
  const path = await make('overdue-supervision', DAYS.overdue, codes.get('platform') ?? '');
  view.line({ zh: `文书 ${shownPath(path)}`, en: `paper ${shownPath(path)}` });
  nodes.set('police', await startAgain(world, 'police'));
  view.line({ zh: '公安机关的系统恢复，封存令随即补送', en: 'the police system is back; its order is sent again' }, 'quiet');
  // The pauses between attempts have grown; an hour later the next one is due.
  await world.goOn(61);
  await tellProgress(stage, SEALING, { parts: ['police'], target: 'sealed', done });
};

/** The last holder gets its order when its own work has ended. */
export const correctionEnds = async (stage: Stage, done: Set<Part>): Promise<void> => {
  const { world, view } = stage;
  await world.tell('platform', CORRECTION_ENDS);
  await world.goTo(DAYS.corrected);
  view.day(DAYS.corrected, { zh: '缓刑考验期满，解除矫正', en: 'The suspension has run out, the correction ends' });
  await tellProgress(stage, SEALING, { parts: ['communityCorrection'], target: 'sealed', done });
};

/** What the ordinary user of each organ is told now: nothing, as about a case that never was. */
export const openSideHoldsNothing = async ({ world, view, codes }: Stage, expected: number): Promise<void> => {
  const answers: string[] = [];
  for (const place of ['platform', ...PARTS] as const) {
    const part = place === 'platform' ? 'court' : place;
    const status = await world.ask(place, part, codes.get(place) ?? '');
    if (status !== expected) throw new DemoStopped(`${place} answers ${status} about the case, not ${expected}`);
    answers.push(`${place === 'platform' ? 'platform' : PART_NAMES[part].en} ${status}`);
  }
  const shown = answers.join(' · ');
  view.line(expected === 404
    ? { zh: `已封存。各机关一般用户查询该案：一律无此案（404）×${answers.length}`, en: `sealed. asked openly about the case: ${shown}` }
    : { zh: `各机关重新可见（200）×${answers.length}`, en: `asked openly about the case: ${shown}` }, 'done');
};

type Candidate = Readonly<{ recordId: string; ground: string; from: string; reasons: Readonly<{ zh: string; en: string }> }>;

const candidateIn = (out: string): Candidate => {
  const [line = '{}'] = out.trim().split('\n');
  const one = parsed(line);
  const proposal = parsed(JSON.stringify(one['proposal'] ?? {}));
  const reasons = parsed(JSON.stringify(proposal['reasons'] ?? {}));
  if (proposal['outcome'] !== 'propose') throw new DemoStopped('no ground of article 18 was found');
  return {
    recordId: String(one['recordId']), ground: String(proposal['ground']), from: String(proposal['effectiveFrom']),
    reasons: { zh: String(reasons['zh']), en: String(reasons['en']) },
  };
};

const decide = async ({ world, view }: Stage, words: readonly string[], shown: string): Promise<string> => {
  view.command(`fengcun seal ${shown}`);
  const place = ['--config', world.configOf('platform'), ...world.dataOf('platform'), '--json'];
  return (await world.household.run(['seal', ...words, ...place])).out;
};

/** A new judgment proves a ground of article 18; one person proposes, another approves. */
export const newJudgment = async (stage: Stage): Promise<void> => {
  const { world, view, nodes } = stage;
  await world.goTo(DAYS.second);
  view.day(DAYS.second, { zh: '新的判决：缓刑考验期内、未成年时又犯新罪', en: 'A new judgment: a new crime, as a minor, on probation' });
  let caseCode: string | undefined;
  for (const message of SECOND) caseCode = await world.tell('platform', message, caseCode);
  await nodes.get('platform')?.end();
  await importJudgment(stage, '2-robbery-at-17.txt', SECOND_JUDGMENT);
  const found = candidateIn(await decide(stage, ['candidates', '--account', 'judge-zhuo'], 'candidates --account judge-zhuo'));
  view.line({ zh: found.reasons.zh, en: found.reasons.en }, 'late');
  const { recordId, ground, from } = found;
  await decide(stage, ['propose', recordId, '--ground', ground, '--from', from, '--account', 'judge-zhuo'],
    `propose … --ground ${ground} --from ${from} --account judge-zhuo`);
  await decide(stage, ['approve', recordId, '--account', 'president-wu'], 'approve … --account president-wu');
  view.line({ zh: '提出与批准为两人；自条件成立之日起生效（办法18、19）', en: 'proposed by one, approved by another; in effect since the ground arose (arts 18, 19)' }, 'done');
};

/** The opening goes to every holder. */
export const openedEverywhere = async (stage: Stage, make: PaperMaker): Promise<void> => {
  const { world, view, nodes, codes } = stage;
  const path = await make('unseal-notice', DAYS.second, codes.get('platform') ?? '');
  view.line({ zh: `文书 ${shownPath(path)}`, en: `paper ${shownPath(path)}` });
  nodes.set('platform', await startPlatform(world));
  await tellProgress(stage, OPENING, { parts: PARTS, target: 'open', done: new Set() });
};

/** Everything ends, and what it leaves is checked: the log of each, and everything stored. */
export const allIsWell = async (stage: Stage): Promise<void> => {
  const { world, view, nodes } = stage;
  await Promise.all([...nodes.values()].map(({ end }) => end()));
  view.day(DAYS.second, { zh: '核验', en: 'Checked' });
  for (const check of [['ledger', 'verify'], ['fsck']]) {
    await inTurns(['platform', ...PARTS].map((place) => () =>
      world.household.run([...check, ...world.dataOf(place as Part).slice(0, 2)])));
    view.line({ zh: `fengcun ${check.join(' ')}：平台与四机关均无异常`, en: `fengcun ${check.join(' ')}: platform and four organs in order` }, 'done');
  }
};

/** Two at a time: more than two processors gain nothing here. */
const inTurns = async (work: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const waiting = [...work];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await one();
  };
  await Promise.all([next(), next()]);
};

export { AT_COURT };
