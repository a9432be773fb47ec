import { type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import { bucketOf } from './bucket.ts';

/** Modes of a run: which rows match; only how many; one row before it is published. */
export type RunMode = 'full' | 'cardinality' | 'check';

/** A run the registry let begin, whatever became of it: what was learnt is not unlearnt by a failure. */
export type PastRun = Readonly<{ holder: string; mode: RunMode; on: CivilDate; rows: number }>;

/** Bounds of one holder. */
export type HolderQuota = Readonly<{
  /** Rows of its registered open data: nobody compares more rows than they publish. */
  registeredRows: number;
  runsPerQuarter: number;
  checksPerDay: number;
}>;

/** Why a run does not begin. */
export type QuotaRefusal = Readonly<{
  code: 'HOLDER_UNKNOWN' | 'QUOTA_RUNS' | 'QUOTA_ROWS' | 'QUOTA_CHECKS'; allowed?: number;
}>;

/** LAW: no norm gives a number; one run of each kind a quarter, as the publication of statistics goes. */
export const RUNS_PER_QUARTER = 1;

const quarterOf = (day: CivilDate): string =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/**
 * Whether the registry lets a holder begin. Counted are runs that began, so that breaking off a run and
 * asking
 * again gains nothing. `rows` of the request is its announced bucket.
 */
export const decideQuota = (
  request: PastRun, past: readonly PastRun[], quota: HolderQuota | undefined,
): Result<null, QuotaRefusal> => {
  if (quota === undefined) return err({ code: 'HOLDER_UNKNOWN' });
  const own = past.filter((run) => run.holder === request.holder && run.mode === request.mode);
  if (request.mode === 'check') {
    const today = own.filter((run) => run.on === request.on).reduce((sum, run) => sum + run.rows, 0);
    const { checksPerDay } = quota;
    const isLeft = today + request.rows <= checksPerDay;
    return isLeft ? ok(null) : err({ code: 'QUOTA_CHECKS', allowed: checksPerDay });
  }
  const { registeredRows, runsPerQuarter } = quota;
  const allowed = bucketOf(registeredRows);
  if (request.rows > allowed) return err({ code: 'QUOTA_ROWS', allowed });
  const runs = own.filter((run) => quarterOf(run.on) === quarterOf(request.on)).length;
  return runs < runsPerQuarter ? ok(null) : err({ code: 'QUOTA_RUNS', allowed: runsPerQuarter });
};
