import { readingToJson, readJudgment } from '@fengcun/judgment';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { expandFiles } from '../files.ts';
import { parseOptions } from '../options.ts';
import { startProgress } from '../progress.ts';
import { openSources, type Source } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

/** One line of `parse --json`: a reading, or why there is none. */
export type ParsedDocument = Readonly<{
  id: string;
  refused?: Readonly<{ code: string; message: string }>;
  defendants: readonly unknown[];
  problems: readonly Readonly<{ code: string; message: string }>[];
}>;

const refusal = (id: string, code: string, message: string): ParsedDocument =>
  ({ id, refused: { code, message }, defendants: [], problems: [] });

/** Reads one source as a judgment; rows and unreadable parts are refusals with what would be right. */
export const parseSource = ({ document }: Source): ParsedDocument => {
  switch (document.kind) {
    case 'refused': return refusal(document.id, document.refusal.code, document.refusal.message);
    case 'rows':
      return refusal(document.id, 'ROWS',
        'The file holds rows of a business system: give it to `decide`, which reads rows.');
    case 'text': {
      const reading = readJudgment(document.text);
      return reading.ok ? readingToJson(document.id, reading.value) as ParsedDocument
        : refusal(document.id, reading.error.code, reading.error.message);
    }
  }
};

type Status = 'exact' | 'doubtful' | 'refused';

const statusOf = ({ refused, problems }: ParsedDocument): Status =>
  refused !== undefined ? 'refused' : problems.length === 0 ? 'exact' : 'doubtful';

const line = (document: ParsedDocument, language: Terminal['language']): string => {
  if (document.refused !== undefined) return `✘ ${document.id}  ${document.refused.message}\n`;
  const mark = document.problems.length === 0 ? '✔' : '?';
  const count = document.defendants.length;
  const persons = language === 'zh' ? `${count} 人` : `${count} person(s)`;
  const doubts = document.problems.map((problem) => `\n    ${problem.code}: ${problem.message}`).join('');
  return `${mark} ${document.id}  ${persons}${doubts}\n`;
};

/** `fengcun parse FILE… [--json]`: one object (or line) a document; the rest goes on after a bad one. */
export const parse = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, { json: { type: 'boolean' } });
  if (given.words.length === 0) {
    throw new UnusableInput('no file given; for example: ./fengcun parse examples/ --json');
  }
  const files = await expandFiles(given.words);
  const asJson = given.values['json'] === true;
  const counts: Record<Status, number> = { exact: 0, doubtful: 0, refused: 0 };
  const progress = startProgress(terminal, files.length, terminal.language === 'zh' ? '份文件' : 'files');
  let done = 0;
  for (const file of files) {
    for await (const source of openSources(file)) {
      const document = parseSource(source);
      counts[statusOf(document)] += 1;
      if (asJson) terminal.out(`${JSON.stringify(document)}\n`);
      // A refusal is one clear line on stderr, so that a script's output holds readings only.
      else (document.refused === undefined ? terminal.out : terminal.note)(line(document, terminal.language));
    }
    done += 1;
    progress.advance(done);
  }
  progress.end();
  if (!asJson) terminal.out(summary(counts, terminal.language));
  if (counts.exact + counts.doubtful === 0) return EXIT.unusable;
  return counts.doubtful + counts.refused > 0 ? EXIT.findings : EXIT.done;
};

const summary = (counts: Readonly<Record<Status, number>>, language: Terminal['language']): string =>
  language === 'zh'
    ? `\n读取完整 ${counts.exact} · 存疑 ${counts.doubtful} · 拒绝 ${counts.refused}\n`
    : `\nread exactly ${counts.exact} · doubtful ${counts.doubtful} · refused ${counts.refused}\n`;
