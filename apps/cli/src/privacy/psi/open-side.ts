import { readSealedTuples, type SealedTuples } from '@fengcun/application';
import type { Signer } from '@fengcun/crypto';
import {
  boundInputs, type GroupSuite, type JobInput, maskedLater, type MaskedSet, ristrettoSuite, type RunRole,
  type RunTerms, type SessionSecrets, sessionSecrets, sm2Suite, type Snapshot, wipeSecrets,
} from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import { openOrganKey } from '../organ-key.ts';
import { neededOption, type Platform } from '../run-kind.ts';
import { freezeMasked, type FrozenSet, inputOf, readFrozen } from './frozen-set.ts';
import { type PointPool, startPointPool } from './point-pool.ts';
import { readRows, type RowSet } from './rows.ts';
import { ofRows, openRunState, type RunState } from './run-state.ts';

/** The group of a run. */
export const suiteOf = async ({ suite }: Pick<RunTerms, 'suite'>): Promise<GroupSuite> =>
  (suite === 'sm2-sm3' ? sm2Suite : ristrettoSuite());

/** One side of a run with its secrets; `close` ends its threads and overwrites the secrets. */
export type Side = Readonly<{
  signer: Signer; suite: GroupSuite; secrets: SessionSecrets; state: RunState; pool: PointPool;
  close: () => Promise<void>;
}>;

/** The holder with its rows, frozen. */
export type HolderSide = Side & Readonly<{ rows: RowSet; snapshot: Snapshot; input: JobInput }>;

/** The registry; `frozen`: its set of a job, read from behind the wall once and never again. */
export type RegistrySide = Side & Readonly<{ frozen: (platform: Platform) => Promise<FrozenSet> }>;

const threadsOf = (given: Arguments): number => {
  const threads = Number(textOption(given, 'threads') ?? 1);
  if (Number.isSafeInteger(threads) && threads >= 1 && threads <= 64) return threads;
  throw new UnusableInput('--threads: a whole number from 1 to 64');
};

type Whose = Readonly<{ terms: RunTerms; role: RunRole; belongsTo: string }>;

const openSide = async (given: Arguments, { terms, role, belongsTo }: Whose): Promise<Side> => {
  const { signer, keeper } = await openOrganKey(neededOption(given, 'key', 'the key file of this organ'));
  const folder = neededOption(given, 'state', 'a folder of this side alone');
  const state = await openRunState({ folder, terms, role, keeper, belongsTo });
  const suite = await suiteOf(terms);
  const secrets = sessionSecrets(suite, state.seed, terms.session);
  state.seed.fill(0);
  const pool = startPointPool(suite, secrets.scalar, threadsOf(given));
  const close = async (): Promise<void> => {
    await pool.stop();
    wipeSecrets(secrets);
  };
  return { signer, suite, secrets, state, pool, close };
};

/** Opens the holder's side: its rows of `--rows`, frozen under the secrets of `--state`. */
export const openHolder = async (given: Arguments, terms: RunTerms): Promise<HolderSide> => {
  const rows = await readRows(neededOption(given, 'rows', 'the file of records'), terms.courts);
  const side = await openSide(given, { terms, role: 'holder', belongsTo: ofRows(rows.records) });
  const { suite, secrets } = side;
  return { ...side, rows, ...inputOf({ terms, role: 'holder', suite, secrets, records: rows.records }) };
};

/** A registry of a trial: invented rows of a file, which no job stands behind. */
export const openTrialRegistry = async (
  given: Arguments, terms: RunTerms,
): Promise<Side & Readonly<{ own: MaskedSet }>> => {
  const { records } = await readRows(neededOption(given, 'rows', 'the file of records'), terms.courts);
  const side = await openSide(given, { terms, role: 'registry', belongsTo: ofRows(records) });
  const { suite, secrets, pool } = side;
  const { snapshot } = inputOf({ terms, role: 'registry', suite, secrets, records });
  return { ...side, own: maskedLater(snapshot, pool) };
};

const sealedRecords = async (
  { deployment, actor, job }: Platform, { courts }: RunTerms,
): Promise<SealedTuples> => {
  if (boundInputs(job).some(({ organ }) => organ === actor.organ)) {
    // Read again they would be another set, and nobody needs to open them for that.
    throw new UnusableInput('--state: the set that was bound in this job is not here; propose another job');
  }
  if (job.state !== 'approved') {
    throw new UnusableInput('--job: sealed records are read under an approved job');
  }
  const sealedUntil = job.covers?.sealedUntil;
  if (sealedUntil === undefined) throw new UnusableInput('--job: does not say until when records are sealed');
  const parts = { deployment, now: deployment.clock };
  const scope = { courts, sealedUntil };
  return readSealedTuples(parts, actor, { jobId: job.jobId, scope });
};

/**
 * Opens the registry's side of a job. Its rows come from behind the wall and from nowhere else: read once,
 * when the job is approved and before it begins, masked at once, and kept as masked points alone.
 */
export const openRegistry = async (
  given: Arguments, terms: RunTerms, jobId: string,
): Promise<RegistrySide> => {
  if (textOption(given, 'rows') !== undefined) {
    throw new UnusableInput('--rows: of a trial; under a job the registry compares its sealed records');
  }
  const side = await openSide(given, { terms, role: 'registry', belongsTo: `job ${jobId}` });
  const { suite, secrets, state: { files }, pool } = side;
  const frozen = async (platform: Platform): Promise<FrozenSet> => {
    const kept = await readFrozen(files, suite);
    if (kept !== undefined) return kept;
    const { tuples: records, left } = await sealedRecords(platform, terms);
    const rows = { terms, role: 'registry', suite, secrets, records } as const;
    await freezeMasked({ ...rows, left: [...left.keys()].toSorted() }, files, pool);
    const made = await readFrozen(files, suite);
    if (made !== undefined) return made;
    throw new UnusableInput('--state: the frozen set cannot be read back');
  };
  return { ...side, frozen };
};
