import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJudgment } from './read-judgment.ts';
import { readingToJson } from './to-json.ts';

const TEXT = '甄一盗窃罪一审刑事判决书 山城县人民法院 刑事判决书 （2020）甲0101刑初12号 公诉机关山城县人民检察院。 '
  + '被告人甄一（绰号“小甄”），男，1980年5月6日出生，汉族，住山城县。因犯盗窃罪于2017年1月29日被山城县人民法院判处有期徒刑一年，2018年1月21日刑满释放。因涉嫌犯盗窃罪于2020年3月1日被刑事拘留，同年3月8日被逮捕。 '
  + '公诉机关指控，2020年2月3日，被告人甄一窃取手机一部。 经审理查明，2020年2月3日，被告人甄一窃取手机一部。 上述事实，被告人甄一无异议。 '
  + '本院认为，被告人甄一在刑罚执行完毕后五年内再犯应当判处有期徒刑以上刑罚之罪，系累犯；归案后如实供述自己的罪行，可以从轻处罚。判决如下： '
  + '一、被告人甄一犯盗窃罪，判处有期徒刑七个月，并处罚金人民币二千元。 （刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2020年3月1日起至2020年9月30日止。） '
  + '二、责令退赔被害人三千元。 如不服本判决，可在接到判决书的第二日起十日内上诉。 审判员 石一 二〇二〇年六月一日 书记员 云二 附：刑法第七十二条 缓刑';

const jsonOf = (text: string): Record<string, unknown> => {
  const reading = readJudgment(text);
  assert.ok(reading.ok);
  return JSON.parse(JSON.stringify(readingToJson('example', reading.value))) as Record<string, unknown>;
};

test('a whole judgment is read into the stable form', () => {
  const { evidence, ...rest } = jsonOf(TEXT);
  assert.deepEqual(rest, {
    id: 'example', court: '山城县人民法院', caseNumber: '（2020）甲0101刑初12号', judgmentDate: '2020-06-01', instance: 'first',
    defendants: [{
      name: '甄一', aliases: ['小甄'], sex: '男', birthDate: '1980-05-06',
      charges: [{ name: '盗窃罪', term: { type: '有期徒刑', months: 7 }, fineYuan: 2000 }],
      combined: { type: '有期徒刑', months: 7 }, fineYuan: 2000, termStart: '2020-03-01', termEnd: '2020-09-30',
      recidivist: true, juvenileAtOffence: false, surrender: false, confession: true,
      offenceFrom: '2020-02-03', offenceTo: '2020-02-03',
      custody: [{ measure: 'pretrialDetention', on: '2020-03-01' }, { measure: 'arrest', on: '2020-03-08' }],
      priorConvictions: [{ charges: ['盗窃罪'], date: '2017-01-29', term: { type: '有期徒刑', months: 12 }, releaseDate: '2018-01-21' }],
    }],
    problems: [],
  });
});

test('every value points at the words that prove it', () => {
  const evidence = jsonOf(TEXT)['evidence'] as Record<string, [number, number]>;
  const words = (pointer: string): string => TEXT.slice(...(evidence[pointer] ?? [0, 0]));
  assert.equal(words('/court'), '山城县人民法院');
  assert.equal(words('/defendants/0/name'), '甄一');
  assert.equal(words('/defendants/0/charges/0/name'), '盗窃罪');
  assert.equal(words('/defendants/0/charges/0/term'), '有期徒刑七个月');
  assert.equal(words('/defendants/0/combined'), '有期徒刑七个月');
  assert.equal(words('/defendants/0/fineYuan'), '罚金人民币二千元');
  assert.match(words('/defendants/0/termStart'), /^2020年3月1日起至2020年9月30日止$/);
  assert.equal(words('/defendants/0/recidivist'), '累犯');
  assert.equal(words('/defendants/0/confession'), '如实供述');
  assert.ok('/defendants/0/priorConvictions/0' in evidence && '/defendants/0/custody/1' in evidence);
});

