import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citation } from '@fengcun/statute';
import { civil } from '@fengcun/kernel';
import { KIND_NAMES_IN_ORDER } from '../messages/message-kinds.ts';
import { parseIntakeMessage, toEnvelope } from '../messages/envelope.ts';
import type { IntakeMessage } from '../messages/message.ts';
import { ORGAN_TYPES, organKey } from '../messages/organ.ts';
import { CODE, COURT_CASE, message, NAME, NUMBER, openCase, OTHER_CODE, recordId, token } from '../testing/messages.ts';
import { type OpenCase, recordsOf } from './case-state.ts';
import { type EntryItems, entryItems } from './entry-items.ts';
import { holderCitation, holdersOf, organsHolding } from './holders.ts';
import { noticeMessage } from './notices.ts';
import { RETENTION } from './retention.ts';
import { routeCase } from './route-case.ts';

const A = token('a');
const SECOND = '（2024）京00刑终2号';
const JUDGMENT = {
  documentNumber: COURT_CASE, court: '某某市某某区人民法院', decidedOn: '2024-05-06', instance: 'first', outcome: 'decided',
  procuratorate: '某某市某某区人民检察院', charges: ['盗窃罪'], sentence: { penalty: 'fixedTermImprisonment', termMonths: 8 },
};
const judgment = (more: object = {}, id = 'j1'): IntakeMessage => message('judgmentRecorded', { ...JUDGMENT, ...more }, { id });
const second = (more: object): IntakeMessage => message('judgmentRecorded', {
  documentNumber: SECOND, court: '某某市中级人民法院', decidedOn: '2024-07-01', instance: 'second', ...more,
}, { id: 'j2' });
const items = (...messages: readonly IntakeMessage[]): EntryItems => entryItems(openCase(...messages), A);
const value = (item: EntryItems[keyof EntryItems]): unknown => ('status' in item && item.status === 'known' ? item.value : 'status' in item ? item.status : item);

test('the seven entries of the 2012 opinion, each from the record that tells it', () => {
  const found = items(judgment(), message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn: '2024-05-17' }),
    message('executionStarted', { form: 'prison', startedOn: '2024-06-01' }), message('released', { releasedOn: '2024-09-01', ground: 'served' }));
  assert.deepEqual(found.basicFacts.names, [{ text: NAME, use: 'current' }]);
  assert.equal(found.basicFacts.documents[0]?.number, NUMBER);
  assert.equal(value(found.basicFacts.bornOn), '1990-01-01');
  assert.deepEqual(value(found.prosecutor), { type: 'procuratorate', name: '某某市某某区人民检察院' });
  assert.equal(value(found.court), '某某市某某区人民法院');
  assert.equal(value(found.judgmentNumber), COURT_CASE);
  assert.equal(value(found.judgmentEffectiveOn), '2024-05-17');
  assert.deepEqual(value(found.charges), ['盗窃罪']);
  assert.deepEqual(value(found.sentence), { penalty: 'fixedTermImprisonment', termMonths: 8 });
  assert.equal(found.execution.state, 'ended');
  assert.equal(found.execution.endedOn, '2024-09-01');
});

test('what nobody told is unknown: a case with one message fills nothing', () => {
  const found = items(message('caseFiled', { filedOn: '2024-01-01' }));
  for (const name of ['prosecutor', 'court', 'judgmentNumber', 'judgmentEffectiveOn', 'charges', 'sentence'] as const) assert.equal(value(found[name]), 'unknown', name);
  assert.equal(found.execution.state, 'unknown');
});

test('which judgment counts: retrial before second before first instance, affirmed sentences from below, remanded ones not at all', () => {
  const changed = { sentence: { penalty: 'fixedTermImprisonment', termMonths: 6 }, charges: ['盗窃罪'], outcome: 'decided' };
  const rows: readonly (readonly [string, readonly IntakeMessage[], unknown, unknown])[] = [
    ['first only', [judgment()], COURT_CASE, 8],
    ['second changes', [judgment(), second(changed)], SECOND, 6],
    ['second affirms', [judgment(), second({ outcome: 'affirmed' })], SECOND, 8],
    ['second affirms and repeats', [judgment(), second({ ...changed, outcome: 'affirmed' })], SECOND, 6],
    ['second remands, nothing new yet', [judgment(), second({ outcome: 'remanded' })], 'unknown', 'unknown'],
    ['remanded on the day of the judgment', [judgment({ decidedOn: '2024-07-01' }), second({ outcome: 'remanded' })], 'unknown', 'unknown'],
    ['judged anew the day after', [judgment({ decidedOn: '2024-07-02' }), second({ outcome: 'remanded' })], COURT_CASE, 8],
    ['remanded and judged anew', [judgment(), second({ outcome: 'remanded' }), judgment({ documentNumber: '3号', decidedOn: '2024-09-01', sentence: { penalty: 'criminalDetention', termMonths: 5 } }, 'j3')], '3号', 5],
    ['retrial', [judgment(), second(changed), message('judgmentRecorded', { ...JUDGMENT, documentNumber: '9号', instance: 'retrial', decidedOn: '2025-01-01', sentence: { penalty: 'fixedTermImprisonment', termMonths: 4 } }, { id: 'j9' })], '9号', 4],
  ];
  for (const [note, messages, number, months] of rows) {
    const found = items(...messages);
    assert.equal(value(found.judgmentNumber), number, note);
    assert.equal(found.sentence.status === 'known' ? found.sentence.value.termMonths : found.sentence.status, months, note);
  }
});

