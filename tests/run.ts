import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

/**
 * Runs the type check, then every test: the unit part (`*.test.ts`) and the slow part (`*.slow.test.ts`).
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

const typeCheck = (): void => {
  const startedAt = performance.now();
  try {
    execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.json`], { stdio: 'pipe' });
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

const runPart = async (title: string, files: string[]): Promise<void> => {
  if (files.length === 0) return;
  const startedAt = performance.now();
  const stream = run({ files, concurrency: availableParallelism(), timeout: 30 * 60_000, cwd: root });
  stream.on('test:fail', (data) => {
    // A failed child already counted itself; its parent suite or file only repeats it.
    if (/subtests? failed/.test(String((data.details.error as Error).message))) return;
    counts.failed += 1;
    process.stdout.write(describeFailure(data));
  });
  stream.on('test:pass', (data) => {
    if (data.details.type === 'suite') return;
    if (data.skip !== undefined && data.skip !== false) {
      counts.skipped += 1;
      skips.add(`${data.name}: ${typeof data.skip === 'string' ? data.skip : 'no reason given'}`);
    } else if (data.todo === undefined || data.todo === false) counts.passed += 1;
  });
  stream.on('test:stderr', (data) => process.stderr.write(data.message));
  stream.on('test:diagnostic', (data) => {
    if (/^(measured|seed)\b/.test(data.message)) process.stdout.write(`  ${data.message}\n`);
  });
  for await (const _event of stream) void _event;
  process.stdout.write(`${title}  ${files.length} files  ${seconds(startedAt)}\n`);
};

typeCheck();
await runPart('unit', testFiles('*.test.ts').filter((file) => !file.endsWith('.slow.test.ts')));
await runPart('slow', testFiles('*.slow.test.ts'));
for (const skip of skips) process.stdout.write(`skipped  ${skip}\n`);
const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
