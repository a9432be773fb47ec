import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OFFENCE_CLASSES } from '@fengcun/statute';
import { FACT_FIELDS, factField } from './fact-fields.ts';
import type { FactName } from './fact-sheet.ts';
import { parseFacts } from './parse-facts.ts';
import { slotOf, slotsOf } from './slots.ts';
import schema from './schema.json' with { type: 'json' };

test('every fact says in both languages what it is, what proves it and what to ask', () => {
  for (const field of FACT_FIELDS) {
    for (const words of [field.title, field.source, field.question]) {
      assert.match(words.zh, /\p{Script=Han}/u, field.name);
      assert.match(words.en, /[a-z]/, field.name);
    }
    assert.match(field.question.zh, /？$/, field.name);
    assert.match(field.question.en, /\?$/, field.name);
  }
});

test('numbers and dates have a unit; months end in Months', () => {
  for (const { name, type, unit } of FACT_FIELDS) {
    const wanted = type.kind === 'date' ? 'day' : type.kind !== 'integer' ? undefined : name.endsWith('Months') ? 'months' : 'count';
    assert.equal(unit, wanted, name);
  }
});

test('the offence classes of the schema are those of statute', () => {
  const type = factField('offenceClasses')?.type;
  assert.deepEqual(type?.kind === 'set' ? type.values : [], OFFENCE_CLASSES);
});

test('the schema names every fact once, and slots stand in its order', () => {
  const names = Object.keys(schema.properties);
  assert.equal(new Set(names).size, 65);
  const sheet = parseFacts({});
  assert.ok(sheet.ok);
  assert.deepEqual(Object.keys(sheet.value), names);
  // One fact at a time: its value must arrive in its own slot and in no other.
  for (const { name, type } of FACT_FIELDS) {
    const value = { boolean: true, integer: 7, date: '2020-01-02', enum: '', set: [], strings: ['盗窃罪'], list: [] }[type.kind];
    const given = type.kind === 'enum' ? type.values[0] : value;
    const parsed = parseFacts({ [name]: given });
    assert.ok(parsed.ok, name);
    const known = slotsOf(parsed.value).flatMap((slot, i) => (slot === 'unknown' ? [] : [[i, slot]]));
    assert.deepEqual(known, [[slotOf(name), given]], name);
    assert.deepEqual(parsed.value[name satisfies FactName], given, name);
  }
});
