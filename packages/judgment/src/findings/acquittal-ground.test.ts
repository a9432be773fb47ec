import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '@fengcun/kernel';
import { splitSections } from '../text/sections.ts';
import { acquittalGround } from './acquittal-ground.ts';

const judgment = (reasoning: string): string =>
  `云岭省青石县人民法院 刑事判决书 （2024）岭0121刑初9号 公诉机关青石县人民检察院。 被告人甲某，男。 现已审理终结。 经审理查明，事实如上。 `
  + `本院认为，${reasoning}判决如下： 被告人甲某无罪。 审判员乙某 二〇二四年三月一日 书记员丙某`;

test('the ground of an acquittal is the court\'s, and absent where it names both or none', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['公诉机关指控的事实不清、证据不足，指控的犯罪不能成立。依照《中华人民共和国刑事诉讼法》第二百条第（三）项之规定，', 'insufficientEvidence'],
    ['依照《中华人民共和国刑事诉讼法》第一百九十五条第（三）项之规定，', 'insufficientEvidence'],
    ['被告人的行为情节显著轻微，不构成犯罪。', 'innocent'],
    ['依照《中华人民共和国刑事诉讼法》第二百条第（二）项之规定，', 'innocent'],
    ['盗窃的指控证据不足；另一行为不构成犯罪。', undefined],
    ['被告人应予释放。', undefined],
  ];
  for (const [reasoning, ground] of rows) {
    const text = judgment(reasoning);
    const found = acquittalGround(text, splitSections(text));
    assert.equal(found?.value, ground, reasoning);
    if (found !== undefined) assert.ok(reasoning.includes(textOf(text, found.span)));
  }
});
