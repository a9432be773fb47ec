import { execFileSync, fork } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

/**
 * Runs the type check, then every test: the unit part (`*.test.ts`) and the slow part (`*.slow.test.ts`). Unit
 * tests share processes, but for those that would disturb others; each slow file has one of its own.
 * Arguments filter files by substring. Ends with the line `N passed, N failed` and exit code 0 or 1.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const skips = new Set<string>();

const testFiles = (pattern: string): string[] =>
  globSync(['packages/*/src/**', 'packages/*/bench/**', 'apps/*/src/**', 'tests/**', 'examples/**'].map((p) => `${p}/${pattern}`), {
    cwd: root, exclude: (name) => name === 'node_modules',
  })
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
    .map((file) => `${root}${file}`);

/** The pages have settings of their own: they run in browsers. */
const TYPE_SETTINGS = ['tsconfig.json', 'apps/web/tsconfig.json'];

const typeCheck = (): void => {
  const startedAt = performance.now();
  try {
    for (const settings of TYPE_SETTINGS) {
      execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', root + settings], { stdio: 'pipe' });
    }
    counts.passed += 1;
    process.stdout.write(`types  ${seconds(startedAt)}\n`);
  } catch (error) {
    counts.failed += 1;
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    process.stdout.write(`types  FAILED\n${output}\n`);
  }
};

const seconds = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

const describeFailure = (data: { name: string; file?: string; details: { error: Error & { cause?: unknown } } }): string => {
  const cause = data.details.error.cause ?? data.details.error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return `\n✘ ${data.name}\n  ${(data.file ?? '').replace(root, '')}\n${text.split('\n').slice(0, 25).map((line) => `  ${line}`).join('\n')}\n`;
};

/**
 * Files that may not share a process: hooks around each test would hold for every file of it, and so would its
 * environment. Hooks before and after all tests disturb nobody: unit tests give back whatever they take.
 */
const STANDS_ALONE = /^(before|after)Each\(|process\.(chdir|env\[[^\]]+\] =(?!=)|exit\()/m;

const sharesProcess = (file: string): boolean => !STANDS_ALONE.test(readFileSync(file, 'utf8'));

/** LIMIT: processes for each processor, one after the other: enough that the processors end together. */
const PIECES_PER_PROCESSOR = 4;

/** Neighbours load the same modules, so a process takes a row of them. */
const piecesOf = (files: readonly string[], pieces: number): readonly string[][] =>
  Array.from({ length: pieces }, (_, at) =>
    files.slice(Math.floor(at * files.length / pieces), Math.floor((at + 1) * files.length / pieces)));

type Told = {
  type: 'pass' | 'fail' | 'diagnostic'; name: string; file?: string; skip?: string | boolean; todo?: string | boolean;
  isSuite: boolean; text: string;
};

const hear = (told: Told): void => {
  if (told.type === 'diagnostic') {
    if (/^(measured|seed)\b/.test(told.text)) process.stdout.write(`  ${told.text}\n`);
  } else if (told.type === 'fail') {
    if (/subtests? failed/.test(told.text.split('\n')[0] ?? '')) return;
    counts.failed += 1;
    const lines = told.text.split('\n').slice(0, 25).map((line) => `  ${line}`).join('\n');
    process.stdout.write(`\n✘ ${told.name}\n  ${(told.file ?? '').replace(root, '')}\n${lines}\n`);
  } else if (!told.isSuite) countPass(told.name, told);
};

/** One process for these files; a process that dies is a failure, whatever its tests said before. */
const runShared = (files: string[]): Promise<void> => new Promise((resolve) => {
  if (files.length === 0) { resolve(); return; }
  const child = fork(`${root}tests/run-together.ts`, files, { cwd: root, silent: true });
  child.on('message', (told) => hear(told as Told));
  child.stderr?.on('data', (text) => process.stderr.write(String(text)));
  child.on('close', (code, signal) => {
    if (code !== 0 && !(code === 1 && counts.failed > 0)) {
      counts.failed += 1;
      process.stdout.write(`\n✘ the shared process of ${files.length} test files ended with ${code ?? signal}\n`);
    }
    resolve();
  });
});

const runUnit = async (files: string[]): Promise<void> => {
  const startedAt = performance.now();
  const shared = files.filter(sharesProcess);
  const waiting = [...piecesOf(shared, availableParallelism() * PIECES_PER_PROCESSOR)];
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) await runShared(piece);
  }));
  await runPart('own', files.filter((file) => !shared.includes(file)));
  process.stdout.write(`unit  ${files.length} files  ${seconds(startedAt)}\n`);
};

