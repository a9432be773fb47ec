import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFacts } from '@fengcun/policy';
import { factsFromMessage } from './facts-from-message.ts';
import { KIND_NAMES_IN_ORDER } from './messages/message-kinds.ts';
import { message } from './testing/messages.ts';

const JUDGMENT = { documentNumber: '（2024）京0000刑初1号', court: '某某市人民法院', decidedOn: '2024-05-06' };
const judged = (more: Readonly<Record<string, unknown>>) => factsFromMessage(message('judgmentRecorded', { ...JUDGMENT, ...more }));
const sentenced = (sentence: Readonly<Record<string, unknown>>) => judged({ sentence });

test('a judgment tells its kind, charges and sentence; what it does not tell stays unknown', () => {
  const facts = judged({ charges: ['盗窃罪'], sentence: { penalty: 'fixedTermImprisonment', termMonths: 8, suspensionMonths: 12 } });
  assert.deepEqual(
    [facts?.recordKind, facts?.penalty, facts?.executedTermMonths, facts?.suspended, facts?.suspensionPeriodMonths, facts?.charges, facts?.bornOn],
    ['conviction', 'fixedTermImprisonment', 8, true, 12, ['盗窃罪'], '1990-01-01'],
  );
  for (const name of ['effectiveOn', 'recidivist', 'offenceTo', 'courtFoundJuvenile', 'annulled', 'sentenceServedOn'] as const) assert.equal(facts?.[name], undefined, name);
});

test('the term: whole months, an odd day one more, none of a fine, unknown of life and where it is not told', () => {
  const rows: readonly (readonly [Readonly<Record<string, unknown>>, number | undefined])[] = [
    [{ penalty: 'fixedTermImprisonment', termMonths: 60 }, 60], [{ penalty: 'fixedTermImprisonment', termMonths: 60, termDays: 1 }, 61],
    [{ penalty: 'criminalDetention', termDays: 20 }, 1], [{ penalty: 'fixedTermImprisonment' }, undefined],
    [{ penalty: 'fineOnly', fineYuan: 3000 }, 0], [{ penalty: 'exemptionFromPunishment' }, 0],
    [{ penalty: 'lifeImprisonment' }, undefined], [{ penalty: 'deathSuspended' }, undefined],
  ];
  for (const [sentence, months] of rows) assert.equal(sentenced(sentence)?.executedTermMonths, months, JSON.stringify(sentence));
  assert.equal(sentenced({ penalty: 'fixedTermImprisonment', termMonths: 8 })?.suspended, undefined);
});

test('an acquittal by its ground; without ground or sentence the kind is unknown; a remand is no decision', () => {
  const rows: readonly (readonly [Readonly<Record<string, unknown>>, string | undefined])[] = [
    [{ acquittalGround: 'innocent' }, 'acquittal'], [{ acquittalGround: 'insufficientEvidence', sentence: { penalty: 'none' } }, 'acquittal'],
    [{ acquittalGround: 'notLiable' }, 'noCriminalLiability'], [{ sentence: { penalty: 'none' } }, 'unknown'], [{}, 'unknown'],
    [{ outcome: 'affirmed', instance: 'second' }, 'unknown'], [{ outcome: 'remanded', instance: 'second' }, undefined],
  ];
  for (const [content, kind] of rows) assert.equal(judged(content)?.recordKind, kind, JSON.stringify(content));
});

test('two birth dates are none, and a unit has none', () => {
  const person = (more: Readonly<Record<string, unknown>>) => factsFromMessage(message('judgmentRecorded', JUDGMENT, { person: more }));
  assert.equal(person({ bornOn: '1990-01-02' })?.bornOn, undefined);
  assert.equal(person({ documents: [], bornOn: '1990-01-02' })?.bornOn, '1990-01-02');
  assert.deepEqual([person({ documents: [], kind: 'entity' })?.bornOn, person({ documents: [], kind: 'entity' })?.subjectKind], [undefined, 'entity']);
});

test('the other deciding kinds, and no other kind, give a sheet that the schema of facts takes', () => {
  const contents: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    liabilityDecided: { decidedOn: '2024-05-06', outcome: 'noCriminalPunishment' }, compulsoryMeasureRecorded: { from: '2024-05-06' },
    nonProsecutionDecided: { decidedOn: '2024-05-06', type: 'discretionary', charges: ['盗窃罪'] }, judgmentRecorded: { ...JUDGMENT, sentence: { penalty: 'fixedTermImprisonment', termMonths: 1200, termDays: 1 } },
    publicOrderDecisionRecorded: { decidedOn: '2024-05-06', penalties: ['fine'] }, supportFileRecorded: {},
  };
  const others: Readonly<Record<string, Readonly<Record<string, unknown>>>> =
    { judgmentBecameEffective: { documentNumber: '1号', effectiveOn: '2024-06-01' }, sentenceServed: { servedOn: '2025-01-01' }, caseFiled: { filedOn: '2024-01-01' } };
  const kinds = KIND_NAMES_IN_ORDER.filter((kind) => contents[kind] !== undefined);
  assert.equal(kinds.length, 6);
  for (const kind of kinds) {
    const facts = factsFromMessage(message(kind, contents[kind]));
    assert.ok(facts !== undefined && parseFacts(facts).ok, `${kind} ${JSON.stringify(facts)}`);
  }
  for (const kind of KIND_NAMES_IN_ORDER.filter((one) => others[one] !== undefined)) assert.equal(factsFromMessage(message(kind, others[kind])), undefined, kind);
});
