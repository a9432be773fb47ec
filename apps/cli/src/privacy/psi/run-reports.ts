import { parseCivilDate } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import { termDue } from '@fengcun/registry';
import {
  type HolderResult, openingPower, type RegistryResult, type RunInputs, type RunTerms,
} from '@fengcun/privacy';
import type { Terminal } from '../../terminal.ts';
import type { RowSet } from './rows.ts';

const dueDay = (today: string): string => {
  const from = parseCivilDate(today);
  if (!from.ok) return today;
  const due = termDue({ rule: 'sealOwnCopy', from: from.value });
  return hasDueDate(due) ? due.dueOn : today;
};

/** What a report begins with; `inputs`: what both sides bound before the run. */
export type ReportGround = Readonly<{ terms: RunTerms; inputs: RunInputs | undefined }>;

const headOf = ({ terms: { jobId, session, mode, trial }, inputs }: ReportGround) => ({
  jobId, session, mode, ...(inputs === undefined ? {} : { inputs }), ...(trial === true ? { trial } : {}),
});

/** What the holder's file holds: its own rows that should be sealed, as tasks with a day, or the count. */
export const holderReport = (
  ground: ReportGround, { hits, noisyCount, ...rest }: HolderResult,
  { rows, today }: Readonly<{ rows: RowSet; today: string }>,
) => ({
  v: 1, ...headOf(ground), ...rest,
  rowsCompared: rows.records.length, rowsLeft: rows.left,
  ...(noisyCount === undefined ? {} : { noisyCount, noiseVariance: ground.terms.noiseVariance ?? 0 }),
  ...(hits === undefined ? {} : {
    tasks: hits.flatMap((at) => (rows.rowsOf[at] ?? []).map((row) =>
      ({ row, what: 'sealOwnCopy', knownOn: today, dueOn: dueDay(today) }))),
  }),
});

/** What the registry's file holds: the opened rows, for the person who looks at them, and the transcript. */
export const registryReport = (
  ground: ReportGround, { opened, ...rest }: RegistryResult, left: readonly string[] | undefined,
) => ({
  v: 1, ...headOf(ground), ...rest, ...(left === undefined ? {} : { recordsLeft: left }),
  openings: ground.terms.openings, catchesTenPercentWith: openingPower(ground.terms.openings, 0.1),
  // For the person who holds them against the publication.
  openedRows: opened.filter(({ kind }) => kind === 'record')
    .map(({ content }) => Buffer.from(content).toString('base64')),
  openedPadding: opened.filter(({ kind }) => kind === 'padding').length,
});

/** The line a holder sees. */
export const sayHolder = (
  { hits, noisyCount, registrySize }: HolderResult, rows: RowSet, { language }: Terminal,
): string => {
  const found = hits === undefined ? `≈ ${noisyCount ?? 0}` : String(hits.length);
  return language === 'zh'
    ? `比对 ${rows.records.length} 条，命中 ${found}；登记簿公布规模 ${registrySize}`
    : `${rows.records.length} records compared, found ${found}; registry announced ${registrySize}`;
};

/** The line a registry sees. */
export const sayRegistry = ({ opened, holderSize }: RegistryResult, { language }: Terminal): string =>
  (language === 'zh'
    ? `对方公布规模 ${holderSize}；抽查 ${opened.length} 处均与承诺一致；不知命中`
    : `holder announced ${holderSize}; ${opened.length} places opened as committed; hits not known`);
