import { displayWidth } from '../../table/display-width.ts';
import { type Language, styled, type Terminal } from '../../terminal.ts';

/** The same thing in both languages. */
export type Words = Readonly<Record<Language, string>>;

/** How a line looks: done, in question, quiet, or plain. */
export type Mark = 'done' | 'late' | 'quiet' | 'plain';

/** Where the demonstration is told. */
export type View = Readonly<{
  words: (words: Words) => string;
  title: (words: Words, side: Words) => void;
  /** A new day begins: the line that a reader looks for first. */
  day: (day: string, words: Words) => void;
  line: (words: Words, mark?: Mark) => void;
  /** A command as a reader could give it. */
  command: (text: string) => void;
  /** How far the copies are: one sign for each, in their order. */
  progress: (words: Words, states: readonly Readonly<{ name: Words; isDone: boolean }>[]) => void;
  end: (words: Words) => void;
}>;

const INDENT = ' '.repeat(14);
const WIDTH_MAX = 110;

const cut = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text;
  let short = '';
  for (const sign of text) {
    if (displayWidth(short + sign) > width - 1) break;
    short += sign;
  }
  return `${short}…`;
};

const STYLES = { done: 'green', late: 'yellow', quiet: 'dim' } as const;
const SIGNS = { done: '✔ ', late: '! ', quiet: '  ', plain: '  ' } as const;

/** A calm page on a terminal: days at the left, what happens beside them, nothing that moves. */
export const demoView = (terminal: Terminal, language: Language): View => {
  const width = Math.min(terminal.width, WIDTH_MAX);
  const put = (text: string): void => terminal.out(`${text}\n`);
  const fits = (text: string): string => cut(text, width - INDENT.length - 2);
  const words: View['words'] = (one) => one[language];
  const line: View['line'] = (one, mark = 'plain') => {
    const text = `${SIGNS[mark]}${fits(words(one))}`;
    put(`${INDENT}${mark === 'plain' ? text : styled(terminal, STYLES[mark], text)}`);
  };
  return {
    words, line,
    title: (one, side) => {
      const [left, right] = [`  ${words(one)}`, words(side)];
      const space = width - displayWidth(left) - displayWidth(right) - 2;
      const between = space > 2 ? ' '.repeat(space) : '\n  ';
      put(`\n${styled(terminal, 'bold', left)}${between}${styled(terminal, 'dim', right)}`);
    },
    day: (day, one) => put(`\n  ${styled(terminal, 'cyan', day)}  ${styled(terminal, 'bold', fits(words(one)))}`),
    command: (text) => put(`${INDENT}${styled(terminal, 'dim', `$ ${fits(text)}`)}`),
    progress: (one, states) => {
      const done = states.filter(({ isDone }) => isDone).length;
      const bar = states.map(({ isDone }) => (isDone ? '■' : '□')).join('');
      const head = `${words(one)} ${bar} ${done}/${states.length}`;
      const missing = states.filter(({ isDone }) => !isDone).map(({ name }) => words(name));
      const tail = missing.length === 0 ? '' : `  ${{ zh: '尚缺', en: 'missing' }[language]} ${missing.join('、')}`;
      put(`${INDENT}  ${styled(terminal, 'green', head)}${styled(terminal, 'dim', cut(tail, width - INDENT.length
        - displayWidth(head) - 2))}`);
    },
    end: (one) => put(`\n  ${styled(terminal, 'bold', words(one))}\n`),
  };
};
