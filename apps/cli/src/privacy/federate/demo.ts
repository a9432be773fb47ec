import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inventedTexts } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import type { DemoPart, DemoStage, PartyRun } from '../demo-frame.ts';

const ORGANS = ['court/990001', 'police/990002', 'procuratorate/990003'] as const;
const LABELS = '危险驾驶罪,开设赌场罪,故意伤害罪,盗窃罪,诈骗罪,非法狩猎罪';
const SESSION = 'demo-session';
const ROUNDS = 2;

/** A process that did not do what it should ends the demonstration. */
const right = (run: PartyRun, what: string): string => {
  if (run.code !== 0) throw new Error(`${what}: exit ${run.code}: ${run.note.trim()} ${run.out.trim()}`);
  return run.out.trim();
};

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Invented judgments of each organ, which never leave its folder; and a public set to probe sums with. */
const writeTexts = async (folder: string): Promise<void> => {
  for (const [at, name] of [...ORGANS, 'probe'].entries()) {
    const lines = inventedTexts(160, at + 11).map(({ text, labels, region }) =>
      JSON.stringify({ text, ...labels, region }));
    await writeWhole(join(folder, name.replace('/', '-'), 'texts.jsonl'), `${lines.join('\n')}\n`);
  }
};

const filesOf = (organ: string): readonly string[] =>
  ['--exchange', 'exchange', '--session', SESSION, '--own', organ.replace('/', '-')];

const textsOf = (organ: string): string => `${organ.replace('/', '-')}/texts.jsonl`;

type Opened = Readonly<{ terms: string; key: string }>;

const coordinatorOf = ({ language }: DemoStage): string => (language === 'zh' ? '汇总方' : 'coordinator');

/** Joins, terms, and the agreement of two organs to the job. */
const openSession = async (stage: DemoStage): Promise<Opened & Readonly<{ job: string }>> => {
  const { program, saw } = stage;
  const members: string[] = [];
  for (const organ of ORGANS) {
    const joined = await program(organ, ['federate', 'join', ...filesOf(organ), '--organ', organ]);
    members.push('--member', `${organ}=${right(joined, 'join')}`);
  }
  const opened = await program('coordinator', ['federate', 'open', ...filesOf('coordinator'), ...members,
    '--labels', LABELS, '--rounds', String(ROUNDS), '--feature-min', '10']);
  const [terms = '', key = ''] = linesOf(right(opened, 'open'));
  const as = (account: string, organ: string) => ['--data', 'data', '--account', account, '--organ', organ];
  const proposed = await program('coordinator',
    ['recognise', 'propose', '--federated', terms, '--purpose', '旧文书罪名预填',
    '--legal-basis', 'CPL_286', '--supervisor', ORGANS[2], ...as('he', ORGANS[0]), '--json']);
  const { jobId } = JSON.parse(right(proposed, 'propose')) as Readonly<{ jobId: string }>;
  for (const [account, organ] of [['lin', ORGANS[0]], ['qu', ORGANS[2]]] as const) {
    right(await program(organ, ['recognise', 'approve', jobId, ...as(account, organ)]), 'approve');
  }
  const begun = await program('coordinator',
    ['federate', 'begin', ...filesOf('coordinator'), '--coordinator-key', key,
    '--job', jobId, ...as('he', ORGANS[0])]);
  saw(coordinatorOf(stage), [`terms ${terms}`, ...linesOf(right(begun, 'begin'))]);
  return { terms, key, job: jobId };
};

/** One step of everybody: each organ sends masked words, the coordinator adds them up. */
const playStep = async (stage: DemoStage, { terms, key }: Opened): Promise<void> => {
  const { program, saw } = stage;
  const runs = await Promise.all(ORGANS.map((organ) =>
    program(organ, ['federate', 'round', textsOf(organ), ...filesOf(organ),
    '--organ', organ, '--coordinator-key', key, '--terms', terms])));
  runs.forEach((run, at) => saw(ORGANS[at] ?? '', linesOf(right(run, 'round'))));
  const added = await program('coordinator', ['federate', 'aggregate', ...filesOf('coordinator'),
    '--probe', 'probe/texts.jsonl', '--out', 'model.json']);
  saw(coordinatorOf(stage), linesOf(right(added, 'aggregate')));
};

/** Three organs learn one model together; their texts stay in their folders, sums alone are seen. */
export const demo: DemoPart = {
  title: { zh: '五、联邦训练：文书不出机关，只见总和', en: '5. Federated training: texts stay, only sums are seen' },
  run: async (stage) => {
    const { folder, program, saw } = stage;
    await writeTexts(folder);
    const opened = await openSession(stage);
    for (let step = 0; step <= ROUNDS; step += 1) await playStep(stage, opened);
    const sent = await readFile(join(folder, 'exchange', 'court-990001', '0002.words'));
    const first = sent.subarray(0, 16).toString('hex');
    saw(stage.language === 'zh' ? '交换文件夹（谁都可以看）' : 'exchange folder, for anybody to look at', [
      stage.language === 'zh' ? `court/990001 交出 ${sent.length} 字节，看起来是随机数: ${first}…`
        : `court/990001 sent ${sent.length} bytes, which look random: ${first}…`,
    ]);
    const end = await program('coordinator',
      ['federate', 'finish', ...filesOf('coordinator'), '--coordinator-key', opened.key,
      '--job', opened.job, '--data', 'data', '--account', 'he', '--organ', ORGANS[0]]);
    saw(coordinatorOf(stage), linesOf(right(end, 'finish')));
  },
};
