import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exactTable, readBudget, readJobs, showRelease, statisticsSigner } from '@fengcun/application';
import {
  CATALOGUE, cellsOf, DELTA, epsilonOf, RHO_LIFE, RHO_QUARTER, verifyRelease, writtenRational,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, UnusableInput } from '../../exit.ts';
import { onData } from '../../open-data.ts';
import { type Arguments, textOption } from '../../options.ts';
import { JOB_OPTIONS, jobActor, readingActor } from '../actor.ts';
import { releasePage } from './release-page.ts';
import { refused, type StatsVerb, told, valueOr } from './verb.ts';

/** The words a verb needs. @throws UnusableInput with what would be right */
export const wordsOf = ({ words }: Arguments, count: number, right: string): readonly string[] => {
  if (words.length === count) return words;
  throw new UnusableInput(right);
};

/** `stats catalogue`: what is published, and what it costs; nothing of the data is opened. */
export const catalogueVerb: StatsVerb = {
  options: { json: { type: 'boolean' } },
  run: async (given, terminal) => {
    const isChinese = terminal.language === 'zh';
    const products = CATALOGUE.map((one) => ({
      id: one.id, title: isChinese ? one.title : one.titleEn, cells: cellsOf(one).length,
      rho: writtenRational(one.rho), sigma2: writtenRational(one.sigma2),
      dimensions: one.dimensions.map(({ name, values }) => `${name} ${values.length}`),
    }));
    const lines = products.map(({ id, title, cells, rho, sigma2, dimensions }) =>
      `${id}  ${title}\n    ${dimensions.join(' × ')} = ${cells}, ρ = ${rho}, σ² = ${sigma2}`);
    return told(given, terminal, { json: products, lines });
  },
};

/** `stats budget`: what every quarter has spent of its cap, and the releases. */
export const budgetVerb: StatsVerb = {
  options: JOB_OPTIONS,
  run: async (given, terminal) => {
    const budget = await onData(given, terminal, (deployment) =>
      readBudget({ deployment, now: deployment.clock }, readingActor(given)));
    const releases = [...budget.releases.values()].map(({ body: _bytes, ...release }) => release);
    const spent = [...budget.spent].map(([period, amount]) => ({ period, spent: writtenRational(amount) }));
    const [cap, life] = [writtenRational(RHO_QUARTER), writtenRational(RHO_LIFE)];
    const epsilon = epsilonOf(RHO_LIFE, DELTA).toFixed(2);
    const lines = [
      `ρ ≤ ${cap} / quarter, ρ ≤ ${life} / life (ε = ${epsilon}, δ = ${DELTA})`,
      ...spent.map((one) => `${one.period}  ${one.spent} / ${cap}`),
      ...releases.map(({ releaseId, stage, rho, jobId }) => `  ${releaseId}  ρ ${rho}  ${stage}  ${jobId}`),
      `head ${budget.seq} ${budget.head}`,
    ];
    const { seq, head } = budget;
    return told(given, terminal, { json: { cap, life, spent, releases, seq, head }, lines });
  },
};

/** `stats jobs`: jobs of privacy computing and how they stand. */
export const jobsVerb: StatsVerb = {
  options: JOB_OPTIONS,
  run: async (given, terminal) => {
    const jobs = await onData(given, terminal, (deployment) =>
      readJobs({ deployment, now: deployment.clock }, readingActor(given)));
    const lines = jobs.map(({ jobId, kind, state, purpose }) => `${jobId}  ${kind}  ${state}  ${purpose}`);
    return told(given, terminal, { json: jobs, lines });
  },
};

/** `stats show RELEASE`: a published release, byte for byte, or as a page. */
export const showVerb: StatsVerb = {
  options: { ...JOB_OPTIONS, html: { type: 'string' } },
  run: async (given, terminal) => {
    const [id = ''] = wordsOf(given, 1, 'name one release, as T1-2026Q3');
    const found = await onData(given, terminal, (deployment) =>
      showRelease({ deployment, now: deployment.clock }, readingActor(given), id));
    if (found === undefined) return refused(given, terminal, { code: 'RELEASE_UNKNOWN' });
    const page = textOption(given, 'html');
    const read = page === undefined ? undefined : verifyRelease(found.text);
    if (page !== undefined && read?.ok === true) await writeWhole(resolve(page), releasePage(read.value));
    else terminal.out(found.text);
    return EXIT.done;
  },
};

/** `stats verify FILE`: whether a release is what was signed; no data and no network. */
export const verifyVerb: StatsVerb = {
  options: { key: { type: 'string' }, json: { type: 'boolean' } },
  run: async (given, terminal) => {
    const [path = ''] = wordsOf(given, 1, 'name the file of one release');
    const text = await readFile(resolve(path), 'utf8').catch(() => {
      throw new UnusableInput('the file of the release cannot be read');
    });
    const release = valueOr(given, terminal, verifyRelease(text, textOption(given, 'key')));
    if (release === undefined) return EXIT.findings;
    const { releaseId, signature: { publicKey } } = release;
    return told(given, terminal, {
      json: { releaseId, verified: true, publicKey }, lines: [`✔ ${releaseId}  ${publicKey}`],
    });
  },
};

/** `stats key`: the public key that releases of this deployment are signed with. */
export const keyVerb: StatsVerb = {
  options: JOB_OPTIONS,
  run: async (given, terminal) => {
    const { publicKey } = await onData(given, terminal, (deployment) => statisticsSigner(deployment));
    const key = Buffer.from(publicKey).toString('base64');
    return told(given, terminal, { json: { algorithm: 'ed25519', publicKey: key }, lines: [key] });
  },
};

/** `stats exact PRODUCT PERIOD`: exact counts, for supervisors and approvers; the log knows who looked. */
export const exactVerb: StatsVerb = {
  options: JOB_OPTIONS,
  run: async (given, terminal) => {
    const [product = '', period = ''] = wordsOf(given, 2, 'name a product and a quarter, as T1 2026Q3');
    const cells = valueOr(given, terminal, await onData(given, terminal, (deployment) =>
      exactTable({ deployment, now: deployment.clock }, jobActor(given), { product, period })));
    if (cells === undefined) return EXIT.findings;
    const lines = cells.filter((cell) => cell.at(-1) !== 0).map((cell) => cell.join('  '));
    return told(given, terminal, { json: cells, lines });
  },
};
