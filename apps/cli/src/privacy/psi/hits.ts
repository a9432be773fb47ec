import { readFile } from 'node:fs/promises';
import {
  beginJobAct, type Deployment, findJob, type JobActor, type LeakHits, reportHits, superviseHits,
  supervisionOver,
} from '@fengcun/application';
import { type Json, sha256Hex } from '@fengcun/kernel';
import type { PrivacyJob } from '@fengcun/privacy';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { onData } from '../../open-data.ts';
import type { Arguments } from '../../options.ts';
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

type Taken = Readonly<{ id: string }> | Readonly<{ refused: string }> | undefined;

const take = async (
  deployment: Deployment, actor: JobActor, { holder, ...hits }: LeakHits & Readonly<{ holder: string }>,
): Promise<Taken> => {
  const isHolder = actor.organ === holder;
  const act = await beginJobAct({ deployment }, actor, {
    act: isHolder ? 'privacy.reportHits' : 'privacy.superviseHits', request: JSON.stringify(hits),
  });
  const { account, person, organ } = actor;
  const by = { account, person, organ, act };
  // LIMIT: which procuratorate is whose is known to `serve`; here the matter names whoever opens it.
  const parts = supervisionOver(deployment, () => undefined);
  if (!isHolder) {
    const opened = await superviseHits(parts, by, { ...hits, holder });
    return opened.ok ? { id: opened.value.proceedingId } : { refused: opened.error.code };
  }
  const reported = await reportHits(parts, by, hits);
  if (reported === undefined) return undefined;
  return reported.ok ? { id: reported.value.proceedingId } : { refused: reported.error.code };
};

/**
 * `psi hits FILE`: by the holder, a leak of its own that runs with its terms; by a procuratorate, a matter of
 * records that should be sealed. Only of a file that a finished job names as its result.
 * @see 个人信息保护法第57条; 2022 Measures arts 10, 22
 */
export const hits = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const report = await readReport(given.words[1]);
  const actor = jobActor(given);
  const jobId = neededOption(given, 'job', 'the finished job in the ledger of this organ');
  const taken = await onData(given, terminal, async (deployment): Promise<Taken> => {
    const job = await findJob({ deployment, now: deployment.clock }, actor, jobId);
    const holder = holderOf(job);
    if (holder === undefined || !isResultOf(report, job)) return { refused: 'NOT_THE_RESULT_OF_THE_JOB' };
    if (report.rows.length === 0) return undefined;
    const { transcriptHash, rows } = report;
    return take(deployment, actor, { jobId, transcriptHash, rows, holder });
  });
  if (taken !== undefined && 'refused' in taken) {
    terminal.note(`fengcun: refused: ${taken.refused}\n`);
    return EXIT.findings;
  }
  const nothing = terminal.language === 'zh' ? '没有命中，无需报告' : 'no hits; nothing to report';
  const line = taken === undefined ? nothing : `${taken.id}  ${report.rows.length}`;
  terminal.out(given.values['json'] === true
    ? `${JSON.stringify({ proceedingId: taken?.id ?? null, rows: report.rows.length })}\n` : `${line}\n`);
  return EXIT.done;
};
