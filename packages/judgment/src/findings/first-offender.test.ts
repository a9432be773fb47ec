import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitSections } from '../text/sections.ts';
import { firstOffender } from './first-offender.ts';

const judgment = (reasoning: string): string =>
  `云岭省青石县人民法院 刑事判决书 （2024）岭0121刑初9号 公诉机关青石县人民检察院。 被告人甲某，男。 现已审理终结。 经审理查明，事实如上。 `
  + `${reasoning}判决如下： 被告人甲某犯盗窃罪，判处拘役三个月。 审判员乙某 二〇二四年三月一日 书记员丙某`;

test('a first offence is one only in the court\'s own words', () => {
  const rows: readonly (readonly [string, true | undefined])[] = [
    ['本院认为，被告人甲某盗窃财物，构成盗窃罪。其系初犯，可酌情从轻处罚。', true],
    ['本院认为，被告人甲某盗窃财物，系初犯、偶犯，构成盗窃罪。', true],
    ['本院认为，被告人甲某无前科，认罪态度较好。', true],
    ['本院认为，构成盗窃罪。辩护人提出被告人系初犯的意见，予以采纳。', undefined],
    ['本院认为，构成盗窃罪。公诉机关认为被告人系初犯。', undefined],
    ['本院认为，被告人甲某并非初犯。', undefined],
    ['本院认为，有无前科证明材料在案，构成盗窃罪。', undefined],
    ['本院认为，被告人甲某构成盗窃罪。', undefined],
  ];
  for (const [reasoning, expected] of rows) {
    const text = judgment(reasoning);
    assert.equal(firstOffender(text, splitSections(text))?.value, expected, reasoning);
  }
});
