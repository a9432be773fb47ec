import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJudgment } from '@fengcun/judgment';
import { factsFromReading } from './facts-from-reading.ts';

/** An invented judgment with this operative part. */
const judged = (disposition: string): string => `云岭省松岚市望川区人民法院
刑 事 判 决 书
（2025）岭0103刑初71号
公诉机关云岭省松岚市望川区人民检察院。
被告人凌冬至，男，1987年12月22日出生，汉族，初中文化，无业，住松岚市望川区。
经审理查明，2022年6月10日，被告人凌冬至骗取被害单位预付货款人民币148000元后逃匿。
本院认为，被告人凌冬至的行为已构成合同诈骗罪。依照《中华人民共和国刑法》第二百二十四条之规定，判决如下：
${disposition}
审判长苏望川
二〇二五年四月十七日
书记员温书
`;

const combinedOf = (disposition: string): unknown => {
  const reading = readJudgment(judged(disposition));
  assert.ok(reading.ok);
  return factsFromReading(reading.value, 0).facts.combinedTermMonths;
};

test('办法18: the term that combines an earlier sentence is told by the judgment that combines; several new crimes do not tell it', () => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['被告人凌冬至犯合同诈骗罪，判处有期徒刑二年，并处罚金人民币一万元；与前罪诈骗罪判处的有期徒刑三年，并处罚金人民币二万元并罚，决定执行有期徒刑四年六个月，并处罚金人民币三万元。', 54],
    ['被告人凌冬至犯合同诈骗罪，判处有期徒刑二年，并处罚金人民币一万元。', 'unknown'],
    ['被告人凌冬至犯合同诈骗罪，判处有期徒刑二年，并处罚金人民币一万元；犯诈骗罪，判处有期徒刑三年，并处罚金人民币二万元；决定执行有期徒刑四年，并处罚金人民币三万元。', 'unknown'],
  ];
  for (const [disposition, expected] of rows) assert.equal(combinedOf(disposition), expected, disposition);
});
