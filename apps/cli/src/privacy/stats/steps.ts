import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  approveJob, findJob, type JobActor, proposeJob, type PublishedRelease, recoverRelease, releaseStatistics,
  statisticsTerms,
} from '@fengcun/application';
import { type PrivacyJob, verifyRelease } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, UnusableInput } from '../../exit.ts';
import { onData } from '../../open-data.ts';
import { textOption } from '../../options.ts';
import { JOB_OPTIONS, jobActor } from '../actor.ts';
import { codeHashOf, STATISTICS_CODE } from '../code-hash.ts';
import { wordsOf } from './looking.ts';
import { releasePage } from './release-page.ts';
import { refused, type StatsVerb, told, valueOr } from './verb.ts';

const shown = ({ jobId, termsHash, state, purpose, approvals }: PrivacyJob) => ({
  json: { jobId, termsHash, state, purpose, approvals: approvals.map(({ organ }) => organ) },
  lines: [`✔ ${jobId}  ${state}  ${purpose}`, `  terms ${termsHash}`],
});

/** `stats propose PRODUCT PERIOD`: a job with its terms, for two organs to agree to. */
export const proposeVerb: StatsVerb = {
  options: { ...JOB_OPTIONS, supervisor: { type: 'string' } },
  run: async (given, terminal) => {
    const [product = '', period = ''] = wordsOf(given, 2, 'name a product and a quarter, as T1 2026Q3');
    const actor = jobActor(given);
    const supervisor = textOption(given, 'supervisor');
    if (supervisor === undefined) throw new UnusableInput('--supervisor: the organ that looks over it');
    const codeHash = await codeHashOf(STATISTICS_CODE);
    const plan = { product, period, publisher: actor.organ, supervisor, codeHash };
    const terms = valueOr(given, terminal, statisticsTerms(plan));
    if (terms === undefined) return EXIT.findings;
    const taken = valueOr(given, terminal, await onData(given, terminal, (deployment) =>
      proposeJob({ deployment, now: deployment.clock }, actor, terms)));
    return taken === undefined ? EXIT.findings : told(given, terminal, shown(taken.job));
  },
};

/** `stats approve JOB`: one organ agrees to the terms that `--terms` names, else to those that stand. */
export const approveVerb: StatsVerb = {
  options: { ...JOB_OPTIONS, terms: { type: 'string' } },
  run: async (given, terminal) => {
    const [jobId = ''] = wordsOf(given, 1, 'name one job by its id');
    const actor = jobActor(given);
    const taken = await onData(given, terminal, async (deployment) => {
      const parts = { deployment, now: deployment.clock };
      const termsHash = textOption(given, 'terms') ?? (await findJob(parts, actor, jobId))?.termsHash;
      return termsHash === undefined ? undefined : approveJob(parts, actor, { jobId, termsHash });
    });
    if (taken === undefined) return refused(given, terminal, { code: 'PROCEEDING_UNKNOWN' });
    const value = valueOr(given, terminal, taken);
    return value === undefined ? EXIT.findings : told(given, terminal, shown(value.job));
  },
};

const write = async (out: string, { releaseId, text }: PublishedRelease): Promise<readonly string[]> => {
  const [json, page] = [join(out, `${releaseId}.json`), join(out, `${releaseId}.html`)];
  await writeWhole(json, text);
  const read = verifyRelease(text);
  if (read.ok) await writeWhole(page, releasePage(read.value));
  return [json, page];
};

/** `stats release JOB`: publishes the table of an approved job; asked again, the same bytes. */
export const releaseVerb: StatsVerb = {
  options: { ...JOB_OPTIONS, out: { type: 'string' } },
  run: async (given, terminal) => {
    const [jobId = ''] = wordsOf(given, 1, 'name one job by its id');
    const actor: JobActor = jobActor(given);
    const codeHash = await codeHashOf(STATISTICS_CODE);
    const random = (length: number): Uint8Array => randomBytes(length);
    const done = valueOr(given, terminal, await onData(given, terminal, (deployment) =>
      releaseStatistics({ deployment, now: deployment.clock, random }, actor, { jobId, codeHash })));
    if (done === undefined) return EXIT.findings;
    const { releaseId, sha256 } = done;
    const files = await write(resolve(textOption(given, 'out') ?? '.'), done);
    const lines = [`✔ ${releaseId}  ${sha256}`, ...files.map((file) => `  ${file}`)];
    return told(given, terminal, { json: { releaseId, sha256, files }, lines });
  },
};

/** `stats recover FILE`: after a backup was put back, a release that had been published since, as it was. */
export const recoverVerb: StatsVerb = {
  options: JOB_OPTIONS,
  run: async (given, terminal) => {
    const [path = ''] = wordsOf(given, 1, 'name the file of one release');
    const actor = jobActor(given);
    const text = await readFile(resolve(path), 'utf8').catch(() => {
      throw new UnusableInput('the file of the release cannot be read');
    });
    const done = valueOr(given, terminal, await onData(given, terminal, (deployment) =>
      recoverRelease({ deployment, now: deployment.clock }, actor, text)));
    if (done === undefined) return EXIT.findings;
    const { releaseId, sha256 } = done;
    return told(given, terminal, { json: { releaseId, sha256 }, lines: [`✔ ${releaseId}  ${sha256}`] });
  },
};
