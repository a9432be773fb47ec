import assert from 'node:assert/strict';
import type { BusinessRecord } from '@fengcun/judgment';
import type { CivilDate } from '@fengcun/kernel';
import { messagesFromRecord } from '@fengcun/registry';
import type { IntakeItem } from '../intake-item.ts';

/** Invented persons and cases; nobody bears these numbers with these names. */
const SEEDS = ['first', 'second', 'third', 'fourth'] as const;
export type Seed = (typeof SEEDS)[number];

const NAMES: Readonly<Record<Seed, string>> = { first: '闻小禾', second: '骆千帆', third: '池星槎', fourth: '时岭云' };
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const numberOf = (seed: Seed): string => {
  const digits = `1101051990010${SEEDS.indexOf(seed) + 1}001`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
};
const caseOf = (seed: Seed): string => `（2024）岭0000刑初${SEEDS.indexOf(seed) + 41}号`;
const CHARGE = '盗窃罪';
const COURT = '云岭省某县人民法院';

/** Everything invented that must never stand in a table in clear. */
export const MARKS: readonly string[] =
  [...SEEDS.flatMap((seed) => [NAMES[seed], numberOf(seed), caseOf(seed)]), CHARGE, COURT, 'mustSeal', 'mustNotSeal'];

export type Telling = Readonly<{ termMonths?: number; personOf?: Seed; numberOf?: Seed; sameCaseAs?: Seed }>;

const recordOf = (seed: Seed, telling: Telling): BusinessRecord => {
  const person = telling.personOf ?? telling.sameCaseAs ?? seed;
  const bornOn = `1990-01-0${SEEDS.indexOf(telling.numberOf ?? person) + 1}` as CivilDate;
  return {
    id: `row-${seed}`, row: 2, personName: NAMES[person], idNumber: numberOf(telling.numberOf ?? person),
    organ: COURT, documentNumber: caseOf(telling.sameCaseAs ?? seed),
    facts: {
      recordKind: 'conviction', decidedOn: '2024-05-11' as CivilDate, bornOn, charges: [CHARGE],
      penalty: 'fixedTermImprisonment', executedTermMonths: telling.termMonths ?? 8, suspended: false,
      effectiveOn: '2024-06-01' as CivilDate,
    },
  };
};

const DECISIONS = [{
  pack: 'invented', packHash: 'a'.repeat(64), asOf: '2026-11-21' as CivilDate, factsHash: 'b'.repeat(64), outcome: 'mustNotSeal',
}] as const;

const itemOf = (record: BusinessRecord, key: string): IntakeItem => {
  const source = { organ: { type: 'court', code: '00' }, system: 'invented', version: 1 } as const;
  const { messages, problems } = messagesFromRecord({ record, source });
  assert.deepEqual(problems, []);
  return { key, place: key, problems: [], input: { name: record.personName ?? '' }, messages: messages.map((message) => ({ message, decisions: DECISIONS, personAt: 0 })) };
};

/** A row with a number: a judgment and that it is in force. */
export const row = (seed: Seed, telling: Telling = {}): IntakeItem => itemOf(recordOf(seed, telling), `row-${seed}`);

/** A judgment as a document tells it: no number, one message. */
export const judgment = (seed: Seed, telling: Telling = {}): IntakeItem => {
  const { idNumber: _number, facts: { effectiveOn: _day, ...facts }, ...record } = recordOf(seed, telling);
  return itemOf({ ...record, id: `judgment-${seed}`, facts }, `judgment-${seed}`);
};