test('absent values have no key; the four that are always told are there', () => {
  const text = '山城县人民法院 刑事判决书 被告人甄一。 本院认为，有罪。判决如下： 被告人甄一犯盗窃罪，免予刑事处罚。 审判员 石一 二〇二〇年六月一日';
  const [defendant] = jsonOf(text)['defendants'] as readonly Record<string, unknown>[];
  assert.deepEqual(defendant, {
    name: '甄一', charges: [{ name: '盗窃罪', term: { type: '免予刑事处罚', months: 0 } }],
    combined: { type: '免予刑事处罚', months: 0 }, recidivist: false, juvenileAtOffence: false, surrender: false, priorConvictions: [],
  });
});

test('what is no criminal judgment is refused with a reason', () => {
  const codeOf = (text: string): string => {
    const reading = readJudgment(text);
    return reading.ok ? 'READ' : reading.error.code;
  };
  assert.equal(codeOf(''), 'EMPTY');
  assert.equal(codeOf(' \n　'), 'EMPTY');
  assert.equal(codeOf('今天天气很好。'), 'NOT_A_JUDGMENT');
  assert.equal(codeOf('山城县人民法院 民事判决书 原告甄一，被告贾二。 判决如下： 被告贾二偿还借款。'), 'NOT_CRIMINAL');
  assert.equal(codeOf('判决'.repeat(2_000_001)), 'TOO_LARGE');
});

test('the blank form and a lost operative part make no record', () => {
  const blank = jsonOf('山城县人民法院 刑事判决书 被告人甄一，男。 判决如下： ……（写明判决结果。一、被告人甄一犯盗窃罪，判处……（写明主刑）。） 审判员 石一');
  assert.deepEqual(blank['defendants'], []);
  const lost = readJudgment('山城县人民法院 刑事裁定书 上诉人甄一，男。 原审判决如下：被告人甄一犯盗窃罪，判处拘役二个月。宣判后，上诉人甄一提出上诉。');
  assert.ok(lost.ok);
  assert.ok(lost.value.problems.some((problem) => problem.code === 'DISPOSITION_MISSING'));
  assert.equal(lost.value.defendants[0]?.combined, undefined);
});

test('no mutation of a judgment makes the reader throw or point outside the text', () => {
  const pieces = [...'犯罪判处有期徒刑缓刑罚金元年月日（），。；、一二十百0123被告人决定执行与前罪撤销维持自至起止', '判决如下', '本院认为', '被告人甄一犯'];
  const edit = fc.record({ at: fc.nat(TEXT.length), drop: fc.nat(40), add: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }) });
  fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
    let text = TEXT;
    for (const { at, drop, add } of edits) text = text.slice(0, at) + add.join('') + text.slice(at + drop);
    const reading = readJudgment(text);
    if (!reading.ok) return;
    const { evidence, problems } = readingToJson('x', reading.value) as { evidence: Record<string, number[]>; problems: { span: number[] }[] };
    for (const [start = -1, end = -1] of [...Object.values(evidence), ...problems.map((problem) => problem.span)]) {
      assert.ok(start >= 0 && start <= end && end <= text.length);
    }
  }), { numRuns: 2000 });
});

// A timing never fails a test; `bench judgment` holds the target of a second.
test('a megabyte of hostile text is read', (context) => {
  let slowest = { piece: '', milliseconds: 0 };
  const head = '山城县人民法院 刑事判决书 被告人甄一，男，1980年1月1日出生。 本院认为，被告人甄一系累犯。';
  for (const piece of ['犯', '被告人甄一犯', '有期徒刑', '（', '自2020年1月1日起至', '与前罪', '1，234，', '自首，', '如实供述', '未成年', '辩护人提出', '决定', '禁止从事', '以罪判处']) {
    for (const text of [`${head}判决如下：${piece.repeat(1_000_000 / piece.length)}`, `${head}${piece.repeat(1_000_000 / piece.length)}判决如下：被告人甄一犯盗窃罪，判处拘役二个月。`]) {
      const started = process.cpuUsage();
      assert.ok(readJudgment(text).ok);
      const milliseconds = Math.round(process.cpuUsage(started).user / 1000);
      if (milliseconds > slowest.milliseconds) slowest = { piece, milliseconds };
    }
  }
  context.diagnostic(`measured slowest megabyte of hostile text: ${slowest.milliseconds} ms of CPU`);
});
