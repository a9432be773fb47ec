import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JudgmentReading, readJudgment } from '@fengcun/judgment';
import fc from 'fast-check';
import { factsFromReading } from '../facts-from-reading.ts';
import { messagesFromReading } from '../messages/from-reading.ts';
import { correctReading, type FieldAnswer } from './correct-reading.ts';
import { fieldTexts } from './field-texts.ts';
import { READING_FIELD_NAMES } from './reading-field.ts';

/** An invented judgment whose birth date does not exist in the calendar. */
const TEXT = `云岭省松江县人民法院
刑 事 判 决 书
（2025）云9901刑初12号
公诉机关松江县人民检察院。
被告人虚小禾，男，2007年2月30日出生，汉族，初中文化，无业，住松江县。因涉嫌犯盗窃罪于2024年6月1日被刑事拘留，同年6月14日被逮捕。
松江县人民检察院指控被告人虚小禾犯盗窃罪，向本院提起公诉。本院依法组成合议庭，不公开开庭审理了本案。现已审理终结。
经审理查明，2024年5月11日凌晨，被告人虚小禾窃得被害人手机一部。
本院认为，被告人虚小禾以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。
依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人虚小禾犯盗窃罪，判处有期徒刑十个月，并处罚金人民币二千元。
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向云岭省中级人民法院提出上诉。
审　判　长　　闻某
二〇二五年三月三日
书　记　员　　骆某
`;
const reading: JudgmentReading = (() => {
  const read = readJudgment(TEXT);
  assert.ok(read.ok);
  return read.value;
})();
const valueOf = (field: string): string => fieldTexts(reading).find((one) => one.field === field)?.value ?? '';
const source = { organ: { type: 'court', code: '990101' }, system: 'file-import', version: 1 } as const;
const corrected = (answers: readonly FieldAnswer[]): JudgmentReading => {
  const made = correctReading(reading, answers);
  assert.ok(made.ok, JSON.stringify(made));
  return made.value.reading;
};

test('the invented judgment has exactly the doubt this file is about', () => {
  assert.deepEqual(reading.problems.map(({ code }) => code), ['BIRTH_DATE_DOUBTFUL']);
  assert.deepEqual([valueOf('penalty'), valueOf('termMonths'), valueOf('charges'), valueOf('fineYuan')], ['有期徒刑', '10', '盗窃罪', '2000']);
  const [doubted] = fieldTexts(reading).filter(({ doubts }) => doubts.length > 0);
  assert.deepEqual([doubted?.field, doubted?.person, doubted?.value], ['birthDate', 0, '']);
});

test('a date that a person gives stands in the place of what was doubted, and the doubt is settled', () => {
  const made = corrected([{ field: 'birthDate', person: 0, to: '2007-02-20' }]);
  assert.equal(factsFromReading(made, 0).facts.bornOn, '2007-02-20');
  const { messages, problems } = messagesFromReading({ reading: made, documentId: 'invented', source });
  assert.deepEqual([messages.length, problems], [1, []]);
  assert.equal(messages[0]?.person.bornOn, '2007-02-20');
});

test('unknown stays unknown: confirmed as not stated, the doubt is settled and no date decides', () => {
  const made = corrected([{ field: 'birthDate', person: 0, to: '' }]);
  assert.deepEqual([made.problems, factsFromReading(made, 0).facts.bornOn], [[], 'unknown']);
});

test('what nobody answered keeps its doubt', () => {
  assert.deepEqual(corrected([{ field: 'sex', person: 0, to: '男' }]).problems, reading.problems);
});

test('every answer comes back with what stood there before', () => {
  const made = correctReading(reading, [{ field: 'termMonths', person: 0, to: '12' }]);
  assert.ok(made.ok);
  assert.deepEqual(made.value.corrections, [{ field: 'termMonths', person: 0, from: '10', to: '12' }]);
});

test('of one charge the corrected sentence is the pronounced one as well; of several none is left to decide', () => {
  const one = factsFromReading(corrected([{ field: 'termMonths', person: 0, to: '61' }]), 0).facts;
  assert.deepEqual([one.executedTermMonths, one.longestPronouncedMonths], [61, 61]);
  const two = factsFromReading(corrected([{ field: 'charges', person: 0, to: '盗窃罪、故意伤害罪' }]), 0).facts;
  assert.deepEqual([two.charges, two.longestPronouncedMonths], [['盗窃罪', '故意伤害罪'], 'unknown']);
});

test('a penalty is written before its term, in whatever order they were answered', () => {
  const none = corrected([{ field: 'penalty', person: 0, to: '' }, { field: 'fineYuan', person: 0, to: '' }]);
  assert.equal(none.defendants[0]?.combined, undefined);
  const made = correctReading(none, [{ field: 'termMonths', person: 0, to: '7' }, { field: 'penalty', person: 0, to: '拘役' }]);
  assert.ok(made.ok);
  assert.deepEqual(made.value.reading.defendants[0]?.combined?.value, { type: '拘役', months: 7 });
});

// answer · why it is refused
const REFUSED: readonly (readonly [FieldAnswer, string])[] = [
  [{ field: 'birthDate', person: 0, to: '2007-02-30' }, 'VALUE_INVALID'], [{ field: 'birthDate', person: 0, to: '昨天' }, 'VALUE_INVALID'],
  [{ field: 'birthDate', person: 1, to: '2007-02-20' }, 'FIELD_UNKNOWN'], [{ field: 'birthDate', to: '2007-02-20' }, 'FIELD_UNKNOWN'],
  [{ field: 'court', person: 0, to: '某法院' }, 'FIELD_UNKNOWN'], [{ field: 'name', person: 0, to: ' ' }, 'VALUE_INVALID'],
  [{ field: 'termMonths', person: 0, to: '601' }, 'VALUE_INVALID'], [{ field: 'termMonths', person: 0, to: '-1' }, 'VALUE_INVALID'],
  [{ field: 'charges', person: 0, to: '偷懒罪' }, 'VALUE_INVALID'], [{ field: 'penalty', person: 0, to: '训诫' }, 'VALUE_INVALID'],
  [{ field: 'sex', person: 0, to: '不详' }, 'VALUE_INVALID'], [{ field: 'recidivist', person: 0, to: '是' }, 'VALUE_INVALID'],
  [{ field: 'custody', person: 0, to: '2024-06-02' }, 'VALUE_INVALID'],
];
for (const [answer, code] of REFUSED) {
  test(`refused: ${answer.field} ${answer.person ?? ''} «${answer.to}»`, () => {
    const made = correctReading(reading, [answer]);
    assert.equal(made.ok ? 'taken' : made.error.code, code);
  });
}

test('whatever is written, nothing throws, and values that are confirmed as they stand change no value', () => {
  const field = fc.constantFrom(...READING_FIELD_NAMES);
  fc.assert(fc.property(fc.array(fc.record({ field, person: fc.constantFrom(0, 1, 7), to: fc.string() }), { maxLength: 6 }), (answers) => {
    assert.equal(typeof correctReading(reading, answers).ok, 'boolean');
  }), { seed: 7, numRuns: 400 });
  const all = fieldTexts(reading).map(({ field: name, person, value }) => ({ field: name, to: value, ...(person === undefined ? {} : { person }) }));
  assert.deepEqual(corrected(all), { ...reading, problems: [] });
});
