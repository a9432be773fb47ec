import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { parseFont } from '@fengcun/documents';
import { type CivilDate, mod112Character, present } from '@fengcun/kernel';
import { DEFAULT_INQUIRY_RULES, type FiledInquiry, type InquiryApplication, type InquiryEvent, type InquiryReadings, INQUIRERS, type InquirerKind, type InquiryRules, parseDocument } from '@fengcun/registry';
import type { IntakeItem } from '../intake/intake-item.ts';
import { dumpOf, importAll } from '../intake/testing/import-fixture.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { readProceedings } from '../proceedings/index.ts';
import { determine, readWorklist } from '../seals/determine.ts';
import { conviction, COURT, inventedDeciders, type InventedPlatform, inventedPlatform } from '../seals/testing/invented-platform.ts';
import { applyForInquiry, disclose, drawInquiryPaper, expireInquiries, type InquiryActor, inquiryMachine, inquiryPapers, type InquiryParts, type InquiryTaken, prepareDisclosure, takeInquiryStep } from './index.ts';

let platform: InventedPlatform;
const rules: { now: InquiryRules } = { now: DEFAULT_INQUIRY_RULES };
const parts = (): InquiryParts => ({ deployment: platform.deployment, now: () => Date.parse('2026-11-20T02:00:00Z'), rules: () => rules.now, organs: { [COURT]: { word: '虚0101', name: '虚构市松江口区人民法院' } }, decidersOn: inventedDeciders });

const day = (text: string): CivilDate => text as CivilDate;
/** Sealed: theft at 17. Sealed: 猥亵 at 17. Open: theft as an adult. */
const SEALED_THEFT = conviction(1);
const SEALED_INDECENCY = conviction(2, { charges: ['猥亵儿童罪'] });
const OPEN_THEFT = conviction(3, { bornOn: day('1990-01-01') });
const UNCLEAR = conviction(4, { bornOn: day('1991-01-01'), charges: ['寻衅滋事罪'] });

before(async () => {
  platform = await inventedPlatform();
  await importAll(platform.deployment, [SEALED_THEFT, SEALED_INDECENCY, OPEN_THEFT, UNCLEAR]);
  const keys = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
  assert.equal((await determine(platform.parts, keys)).ordered.length, 2);
});
after(() => platform.deployment.close());

const personOf = (item: IntakeItem): InquiryApplication['person'] => {
  const { names, documents } = present(item.messages[0], 'a message').message.person;
  return { name: present(names[0], 'a name').text, document: present(documents[0], 'a number'), otherDocuments: [], nationality: 'CHN' };
};
const numberOf = (digits: string) => parseDocument({ type: 'residentIdentityCard', number: `${digits}${mod112Character(digits)}` });
const officer = numberOf('11010519850102002');
const NOBODY: InquiryApplication['person'] = (() => {
  const document = numberOf('11010519900307001');
  assert.ok(document.ok);
  return { name: '白一', document: document.value, otherDocuments: [], nationality: 'CHN' };
})();

const application = (kind: InquirerKind, person: InquiryApplication['person'], changed: Partial<InquiryApplication> = {}): InquiryApplication => {
  assert.ok(officer.ok);
  return {
    kind, track: 'sealedRecords', organ: COURT, inquirer: { name: '虚构单位' }, officer: { name: '沈某遥', document: officer.value }, person,
    ...(INQUIRERS[kind].basis === 'registry' ? { basisId: kind === 'minorContactUnit' ? 'LB-14' : 'LB-01', occupation: kind === 'minorContactUnit' ? 'schoolStaff' : 'civilServant' } : {}),
    ...(INQUIRERS[kind].basis === 'case' ? { caseNumber: '（2026）虚0101刑初9号' } : {}),
    letterNumber: '虚函1号', reasons: '审查', purpose: '聘用', scopeOfUse: '仅限本次', materials: INQUIRERS[kind].materials, ...changed,
  };
};

const actor = async (account: string, organ: string, person = account): Promise<InquiryActor> => ({
  account, person, organ, role: 'clerk',
  act: await beginCustody(platform.deployment, { act: 'inquiry.step', account, role: 'clerk', purpose: 'inquiry', legalBasis: 'cpl-286', request: account }),
});
const asker = (): Promise<InquiryActor> => actor('asker', 'unit/000001');
const ofCourt = (account: string): Promise<InquiryActor> => actor(account, COURT);
const done = (taken: InquiryTaken) => { assert.ok(taken.ok, JSON.stringify(taken)); return taken.value; };
const code = (taken: InquiryTaken): string => (taken.ok ? 'done' : taken.error.code);

