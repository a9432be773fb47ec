import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { civil } from '@fengcun/kernel';
import { resolveCitation } from '@fengcun/statute';
import { openCase, token } from '../../intake/testing/messages.ts';
import { IN_FORCE, shippedPack } from '../testing/law.ts';
import type { TriggerFindings } from './find-triggers.ts';
import { recipientDue } from './recipients.ts';
import { MAPPED_CLAUSES } from './seal-ground.ts';
import { LAWFUL_PATHS } from './testing/lawful-paths.ts';
import { BEFORE_TRIAL, effective, findingsOf, judged, MINOR, RETRIAL, type Scene, tell } from './testing/scenes.ts';
import { TRIGGER_QUESTIONS } from './trigger-question.ts';

const GOLDEN = new URL('./testing/golden-paths.json', import.meta.url);

/** What a reader compares: who seals what on which ground, from which day, with which term; what is asked. */
const told = ({ triggers, questions, openings, removals, notices }: TriggerFindings): unknown => ({
  triggers: triggers.map((one) => ({
    ground: one.ground, underlying: one.underlying, cites: one.cites.join(' '), sealFrom: one.sealFrom,
    determinedBy: `${one.determinedBy.type}/${one.determinedBy.code ?? '?'}`, clause: `${one.decision.pack}/${one.decision.decidedBy}`,
    flags: one.flags.join(' '), events: one.events.map(({ kind, on }) => `${kind} ${on ?? '?'}`),
    recipients: one.recipients.map(({ holder, rule, starts, startsOn, waits }) =>
      `${holder}: ${rule} from ${starts}${startsOn === undefined ? '' : ` ${startsOn}`}${waits ? ', waits' : ''}`),
    notices: one.notices.map(({ kind, from, to, rule, since }) => `${kind} ${from} → ${to}, ${rule ?? 'at once'} since ${since ?? '?'}`),
  })),
  questions: questions.map(({ code, fact, organType }) => [code, fact, organType].filter((part) => part !== undefined).join(' ')),
  openings: openings.map(({ ground, effectiveOn }) => `${ground} ${effectiveOn ?? '?'}`),
  removals: removals.map(({ annulledOn }) => `annulled ${annulledOn}`),
  notices: notices.map(({ kind, from, to }) => `${kind} ${from} → ${to}`),
});

const found = Object.fromEntries(LAWFUL_PATHS.map((scene) => [scene.id, JSON.parse(JSON.stringify(told(findingsOf(scene)))) as unknown]));
if (process.env['FENGCUN_WRITE_GOLDEN'] === '1') writeFileSync(GOLDEN, `${JSON.stringify(found, undefined, 1)}\n`);
const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Readonly<Record<string, unknown>>;

for (const { id, story, article } of LAWFUL_PATHS) {
  test(`lawful path ${id}: ${story} (${article})`, () => assert.deepEqual(found[id], golden[id]));
}

test('the golden file holds the lawful paths and nothing else', () => {
  assert.deepEqual(Object.keys(golden).sort(), LAWFUL_PATHS.map(({ id }) => id).sort());
});

const scene = (changed: Partial<Scene>): Scene =>
  ({ id: 'x', story: '', article: '', asOf: '2026-11-20', messages: [...BEFORE_TRIAL, judged(), effective()], ...changed });
