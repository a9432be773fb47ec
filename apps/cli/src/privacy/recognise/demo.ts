import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventedTexts, scanNoise } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import type { DemoPart, PartyRun } from '../demo-frame.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../../examples/documents/', import.meta.url));
const READ = ['27-theft-recidivist.txt', '25-dangerous-driving.txt', '54-empty.txt'];
const COURT = 'court/990001';
const SUPERVISOR = 'procuratorate/990003';

const linesOf = ({ out }: PartyRun): readonly string[] => out.split('\n').filter((line) => line !== '');

/** A process that did not do what it should ends the demonstration. */
const right = (run: PartyRun, what: string): PartyRun => {
  if (run.code !== 0) throw new Error(`${what}: exit ${run.code}: ${run.note.trim()} ${run.out.trim()}`);
  return run;
};

const writeTexts = (folder: string, name: string,
  made: Readonly<{ size: number; seed: number }>): Promise<void> =>
  writeWhole(join(folder, name), inventedTexts(made.size, made.seed).map(({ text, labels, region }) =>
    `${JSON.stringify({ text, ...labels, region })}\n`).join(''));

const as = (account: string, organ = COURT): readonly string[] =>
  ['--data', 'data', '--account', account, '--organ', organ];

/** A court trains on invented judgments after two organs agreed, and reads examples it has never seen. */
export const demo: DemoPart = {
  title: { zh: '四、智能识别：只预填、只分流，不作决定', en: '4. Recognition: prefills and routes, never decides' },
  run: async ({ folder, program, saw: show, language }) => {
    const saw = (zh: string, en: string, lines: readonly string[]): void =>
      show(language === 'zh' ? zh : en, lines);
    await writeTexts(folder, 'texts.jsonl', { size: 600, seed: 1 });
    await writeTexts(folder, 'public.jsonl', { size: 300, seed: 2 });
    // An invented old judgment as a poor scan gives it: three characters in a hundred are lost.
    await writeWhole(join(folder, 'scan.txt'), scanNoise(inventedTexts(1, 5)[0]?.text ?? '', 30, 1));
    const proposed = right(await program('court',
      ['recognise', 'propose', 'texts.jsonl', '--fields', 'charge',
      '--purpose', '旧文书罪名预填', '--legal-basis', 'CPL_286', '--supervisor', SUPERVISOR, ...as('he'), '--json']),
    'propose');
    const { jobId } = JSON.parse(proposed.out) as Readonly<{ jobId: string }>;
    const training = ['recognise', 'train', 'texts.jsonl', '--fields', 'charge', '--job', jobId,
      '--out', 'model.json', ...as('he')];
    saw('法院（还没有人同意时）', 'court, before anybody agreed', [(await program('court', training)).note.trim()]);
    right(await program('court', ['recognise', 'approve', jobId, ...as('lin')]), 'approve');
    right(await program('procuratorate', ['recognise', 'approve', jobId, ...as('qu', SUPERVISOR)]),
      'approve');
    const trained = right(await program('court', training), 'train');
    saw('法院（两个机关同意之后）', 'court, after two organs agreed', linesOf(trained));
    const tested = await program('procuratorate',
      ['recognise', 'test', 'public.jsonl', '--model', 'model.json']);
    saw('检察院（用另外的文书检验模型）', 'procuratorate, which tests the model on other texts',
      linesOf(right(tested, 'test')));
    const read = await program('registrar', ['recognise', 'read', 'scan.txt',
      ...READ.map((name) => join(EXAMPLES, name)),
      '--model', 'model.json']);
    saw('登记人员（一份扫描件、三份样例）', 'registrar, with a poor scan and three examples', linesOf(read));
  },
};
