import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '@fengcun/kernel';
import { verifyRelease } from '@fengcun/privacy';
import type { DemoPart, DemoStage, PartyRun } from '../demo-frame.ts';

const ROWS = fileURLToPath(new URL('../../../../../examples/rows/', import.meta.url));
const COURT = 'court/110000000001';
const PROCURATORATE = 'procuratorate/110000000002';

/** Days after which the quarter of the demonstration is certainly over. */
const DAYS = 100;

const must = (run: PartyRun): PartyRun => {
  if (run.code === 0) return run;
  throw new Fault('DEMO_FAILED', `A process of the demonstration ended with ${run.code}: ${run.note.trim()}`);
};

const field = (run: PartyRun, name: string): string => {
  const read: unknown = JSON.parse(run.out.trim().split('\n').at(-1) ?? '{}');
  const value: unknown = Reflect.get(Object(read), name);
  return typeof value === 'string' ? value : '';
};

const as = (account: string, organ: string): readonly string[] => ['--account', account, '--organ', organ];

const quarterNow = ({ terminal }: DemoStage): string => {
  const [year = '', month = ''] = terminal.today().split('-');
  return `${year}Q${Math.ceil(Number(month) / 3)}`;
};

const ROWS_SHOWN = 12;

/** Cells as the reader has them; invented organs lie in no province, so theirs are those of «other». */
const shownCells = async (file: string, isChinese: boolean): Promise<readonly string[]> => {
  const release = verifyRelease(await readFile(file, 'utf8'));
  if (!release.ok) return [];
  const { cells, ci95, dimensions } = release.value;
  const labels = new Map((isChinese ? dimensions : []).flatMap(({ values }) => values));
  const shown = cells.filter(([province]) => province === 'other').slice(0, ROWS_SHOWN);
  return [
    isChinese ? `全表 ${cells.length} 格，这里列出「其他或未载明」一省（虚构机关不属于任何省）；± 是 95% 的情况下的误差：`
      : `${cells.length} cells; these are of no province, where invented organs lie; ch5 is chapter 5 of the `
        + 'Criminal Law\'s special part:',
    ...shown.map((cell) =>
      `${cell.slice(1).map((one) => labels.get(String(one)) ?? one).join('  ')}  ± ${ci95}`),
  ];
};

const agreed = async (stage: DemoStage, period: string): Promise<string> => {
  const proposed = must(await stage.program('court, li', [
    'stats', 'propose', 'T1', period, '--supervisor', PROCURATORATE, ...as('li', COURT), '--json',
  ]));
  const [jobId, terms] = [field(proposed, 'jobId'), field(proposed, 'termsHash')];
  const step = ['stats', 'approve', jobId, '--terms', terms];
  must(await stage.program('court, zhao', [...step, ...as('zhao', COURT)]));
  must(await stage.program('procuratorate, wu', [...step, ...as('wu', PROCURATORATE)]));
  return jobId;
};

const run = async (stage: DemoStage): Promise<void> => {
  const isChinese = stage.language === 'zh';
  const period = quarterNow(stage);
  must(await stage.program('registry', ['import', ROWS, '--json']));
  must(await stage.program('registry', ['seal', 'determine', '--json']));
  await stage.daysAhead(DAYS);
  const jobId = await agreed(stage, period);
  const release = ['stats', 'release', jobId, ...as('li', COURT), '--json'];
  const first = must(await stage.program('court, li', [...release, '--out', 'first']));
  const again = must(await stage.program('court, li', [...release, '--out', 'again']));
  const file = `${field(first, 'releaseId')}.json`;
  const checked = must(await stage.program('reader', ['stats', 'verify', join('first', file), '--json']));
  const refused = await stage.program('court, li', [
    'stats', 'exact', 'T1', period, ...as('li', COURT), '--json',
  ]);
  const isSame = field(first, 'sha256') === field(again, 'sha256');
  stage.saw(isChinese ? '读者（任何人）' : 'reader (anybody)', [
    `${field(checked, 'releaseId')}, sha256 ${field(first, 'sha256').slice(0, 16)}…`,
    ...await shownCells(join(stage.folder, 'first', file), isChinese),
  ]);
  stage.saw(isChinese ? '法院（发布人）' : 'court (publisher)', [
    `${isChinese ? '再次发布，字节相同' : 'published again, same bytes'}: ${isSame ? '✔' : '✘'}`,
    isChinese ? `要看真实数字，被拒绝（发布的人不需要知道）: ${refused.out.trim()}`
      : `asks for exact counts, is refused (who publishes need not know): ${refused.out.trim()}`,
  ]);
  stage.saw(isChinese ? '检察院' : 'procuratorate', [
    isChinese ? '条款的哈希，统计目的，没有任何数字' : 'the hash of the terms, the purpose, no figure',
  ]);
};

/** Statistics of an invented registry, agreed to by two organs, published once. */
export const demo: DemoPart = {
  title: { zh: '一、差分隐私统计', en: '1. Statistics under differential privacy' }, run,
};