const noBirth = { documents: [] };
const HALT: readonly (readonly [rule: string, Scene, questions: readonly string[]])[] = [
  ['刑诉法259: a first-instance judgment that nobody told to be in force seals nothing', scene({ messages: [...BEFORE_TRIAL, judged()] }), ['EFFECT_NOT_TOLD']],
  ['刑诉法286: an unknown birth date never seals and never spares', scene({
    messages: [judged({}, { person: noBirth }), tell('judgmentBecameEffective', { documentNumber: '（2023）京0000刑初12号', effectiveOn: '2023-11-17' },
      { organ: 'court', code: '110105', person: noBirth })] }), ['FACT_UNKNOWN']],
  ['刑诉法200: a judgment without a sentence or ground is asked about', scene({ messages: [...BEFORE_TRIAL, judged({ sentence: undefined }), effective()] }), ['OUTCOME_NOT_TOLD']],
  ['two tellings that differ are settled first', scene({ messages: [...BEFORE_TRIAL, judged(), effective(),
    judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 70 } }, { organ: 'police', code: '110105000000', id: 'other' })] }), ['CONTRADICTION']],
  ['刑诉法284: a conditional non-prosecution whose period is over waits for its decision', scene({ messages: [
    tell('conditionalNonProsecutionDecided', { decidedOn: '2026-05-15', supervisionMonths: 6 }, { organ: 'procuratorate', code: '110105J' })] }), ['CONDITIONAL_PERIOD_OVER']],
  ['刑诉法283: on the last day of the period nothing is asked yet', scene({ asOf: '2026-11-15', messages: [
    tell('conditionalNonProsecutionDecided', { decidedOn: '2026-05-15', supervisionMonths: 6 }, { organ: 'procuratorate', code: '110105J' })] }), []],
  ['刑诉法176: a non-prosecution undone by a later prosecution seals nothing', scene({ messages: [
    tell('nonProsecutionDecided', { decidedOn: '2026-10-01' }, { organ: 'procuratorate', code: '110105J' }),
    tell('prosecuted', { decidedOn: '2026-11-01', documentNumber: '某检刑诉〔2026〕8号', procuratorate: '某某区人民检察院' }, { organ: 'procuratorate', code: '110105J' })] }), []],
  ['办法3: measures of a case that is running are no record yet', scene({ messages: [
    tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2026-11-01' }, { organ: 'police', code: '110105000000' })] }), []],
  ['办法3: measures beside a conviction of seven years are asked about', scene({ messages: [...BEFORE_TRIAL,
    judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 84 } }), effective(),
    tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2023-05-11' }, { organ: 'police', code: '110105000000' })] }), ['RELATED_OF_OPEN_RECORD']],
  ['the 18th birthday plus one day: an adult is not covered by the law in force (A-GATE)', scene({
    facts: { offenceFrom: civil('2024-03-16'), offenceTo: civil('2024-03-16'), suspended: false } }), []],
];
for (const [rule, halted, questions] of HALT) {
  test(`no order: ${rule}`, () => {
    const findings = findingsOf(halted);
    assert.deepEqual(findings.triggers, []);
    assert.deepEqual([...new Set(findings.questions.map(({ code }) => code))], questions);
  });
}

test('W-01: the 18th birthday itself seals', () => {
  const onBirthday = scene({ facts: { offenceFrom: civil('2024-03-15'), offenceTo: civil('2024-03-15'), suspended: false } });
  assert.equal(findingsOf(onBirthday).triggers[0]?.ground, 'juvenileSentence');
});

test('预防法59, 公安规定2: after a full acquittal the bail record is sealed by itself; the acquittal leaves none', () => {
  const found = findingsOf(scene({ messages: [...BEFORE_TRIAL, judged({ sentence: { penalty: 'none' }, acquittalGround: 'innocent' }), effective(),
    tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2023-05-11' }, { organ: 'police', code: '110105000000' })] }));
  assert.deepEqual(found.triggers.map(({ ground }) => ground), ['relatedRecord']);
  assert.ok(!found.questions.some(({ code }) => code === 'RELATED_OF_OPEN_RECORD'));
});

test('a retrial judgment not in force leaves the earlier seal standing and is asked about (刑诉法254–257)', () => {
  const pending = findingsOf(scene({ messages: [...BEFORE_TRIAL, judged(), effective(),
    judged({ documentNumber: RETRIAL, instance: 'retrial', decidedOn: '2026-10-10', sentence: { penalty: 'fixedTermImprisonment', termMonths: 72 } })] }));
  assert.equal(pending.triggers[0]?.ground, 'juvenileSentence');
  assert.ok(pending.questions.some(({ code }) => code === 'RETRIAL_NOT_IN_FORCE'));
  assert.deepEqual(pending.openings, []);
});

test('a retrial keeps the id of the record, so that its orders go on counting', () => {
  const [before, after] = [['sentence'], ['J-24']].map(([id]) => {
    const path = LAWFUL_PATHS.find((one) => one.id === id);
    assert.ok(path !== undefined);
    return findingsOf(path).triggers[0]?.recordId;
  });
  assert.equal(before, after);
});

const path = (id: string): TriggerFindings => {
  const one = LAWFUL_PATHS.find((each) => each.id === id);
  assert.ok(one !== undefined);
  return findingsOf(one);
};
const dueAt = (id: string, holder: string, orderedOn: string, receivedOn?: string): string => {
  const recipient = path(id).triggers[0]?.recipients.find((one) => one.holder === holder);
  assert.ok(recipient !== undefined);
  const due = recipientDue(recipient, { orderedOn: civil(orderedOn), ...(receivedOn === undefined ? {} : { receivedOn: civil(receivedOn) }) });
  return due === undefined ? 'waits' : 'dueOn' in due ? due.dueOn : 'paused';
};
const DUE: readonly (readonly [id: string, holder: string, ordered: string, received: string | undefined, due: string, article: string])[] = [
  ['W-23', 'police/110105000000', '2026-11-18', '2026-11-20', '2026-11-23', '办法12；刑诉法105'],
  ['W-27-before', 'police/110105000000', '2023-11-20', '2023-11-20', '2023-11-23', '办法11'],
  ['W-27-before', 'procuratorate/110105J', '2023-11-20', '2023-11-20', '2023-11-23', '办法11'],
  ['W-27-before', 'communityCorrection/110105C', '2023-11-20', undefined, 'waits', '办法13: until the end of the four years'],
  ['W-27-completed', 'communityCorrection/110105C', '2023-11-20', undefined, '2027-11-19', '办法13: three days after 2027-11-16'],
  ['W-29-before', 'prison/1100P1', '2023-11-20', undefined, 'waits', '监狱法115: until release'],
  ['W-29', 'prison/1100P1', '2023-11-20', undefined, '2026-12-03', '监狱法115, default [I]'],
  ['W-29', 'prison/1100P1', '2026-12-10', undefined, '2026-12-14', 'nobody is late before it was told: from the order'],
  ['Z-136a', 'police/110105000000', '2026-03-02', undefined, '2026-03-02', '治安法136: the day of the decision'],
];
for (const [id, holder, ordered, received, due, article] of DUE) {
  test(`${id}: ${holder}, ordered ${ordered}, received ${received ?? 'not told'} → ${due} (${article})`, () => {
    assert.equal(dueAt(id, holder, ordered, received), due);
  });
}

test('办法4, 18: a proposal seals only where it is switched on by name, and then on its own ground', () => {
  const adult = scene({ facts: { offenceFrom: civil('2025-01-10'), offenceTo: civil('2025-01-10'), suspended: false, mensRea: 'intentional', firstOffender: true,
    recidivist: false, drugRecidivist: false, priorConvictionCount: 0, offenceClasses: ['property'] },
  messages: [...BEFORE_TRIAL, judged({ decidedOn: '2026-02-03' }), effective('2026-02-14')] });
  const packs = [...IN_FORCE, shippedPack('proposals/cn-a1')];
  assert.deepEqual(findingsOf(adult, { packs }).triggers, []);
  assert.deepEqual(findingsOf(adult, { packs, on: ['cn-a1'] }).triggers.map(({ ground }) => ground), ['proposal']);
});

test('every clause of the law in force that seals has a ground', () => {
  const sealing = IN_FORCE.flatMap((pack) => pack.matters.filter(({ name }) => name === 'seal').flatMap(({ clauses }) =>
    clauses.filter(({ outcome }) => outcome === 'mustSeal').map(({ id }) => `${pack.id}/${id}`)));
  assert.deepEqual([...new Set(sealing)].sort(), [...MAPPED_CLAUSES].sort());
});

test('what is found does not depend on the order of arrival, nor on repetition', () => {
  fc.assert(fc.property(fc.constantFrom(...LAWFUL_PATHS), fc.infiniteStream(fc.nat({ max: 1000 })), (one, numbers) => {
    const keyed = one.messages.map((each) => [numbers.next().value ?? 0, each] as const);
    const messages = [...keyed.toSorted(([a], [b]) => a - b).map(([, each]) => each), ...one.messages.slice(0, 2)];
    assert.deepEqual(findingsOf({ ...one, messages }), findingsOf(one));
  }), { numRuns: 60 });
});

test('every question says what to ask and cites a place of the corpus', () => {
  for (const { zh, cites } of Object.values(TRIGGER_QUESTIONS)) {
    assert.ok(zh.length > 0);
    for (const id of cites) assert.ok(resolveCitation(id).ok, id);
  }
});

test('no trigger carries a name or a number of the person', () => {
  const text = JSON.stringify(LAWFUL_PATHS.map((one) => findingsOf(one)));
  for (const secret of ['林小禾', '京0000刑初', MINOR['bornOn']]) assert.ok(!text.includes(String(secret)), String(secret));
  assert.ok(openCase(judged()).records.size === 1 && text.includes(token('a')));
});
