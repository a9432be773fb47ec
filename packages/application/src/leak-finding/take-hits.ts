import { err, type Result } from '@fengcun/kernel';
import type { IncidentRefusal, SupervisionRefusal } from '@fengcun/registry';
import { derivedId, type ProceedingBusy, type ProceedingUnknown } from '../proceedings/index.ts';
import {
  findIncident, findMatter, openMatter, reportIncident, type SupervisionActor, type SupervisionParts,
} from '../supervision/index.ts';

/**
 * What a leak-finding run found in the open data of an organ: names of its own rows, never of persons.
 * `finishedAt`: when the job ended, in UTC.
 */
export type LeakHits = Readonly<{
  jobId: string; transcriptHash: string; finishedAt: string; rows: readonly string[];
}>;

/** What was reported about hits; `isNew`: by this call. */
export type HitsReported = Readonly<{ proceedingId: string; isNew: boolean }>;

/** Why hits are not reported. `PROCURATORATE_UNKNOWN`: the directory of organs names none for the holder. */
export type HitsRefusal =
  | Readonly<{ code: 'PROCURATORATE_UNKNOWN' | 'NOT_THE_PROCURATORATE' }>
  | IncidentRefusal | SupervisionRefusal | ProceedingBusy | ProceedingUnknown;

type Reported = Result<HitsReported, HitsRefusal>;

/** LIMIT: names of rows in one matter; more are counted, the list stays with the run. */
const ABOUT_MAX = 200;

const factsOf = ({ jobId, transcriptHash, rows }: LeakHits): string =>
  `应封未封核查（任务 ${jobId}，笔录 ${transcriptHash}）：本机关公开数据中有 ${rows.length} 条记录已被封存`;

/**
 * The id of what is reported about one run in one place: the same whenever it is asked, so that hits are
 * reported once. Its time is that of the run's end, which keeps lists in their order.
 */
const reportId = (
  parts: Pick<SupervisionParts, 'deployment'>, what: string, hits: LeakHits,
): string => {
  const { jobId, transcriptHash, finishedAt: at } = hits;
  return derivedId(parts, { domain: 'leak-finding-report', text: `${what}|${jobId}|${transcriptHash}`, at });
};

type Once = Readonly<{
  proceedingId: string; find: () => Promise<unknown>;
  begin: () => Promise<Result<unknown, Extract<HitsRefusal, Readonly<{ code: string }>>>>;
}>;

/** Begins what was not begun; of two who try at once the second is answered what the first began. */
const once = async ({ proceedingId, find, begin }: Once): Promise<Reported> => {
  if (await find() !== undefined) return { ok: true, value: { proceedingId, isNew: false } };
  const begun = await begin();
  if (begun.ok) return { ok: true, value: { proceedingId, isNew: true } };
  const isThere = begun.error.code === 'PROCEEDING_BUSY' && await find() !== undefined;
  return isThere ? { ok: true, value: { proceedingId, isNew: false } } : err(begun.error);
};

/**
 * Hits at the holder: a leak it knows of since today, with the terms of every leak (notice, measures,
 * referral). Reported once for a job and its transcript; asked again, what was reported is answered. A run
 * without hits leaves nothing; undefined then.
 * @see 个人信息保护法第57条
 */
export const reportHits = async (
  parts: SupervisionParts, holder: SupervisionActor, hits: LeakHits,
): Promise<Reported | undefined> => {
  if (hits.rows.length === 0) return undefined;
  const proceedingId = reportId(parts, `incident|${holder.organ}`, hits);
  return once({
    proceedingId, find: () => findIncident(parts, holder, proceedingId),
    begin: () => reportIncident(parts, holder,
      { facts: factsOf(hits), knownOn: parts.today(), proceedingId }),
  });
};

/**
 * The same hits at the procuratorate that supervises the holder, by the directory of organs: a matter of
 * records that should be sealed and are not, opened once. The unit learns of it when an opinion is served.
 * @see 2022 Measures arts 10, 22
 */
export const superviseHits = async (
  parts: SupervisionParts, procurator: SupervisionActor, told: LeakHits & Readonly<{ holder: string }>,
): Promise<Reported> => {
  const supervisor = parts.supervisorOf(told.holder);
  // Which organ is no procuratorate at all is told first: it needs no directory.
  if (!procurator.organ.startsWith('procuratorate/')) return err({ code: 'NOT_THE_PROCURATORATE' });
  if (supervisor === undefined) return err({ code: 'PROCURATORATE_UNKNOWN' });
  if (supervisor !== procurator.organ) return err({ code: 'NOT_THE_PROCURATORATE' });
  const proceedingId = reportId(parts, `matter|${procurator.organ}`, told);
  return once({
    proceedingId, find: () => findMatter(parts, procurator, proceedingId),
    begin: () => openMatter(parts, procurator, {
      matter: 'shouldBeSealed', origin: 'ownFinding', procuratorate: procurator.organ, unit: told.holder,
      about: told.rows.slice(0, ABOUT_MAX).map((row) => `${told.jobId}/${row}`), facts: factsOf(told),
    }, proceedingId),
  });
};
