import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { readJudgment } from '@fengcun/judgment';
import { makeCaseCode } from '../case-code/case-code.ts';
import { parseIntakeMessage, toEnvelope } from './envelope.ts';
import { messagesFromReading } from './from-reading.ts';
import { messagesFromRecord } from './from-record.ts';
import { KIND_NAMES_IN_ORDER, kindSpec } from './message-kinds.ts';
import { comparableNumber, messageContentHash } from './message.ts';
import { INTAKE_MESSAGE_SCHEMA } from './message-schema.ts';
import { civil, mod112Character } from '@fengcun/kernel';

// ajv-formats publishes its function as `default` of a CommonJS module.
const withFormats = addFormats as unknown as (ajv: Ajv2020) => Ajv2020;
const isValid = withFormats(new Ajv2020({ strict: false })).compile(INTAKE_MESSAGE_SCHEMA);

type Data = Record<string, unknown>;
const NUMBER = `11010519900101001${mod112Character('11010519900101001')}`;

const envelope = (changes: Data = {}, data: Data = {}): Data => ({
  specversion: '1.0', id: 'D-1.1', source: 'urn:fengcun:court:1100:trial-system',
  type: 'cn.fengcun.intake.judgmentRecorded.v1', datacontenttype: 'application/json',
  data: {
    source: { organ: { type: 'court', code: '1100' }, system: 'trial-system', messageId: 'D-1', version: 1 },
    case: { references: [{ type: 'courtCase', number: '（2024）京0000刑初1号' }] },
    person: { kind: 'person', names: [{ text: '林小禾', use: 'current' }], documents: [{ type: 'residentIdentityCard', number: NUMBER }] },
    content: {
      documentNumber: '（2024）京0000刑初1号', court: '某某市人民法院', decidedOn: '2024-05-06', charges: ['盗窃罪'],
      sentence: { penalty: 'fixedTermImprisonment', termMonths: 8, fineYuan: 2000 },
    },
    ...data,
  },
  ...changes,
});

const codes = (value: unknown): readonly string[] => {
  const parsed = parseIntakeMessage(value);
  return parsed.ok ? [] : parsed.error.map((refusal) => `${refusal.code} ${refusal.at}`).sort();
};
const person = (more: Data): Data => ({ person: { kind: 'person', names: [{ text: '林小禾', use: 'current' }], documents: [], ...more } });
const content = (more: Data): Data => ({ content: { documentNumber: '1号', court: '某某市人民法院', decidedOn: '2024-05-06', ...more } });

