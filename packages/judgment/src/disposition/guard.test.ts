import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemCode } from '../reading.ts';
import { showSentences } from './show-sentences.ts';

const problemsOf = (operative: string, names: readonly string[] = ['甄一']): readonly ProblemCode[] =>
  showSentences(names, operative).problems;

test('nothing that speaks of a penalty is passed over in silence', () => {
  const rows: readonly (readonly [operative: string, code: ProblemCode])[] = [
    ['：被告人甄一犯盗窃罪，判处有期徙刑七个月。', 'DISPOSITION_UNREAD_TEXT'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑X年。', 'TERM_UNREADABLE'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，并处罚金人民币X万元。', 'FINE_UNREADABLE'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，并处罚金。', 'FINE_UNREADABLE'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，并处没收部分财产。', 'FINE_UNREADABLE'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，并处没收个人财产。', 'FINE_UNREADABLE'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，判处有期徒刑八个月。', 'DISPOSITION_UNREAD_TEXT'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，并处罚金1000元，并处罚金2000元。', 'FINE_CONTRADICTS'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月。（罚金限判决生效后十日内缴纳。）', 'FINE_CONTRADICTS'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑七个月，缓刑一年，缓刑二年。', 'PROBATION_OUT_OF_RANGE'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑一年；犯赌博罪，判处拘役二个月。', 'COMBINED_MISSING'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑一年；犯赌博罪，判处拘役二个月；数罪并罚，决定执行如上。', 'COMBINED_MISSING'],
    ['：被告人甄一犯盗窃罪、赌博罪，数罪并罚，决定执行有期徒刑一年。', 'TERM_MISSING'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑一年，与前罪有期徒刑二年并罚。', 'DISPOSITION_UNREAD_TEXT'],
    ['：被告人甄一犯盗窃罪，判处一年六个月，并处罚金1000元。', 'DISPOSITION_UNREAD_TEXT'],
    ['：被告人甄一犯盗窃罪，一年六个月，并处罚金1000元。', 'TERM_MISSING'],
    ['：一、维持原判对甄一的定罪及罚金部分； 二、撤销原判对甄一的处刑部分； 三、上诉人甄一犯盗窃罪，判处拘役二个月。', 'OLD_SENTENCE_UNCLEAR'],
    ['：判处被告人甄一有期徒刑一年。', 'DISPOSITION_UNREAD_TEXT'],
    ['：犯盗窃罪，判处有期徒刑一年。', 'DISPOSITION_WITHOUT_DEFENDANT'],
    ['：被告人贾二犯盗窃罪，判处有期徒刑一年。被告人易三犯盗窃罪，判处有期徒刑一年。', 'DISPOSITION_WITHOUT_DEFENDANT'],
    ['：责令退赔三千元。', 'DEFENDANT_WITHOUT_DISPOSITION'],
    ['：被告人甄一犯盗窃罪，判处有期徒刑六个；', 'TERM_UNREADABLE'],
    ['', 'DISPOSITION_MISSING'],
    ['……（写明判决结果。一、被告人甄一犯盗窃罪，判处……（写明主刑、附加刑）。）', 'DISPOSITION_BLANK'],
  ];
  for (const [operative, code] of rows) assert.ok(problemsOf(operative).includes(code), `${operative} → ${problemsOf(operative).join()}`);
});

test('分别判处 gives nobody a guessed penalty; a name before 判处 tells whose it is', () => {
  assert.deepEqual(showSentences(['甄一', '贾二'], '：被告人甄一、贾二犯盗窃罪，分别判处有期徒刑一年、十个月。'), {
    lines: ['甄一：盗窃罪 → 不明', '贾二：盗窃罪 → 不明'],
    problems: ['DISPOSITION_UNREAD_TEXT', 'TERM_MISSING', 'TERM_MISSING'],
  });
  assert.deepEqual(showSentences(['甄一', '贾二'], '：被告人甄一、贾二犯盗窃罪，甄一判处有期徒刑一年，贾二判处拘役二个月。'), {
    lines: ['甄一：盗窃罪 有期徒刑12 → 有期徒刑12', '贾二：盗窃罪 拘役2 → 拘役2'], problems: [],
  });
});

test('another form of the name is taken with a doubt, a stranger is not taken for a defendant', () => {
  assert.deepEqual(showSentences(['甄一方'], '：被告人甄一芳犯盗窃罪，判处有期徒刑一年。'), {
    lines: ['甄一方：盗窃罪 有期徒刑12 → 有期徒刑12'], problems: ['DEFENDANT_NAME_DOUBTFUL'],
  });
  assert.deepEqual(showSentences(['甄某', '贾二'], '：一、被告人甄一犯盗窃罪，判处有期徒刑一年。 二、被告人贾二犯盗窃罪，判处有期徒刑一年。').lines, [
    '甄某：盗窃罪 有期徒刑12 → 有期徒刑12', '贾二：盗窃罪 有期徒刑12 → 有期徒刑12',
  ]);
  assert.deepEqual(showSentences([], '：被告人甄一犯盗窃罪，判处有期徒刑一年。'), {
    lines: ['？甄一：盗窃罪 有期徒刑12 → 有期徒刑12'], problems: ['DISPOSITION_WITHOUT_DEFENDANT'],
  });
});

test('a term printed for several fines without a total is summed up with a doubt', () => {
  const shown = showSentences(['甄一'], '：被告人甄一犯盗窃罪，判处有期徒刑一年，并处罚金1000元；犯赌博罪，判处拘役二个月，并处罚金2000元；决定执行有期徒刑一年。');
  assert.deepEqual(shown, {
    lines: ['甄一：盗窃罪 有期徒刑12 罚1000；赌博罪 拘役2 罚2000 → 有期徒刑12 罚3000'], problems: ['FINE_CONTRADICTS'],
  });
});
