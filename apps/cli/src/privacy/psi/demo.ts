import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@fengcun/kernel';
import type { DemoPart, DemoStage, PartyRun } from '../demo-frame.ts';
import { inventedRow, inventedRows } from '../invented-rows.ts';

const HOLDER = 'court/A05';
const REGISTRY = 'police/A00';
const OPEN_ROWS = 400;
/** Of which the last twenty stand in the registry. */
const SEALED_FROM = 380;
const SEALED_UNTIL = 700;

const must = (run: PartyRun): PartyRun => {
  if (run.code === 0) return run;
  throw new Fault('DEMO_FAILED', `A process of the demonstration ended with ${run.code}: ${run.note.trim()}`);
};

type Names = Readonly<{ holder: string; registry: string }>;

const draw = async (stage: DemoStage): Promise<Names> => {
  const at = (name: string): string => join(stage.folder, name);
  await writeFile(at('open.jsonl'), inventedRows(0, OPEN_ROWS));
  await writeFile(at('sealed.jsonl'), inventedRows(SEALED_FROM, SEALED_UNTIL));
  const quota = { registeredRows: OPEN_ROWS, runsPerQuarter: 1, checksPerDay: 1 };
  await writeFile(at('quota.json'), JSON.stringify({ holders: { [HOLDER]: quota }, past: [] }));
  const [holder, registry] = await Promise.all([
    stage.program('court', ['psi', 'keys', '--out', 'court.key']),
    stage.program('registry', ['psi', 'keys', '--out', 'registry.key']),
  ]);
  return { holder: must(holder).out.trim(), registry: must(registry).out.trim() };
};

/** One run between two processes; each has its own key, rows and state. */
const runOnce = async (
  stage: DemoStage, names: Names, mode: string,
): Promise<readonly [PartyRun, PartyRun]> => {
  const terms = `${mode}.json`;
  must(await stage.program('court', [
    'psi', 'terms', '--job', `leak-${mode}`, '--mode', mode, '--count', String(OPEN_ROWS),
    '--holder', HOLDER, '--registry', REGISTRY, '--courts', '虚01', '--without-job', '--out', terms,
  ]));
  const side = (role: string): readonly string[] =>
    ['psi', 'run', '--role', role, '--terms', terms, '--exchange', `${mode}-exchange`, '--wait', '100',
      '--without-job'];
  const [holder, registry] = await Promise.all([
    stage.program('court', [...side('holder'), '--rows', 'open.jsonl', '--key', 'court.key',
      '--peer-key', names.registry, '--state', `${mode}-court`, '--out', `${mode}-court.json`]),
    stage.program('registry', [...side('registry'), '--rows', 'sealed.jsonl', '--key', 'registry.key',
      '--peer-key', names.holder, '--state', `${mode}-registry`, '--quota', 'quota.json']),
  ]);
  return [must(holder), must(registry)];
};

/** A row before it is published: asked, answered without being seen, read. */
const checkRow = async (stage: DemoStage, names: Names): Promise<readonly string[]> => {
  await writeFile(join(stage.folder, 'row.jsonl'), `${inventedRow(SEALED_FROM)}\n`);
  const court = ['--key', 'court.key', '--peer-key', names.registry];
  const registry = ['--key', 'registry.key', '--peer-key', names.holder, '--check-key', 'check.key'];
  must(await stage.program('registry', ['psi', 'check', 'prepare', '--rows', 'sealed.jsonl',
    '--courts', '虚01', '--period', '2026Q4', '--out', 'table.json', ...registry]));
  must(await stage.program('court', ['psi', 'check', 'ask', '--rows', 'row.jsonl', '--organ', HOLDER,
    '--state', 'row.state', '--out', 'ask.json', ...court]));
  const answer = ['psi', 'check', 'answer', '--in', 'ask.json', '--quota', 'quota.json', ...registry];
  must(await stage.program('registry', [...answer, '--out', 'answer.json']));
  const second = await stage.program('registry', [...answer, '--out', 'second.json']);
  const read = await stage.program('court', ['psi', 'check', 'read', '--table', 'table.json', '--in',
    'answer.json', '--state', 'row.state', ...court]);
  return [read.out.trim(), second.note.trim()];
};

const run = async (stage: DemoStage): Promise<void> => {
  const isChinese = stage.language === 'zh';
  const names = await draw(stage);
  const full = await runOnce(stage, names, 'full');
  const count = await runOnce(stage, names, 'cardinality');
  const [verdict = '', refused = ''] = await checkRow(stage, names);
  const report = JSON.parse(await readFile(join(stage.folder, 'full-court.json'), 'utf8')) as
    Readonly<{ tasks: readonly Readonly<{ row: string; dueOn: string }>[]; transcriptHash: string }>;
  const [task] = report.tasks;
  stage.saw(isChinese ? '法院（文书公开方）' : 'court (holder of open data)', [
    `${isChinese ? '逐条比对' : 'row by row'}: ${full[0].out.trim()}`,
    isChinese ? `由此产生待办 ${report.tasks.length} 项，例如 ${task?.row ?? ''}，期限 ${task?.dueOn ?? ''}`
      : `tasks from it: ${report.tasks.length}; for one ${task?.row ?? ''}, due ${task?.dueOn ?? ''}`,
    `${isChinese ? '只得条数（加噪，谁也看不到真数）' : 'count alone (noisy; nobody sees the true one)'}: `
      + count[0].out.trim(),
    `${isChinese ? '一条公开前核对' : 'one row before it is published'}: ${verdict}`,
  ]);
  stage.saw(isChinese ? '登记机关' : 'registry', [
    `${isChinese ? '逐条比对' : 'row by row'}: ${full[1].out.trim()}`,
    `${isChinese ? '只得条数' : 'count alone'}: ${count[1].out.trim()}`,
    `${isChinese ? '同一天再问一条' : 'a second question on one day'}: ${refused}`,
    `${isChinese ? '双方笔录哈希一致' : 'one transcript on both sides'}: ${report.transcriptHash.slice(0, 16)}…`,
  ]);
};

/** Records that are sealed and still open: found by the organ that holds them, in three ways. */
export const demo: DemoPart = {
  title: { zh: '二、应封未封核查（隐私求交）', en: '2. Leak finding by private set intersection' }, run,
};
