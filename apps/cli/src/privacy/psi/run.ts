import { randomBytes } from 'node:crypto';
import { Fault, parseCivilDate, type Result } from '@fengcun/kernel';
import { hasDueDate } from '@fengcun/statute';
import { termDue } from '@fengcun/registry';
import {
  exactNoise, type HolderResult, openingPower, type RegistryResult, runHolder, runRegistry, type RunRefusal,
  type RunRole, type RunTerms, sessionSecrets,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { readOrganKey, readPeerKey } from '../organ-key.ts';
import { requirePermit } from '../run-permit.ts';
import { folderChannel } from './folder-channel.ts';
import { keptWork } from './kept-work.ts';
import { frozenRoot, LEAK_FINDING, suiteOf } from './leak-finding-job.ts';
import { startPointPool } from './point-pool.ts';
import { readRows, type RowSet } from './rows.ts';
import { countRun, openRunState, readTerms } from './run-state.ts';

const needed = (given: Arguments, name: string, what: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing: ${what}`);
  return value;
};

const count = (given: Arguments, name: string, otherwise: number): number => {
  const value = Number(textOption(given, name) ?? otherwise);
  if (Number.isSafeInteger(value) && value >= 0 && value <= 86_400) return value;
  throw new UnusableInput(`--${name}: a whole number from 0 to 86400`);
};

const roleOf = (given: Arguments): RunRole => {
  const role = needed(given, 'role', 'holder or registry');
  if (role === 'holder' || role === 'registry') return role;
  throw new UnusableInput('--role: holder or registry');
};

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const dueDay = (today: string): string => {
  const from = parseCivilDate(today);
  if (!from.ok) return today;
  const due = termDue({ rule: 'sealOwnCopy', from: from.value });
  return hasDueDate(due) ? due.dueOn : today;
};

const headOf = ({ jobId, session, mode, trial }: RunTerms) =>
  ({ jobId, session, mode, ...(trial === true ? { trial } : {}) });

/** What the holder's file holds: its own rows that should be sealed, as tasks with a day, or the count. */
const holderReport = (
  terms: RunTerms, { hits, noisyCount, ...rest }: HolderResult, rows: RowSet, today: string,
) => ({
  v: 1, ...headOf(terms), ...rest,
  rowsCompared: rows.records.length, rowsLeft: rows.left,
  ...(noisyCount === undefined ? {} : { noisyCount, noiseVariance: terms.noiseVariance ?? 0 }),
  ...(hits === undefined ? {} : {
    tasks: hits.flatMap((at) => (rows.rowsOf[at] ?? []).map((row) =>
      ({ row, what: 'sealOwnCopy', knownOn: today, dueOn: dueDay(today) }))),
  }),
});

const registryReport = (terms: RunTerms, { opened, ...rest }: RegistryResult) => ({
  v: 1, ...headOf(terms), ...rest,
  openings: terms.openings, catchesTenPercentWith: openingPower(terms.openings, 0.1),
  // For the person who holds them against the publication.
  openedRows: opened.filter(({ kind }) => kind === 'record')
    .map(({ content }) => Buffer.from(content).toString('base64')),
  openedPadding: opened.filter(({ kind }) => kind === 'padding').length,
});

const countAtRegistry = async (given: Arguments, terms: RunTerms, terminal: Terminal): Promise<void> => {
  const { holder, mode, bucket, session } = terms;
  const today = parseCivilDate(terminal.today());
  if (!today.ok) throw new Fault('CLOCK', 'the clock gives no day');
  await countRun(textOption(given, 'quota'), { holder, mode, session, on: today.value, rows: bucket });
};

type Done = Readonly<{ report: object; line: string }>;

const sideOf = async (given: Arguments, terminal: Terminal): Promise<Result<Done, RunRefusal>> => {
  const role = roleOf(given);
  const terms = await readTerms(needed(given, 'terms', 'the file of the agreed terms'));
  const signer = await readOrganKey(needed(given, 'key', 'the key file of this organ'));
  const peerKey = readPeerKey(needed(given, 'peer-key', 'the public key of the other organ'), '--peer-key');
  const rows = await readRows(needed(given, 'rows', 'the file of records'), terms.courts);
  const folder = needed(given, 'state', 'a folder of this side alone');
  const state = await openRunState(folder, terms, rows.records);
  const suite = await suiteOf(terms);
  const secrets = sessionSecrets(suite, state.seed, terms.session);
  const root = (): string => frozenRoot({ terms, role, secrets, records: rows.records });
  await requirePermit(given, terminal, { run: LEAK_FINDING, terms, organ: terms[role], root });
  if (role === 'registry') await countAtRegistry(given, terms, terminal);
  const pool = startPointPool(suite, secrets.scalar, Math.max(1, count(given, 'threads', 1)));
  try {
    const channel = await folderChannel({
      folder: needed(given, 'exchange', 'the folder of the run'), role, waitSeconds: count(given, 'wait', 0),
    });
    const work = await keptWork(state.workFolder, pool);
    const parts = { terms, suite, secrets, signer, peerKey, channel, work, random, records: rows.records };
    const done = role === 'holder'
      ? finish(await runHolder(parts), (result) => ({
        report: holderReport(terms, result, rows, terminal.today()), line: sayHolder(result, rows, terminal),
      }))
      : finish(await runRegistry({ ...parts, noise: exactNoise }), (result) => ({
        report: registryReport(terms, result), line: sayRegistry(result, terminal),
      }));
    if (done.ok) await state.erase();
    return done;
  } finally {
    await pool.stop();
  }
};

const finish = <T>(result: Result<T, RunRefusal>, report: (value: T) => Done): Result<Done, RunRefusal> =>
  (result.ok ? { ok: true, value: report(result.value) } : result);

const sayHolder = (
  { hits, noisyCount, registrySize }: HolderResult, rows: RowSet, { language }: Terminal,
): string => {
  const found = hits === undefined ? `≈ ${noisyCount ?? 0}` : String(hits.length);
  return language === 'zh'
    ? `比对 ${rows.records.length} 条，命中 ${found}；登记簿公布规模 ${registrySize}`
    : `${rows.records.length} records compared, found ${found}; registry announced ${registrySize}`;
};

const sayRegistry = ({ opened, holderSize }: RegistryResult, { language }: Terminal): string =>
  (language === 'zh'
    ? `对方公布规模 ${holderSize}；抽查 ${opened.length} 处均与承诺一致；不知命中`
    : `holder announced ${holderSize}; ${opened.length} places opened as committed; hits not known`);

const MESSAGES: Readonly<Record<string, string>> = {
  PEER_SILENT: 'the other side has not answered yet; call the same command again when it has',
};

/** `psi run`: one side of a run, from where it stands to its end, or to where the other side must answer. */
export const runSide = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  try {
    const done = await sideOf(given, terminal);
    if (!done.ok) {
      terminal.note(`fengcun: the run is refused: ${done.error.code}\n`);
      return EXIT.findings;
    }
    const out = textOption(given, 'out');
    const text = `${JSON.stringify(done.value.report)}\n`;
    if (out !== undefined) await writeWhole(out, text);
    terminal.out(given.values['json'] === true ? text : `${done.value.line}\n`);
    return EXIT.done;
  } catch (error) {
    const known = error instanceof Fault ? MESSAGES[error.code] : undefined;
    if (known === undefined) throw error;
    terminal.note(`fengcun: ${known}\n`);
    return EXIT.findings;
  }
};
