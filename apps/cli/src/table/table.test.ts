import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { ReportModel } from '../report/model.ts';
import { SAMPLE_MODEL } from '../report/testing/sample-model.ts';
import { clipTo, displayWidth, padTo, terminalText, wrapPieces } from './display-width.ts';
import { progressLine } from './progress-line.ts';
import { renderPersons } from './render-persons.ts';
import { renderSummary } from './render-summary.ts';
import { mostTelling } from './worked-example.ts';

const WIDTHS: readonly (readonly [text: string, columns: number, why: string])[] = [
  ['', 0, 'nothing'], ['abc', 3, 'Latin'], ['封存', 4, 'Han'], ['（2024）', 8, 'full-width brackets'], ['？', 2, 'full-width mark'],
  ['○◐●✔✘', 5, 'ambiguous marks are narrow'], ['«»·—', 4, 'ambiguous punctuation'], ['𠮷', 2, 'Han beyond the BMP'],
  ['e\u0301', 1, 'a combining accent takes no column'], ['ｱ', 1, 'half-width kana'], ['한', 2, 'Hangul'], ['😀', 2, 'emoji'],
];
for (const [text, columns, why] of WIDTHS) {
  test(`«${text}» takes ${columns} columns: ${why}`, () => assert.equal(displayWidth(text), columns));
}

test('padding and clipping count columns, not characters', () => {
  assert.equal(padTo('封', 4), '封  ');
  assert.equal(padTo('封存封存', 4), '封存封存');
  assert.equal(clipTo('封存封存', 8), '封存封存');
  assert.equal(clipTo('封存封存', 7), '封存封…');
  assert.equal(clipTo('封存封存', 6), '封存…');
});

test('pieces are joined up to the width', () => {
  assert.deepEqual(wrapPieces(['封存 1', '不封存 2', 'x'], 17), ['封存 1 · 不封存 2', 'x']);
  assert.deepEqual(wrapPieces([], 10), []);
});

test('text of a document cannot move the cursor, colour the terminal or reorder a line', () => {
  assert.equal(terminalText('周\u001b[2J某\r\n\u202e\u0007x'), '周 [2J某 x');
  const hostile = '\u001b]0;owned\u0007\u001b[31m';
  const model: ReportModel = {
    ...SAMPLE_MODEL,
    documents: SAMPLE_MODEL.documents.map((document) => ({
      ...document, source: hostile + document.source, text: document.text === undefined ? hostile : document.text.replaceAll('月', hostile),
      persons: document.persons.map((person) => ({ ...person, name: hostile, headline: hostile })),
    })),
  };
  for (const render of [renderSummary, renderPersons]) {
    const picture = render(model, { language: 'zh', colour: false, width: 100 });
    assert.equal(/[\u0000-\u0009\u000b-\u001f]/.test(picture), false);
  }
});

test('the picture of the sample, in Chinese', () => {
  const picture = renderSummary(SAMPLE_MODEL, { language: 'zh', colour: false, width: 100 });
  assert.equal(picture, [
    '封存 Fengcun  ·  5 份文书 · 5 人',
    '',
    '     读取        5   读取完整 3 · 存疑 1 · 未读取 1',
    '  ◐  应当封存    2   刑诉法第286条 1 · 治安管理处罚法第136条 1',
    '  ○  不予封存    2   刑期超过五年 1 · 满十八周岁 1',
    '  ？ 待人工判断  1   主要犯罪行为时间不明 1',
    '',
    '  例  12-two-charges-three-years.txt  周某  2 罪 · 有期徒刑3年，罚金 3,000 元',
    '     ◐ 应当封存 ← 犯罪的时候不满十八周岁 ✔',
    '                  (出生 2007-03-02, 行为 2024-05-11 «2007年3月2日出生» «2024年5月11日凌晨»)',
    '                ← 被判处五年有期徒刑以下刑罚（含五年） ✔  («决定执行有期徒刑三年»)',
    '     依据 《刑事诉讼法》第二百八十六条第一款；《未成年人犯罪记录封存实施办法》第四条第一款；《刑法》第九十九条',
    '',
  ].join('\n'));
});

test('English speaks English, and colour adds nothing but colour', () => {
  const plain = renderSummary(SAMPLE_MODEL, { language: 'en', colour: false, width: 100 });
  assert.match(plain, /to be sealed {4}2 {3}CPL art\. 286: 1 · PSAP art\. 136: 1/);
  assert.equal(/\u001b/.test(plain), false);
  const coloured = renderSummary(SAMPLE_MODEL, { language: 'en', colour: true, width: 100 });
  assert.notEqual(coloured, plain);
  assert.equal(stripVTControlCharacters(coloured), plain);
});

test('the columns of the person table line up, whatever the script', () => {
  const options = { language: 'zh', colour: false, width: 120 } as const;
  const starts = renderPersons(SAMPLE_MODEL, options).trimEnd().split('\n').map((line) => {
    const at = line.search(/[^\s/]+\.(txt|pdf|csv)/);
    return displayWidth(line.slice(0, at));
  });
  assert.equal(starts.length, 6);
  assert.equal(new Set(starts).size, 1);
});

test('the example is the person whose decision explains most; without persons there is none', () => {
  assert.equal(mostTelling(SAMPLE_MODEL)?.document.id, '12-two-charges');
  const empty: ReportModel = { ...SAMPLE_MODEL, documents: [] };
  assert.equal(mostTelling(empty), undefined);
  assert.match(renderSummary(empty, { language: 'zh', colour: false, width: 80 }), /^封存 Fengcun {2}· {2}0 份文书 · 0 人\n/);
});

const PROGRESS: readonly (readonly [state: Parameters<typeof progressLine>[0], line: string])[] = [
  [{ done: 0, total: 10, elapsedMs: 0 }, `${'░'.repeat(24)} 0/10`],
  [{ done: 5, total: 10, elapsedMs: 1000 }, `${'█'.repeat(12)}${'░'.repeat(12)} 5/10 · 5.0/s · 0:01`],
  [{ done: 3120, total: 100_000, elapsedMs: 2600 }, `${'░'.repeat(24)} 3,120/100,000 · 1,200/s · 1:21`],
  [{ done: 10, total: 10, elapsedMs: 1000 }, `${'█'.repeat(24)} 10/10 · 10/s · 0:00`],
  [{ done: 99, total: 10, elapsedMs: 1000 }, `${'█'.repeat(24)} 10/10 · 10/s · 0:00`],
  [{ done: 0, total: 0, elapsedMs: 0 }, `${'█'.repeat(24)} 0/0`],
];
for (const [state, line] of PROGRESS) {
  test(`progress ${state.done} of ${state.total} after ${state.elapsedMs} ms`, () => assert.equal(progressLine(state), line));
}
