import { join } from 'node:path';
import { writeWhole } from '../../atomic-write.ts';
import { DemoStopped } from '../seal/household.ts';
import { shownPath } from '../seal/stage.ts';
import type { View } from '../seal/view.ts';
import type { Answered, Office } from './office.ts';
import { type AccountName, OFFICER } from './people.ts';
import type { Scene } from './scenes.ts';
import { SAID, stageWords } from './words.ts';

/** What the story is told with. */
export type Telling = Readonly<{ office: Office; view: View }>;

type Told = Readonly<Record<string, unknown>>;

const textOf = (told: Told, name: string): string => String(told[name] ?? '');
const listOf = (told: Told, name: string): readonly Told[] => {
  const value = told[name];
  return !Array.isArray(value) ? []
    : value.map((one): Told => Object.fromEntries(Object.entries(Object(one))));
};

/** Sends a request that must succeed. */
const must = async (
  { office }: Telling, as: AccountName, at: Readonly<{ path: string; body?: unknown }>,
): Promise<Answered> => {
  const answered = await office.send(as, at.path, at.body);
  if (answered.status === 200) return answered;
  const where = at.path.replace(/[0-9a-f-]{36}/, '…');
  throw new DemoStopped(`${where} answered ${answered.status} ${textOf(answered.body, 'code')}`);
};

/** Keeps a paper in the folder; `isTold`: also named on the page, as the first of its kind or the last. */
const keep = async (
  { office, view }: Telling, name: string,
  { bytes, isTold }: Readonly<{ bytes: Uint8Array; isTold: boolean }>,
): Promise<void> => {
  const path = join(office.out, 'papers', name);
  await writeWhole(path, bytes);
  if (isTold) view.paper(shownPath(path));
};

const LAST = ['inquiry-refusal-decision', 'inquiry-not-accepted-notice'];

/** Fetches a paper as who asked may, and keeps it. */
const fetchPaper = async (
  telling: Telling, at: Readonly<{ id: string; scene: number; paper: string }>,
): Promise<void> => {
  const { bytes } = await must(telling, 'asker', { path: `/v1/inquiries/${at.id}/papers/${at.paper}` });
  const isTold = at.scene === 1 || LAST.includes(at.paper);
  await keep(telling, `${String(at.scene).padStart(2, '0')}-${at.paper}.pdf`, { bytes, isTold });
};

type Walk = Readonly<{ telling: Telling; scene: Scene; at: number; id: string }>;

const check = async ({ telling, id }: Walk): Promise<Told> => {
  const at = { path: `/v1/inquiries/${id}/steps`, body: { type: 'CheckIntake' } };
  return (await must(telling, 'examiner', at)).body;
};

/** Papers are checked; what is missing is told once and handed in. */
const taken = async (walk: Walk): Promise<Told> => {
  const { telling, scene, at, id } = walk;
  const { view } = telling;
  const first = await check(walk);
  if (first['stage'] !== 'supplementing') return first;
  view.line(SAID.missing(listOf(first, 'missing').map((one) => textOf(one, 'zh')).join('、')), 'late');
  await fetchPaper(telling, { id, scene: at, paper: 'inquiry-supplement-notice' });
  const body = scene.supplement ?? { materials: [] };
  await must(telling, 'asker', { path: `/v1/inquiries/${id}/supplements`, body });
  return check(walk);
};

const propose = async ({ telling, scene, id }: Walk): Promise<void> => {
  const isRefusal = scene.expects === 'refused';
  await must(telling, 'examiner', {
    path: `/v1/inquiries/${id}/steps`, body: {
      type: 'Propose', outcome: isRefusal ? 'refuse' : 'grant', reasons: '依申请材料审查',
      confirmations: scene.confirmations.map((what) => ({ what, holds: 'yes' })), readings: scene.readings,
    },
  });
};

/** The first inquiry shows who may not decide. */
const ownApprovalFails = async ({ telling, at, id }: Walk): Promise<void> => {
  if (at !== 1) return;
  const path = `/v1/inquiries/${id}/decisions`;
  const own = await telling.office.send('examiner-again', path, { agrees: true, reasons: '' });
  telling.view.line(SAID.ownApproval(own.status), own.status === 403 ? 'done' : 'late');
};

