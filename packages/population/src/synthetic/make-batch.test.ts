import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import { type Columns, dayOf, type FactName, parseFacts, valueAt } from '@fengcun/policy';
import { CALIBRATION as C } from './calibration.ts';
import { makeBatch, SYNTHETIC_FACTS } from './make-batch.ts';

const ROWS = 60_000;
const people = makeBatch({ seed: 11, years: { first: dayOf(civil('2024-01-01')), days: 366 } }, 0, ROWS);
const LIGHT = ['criminalDetention', 'publicSurveillance', 'fineOnly', 'exemptionFromPunishment'];

type Read = (name: FactName) => unknown;

const share = (columns: Columns, holds: (read: Read) => boolean): number => {
  let count = 0;
  for (let row = 0; row < columns.length; row += 1) if (holds((name) => valueAt(columns, name, row))) count += 1;
  return count / columns.length;
};

const isLight = (read: Read): boolean => LIGHT.includes(String(read('penalty')));
const upTo = (read: Read, months: number): boolean => isLight(read) || Number(read('executedTermMonths')) <= months;

test('the population meets the shares it is calibrated to', () => {
  const table: readonly (readonly [string, number, (read: Read) => boolean])[] = [
    ['拘役以下', C.detentionOrLess.value, isLight],
    ['up to one year', C.upToOneYear.value, (read) => upTo(read, 12)],
    ['up to three years', C.upToThreeYears.value, (read) => upTo(read, 36)],
    ['negligent', C.negligent.value, (read) => read('mensRea') === 'negligent'],
    ['dangerous driving', C.dangerousDriving.value, (read) => (read('charges') as readonly string[]).includes('危险驾驶罪')],
    ['earlier conviction', C.priorConviction.value, (read) => Number(read('priorConvictionCount')) > 0],
    ['suspended', C.suspended.value, (read) => read('suspended') === true],
    ['juvenile', C.juvenile.value, (read) => read('courtFoundJuvenile') === true],
    ['several charges', C.severalCharges.value, (read) => Number(read('chargeCount')) > 1],
  ];
  for (const [name, wanted, holds] of table) {
    const made = share(people, holds);
    assert.ok(Math.abs(made - wanted) < 0.006, `${name}: ${made} made, ${wanted} wanted`);
  }
  const first = share(people, (read) => upTo(read, 12) || (read('mensRea') === 'negligent' && upTo(read, 36)));
  assert.ok(first > C.firstView.value, `the first view covers ${first}`);
});

test('every record is a fact sheet the engine takes, and obeys the law: 缓刑 only up to three years, never with 累犯', () => {
  for (let row = 0; row < 2000; row += 1) {
    const facts = Object.fromEntries(SYNTHETIC_FACTS.map((name) => [name, valueAt(people, name, row)]));
    const sheet = parseFacts(facts);
    assert.ok(sheet.ok, JSON.stringify(sheet));
    if (sheet.value.suspended !== true) continue;
    assert.ok(Number(sheet.value.executedTermMonths) <= 36 && sheet.value.recidivist === false);
  }
});

test('every constant says where it comes from', () => {
  for (const [name, { source, value }] of Object.entries(C)) assert.ok(source.length > 10 && value > 0, name);
});