test('every refusal names its code and place, both sides of each rule', () => {
  const source = (more: Data, organ: Data = {}): Data => ({
    source: { organ: { type: 'court', code: '1100', ...organ }, system: 'trial-system', messageId: 'D-1', version: 1, ...more },
  });
  const rows: readonly (readonly [unknown, readonly string[]])[] = [
    [envelope(), []], [null, ['NOT_AN_OBJECT ']], [[], ['NOT_AN_OBJECT ']], ['x', ['NOT_AN_OBJECT ']],
    [envelope({ specversion: '0.3' }), ['ENVELOPE_VERSION /specversion']], [envelope({ subject: 'x' }), ['ENVELOPE_SUBJECT /subject']],
    [envelope({ id: 'D-1' }), ['ENVELOPE_ID /id']], [envelope({ id: 'D-1.2' }), ['ENVELOPE_ID /id']],
    [envelope({ source: 'urn:fengcun:court:1101:trial-system' }), ['ENVELOPE_SOURCE /source']],
    [envelope({ time: '2024-05-06T10:00:00Z' }), []], [envelope({ time: '2024-05-06 10:00' }), ['ENVELOPE_TIME /time']],
    [envelope({ traceparent: '00-1-2-01' }), []], [envelope({ 林小禾: 1 }), ['ENVELOPE_EXTENSION ']], [envelope({ x: {} }), ['ENVELOPE_EXTENSION ']],
    [envelope({ type: 'cn.fengcun.intake.judgmentRecorded.v2' }), ['KIND_UNKNOWN /type']], [envelope({ type: 'cn.fengcun.intake.toString.v1' }), ['KIND_UNKNOWN /type']],
    [envelope({ data: undefined }), ['NOT_AN_OBJECT /data']], [envelope({}, { extra: 1 }), ['FIELD_UNKNOWN /data']], [envelope({}, { person: undefined }), ['FIELD_MISSING /data/person']],
    [envelope({}, person({ documents: [{ type: 'residentIdentityCard', number: NUMBER.slice(0, 17) + (NUMBER[17] === '0' ? '1' : '0') }] })), ['DOCUMENT_INVALID /data/person/documents/0/number']],
    [envelope({}, person({ names: [] })), ['PERSON_EMPTY /data/person']], [envelope({}, person({ kind: 'entity', sex: '男' })), ['ENTITY_FIELDS /data/person']],
    [envelope({}, person({ names: [{ text: ' ', use: 'current' }] })), ['FIELD_EMPTY /data/person/names/0/text']],
    [envelope({}, person({ names: [{ text: 'a\u202eb', use: 'current' }] })), ['FIELD_FORMAT /data/person/names/0/text']],
    [envelope({}, person({ bornOn: '1990-02-29' })), ['DATE_IMPOSSIBLE /data/person/bornOn']], [envelope({}, person({ bornOn: '1992-02-29' })), []],
    [envelope({}, person({ bornOn: null })), ['FIELD_TYPE /data/person/bornOn']], [envelope({}, { case: {} }), ['CASE_EMPTY /data/case']],
    [envelope({}, { case: { code: makeCaseCode(new Uint8Array(10).fill(9)) } }), []], [envelope({}, { case: { code: '0000-0000-0000-0000-00' } }), ['CASE_CODE_INVALID /data/case/code']],
    [envelope({}, content({ charges: ['不存在的罪'] })), ['CHARGE_UNKNOWN /data/content/charges/0']], [envelope({}, content({ charges: [] })), ['LIST_EMPTY /data/content/charges']],
    [envelope({}, content({ charges: ['盗窃罪', '盗窃罪'] })), ['LIST_TWICE /data/content/charges']],
    [envelope({}, content({ sentence: { penalty: 'fineOnly', termMonths: 1 } })), ['CONTENT_INCOMPLETE /data/content/sentence/termMonths']],
    [envelope({}, content({ sentence: { penalty: 'fineOnly', fineYuan: 1.5 } })), ['FIELD_TYPE /data/content/sentence/fineYuan']],
    [envelope({}, content({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 1200 } })), []],
    [envelope({}, content({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 1201 } })), ['FIELD_RANGE /data/content/sentence/termMonths']],
    [envelope({}, content({ outcome: 'affirmed', instance: 'first' })), ['CONTENT_INCOMPLETE /data/content/outcome']], [envelope({}, content({ outcome: 'affirmed', instance: 'second' })), []],
    [envelope({}, content({ court: undefined })), ['FIELD_MISSING /data/content/court']],
    [envelope({}, source({ version: 0 })), ['FIELD_RANGE /data/source/version']], [envelope({}, source({ messageId: '林小禾' })), ['FIELD_FORMAT /data/source/messageId']],
    [envelope({ source: 'urn:fengcun:prison:1100:trial-system' }, source({}, { type: 'prison' })), ['KIND_NOT_OF_ORGAN /data/source/organ/type']],
  ];
  for (const [value, expected] of rows) assert.deepEqual(codes(value), expected, JSON.stringify(value)?.slice(-160));
});

test('all refusals of a message come at once, and none repeats what the message says', () => {
  const bad = envelope({ specversion: '9' }, { ...person({ bornOn: '林小禾', 身份证: NUMBER }), ...content({ decidedOn: NUMBER, x: 1 }) });
  const parsed = parseIntakeMessage(bad);
  assert.ok(!parsed.ok && parsed.error.length >= 5);
  assert.ok(!JSON.stringify(parsed.error).includes('林小禾') && !JSON.stringify(parsed.error).includes(NUMBER) && !JSON.stringify(parsed.error).includes('身份证'));
});

test('a prototype in the data is a member we do not know, not a prototype', () => {
  const value = JSON.parse(JSON.stringify(envelope()).replace('"data":{', '"data":{"__proto__":{"content":{}},')) as unknown;
  assert.deepEqual(codes(value), ['FIELD_UNKNOWN /data']);
});

const DATES = ['2024-01-02', '2024-03-04'] as const;
const fromSchema = (schema: Data): fc.Arbitrary<unknown> => {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'] as unknown[]);
  if (schema['type'] === 'boolean') return fc.boolean();
  if (schema['type'] === 'integer') return fc.integer({ min: Number(schema['minimum']), max: Math.min(Number(schema['maximum']), 24) });
  if (schema['type'] === 'array') return fc.uniqueArray(fromSchema(schema['items'] as Data), { minLength: Number(schema['minItems']), maxLength: 2 });
  if (schema['type'] === 'object') {
    const properties = Object.entries(schema['properties'] as Record<string, Data>).map(([name, one]) => [name, fromSchema(one)] as const);
    return fc.record(Object.fromEntries(properties), { requiredKeys: schema['required'] as string[] });
  }
  if (schema['format'] === 'date') return fc.constantFrom(...DATES);
  if (schema['pattern'] !== undefined) return fc.constant('110105');
  return fc.constantFrom('盗窃罪', '诈骗罪');
};