const TELL: InquiryReadings = { K5: 'asBasisAllows' };
const grant = async (asked: InquiryApplication, readings: InquiryReadings = TELL): Promise<string> => {
  const { proceedingId: inquiryId } = done(await applyForInquiry(parts(), await asker(), asked));
  done(await takeInquiryStep(parts(), await ofCourt('clerk'), { inquiryId, step: { type: 'CheckIntake' } }));
  const confirmations = Object.fromEntries(INQUIRERS[asked.kind].confirmations.map((one) => [one, true]));
  done(await takeInquiryStep(parts(), await ofCourt('clerk'), { inquiryId, step: { type: 'Propose', outcome: 'grant', reasons: '符合', confirmations, readings } }));
  done(await takeInquiryStep(parts(), await ofCourt('boss'), { inquiryId, step: { type: 'Decide', agrees: true, reasons: '' } }));
  return inquiryId;
};
const ready = async (asked: InquiryApplication, readings: InquiryReadings = TELL): Promise<string> => {
  const inquiryId = await grant(asked, readings);
  done(await takeInquiryStep(parts(), await asker(), { inquiryId, step: { type: 'SignUndertaking', signer: '沈某遥' } }));
  const prepared = await prepareDisclosure(parts(), await ofCourt('keeper'), { inquiryId, answers: [] });
  assert.ok('taken' in prepared, JSON.stringify(prepared));
  done(prepared.taken);
  return inquiryId;
};
const shown = async (asked: InquiryApplication, readings: InquiryReadings = TELL) => {
  const inquiryId = await ready(asked, readings);
  const last = done(await disclose(parts(), await asker(), inquiryId)).events.at(-1);
  assert.ok(last?.type === 'InquiryDisclosed');
  return { inquiryId, disclosure: last.disclosure, watermark: last.watermark };
};
const load = async (inquiryId: string): Promise<Readonly<{ state: FiledInquiry; events: readonly InquiryEvent[] }>> => {
  const { act } = await ofCourt('reader');
  const found = await readProceedings(parts(), { side: 'sealed', act }, ({ load: one }) => one(inquiryMachine(rules.now), inquiryId));
  assert.ok(found !== undefined && found.state.stage !== 'none');
  return { state: found.state, events: found.events };
};

const answer = (...items: readonly unknown[]): unknown => ({ kind: 'answer', found: items.length > 0, items });
const ROWS: readonly (readonly [string, InquirerKind, IntakeItem | undefined, InquiryReadings, unknown])[] = [
  ['a school, sealed 猥亵', 'minorContactUnit', SEALED_INDECENCY, TELL, answer({ what: 'conviction', charge: '猥亵儿童罪' })],
  ['a school, sealed 猥亵, read as 公安规定10', 'minorContactUnit', SEALED_INDECENCY, { K5: 'noRecord' }, answer()],
  ['W-37 a school, sealed theft', 'minorContactUnit', SEALED_THEFT, TELL, answer()],
  ['a school, somebody nobody knows', 'minorContactUnit', undefined, TELL, answer()],
  ['the civil service, open theft', 'unit', OPEN_THEFT, TELL, answer({ what: 'conviction', charge: '盗窃罪' })],
  ['the civil service, sealed theft', 'unit', SEALED_THEFT, TELL, answer({ what: 'conviction', charge: '盗窃罪' })],
  ['a lawyer, sealed theft', 'lawyer', SEALED_THEFT, {}, answer()],
];
for (const [name, kind, item, readings, expected] of ROWS) {
  test(`${name}`, async () => {
    const { disclosure, watermark } = await shown(application(kind, item === undefined ? NOBODY : personOf(item)), readings);
    assert.deepEqual(disclosure, expected);
    assert.match(watermark, /^虚构单位 沈某遥 （2026）虚0101查告字第\d+号 2026-11-20 10:00:00$/);
  });
}

test('a court on a case reads the sealed file; whatever was found, the rows and entries have one shape', async () => {
  const { disclosure } = await shown(application('judicialOrgan', personOf(SEALED_THEFT)));
  assert.ok(disclosure.kind === 'file');
  assert.deepEqual(disclosure.records.map(({ isSealed, charges }) => [isSealed, charges]), [[true, ['盗窃罪']]]);
});