test('parts of a sentence told by two organs are joined; a part told in two ways leaves it open', () => {
  const more = message('judgmentRecorded', { ...JUDGMENT, sentence: { penalty: 'fixedTermImprisonment', fineYuan: 500 } }, { id: 'j2', organ: 'police' });
  assert.deepEqual(value(items(judgment(), more).sentence), { penalty: 'fixedTermImprisonment', termMonths: 8, fineYuan: 500 });
  const other = message('judgmentRecorded', { ...JUDGMENT, sentence: { penalty: 'fixedTermImprisonment', termMonths: 9 } }, { id: 'j2', organ: 'police' });
  assert.equal(items(judgment(), other).sentence.status, 'contradicts');
});

test('execution: a release on parole does not end it, the end of parole does, a fine does not reopen it', () => {
  const paroled = [message('executionStarted', { form: 'prison', startedOn: '2020-01-01' }), message('released', { releasedOn: '2022-01-01', ground: 'paroled' }), message('paroled', { from: '2022-01-01', to: '2023-01-01' })];
  assert.equal(items(...paroled).execution.state, 'running');
  const sameDay = [message('executionStarted', { form: 'prison', startedOn: '2020-01-01' }), message('sentenceServed', { servedOn: '2020-01-01' })];
  assert.equal(items(...sameDay).execution.state, 'ended');
  const ended = items(...paroled, message('correctionCompleted', { completedOn: '2023-01-01' }));
  assert.deepEqual([ended.execution.state, ended.execution.endedOn], ['ended', '2023-01-01']);
  assert.equal(items(...paroled, message('paroleRevoked', { revokedOn: '2022-06-01' })).execution.state, 'running');
  const fine = message('executionStarted', { form: 'fine', startedOn: '2024-01-01' }, { id: 'f', organ: 'court' });
  assert.equal(items(...paroled, message('correctionCompleted', { completedOn: '2023-01-01' }), fine).execution.state, 'ended');
});

test('private prosecution and the indictment as source of the prosecutor', () => {
  const { procuratorate: _none, ...bare } = JUDGMENT;
  assert.deepEqual(value(items(message('judgmentRecorded', { ...bare, privateProsecution: true })).prosecutor), { type: 'privateProsecutor' });
  const indictment = message('prosecuted', { decidedOn: '2024-03-01', documentNumber: '1号', procuratorate: '某某市人民检察院' });
  assert.deepEqual(value(items(message('judgmentRecorded', bare), indictment).prosecutor), { type: 'procuratorate', name: '某某市人民检察院' });
});

const holders = (state: OpenCase): readonly string[] => holdersOf(recordsOf(state), A).map((holder) => `${holder.type}/${holder.code ?? '?'}`);

test('holders: the sender always, a recipient of the law without a code until it tells something itself', () => {
  const filed = message('caseFiled', { filedOn: '2024-01-01' });
  const rows: readonly (readonly [string, readonly IntakeMessage[], readonly string[]])[] = [
    ['filed', [filed], ['police/1100']],
    ['prosecuted', [message('prosecuted', { decidedOn: '2024-03-01', documentNumber: '1号', procuratorate: '某院' })], ['court/?', 'procuratorate/1100']],
    ['not prosecuted', [message('nonProsecutionDecided', { decidedOn: '2024-03-01' })], ['police/?', 'procuratorate/1100']],
    ['in force', [message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn: '2024-05-17' })], ['court/1100', 'police/?', 'procuratorate/?']],
    ['in force, police known', [filed, message('judgmentBecameEffective', { documentNumber: COURT_CASE, effectiveOn: '2024-05-17' })], ['court/1100', 'police/1100', 'procuratorate/?']],
    ['correction ended', [message('correctionCompleted', { completedOn: '2024-05-17' })], ['communityCorrection/1100', 'court/?', 'police/?', 'procuratorate/?']],
    ['public order', [message('publicOrderDecisionRecorded', { decidedOn: '2026-01-02' })], ['police/1100']],
  ];
  for (const [note, messages, expected] of rows) assert.deepEqual(holders(openCase(...messages)), expected, note);
  for (const kind of KIND_NAMES_IN_ORDER) assert.match(holderCitation(kind), /第.+条|法发/);
});