test('every kind: what the parser takes is valid by the published schema, and goes through the wire unchanged', () => {
  const taken = new Set<string>();
  for (const kind of KIND_NAMES_IN_ORDER) {
    const organ = kindSpec(kind).organs[0] ?? 'police';
    fc.assert(fc.property(fromSchema(kindSpec(kind).content.schema as Data), (told) => {
      const value = envelope({ type: `cn.fengcun.intake.${kind}.v1`, source: `urn:fengcun:${organ}:1100:trial-system` }, {
        source: { organ: { type: organ, code: '1100' }, system: 'trial-system', messageId: 'D-1', version: 1 }, content: told,
      });
      const parsed = parseIntakeMessage(JSON.parse(JSON.stringify(value)));
      if (!parsed.ok) return assert.ok(parsed.error.every(({ code }) => /^(CONTENT|DATES|LIST_TWICE)/.test(code)), JSON.stringify(parsed.error));
      taken.add(kind);
      assert.ok(isValid(value), JSON.stringify(isValid.errors));
      const again = parseIntakeMessage(JSON.parse(JSON.stringify(toEnvelope(parsed.value))));
      assert.deepEqual(again, parsed);
      assert.ok(isValid(toEnvelope(parsed.value)));
    }), { numRuns: 40 });
  }
  assert.equal(taken.size, KIND_NAMES_IN_ORDER.length);
});

test('the published schema refuses what only a schema can see: a wrong organ for a kind, unknown members', () => {
  assert.ok(isValid(envelope()));
  assert.ok(!isValid(envelope({ type: 'cn.fengcun.intake.released.v1' })));
  assert.ok(!isValid(envelope({ subject: 'x' })) && !isValid(envelope({}, { extra: 1 })));
});

test('two tellings of one content have one hash, whatever the order of sets, the source or the version', () => {
  const hash = (value: Data): string => { const parsed = parseIntakeMessage(value); assert.ok(parsed.ok, JSON.stringify(parsed)); return messageContentHash(parsed.value); };
  const names = [{ text: '林小禾', use: 'current' }, { text: '林禾', use: 'alias' }];
  assert.equal(hash(envelope({}, person({ names }))), hash(envelope({}, person({ names: names.toReversed() }))));
  assert.equal(hash(envelope({}, content({ charges: ['盗窃罪', '诈骗罪'] }))), hash(envelope({}, content({ charges: ['诈骗罪', '盗窃罪'] }))));
  const second = envelope({ id: 'D-1.2' }, { source: { organ: { type: 'court', code: '1100' }, system: 'trial-system', messageId: 'D-1', version: 2 } });
  assert.equal(hash(envelope()), hash(second));
  assert.notEqual(hash(envelope()), hash(envelope({}, content({}))));
});

test('printed numbers are compared without brackets and spaces', () => {
  const rows = ['（2024）京0000刑初1号', '(2024)京0000刑初1号', '〔2024〕京0000 刑初 1 号', '［2024］京0000刑初１号'];
  assert.equal(new Set(rows.map(comparableNumber)).size, 1);
  assert.notEqual(comparableNumber('（2024）京0000刑初1号'), comparableNumber('（2024）京0000刑初11号'));
});

const JUDGMENT = `某某市某某区人民法院
刑事判决书
（2024）京0000刑初1号
公诉机关某某市某某区人民检察院。
被告人林小禾，男，1990年1月1日出生，汉族，无业。因涉嫌犯盗窃罪，于2024年1月2日被刑事拘留，同年1月12日被逮捕。
经审理查明，2023年12月1日，被告人林小禾在某某区盗窃他人手机一部。
本院认为，被告人林小禾的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人林小禾犯盗窃罪，判处有期徒刑八个月，并处罚金人民币二千元。
（刑期从判决执行之日起计算。判决执行以前先行羁押的，羁押一日折抵刑期一日，即自2024年1月2日起至2024年9月1日止。）
如不服本判决，可在接到判决书的第二日起十日内上诉。
审判长 某某
二〇二四年五月六日
`;
const SOURCE = { organ: { type: 'court', code: '1100' }, system: 'import', version: 1 } as const;

