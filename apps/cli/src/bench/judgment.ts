import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readJudgment } from '@fengcun/judgment';
import { hostileTexts } from './hostile-texts.ts';
import { type BenchResult, machineOf, spreadOf, timed } from './measure.ts';

const ROUNDS = 9;
const READ_PER_SECOND_TARGET = 3000;
const HOSTILE_MS_TARGET = 1000;

const root = fileURLToPath(new URL('../../../../', import.meta.url));

type Expected = Readonly<{ documents: readonly Readonly<{ file: string }>[] }>;

/**
 * Real judgments where they stand beside the repository, else the invented examples; both are read as text.
 */
const texts = (): Readonly<{ source: string; texts: readonly string[] }> => {
  const shared = `${root}../shared/data/judgments.dev.jsonl`;
  if (existsSync(shared)) {
    const lines = readFileSync(shared, 'utf8').trim().split('\n');
    const judgments = lines.map((line) => JSON.parse(line) as Readonly<{ text: string }>);
    return { source: 'real judgments', texts: judgments.map(({ text }) => text) };
  }
  const folder = `${root}examples/documents/`;
  const expected = JSON.parse(readFileSync(`${root}tests/examples/expected.json`, 'utf8')) as Expected;
  const names = expected.documents.map((document) => document.file).filter((name) => name.endsWith('.txt'));
  const paths = names.map((name) => folder + name.replace(/^.*\//, ''));
  return { source: 'invented examples', texts: paths.map((path) => readFileSync(path, 'utf8')) };
};

/** The floor: looking once at every character, which no reader can avoid. */
const scan = (text: string): number => {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) sum += text.charCodeAt(i);
  return sum;
};

/** Speed of the reader on ordinary judgments, against a bare scan, and its worst time on hostile text. */
export const benchJudgment = (): BenchResult => {
  const { source, texts: all } = texts();
  const characters = all.reduce((sum, text) => sum + text.length, 0);
  const repeats = Math.max(1, Math.ceil(600 / all.length));
  let sink = 0;
  const read: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    const readMs = timed(() => {
      for (let i = 0; i < repeats; i += 1) for (const text of all) sink += readJudgment(text).ok ? 1 : 0;
    });
    const floorMs = timed(() => {
      for (let i = 0; i < repeats; i += 1) for (const text of all) sink += scan(text);
    });
    // The first two rounds warm the compiler up and are not counted.
    if (round >= 2) {
      read.push((all.length * repeats) / (readMs / 1000));
      floor.push((all.length * repeats) / (floorMs / 1000));
    }
  }
  const hostile = hostileTexts().map(({ name, text }) => ({
    name, milliseconds: Math.round(timed(() => void (sink += readJudgment(text).ok ? 1 : 0))),
  }));
  const worst = Math.max(...hostile.map((each) => each.milliseconds));
  const perSecond = spreadOf(read);
  return {
    bench: 'judgment',
    machine: machineOf(),
    results: [
      { name: 'read', source, documents: all.length, characters, unit: 'documents/s', ...perSecond },
      { name: 'bare scan of the characters', unit: 'documents/s', ...spreadOf(floor) },
      { name: 'ratio to the scan', value: perSecond.median / spreadOf(floor).median },
      ...hostile.map(({ name, milliseconds }) =>
        ({ name: `1 MB hostile: ${name}`, unit: 'ms', value: milliseconds })),
      { name: 'checksum', value: sink },
    ],
    targets: [
      { id: 'read', target: READ_PER_SECOND_TARGET, measured: Math.round(perSecond.median),
        unit: 'documents/s/core', met: perSecond.median >= READ_PER_SECOND_TARGET },
      { id: 'hostile', target: HOSTILE_MS_TARGET, measured: worst,
        unit: 'ms, worst of 1 MB texts', met: worst < HOSTILE_MS_TARGET },
    ],
  };
};
