import { readFile } from 'node:fs/promises';
import {
  beginJobAct, type Deployment, findJob, type JobActor, type LeakHits, reportHits, sealOrgans,
  type SealOrgans, superviseHits, supervisionOver,
} from '@fengcun/application';
import { type Json, sha256Hex } from '@fengcun/kernel';
import type { PrivacyJob } from '@fengcun/privacy';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { dataFolder, onData } from '../../open-data.ts';
import { type Arguments, textOption } from '../../options.ts';
import { sealingConfiguration } from '../../serve/configuration.ts';
import type { Terminal } from '../../terminal.ts';
import { jobActor } from '../actor.ts';
import { neededOption } from '../run-kind.ts';

/** What a holder's file tells: rows of its own that should be sealed, and the hash of the file. */
type Report = Readonly<{ transcriptHash: string; rows: readonly string[]; sha256: string }>;

/** TRUST BOUNDARY. The result file of a full run that was no trial. */
const readReport = async (path: string | undefined): Promise<Report> => {
  if (path === undefined) throw new UnusableInput('psi hits FILE: the result of a full run');
  const bytes = await readFile(path).catch(() => {
    throw new UnusableInput(`${path} cannot be read`);
  });
  let value: Readonly<Record<string, Json>>;
  try {
    value = Object(JSON.parse(bytes.toString('utf8'))) as Readonly<Record<string, Json>>;
  } catch {
    throw new UnusableInput(`${path} is no JSON`);
  }
  const { mode, tasks, transcriptHash, trial } = value;
  if (trial === true) throw new UnusableInput(`${path} is of a trial; nothing may rest on it`);
  if (mode !== 'full' || !Array.isArray(tasks) || typeof transcriptHash !== 'string') {
    throw new UnusableInput(`${path} is no result of the holder of a full run`);
  }
  const rows = tasks.map((task) => String(Reflect.get(Object(task), 'row')));
  return { transcriptHash, rows: [...new Set(rows)], sha256: sha256Hex(bytes) };
};

const holderOf = (job: PrivacyJob | undefined): string | undefined =>
  job?.parties.find(({ part }) => part === 'holder')?.organ;

/** The file must be what the finished job says came out; a changed one carries nothing. */
const isResultOf = (report: Report, job: PrivacyJob | undefined): boolean =>
  job?.kind === 'leakFinding' && job.state === 'finished' && job.transcriptHash === report.transcriptHash
  && job.outputs.some(({ sha256 }) => sha256 === report.sha256);

type Taken = Readonly<{ id: string; isNew: boolean; procuratorate: string | undefined }>
  | Readonly<{ refused: string }> | undefined;

type Taking = Readonly<{ deployment: Deployment; actor: JobActor; organs: SealOrgans }>;

const take = async (
  { deployment, actor, organs }: Taking, { holder, ...hits }: LeakHits & Readonly<{ holder: string }>,
): Promise<Taken> => {
  const isHolder = actor.organ === holder;
  const act = await beginJobAct({ deployment }, actor, {
    act: isHolder ? 'privacy.reportHits' : 'privacy.superviseHits', request: JSON.stringify(hits),
  });
  const { account, person, organ } = actor;
  const by = { account, person, organ, act };
  const parts = supervisionOver(deployment, organs.supervisorOf);
  const reported = isHolder
    ? await reportHits(parts, by, hits) : await superviseHits(parts, by, { ...hits, holder });
  if (reported === undefined) return undefined;
  if (!reported.ok) return { refused: reported.error.code };
  const { proceedingId: id, isNew } = reported.value;
  return { id, isNew, procuratorate: organs.supervisorOf(holder) };
};

const LINES = {
  zh: { new: '已报告', old: '此前已报告', nobody: '本机关的检察机关未登记', sees: '监督机关' },
  en: {
    new: 'reported', old: 'was reported before', nobody: 'no procuratorate is known for the holder',
    sees: 'supervised by',
  },
} as const;

type Told = Exclude<Taken, undefined | Readonly<{ refused: string }>>;

const lineOf = (taken: Told, rows: number, { language }: Terminal): string => {
  const words = LINES[language];
  const whose = taken.procuratorate === undefined ? words.nobody : `${words.sees} ${taken.procuratorate}`;
  return `${taken.id}  ${rows}  ${taken.isNew ? words.new : words.old}; ${whose}`;
};

const organsOf = async (given: Arguments): Promise<SealOrgans> => {
  const told = await sealingConfiguration(textOption(given, 'config'), dataFolder(given));
  return sealOrgans(told.districts, [...told.organs.map(({ organ }) => organ), ...told.names.keys()]);
};

/**
 * `psi hits FILE`: by the holder, a leak of its own that runs with its terms; by a procuratorate, a matter of
 * records that should be sealed. Only of a file that a finished job names as its result, and once: called
 * again it answers what was reported. Who supervises the holder is what the configuration of `serve` says.
 * @see 个人信息保护法第57条; 2022 Measures arts 10, 22
 */
export const hits = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const report = await readReport(given.words[1]);
  const actor = jobActor(given);
  const jobId = neededOption(given, 'job', 'the finished job in the ledger of this organ');
  const organs = await organsOf(given);
  const taken = await onData(given, terminal, async (deployment): Promise<Taken> => {
    const job = await findJob({ deployment, now: deployment.clock }, actor, jobId);
    const holder = holderOf(job);
    const finishedAt = job?.endedAt;
    const isKnown = holder !== undefined && finishedAt !== undefined && isResultOf(report, job);
    if (!isKnown) return { refused: 'NOT_THE_RESULT_OF_THE_JOB' };
    if (report.rows.length === 0) return undefined;
    const { transcriptHash, rows } = report;
    return take({ deployment, actor, organs }, { jobId, transcriptHash, finishedAt, rows, holder });
  });
  if (taken !== undefined && 'refused' in taken) {
    terminal.note(`fengcun: refused: ${taken.refused}\n`);
    return EXIT.findings;
  }
  const nothing = terminal.language === 'zh' ? '没有命中，无需报告' : 'no hits; nothing to report';
  const line = taken === undefined ? nothing : lineOf(taken, report.rows.length, terminal);
  const { id = null, isNew = false, procuratorate = null } = taken ?? {};
  const json = { proceedingId: id, isNew, procuratorate, rows: report.rows.length };
  terminal.out(given.values['json'] === true ? `${JSON.stringify(json)}\n` : `${line}\n`);
  return EXIT.done;
};