const prepare = async ({ telling, scene, id }: Walk): Promise<void> => {
  const path = `/v1/inquiries/${id}/preparations`;
  const { body } = await must(telling, 'archive', { path, body: { answers: [] } });
  const questions = listOf(body, 'questions');
  if (questions.length === 0) return;
  for (const question of questions) {
    telling.view.line(SAID.question(textOf(question, 'item')), 'late');
    for (const reading of listOf(question, 'readings')) {
      telling.view.line(SAID.reading(textOf(reading, 'zh')), 'quiet');
    }
  }
  const answers = questions.map((one) => ({
    recordId: one['recordId'], item: one['item'], isRelevant: scene.isRelevant === true,
    reasons: '案卷载明持械殴打他人',
  }));
  await must(telling, 'archive', { path, body: { answers } });
};

const disclose = async (walk: Walk): Promise<void> => {
  const { telling, scene, at, id } = walk;
  const { office, view } = telling;
  const path = `/v1/inquiries/${id}/disclosures`;
  const early = at === 1 ? await office.send('asker', path, {}) : undefined;
  if (early !== undefined) view.line(SAID.early(early.status), early.status === 409 ? 'done' : 'late');
  await must(telling, 'asker', { path: `/v1/inquiries/${id}/undertakings`, body: { signer: OFFICER.name } });
  await fetchPaper(telling, { id, scene: at, paper: 'confidentiality-undertaking' });
  await prepare(walk);
  const { body } = await must(telling, 'asker', { path, body: {} });
  const lines = (Array.isArray(body['lines']) ? body['lines'] : []).map(String);
  view.line(lines.length === 0 ? SAID.nothing : SAID.told(lines.join('；')), 'done');
  view.line(SAID.watermark(textOf(body, 'watermark')), 'quiet');
  if (body['recheckOn'] !== undefined) view.line(SAID.recheck(textOf(body, 'recheckOn')), 'quiet');
  const bytes = Buffer.from(textOf(body, 'letter'), 'base64');
  await keep(telling, `${String(at).padStart(2, '0')}-inquiry-result-letter.pdf`, { bytes, isTold: true });
  const isFound = scene.expects !== 'nothing';
  if ((lines.length > 0) !== isFound) throw new DemoStopped(`inquiry ${at} was not answered as the law says`);
  if (at !== 1) return;
  const again = await office.send('asker', path, {});
  const other = await office.send('stranger', `/v1/inquiries/${id}`);
  view.line(SAID.again(again.status), again.status === 409 ? 'done' : 'late');
  view.line(SAID.stranger(other.status), other.status === 404 ? 'done' : 'late');
};

const PAPER_OF_END: Readonly<Record<string, string>> =
  { refused: 'inquiry-refusal-decision', notAccepted: 'inquiry-not-accepted-notice' };

const ends = async (walk: Walk, told: Told): Promise<void> => {
  const { telling, scene, at, id } = walk;
  const stage = textOf(told, 'stage');
  if (stage !== scene.expects) throw new DemoStopped(`inquiry ${at} ended as ${stage}`);
  telling.view.line(stageWords(stage), stage === 'referred' ? 'done' : 'late');
  for (const ground of listOf(told, 'grounds')) telling.view.line(SAID.ground(textOf(ground, 'zh')), 'quiet');
  const paper = PAPER_OF_END[stage];
  if (paper !== undefined) await fetchPaper(telling, { id, scene: at, paper });
};

/** Plays one inquiry from its application to its end. */
export const playScene = async (telling: Telling, scene: Scene, at: number): Promise<void> => {
  const { view } = telling;
  view.day(String(at).padStart(2, '0').padEnd(10), scene.words);
  const { body } = await must(telling, 'asker', { path: '/v1/inquiries', body: scene.application });
  const walk: Walk = { telling, scene, at, id: textOf(body, 'inquiryId') };
  const checked = await taken(walk);
  if (checked['stage'] !== 'accepted') return ends(walk, checked);
  view.line(SAID.accepted(textOf(checked, 'dueOn')));
  await fetchPaper(telling, { id: walk.id, scene: at, paper: 'inquiry-receipt' });
  await propose(walk);
  await ownApprovalFails(walk);
  const decision = { path: `/v1/inquiries/${walk.id}/decisions`, body: { agrees: true, reasons: '' } };
  const { body: decided } = await must(telling, 'head', decision);
  if (decided['stage'] !== 'granted') return ends(walk, decided);
  view.line(SAID.granted(textOf(decided, 'validUntil')));
  return disclose(walk);
};
