import { run } from 'node:test';
import { argv } from 'node:process';

/**
 * Runs test files of pure packages in this one process, one after another, and tells the parent what came of
 * each test: the start of a process costs more than most of these tests.
 */
type Told = Readonly<{
  type: 'pass' | 'fail' | 'diagnostic'; name: string; file?: string; skip?: string | boolean; todo?: string | boolean;
  isSuite: boolean; text: string;
}>;

const tell = (told: Told): void => { process.send?.(told); };

const stream = run({ files: argv.slice(2), isolation: 'none', timeout: 10 * 60_000 });
stream.on('test:pass', ({ name, file, skip, todo, details }) => tell({
  type: 'pass', name, isSuite: details.type === 'suite', text: '',
  ...(file === undefined ? {} : { file }), ...(skip === undefined ? {} : { skip }), ...(todo === undefined ? {} : { todo }),
}));
stream.on('test:fail', ({ name, file, details }) => {
  const cause = details.error.cause ?? details.error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  tell({ type: 'fail', name, isSuite: details.type === 'suite', text: `${details.error.message}\n${text}`, ...(file === undefined ? {} : { file }) });
});
stream.on('test:diagnostic', ({ message }) => tell({ type: 'diagnostic', name: '', isSuite: false, text: message }));
for await (const _event of stream) void _event;
process.disconnect?.();