const countPass = (name: string, { skip, todo }: { skip?: string | boolean; todo?: string | boolean }): void => {
  if (skip !== undefined && skip !== false) {
    counts.skipped += 1;
    skips.add(`${name}: ${typeof skip === 'string' ? skip : 'no reason given'}`);
  } else if (todo === undefined || todo === false) counts.passed += 1;
};

/** How long files took when they last ran here: the longest begin, so that the processors end together. */
const SECONDS_FILE = `${root}.fengcun/test-seconds.json`;
const SLOWEST_TOLD = 10;

const knownSeconds = (): ReadonlyMap<string, number> => {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(SECONDS_FILE, 'utf8')) as Record<string, number>));
  } catch {
    return new Map();
  }
};

const keepSeconds = (all: ReadonlyMap<string, number>): void => {
  try {
    writeFileSync(SECONDS_FILE, `${JSON.stringify(Object.fromEntries([...all].sort()), undefined, 1)}\n`);
  } catch {
    // Where nothing can be kept, the next run begins in another order.
  }
};

/** What browsers and whole deployments are tested with takes longest; that is begun where nothing else is known. */
const USUALLY_LONG = /\/tests\/(console|gold|import|non-interference|node|serve|page|proof)\//;
const USUAL_SECONDS = { long: 60, short: 8 } as const;

const longestFirst = (files: readonly string[], known: ReadonlyMap<string, number>): string[] => {
  const expected = (file: string): number =>
    known.get(file.replace(root, '')) ?? (USUALLY_LONG.test(file) ? USUAL_SECONDS.long : USUAL_SECONDS.short);
  return files.toSorted((one, other) => expected(other) - expected(one));
};

const runPart = async (title: string, files: string[]): Promise<void> => {
  if (files.length === 0) return;
  const startedAt = performance.now();
  const known = knownSeconds();
  const took = new Map<string, number>();
  const stream = run({ files: longestFirst(files, known), concurrency: availableParallelism(), timeout: 30 * 60_000, cwd: root });
  stream.on('test:summary', ({ file, duration_ms: milliseconds }) => {
    if (file !== undefined) took.set(file.replace(root, ''), Math.round(milliseconds / 100) / 10);
  });
  stream.on('test:fail', (data) => {
    // A failed child already counted itself; its parent suite or file only repeats it.
    if (/subtests? failed/.test(String((data.details.error as Error).message))) return;
    counts.failed += 1;
    process.stdout.write(describeFailure(data));
  });
  stream.on('test:pass', (data) => {
    if (data.details.type !== 'suite') countPass(data.name, data);
  });
  stream.on('test:stderr', (data) => process.stderr.write(data.message));
  stream.on('test:diagnostic', (data) => {
    if (/^(measured|seed)\b/.test(data.message)) process.stdout.write(`  ${data.message}\n`);
  });
  for await (const _event of stream) void _event;
  process.stdout.write(`${title}  ${files.length} files  ${seconds(startedAt)}\n`);
  for (const [file, each] of [...took].sort(([, one], [, other]) => other - one).slice(0, SLOWEST_TOLD)) {
    process.stdout.write(`  ${each.toFixed(1)} s  ${file}\n`);
  }
  keepSeconds(new Map([...known, ...took]));
};

typeCheck();
await runUnit(testFiles('*.test.ts').filter((file) => !file.endsWith('.slow.test.ts')));
await runPart('slow', testFiles('*.slow.test.ts'));
for (const skip of skips) process.stdout.write(`skipped  ${skip}\n`);
const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
