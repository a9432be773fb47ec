import { displayWidth } from '../../table/display-width.ts';
import { type Language, styled, type Terminal } from '../../terminal.ts';

/** The same thing in both languages. */
export type Words = Readonly<Record<Language, string>>;

/** How a line looks: done, late, quiet, or plain. */
export type Mark = 'done' | 'late' | 'quiet' | 'plain';

/** One organ and whether its copy is where it should be. */
export type CopyState = Readonly<{ name: Words; isDone: boolean }>;

/** The page the demonstration is told on. */
export type View = Readonly<{
  title: (words: Words, side: Words) => void;
  /** A day begins: the line that a reader looks for first. */
  day: (day: string, words: Words) => void;
  line: (words: Words, mark?: Mark) => void;
  /** A command as a reader could give it. */
  command: (text: string) => void;
  /** A paper and where it is; never cut, so that it can be opened. */
  paper: (path: string) => void;
  /** How far the copies are: one sign for each, in their order. */
  progress: (words: Words, states: readonly CopyState[]) => void;
  end: (words: Words) => void;
}>;

const INDENT = ' '.repeat(14);
const WIDTH_MAX = 110;
const STYLES = { done: 'green', late: 'yellow', quiet: 'dim' } as const;
const SIGNS = { done: '✔ ', late: '! ', quiet: '  ', plain: '  ' } as const;
const MISSING: Words = { zh: '尚缺 ', en: 'missing ' };
const BETWEEN: Words = { zh: '、', en: ', ' };
const PAPER: Words = { zh: '文书 ', en: 'paper ' };

/** Chinese may be broken anywhere, other words at their spaces. */
const PIECES = /\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+/g;
/** Signs that never begin a line. */
const CLOSING = /^[，。：；、）」』！？]/;

/** A text in lines of at most so many columns. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines = [''];
  for (const piece of text.match(PIECES) ?? []) {
    const line = lines.at(-1) ?? '';
    const isFull = line !== '' && displayWidth(line + piece.trimEnd()) > width && !CLOSING.test(piece);
    if (!isFull) lines[lines.length - 1] = line + piece;
    else if (piece.trim() !== '') lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
};

/** A calm page on a terminal: days at the left, what happens beside them, nothing that moves. */
export const demoView = (terminal: Terminal, language: Language): View => {
  const width = Math.min(terminal.width, WIDTH_MAX);
  const room = width - INDENT.length - 2;
  const put = (text: string): void => terminal.out(`${text}\n`);
  const beside = (lines: readonly string[], sign: string): string =>
    lines.map((line, at) => `${INDENT}${at === 0 ? sign : '  '}${line}`).join('\n');
  const dim = (text: string): string => styled(terminal, 'dim', text);
  return {
    line: (words, mark = 'plain') => {
      const text = beside(wrapped(words[language], room), SIGNS[mark]);
      put(mark === 'plain' ? text : styled(terminal, STYLES[mark], text));
    },
    title: (words, side) => {
      const [left, right] = [`  ${words[language]}`, side[language]];
      const space = width - displayWidth(left) - displayWidth(right) - 2;
      put(`\n${styled(terminal, 'bold', left)}${space > 2 ? ' '.repeat(space) : '\n  '}${dim(right)}`);
    },
    day: (day, words) => {
      const [first = '', ...more] = wrapped(words[language], room);
      const rest = more.map((line) => `\n${INDENT}${line}`).join('');
      put(`\n  ${styled(terminal, 'cyan', day)}  ${styled(terminal, 'bold', `${first}${rest}`)}`);
    },
    command: (text) => put(dim(beside(wrapped(text, room), '$ '))),
    paper: (path) => put(`${INDENT}  ${PAPER[language]}${path}`),
    progress: (words, states) => {
      const missing = states.filter(({ isDone }) => !isDone).map(({ name }) => name[language]);
      const bar = states.map(({ isDone }) => (isDone ? '■' : '□')).join('');
      const head = `${words[language]} ${bar} ${states.length - missing.length}/${states.length}`;
      const who = missing.length === 0 ? '' : `  ${MISSING[language]}${missing.join(BETWEEN[language])}`;
      const fits = displayWidth(head + who) <= room;
      put(`${INDENT}  ${styled(terminal, 'green', head)}${fits ? dim(who) : ''}`);
    },
    end: (words) => put(`\n  ${styled(terminal, 'bold', words[language])}\n`),
  };
};