test('what the law wants sealed is withheld before the order is made; what it leaves open is asked', async () => {
  const late = conviction(5);
  const doubtful = { ...conviction(6, { bornOn: day('1992-01-01') }), messages: conviction(6, { bornOn: day('1992-01-01') }).messages.map(({ facts: _read, ...one }) => one) };
  await importAll(platform.deployment, [late, doubtful]);
  assert.deepEqual((await shown(application('unit', personOf(late)), { K5: 'noRecord' })).disclosure, answer());
  const inquiryId = await grant(application('unit', personOf(doubtful)), { K5: 'noRecord' });
  done(await takeInquiryStep(parts(), await asker(), { inquiryId, step: { type: 'SignUndertaking', signer: '沈某遥' } }));
  const first = await prepareDisclosure(parts(), await ofCourt('keeper'), { inquiryId, answers: [] });
  assert.ok('questions' in first);
  const answers = first.questions.map(({ recordId, item }) => ({ recordId, item, isRelevant: true, reasons: '行为时已满十八周岁' }));
  assert.deepEqual(answers.map(({ item }) => item), ['是否应当封存']);
  const second = await prepareDisclosure(parts(), await ofCourt('keeper'), { inquiryId, answers });
  assert.ok('taken' in second && second.taken.ok);
  const last = done(await disclose(parts(), await asker(), inquiryId)).events.at(-1);
  assert.deepEqual(last?.type === 'InquiryDisclosed' && last.disclosure, answer({ what: 'conviction', charge: '盗窃罪' }));
});

test('a question is asked of the officer; the inquirer sees the same stage until it is released', async () => {
  const inquiryId = await grant(application('minorContactUnit', personOf(UNCLEAR)));
  done(await takeInquiryStep(parts(), await asker(), { inquiryId, step: { type: 'SignUndertaking', signer: '沈某遥' } }));
  const first = await prepareDisclosure(parts(), await ofCourt('keeper'), { inquiryId, answers: [] });
  assert.ok('questions' in first);
  const [question] = first.questions;
  assert.ok(question !== undefined && question.item === '寻衅滋事罪' && question.readings.length === 2);
  assert.equal((await load(inquiryId)).state.stage, 'undertaken');
  assert.equal(code(await disclose(parts(), await asker(), inquiryId)), 'WRONG_STAGE');
  const answers = [{ recordId: question.recordId, item: question.item, isRelevant: true, reasons: '持械' }];
  const second = await prepareDisclosure(parts(), await ofCourt('keeper'), { inquiryId, answers });
  assert.ok('taken' in second && second.taken.ok);
  const last = done(await disclose(parts(), await asker(), inquiryId)).events.at(-1);
  assert.deepEqual(last?.type === 'InquiryDisclosed' && last.disclosure, answer({ what: 'conviction', charge: '寻衅滋事罪' }));
});

test('a grant ends after its last day, and not before; what was disclosed stays', async () => {
  const inquiryId = await grant(application('unit', NOBODY));
  const on = (text: string): InquiryParts => ({ ...parts(), now: () => Date.parse(text) });
  await expireInquiries(on('2026-11-30T02:00:00Z'));
  assert.equal((await load(inquiryId)).state.stage, 'granted', 'the last day is in time');
  assert.ok(await expireInquiries(on('2026-11-30T16:00:00Z')) >= 1, '1 December in Shanghai');
  assert.equal((await load(inquiryId)).state.stage, 'expired');
  assert.equal(code(await takeInquiryStep(parts(), await asker(), { inquiryId, step: { type: 'SignUndertaking', signer: '沈某遥' } })), 'WRONG_STAGE');
});

test('one use: of several at once exactly one is shown', async () => {
  const inquiryId = await ready(application('unit', personOf(OPEN_THEFT)));
  const actors = [await asker(), await asker(), await asker(), await asker()];
  const all = await Promise.all(actors.map((by) => disclose(parts(), by, inquiryId)));
  assert.deepEqual(all.map(code).sort(), ['WRONG_STAGE', 'WRONG_STAGE', 'WRONG_STAGE', 'done']);
});

test('nobody decides under another account of the person who asked or examined', async () => {
  const { proceedingId: inquiryId } = done(await applyForInquiry(parts(), await actor('asker', 'unit/000001', 'one-person'), application('judicialOrgan', NOBODY)));
  const same = (): Promise<InquiryActor> => actor('asker-at-court', COURT, 'one-person');
  assert.equal(code(await takeInquiryStep(parts(), await same(), { inquiryId, step: { type: 'CheckIntake' } })), 'FOUR_EYES');
});

test('a proposal that was sent back and made anew is not decided on by who saw the first one', async () => {
  const { proceedingId: inquiryId } = done(await applyForInquiry(parts(), await asker(), application('unit', NOBODY)));
  const [clerk, boss, other] = [() => actor('clerk', COURT), () => actor('boss', COURT), () => actor('other-boss', COURT)];
  done(await takeInquiryStep(parts(), await clerk(), { inquiryId, step: { type: 'CheckIntake' } }));
  const propose = async () => done(await takeInquiryStep(parts(), await clerk(), { inquiryId, step: {
    type: 'Propose', outcome: 'grant', reasons: '审查', readings: { K5: 'asBasisAllows' }, confirmations: Object.fromEntries(INQUIRERS.unit.confirmations.map((one) => [one, true])),
  } })).events.length;
  const seen = await propose();
  done(await takeInquiryStep(parts(), await other(), { inquiryId, step: { type: 'Decide', agrees: false, reasons: '请说明' } }));
  const newer = await propose();
  const agreeing = async (version: number) => code(await takeInquiryStep(parts(), await boss(), { inquiryId, seen: version, step: { type: 'Decide', agrees: true, reasons: '' } }));
  assert.equal(await agreeing(seen), 'PROCEEDING_CHANGED');
  assert.equal(await agreeing(newer), 'done');
});

