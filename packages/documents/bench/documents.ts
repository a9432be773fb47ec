import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { renderPdf, templateById } from '../src/index.ts';
import { benchFacts, benchPaper, openWorkshop } from './workshop.ts';

/** What the bench prints; the same shape as the other benches. */
export type DocumentsBench = Readonly<{
  bench: 'documents';
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>[];
}>;

const PAPERS = 200;
const WARM_UP = 20;
const FIRSTS = 5;
const TARGET = { perSecond: 30, firstMs: 300 } as const;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const rounded = (value: number): number => Math.round(value * 10) / 10;

type First = Readonly<{ loaded: number; first: number; cpu: number }>;

const firstTimes = (): readonly First[] =>
  Array.from({ length: FIRSTS }, () => JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(new URL('./first.ts', import.meta.url))], { encoding: 'utf8' }),
  ) as First);

/** Measures signed papers a second in one thread, and the first paper of a fresh process. */
export const benchDocuments = async (): Promise<DocumentsBench> => {
  const workshop = openWorkshop();
  for (let i = 0; i < WARM_UP; i += 1) await benchPaper(workshop, i);
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  let bytes = 0;
  for (let i = 0; i < PAPERS; i += 1) bytes += (await benchPaper(workshop, WARM_UP + i)).bytes.length;
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const template = templateById('seal-notice');
  if (template === undefined) throw new Error('no template');
  const renderStarted = performance.now();
  for (let i = 0; i < PAPERS; i += 1) renderPdf(workshop.font, { template, facts: benchFacts(i) });
  const renderMs = (performance.now() - renderStarted) / PAPERS;
  const firsts = firstTimes();
  const perSecond = rounded(PAPERS / seconds);
  const firstMs = rounded(median(firsts.map(({ first, loaded }) => first - loaded)));
  return {
    bench: 'documents',
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    results: [
      {
        paper: 'seal-notice, 2 pages, signed', threads: 1, papers: PAPERS, perSecond, perCpuSecond: rounded(PAPERS / ((used.user + used.system) / 1e6)),
        msEach: rounded(seconds * 1000 / PAPERS), msWithoutSignature: rounded(renderMs), kiBEach: Math.round(bytes / PAPERS / 1024),
      },
      {
        firstPaper: 'fresh process, median of 5: font read, keys made, paper signed', ms: firstMs,
        msFromStartOfNode: rounded(median(firsts.map(({ first }) => first))), cpuMsFromStartOfNode: rounded(median(firsts.map(({ cpu }) => cpu))),
      },
    ],
    targets: [
      { id: 'documents-per-second', target: TARGET.perSecond, measured: perSecond, unit: 'signed papers a second, at least', met: perSecond >= TARGET.perSecond },
      { id: 'documents-first', target: TARGET.firstMs, measured: firstMs, unit: 'ms, at most', met: firstMs <= TARGET.firstMs },
    ],
  };
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchDocuments(), null, 2)}\n`);
