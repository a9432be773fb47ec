import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayWidth } from '../../table/display-width.ts';
import type { Language, Terminal } from '../../terminal.ts';
import { PART_NAMES } from './names.ts';
import { PARTS } from './scenario.ts';
import { demoView, wrapped } from './view.ts';
import { CHECKS, escalated, finished, keepsCopy, ordered, SAID } from './words.ts';

const printed = (language: Language, width: number): readonly string[] => {
  const out: string[] = [];
  const terminal = { language, width, colour: false, out: (text: string) => { out.push(text); } } as unknown as Terminal;
  const view = demoView(terminal, language);
  view.title(SAID.title, SAID.invented);
  for (const words of Object.values(SAID)) {
    view.day('2026-12-07', words);
    for (const mark of ['done', 'late', 'quiet', 'plain'] as const) view.line(words, mark);
  }
  for (const words of [...PARTS.map(keepsCopy), ordered('F2026-GX755FSSV9'), escalated('police/530202000000'), ...CHECKS.map(({ told }) => told)]) view.line(words);
  view.command('fengcun seal propose … --ground newCrimeAsMinor --from 2027-06-21 --account judge-zhuo');
  view.progress(SAID.opening, PARTS.map((part) => ({ name: PART_NAMES[part], isDone: part === 'police' })));
  view.end(finished(45, './demo-out/seal'));
  return out.join('').split('\n');
};

test('everything that is said fits into 80 and into 120 columns, in both languages, and no line is left half empty by a sign alone', () => {
  for (const language of ['zh', 'en'] as const) {
    for (const width of [80, 120]) {
      for (const line of printed(language, width)) {
        assert.ok(displayWidth(line) <= width, `${width}: ${line}`);
        assert.doesNotMatch(line, /^\s*[，。：；、）]/, line);
      }
    }
  }
});

test('Chinese is broken anywhere but before a closing sign, other words at spaces; nothing is lost', () => {
  const rows: readonly (readonly [string, number, readonly string[]])[] = [
    ['one two three', 7, ['one two', 'three']], ['封存通知书', 6, ['封存通', '知书']], ['封存通，知书', 6, ['封存通，', '知书']],
    ['', 10, ['']], ['unbreakableword', 4, ['unbreakableword']],
  ];
  for (const [text, width, lines] of rows) assert.deepEqual(wrapped(text, width), lines, text);
});