test('organs that one telling proves are the holders over it alone, for every kind and organ', () => {
  const subject = token('a');
  for (const kind of KIND_NAMES_IN_ORDER) {
    for (const type of ORGAN_TYPES) {
      const record = { recordId: recordId('1'), kind, organ: { type, code: '1100' }, subject };
      const alone = holdersOf([record], subject).map((holder) => organKey({ type: holder.type, code: holder.code ?? '' }));
      assert.deepEqual([...organsHolding(record)].sort(), alone, `${kind} ${type}`);
    }
  }
});

test('notices go to the registrar of the 户籍地, and to nobody while the end or the place is unknown', () => {
  const order = { kind: 'releaseNoticeIssued', subject: A, source: { organ: { type: 'prison', code: '1100' }, system: 'prison-system', version: 1 }, messageId: 'N-1', issuedOn: civil('2024-09-02') } as const;
  const released = message('released', { releasedOn: '2024-09-01', ground: 'served' });
  const made = noticeMessage(openCase(judgment(), released), order);
  assert.ok(made.ok && made.value.kind === 'releaseNoticeIssued');
  assert.deepEqual([made.value.content.releasedOn, made.value.content.recipientRegion, made.value.content.judgmentNumber], ['2024-09-01', '110105', COURT_CASE]);
  assert.deepEqual(made.value.case, { code: CODE });
  assert.deepEqual(parseIntakeMessage(JSON.parse(JSON.stringify(toEnvelope(made.value)))), made);
  const code = (state: OpenCase, more: object = {}): string => { const notice = noticeMessage(state, { ...order, ...more }); return notice.ok ? 'made' : notice.error.code; };
  assert.equal(code(openCase(judgment())), 'END_NOT_RECORDED');
  assert.equal(code(openCase(judgment()), { subject: token('b') }), 'SUBJECT_UNKNOWN');
  assert.equal(code(openCase(message('released', { releasedOn: '2024-09-01' }, { person: { domicileRegion: undefined } }))), 'RECIPIENT_UNKNOWN');
  assert.equal(code(openCase(released, message('caseFiled', { filedOn: '2024-01-01' }, { person: { domicileRegion: '310101' } }))), 'RECIPIENT_UNKNOWN');
  const correction = message('correctionCompleted', { completedOn: '2024-10-01' });
  assert.equal(code(openCase(correction), { kind: 'correctionExpiryNoticeIssued' }), 'made');
  assert.equal(code(openCase(correction)), 'END_NOT_RECORDED');
});

test('a message finds its case by code or numbers; two cases, a strange code or a code against the numbers go to a person', () => {
  const directory = { hasCode: (code: string): boolean => code === CODE || code === OTHER_CODE, codesOf: (key: string) => (key.endsWith('1号') ? [CODE] : key.endsWith('2号') ? [CODE, OTHER_CODE] : []) };
  const numbered = (number: string, code?: typeof CODE): string => routeCase({ references: [{ type: 'courtCase', number }], ...(code === undefined ? {} : { code }) }, directory).route;
  assert.deepEqual(['1号', '2号', '3号'].map((number) => numbered(number)), ['reference', 'ambiguous', 'new']);
  assert.deepEqual([numbered('1号', CODE), numbered('3号', CODE), numbered('1号', OTHER_CODE), numbered('2号', OTHER_CODE)], ['code', 'code', 'contradicts', 'code']);
  assert.equal(routeCase({ code: CODE }, { ...directory, hasCode: () => false }).route, 'unknownCode');
});

test('retention: every row cites a statute of the corpus, an instrument by name, or says that it is interpretation', () => {
  for (const { id, basis, period } of RETENTION) {
    if (basis.type === 'statute') assert.ok(citation(basis.cite).ok, id);
    else assert.ok((basis.type === 'reported' ? basis.instrument : basis.why).length > 8, id);
    assert.ok(period.type === 'permanent' || period.years >= 0, id);
  }
  assert.equal(new Set(RETENTION.map((row) => row.id)).size, RETENTION.length);
});