test('a judgment gives one message for each defendant; what is in doubt stays unknown and comes back as a problem', () => {
  const read = readJudgment(JUDGMENT);
  assert.ok(read.ok);
  const mapped = messagesFromReading({ reading: read.value, documentId: 'a/b 1.docx', source: SOURCE });
  assert.deepEqual(mapped.problems, []);
  const [message] = mapped.messages;
  assert.ok(message?.kind === 'judgmentRecorded');
  assert.deepEqual(message.content.charges, ['盗窃罪']);
  assert.equal(message.content.sentence?.termMonths, 8);
  assert.equal(message.content.sentence?.fineYuan, 2000);
  assert.equal(message.person.bornOn, '1990-01-01');
  const [span] = [{ start: 3, end: 5 }];
  const doubtful = { ...read.value, problems: [{ code: 'TERM_UNREADABLE' as const, message: '', span, defendant: 0 }] };
  const partly = messagesFromReading({ reading: doubtful, documentId: 'x', source: SOURCE });
  assert.equal(partly.messages.length, 1);
  assert.ok(partly.messages[0]?.kind === 'judgmentRecorded' && partly.messages[0].content.sentence === undefined);
  assert.deepEqual(partly.problems, [{ code: 'READING_DOUBTFUL', doubts: ['TERM_UNREADABLE'], defendant: 0, span }]);
  const [defendant] = read.value.defendants;
  assert.ok(defendant !== undefined);
  const odd = { ...defendant, charges: [...defendant.charges, { name: { value: '不存在的罪', span } }] };
  const [unknownCharge] = messagesFromReading({ reading: { ...read.value, defendants: [odd] }, documentId: 'x', source: SOURCE }).messages;
  assert.ok(unknownCharge?.kind === 'judgmentRecorded' && unknownCharge.content.charges === undefined);
  const blocked = { ...read.value, problems: [{ code: 'DEFENDANT_NAME_DOUBTFUL' as const, message: '', span, defendant: 0 }] };
  assert.deepEqual(messagesFromReading({ reading: blocked, documentId: 'x', source: SOURCE }).messages, []);
  const { caseNumber: _none, ...unnumbered } = read.value;
  assert.deepEqual(messagesFromReading({ reading: unnumbered, documentId: 'x', source: SOURCE }).problems, [{ code: 'FIELD_MISSING', at: '/data/content/documentNumber' }]);
});

test('a row gives the messages of what it tells; without number, day or person it gives problems', () => {
  const base = { id: 'R1', row: 2, personName: '林小禾', idNumber: NUMBER, organ: '某某市人民法院', documentNumber: '（2024）京0000刑初1号' };
  const facts = { recordKind: 'conviction', decidedOn: civil('2024-05-06'), effectiveOn: civil('2024-05-17'), sentenceServedOn: civil('2024-09-01'), charges: ['盗窃罪'], penalty: 'fixedTermImprisonment', executedTermMonths: 8 } as const;
  const kinds = (record: Parameters<typeof messagesFromRecord>[0]['record']): readonly string[] => {
    const mapped = messagesFromRecord({ record, source: SOURCE });
    return [...mapped.messages.map((one) => one.kind), ...mapped.problems.map((one) => `${one.code} ${one.at ?? ''}`)];
  };
  assert.deepEqual(kinds({ ...base, facts }), ['judgmentRecorded', 'judgmentBecameEffective', 'sentenceServed']);
  const { decidedOn: _day, ...undated } = facts;
  assert.deepEqual(kinds({ ...base, facts: undated }), ['judgmentBecameEffective', 'sentenceServed', 'FIELD_MISSING /data/content/decidedOn']);
  const { documentNumber: _number, ...unnumbered } = base;
  assert.ok(kinds({ ...unnumbered, facts: { recordKind: 'supportFile' } }).includes('CASE_EMPTY /data/case'));
  const nobody = { id: 'R1', row: 2, organ: base.organ, documentNumber: base.documentNumber };
  assert.ok(kinds({ ...nobody, facts }).includes('PERSON_EMPTY /data/person'));
  assert.deepEqual(messagesFromRecord({ record: { ...base, facts: { recordKind: 'nonProsecution', decidedOn: civil('2024-05-06') } }, source: { ...SOURCE, organ: { type: 'procuratorate', code: '1100' } } }).messages.map((one) => one.kind), ['nonProsecutionDecided']);
});
