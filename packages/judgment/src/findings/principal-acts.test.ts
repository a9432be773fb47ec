import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitSections } from '../text/sections.ts';
import { principalActsBefore18 } from './principal-acts.ts';

const judgment = (reasoning: string): string =>
  `云岭省青石县人民法院 刑事判决书 （2024）岭0121刑初9号 公诉机关青石县人民检察院。 被告人甲某，男。 现已审理终结。 经审理查明，事实如上。 `
  + `本院认为，${reasoning}判决如下： 被告人甲某犯盗窃罪，判处拘役三个月。 审判员乙某 二〇二四年三月一日 书记员丙某`;

test('where the principal acts lie is what the court says, and absent where it says both or nothing', () => {
  const rows: readonly (readonly [string, boolean | undefined])[] = [
    ['其主要犯罪行为发生在十八周岁以前。', true],
    ['主要犯罪行为系未满十八周岁时实施。', true],
    ['被告人的主要犯罪事实发生在年满18周岁之前。', true],
    ['其主要犯罪行为发生在年满十八周岁以后。', false],
    ['其主要犯罪行为系成年后实施。', false],
    ['主要犯罪行为发生在十八周岁以前；也有人认为主要犯罪行为发生在十八周岁以后。', undefined],
    ['部分犯罪行为发生在十八周岁以前。', undefined],
    ['被害人未满十八周岁。', undefined],
  ];
  for (const [reasoning, expected] of rows) {
    const text = judgment(reasoning);
    assert.equal(principalActsBefore18(text, splitSections(text))?.value, expected, reasoning);
  }
});
