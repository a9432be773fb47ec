import {
  type IncidentTaken, type MatterTaken, openMatter, reportIncident, type SupervisionActor,
  type SupervisionParts,
} from '../supervision/index.ts';

/** What a leak-finding run found in the open data of an organ: names of its own rows, never of persons. */
export type LeakHits = Readonly<{ jobId: string; transcriptHash: string; rows: readonly string[] }>;

/** LIMIT: names of rows in one matter; more are counted, the list stays with the run. */
const ABOUT_MAX = 200;

const factsOf = ({ jobId, transcriptHash, rows }: LeakHits): string =>
  `应封未封核查（任务 ${jobId}，笔录 ${transcriptHash}）：本机关公开数据中有 ${rows.length} 条记录已被封存`;

/**
 * Hits at the holder: a leak it knows of since today, with the terms of every leak (notice, measures,
 * referral). A run without hits leaves nothing; undefined then.
 * @see 个人信息保护法第57条
 */
export const reportHits = async (
  parts: SupervisionParts, holder: SupervisionActor, hits: LeakHits,
): Promise<IncidentTaken | undefined> => {
  if (hits.rows.length === 0) return undefined;
  return reportIncident(parts, holder, { facts: factsOf(hits), knownOn: parts.today() });
};

/**
 * The same hits at the procuratorate that the holder told: a matter of records that should be sealed and are
 * not. The unit learns of it when an opinion is served, like of every matter.
 * @see 2022 Measures arts 10, 22
 */
export const superviseHits = (
  parts: SupervisionParts, procurator: SupervisionActor, told: LeakHits & Readonly<{ holder: string }>,
): Promise<MatterTaken> => openMatter(parts, procurator, {
  matter: 'shouldBeSealed', origin: 'ownFinding', procuratorate: procurator.organ, unit: told.holder,
  about: told.rows.slice(0, ABOUT_MAX).map((row) => `${told.jobId}/${row}`), facts: factsOf(told),
});