test('another organ, another applicant and an id that nobody has get one answer', async () => {
  const inquiryId = await grant(application('unit', NOBODY));
  const stranger = await actor('stranger', 'unit/000009');
  const step = { type: 'SignUndertaking', signer: '沈某遥' } as const;
  const nobody = '00000000-0000-7000-8000-000000000000';
  assert.deepEqual(await takeInquiryStep(parts(), stranger, { inquiryId, step }), await takeInquiryStep(parts(), stranger, { inquiryId: nobody, step }));
  const other = await actor('other', 'court/999999');
  assert.equal(code(await takeInquiryStep(parts(), other, { inquiryId, step: { type: 'CheckIntake' } })), 'PROCEEDING_UNKNOWN');
  assert.equal(code(await disclose(parts(), stranger, inquiryId)), 'PROCEEDING_UNKNOWN');
});

test('what changed after it was prepared is not shown as it was', async () => {
  const inquiryId = await ready(application('minorContactUnit', personOf(SEALED_INDECENCY)));
  rules.now = { ...DEFAULT_INQUIRY_RULES, bases: { ...DEFAULT_INQUIRY_RULES.bases, bases: DEFAULT_INQUIRY_RULES.bases.bases.map((one) => (one.id === 'LB-14' ? { ...one, offences: { classes: ['trafficking'] } } : one)) } };
  try {
    assert.equal(code(await disclose(parts(), await asker(), inquiryId)), 'PREPARATION_STALE');
  } finally {
    rules.now = DEFAULT_INQUIRY_RULES;
  }
  assert.equal(code(await disclose(parts(), await asker(), inquiryId)), 'done');
});

test('the papers of a refusal and of an answer; nothing of the person stands in any table', async () => {
  const font = parseFont(readFileSync(new URL('../../../documents/fonts/NotoSerifSC-Regular.ttf', import.meta.url)));
  assert.ok(font.ok);
  const person = { ...personOf(SEALED_INDECENCY) };
  const { inquiryId } = await shown(application('minorContactUnit', person));
  const { state, events } = await load(inquiryId);
  const papers = inquiryPapers(state, events, rules.now);
  assert.deepEqual(papers.map(({ id }) => id), ['inquiry-receipt', 'confidentiality-undertaking', 'inquiry-result-letter']);
  for (const paper of papers) {
    const made = await drawInquiryPaper(parts(), font.value, { state, paper });
    assert.ok(made.bytes.length > 5_000);
    assert.deepEqual(made.line, (await drawInquiryPaper(parts(), font.value, { state, paper })).line);
  }
  const dump = await dumpOf(platform.deployment);
  for (const mark of [person.name, person.document.number, '沈某遥', '虚构单位']) assert.ok(!dump.includes(mark) && !dump.includes(Buffer.from(mark).toString('hex')));
});

test('a refusal is decided without a look at any record, and its paper is the same whoever was asked about', async () => {
  const refuse = async (person: InquiryApplication['person']) => {
    const asked = application('unit', person, { basisId: 'LB-76', occupation: 'rideHailingDriver' });
    const { proceedingId: inquiryId } = done(await applyForInquiry(parts(), await asker(), asked));
    done(await takeInquiryStep(parts(), await ofCourt('clerk'), { inquiryId, step: { type: 'CheckIntake' } }));
    done(await takeInquiryStep(parts(), await ofCourt('clerk'), { inquiryId, step: { type: 'Propose', outcome: 'refuse', reasons: '部门规章', confirmations: {}, readings: {} } }));
    done(await takeInquiryStep(parts(), await ofCourt('boss'), { inquiryId, step: { type: 'Decide', agrees: true, reasons: '' } }));
    const { state, events } = await load(inquiryId);
    const { application: _receipt, ...fields } = present(inquiryPapers(state, events, rules.now).at(-1), 'a paper').fields;
    return { stage: state.stage, fields };
  };
  const read = async (): Promise<number> => (await dumpOf(platform.deployment)).split('inquiry.readRecords').length;
  const before = await read();
  assert.deepEqual(await refuse(personOf(SEALED_INDECENCY)), await refuse(NOBODY));
  assert.equal(await read(), before);
});
