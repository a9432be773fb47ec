import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showSentences } from './show-sentences.ts';

const COURT = '山城县人民法院（2020）甲0101刑初12号刑事判决';

type Row = readonly [operative: string, line: string, problems: readonly string[]];

const check = (rows: readonly Row[]): void => {
  for (const [operative, line, problems] of rows) {
    assert.deepEqual(showSentences(['甄一'], operative), { lines: [line], problems }, operative);
  }
};

test('the sentences a second instance annuls are old; the one after them counts', () => check([
  [`：一、撤销${COURT}，即：被告人甄一犯危险驾驶罪，判处拘役二个月，并处罚金3000元。 二、上诉人（原审被告人）甄一犯危险驾驶罪，判处拘役一个月，缓刑二个月，并处罚金3000元。`,
    '甄一：危险驾驶罪 拘役1 罚3000 → 拘役1 缓2 罚3000', []],
  [`：撤销${COURT}； 二、被告人甄一犯交通肇事罪，判处有期徒刑六个月，缓刑一年。`, '甄一：交通肇事罪 有期徒刑6 → 有期徒刑6 缓12', []],
  [`：一、维持${COURT}定罪部分，即被告人甄一犯挪用资金罪。 二、撤销${COURT}量刑部分，即判处有期徒刑七年。 三、上诉人甄一犯挪用资金罪，判处有期徒刑五年。`,
    '甄一：挪用资金罪 有期徒刑60 → 有期徒刑60', []],
  [`：一、维持${COURT}第一项对甄一的定罪部分； 二、撤销${COURT}第一项对甄一的量刑部分及第二项； 三、甄一犯盗窃罪，判处有期徒刑三年缓刑四年，并处罚金20000元。`,
    '甄一：盗窃罪 有期徒刑36 罚20000 → 有期徒刑36 缓48 罚20000', []],
  [`：一、撤销${COURT}中第一项对被告人甄一的量刑部分，维持该判决其他部分。 二、上诉人甄一犯赌博罪，判处有期徒刑一年，缓刑一年六个月，并处罚金人民币二万元（罚金已缴纳；缓刑考验期间从判决确定之日起计算）。`,
    '甄一：赌博罪 有期徒刑12 罚20000 → 有期徒刑12 缓18 罚20000', []],
  [`：撤销${COURT}。上诉人甄一犯诈骗罪，判处有期徒刑二年。`, '甄一：诈骗罪 有期徒刑24 → 有期徒刑24', []],
  [`：一、维持${COURT}第二项，即赃款发还被害人。 二、撤销${COURT}第一项，即被告人甄一犯诈骗罪，判处有期徒刑三年，缓刑四年。 三、上诉人甄一无罪。`, '甄一： → 无罪', []],
]));

test('what a second instance maintains is taken with a note that it is an earlier sentence', () => check([
  [`：一、维持${COURT}中罚金部分，即被告人甄一犯贩卖毒品罪，并处罚金人民币10000元（已缴纳）。 二、撤销${COURT}中有期徒刑的内容，即被告人甄一犯贩卖毒品罪，判处有期徒刑三年六个月。 三、原审被告人甄一犯贩卖毒品罪，判处有期徒刑二年三个月。`,
    '甄一：贩卖毒品罪 有期徒刑27 罚10000 → 有期徒刑27 罚10000', ['SENTENCE_AFFIRMED']],
  [`：一、维持${COURT}第一项，即被告人甄一犯盗窃罪，判处有期徒刑一年； 二、撤销${COURT}第二项。`, '甄一：盗窃罪 有期徒刑12 → 有期徒刑12', ['SENTENCE_AFFIRMED']],
]));

test('a dismissed appeal: the sentence that stands is read where the text quotes it', () => {
  const quoted = `原审${COURT}认定被告人甄一盗窃。判决：被告人甄一犯盗窃罪，判处有期徒刑一年，并处罚金2000元。宣判后，被告人甄一不服，提出上诉，请求判处拘役二个月。`;
  assert.deepEqual(showSentences(['甄一'], '：驳回上诉，维持原判。', quoted), {
    lines: ['甄一：盗窃罪 有期徒刑12 罚2000 → 有期徒刑12 罚2000'], problems: ['SENTENCE_AFFIRMED'],
  });
  const told = '原审法院以盗窃罪判处被告人甄一有期徒刑一年，并处罚金2000元。上诉人甄一提出量刑过重。';
  assert.deepEqual(showSentences(['甄一'], '：驳回上诉，维持原判。', told).lines, ['甄一：盗窃罪 有期徒刑12 罚2000 → 有期徒刑12 罚2000']);
  assert.deepEqual(showSentences(['甄一'], '：驳回上诉，维持原判。', '原审判处有罪。'), {
    lines: ['甄一：无'], problems: ['OLD_SENTENCE_UNCLEAR'],
  });
});

test('an annulled suspension of the same case is no revoked suspension of an earlier one', () => {
  const shown = showSentences(['甄一'], `：一、撤销${COURT}中对被告人甄一宣告缓刑的部分。 二、原审被告人甄一犯盗窃罪，判处有期徒刑一年。`);
  assert.deepEqual(shown, { lines: ['甄一：盗窃罪 有期徒刑12 → 有期徒刑12'], problems: [] });
});

test('a merger inside a second instance', () => check([
  [`：一、维持${COURT}第一项，即撤销本院（2018）甲01刑终7号刑事判决书对被告人甄一宣告的缓刑。 二、撤销${COURT}第二项，即被告人甄一犯故意伤害罪，判处有期徒刑五年，与前罪所判有期徒刑三年并罚，决定执行有期徒刑七年。 三、上诉人甄一犯故意伤害罪，判处有期徒刑四年，与山城县人民法院（2018）甲0101刑初5号刑事判决中对甄一犯聚众斗殴罪，判处有期徒刑三年数罪并罚，决定执行有期徒刑六年。`,
    '甄一：故意伤害罪 有期徒刑48 → 有期徒刑72 并前罪 撤缓', []],
]));
