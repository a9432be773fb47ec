import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Count, FATES, type LabResult, type PackPair,
  type SimulationResult } from '@fengcun/application';
import type { Pack } from '@fengcun/policy';
import type { Language } from '../terminal.ts';
import { renderLab } from './page.ts';
import { citeWords, clauseWords, countText, FATE_WORDS } from './words.ts';

/** A simulation with the packs it used and what was asked besides. */
export type Answered = Readonly<{
  result: SimulationResult; packs: readonly Pack[]; lab: LabResult | undefined;
}>;

/** Writes `index.html` and `result.json` into a folder, each whole or not at all; gives the page's path. */
export const writePage = async (folder: string, page: string, data: unknown): Promise<string> => {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of [['index.html', page], ['result.json', `${JSON.stringify(data)}\n`]] as const) {
    const part = join(folder, `.${name}.${process.pid}.part`);
    await writeFile(part, text);
    await rename(part, join(folder, name));
  }
  return join(folder, 'index.html');
};

/** The report of a simulation in a folder; gives the page's path. */
export const writeReport = async (
  folder: string, { result, packs, lab }: Answered, language: Language,
): Promise<string> => writePage(folder, await renderLab({ result, packs, language }, lab),
  lab === undefined ? result : { ...result, lab });

type Line = readonly [section: string, item: string, outcome: string, records: Count];

const pairLines = ({ from, to, flows, dates }: PackPair): readonly Line[] => [
  ...flows.map((flow): Line =>
    [`change ${to}`, `${flow.fromClause} > ${flow.toClause}`, `${flow.from} > ${flow.to}`, flow.records]),
  ...Object.entries(dates).map(([item, records]): Line => [`dates ${to}`, item, from, records]),
];

const linesOf = (pack: string, at: number, lab: LabResult): readonly Line[] => [
  ...(lab.changes ?? []).filter(({ from }) => from === pack).flatMap(pairLines),
  ...(lab.sensitivity ?? []).filter((each) => each.pack === pack).flatMap(({ parameter, steps }) =>
    steps.map(({ value, sealed }): Line =>
      ['sensitivity', parameter, Array.isArray(value) ? value.join(' ') : String(value), sealed])),
  ...(lab.cuts ?? []).flatMap(({ dimension, groups }) => groups.flatMap(({ group, packs }) =>
    (packs[at] ?? []).map((records, f): Line => [`cut ${dimension}`, group, FATES[f] ?? '', records]))),
  ...(lab.load ?? []).filter((each) => each.pack === pack).flatMap(({ backlog, years }): readonly Line[] => [
    ['load', 'backlog', '', backlog],
    ...years.flatMap(({ year, seals, onFullestDay }): readonly Line[] =>
      [['load', String(year), 'seals', seals], ['load', String(year), 'fullestDay', onFullestDay]]),
  ]),
  ...(lab.clauses ?? []).filter((each) => each.pack === pack).flatMap(({ clauses, conflicts }) => [
    ...clauses.flatMap(({ clause, state, holds }): readonly Line[] => [['clauseHolds', clause, state,
      holds]]),
    ...conflicts.map((each): Line =>
      ['conflict', `${each.decides} > ${each.overtaken}`, each.outcomes.join(' > '), each.records]),
  ]),
];

/** A name from a population stands in quotes, and cannot begin a formula. */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = /^[=+@\t-]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Answers as further lines of the CSV of a simulation; protected cells as `<10` and `hidden`. */
export const labCsv = (result: SimulationResult, lab: LabResult | undefined): string =>
  (lab === undefined ? '' : result.packs.flatMap(({ pack }, at) => linesOf(pack, at, lab).map((line) =>
    `${[result.runId, String(lab.complete), pack, ...line].map(cell).join(',')}\n`)).join(''));

/** LIMIT: flows of one pair on a terminal; the report and `--json` have all. */
const FLOWS_SHOWN = 8;

/** Who changes between two packs, in words with the deciding clauses and their citations. */
export const pairText = (pair: PackPair, { result, packs }: Answered, language: Language): string => {
  const isZh = language === 'zh';
  const reason = (pack: string, clause: string): string => {
    const law = packs.find(({ id }) => id === pack);
    if (law === undefined) return clause;
    const { explain, cite } = clauseWords(law, result.matter, clause);
    return `${explain[language]}${cite.length === 0 ? '' : ` (${citeWords(cite)[language]})`}`;
  };
  const lines = pair.flows.slice(0, FLOWS_SHOWN).map((flow) =>
    `  ${countText(flow.records).padStart(10)}  ${FATE_WORDS[flow.from][language]} → ${
      FATE_WORDS[flow.to][language]}\n${' '.repeat(14)}${pair.from}: ${reason(pair.from, flow.fromClause)}\n${
      ' '.repeat(14)}${pair.to}: ${reason(pair.to, flow.toClause)}\n`);
  const more = pair.flows.length - lines.length;
  const head = isZh ? `${pair.from} → ${pair.to}：${countText(pair.changed)} 条记录的结果不同`
    : `${pair.from} → ${pair.to}: ${countText(pair.changed)} records end differently`;
  const rest = more <= 0 ? '' : `  … ${more} ${isZh ? '种其他变化' : 'further kinds of change'}\n`;
  return `\n${head}\n${lines.join('')}${rest}`;
};

/** Answers for a terminal: who changes; the rest stands in `--html`, `--json` and `--csv`. */
export const labText = (answered: Answered, language: Language): string =>
  (answered.lab?.changes ?? []).map((pair) => pairText(pair, answered, language)).join('');
