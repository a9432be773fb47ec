import assert from 'node:assert/strict';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { addDays, civil } from '@fengcun/kernel';
import { parseDocument } from '@fengcun/registry';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { inventedName } from './names.ts';
import { drawFrom } from './random.ts';
import { csvOf, planRecords, tellingDays } from './records.ts';
import { specialRecords } from './special.ts';

const TODAY = civil('2026-11-23');
const DAYS = tellingDays(addDays(TODAY, -710), TODAY);
const planned = (seed: string) => [...planRecords(drawFrom(seed), { days: DAYS, count: 300 }), ...specialRecords(DAYS)];

test('the same seed and day plan the same records; another seed others', () => {
  assert.equal(csvOf(planned('one')), csvOf(planned('one')));
  assert.notEqual(csvOf(planned('one')), csvOf(planned('two')));
});

test('every story is told, over two years, and every number is a valid one that nobody else in the world has', () => {
  const records = planned('one');
  assert.deepEqual([...new Set(records.map(({ kind }) => kind))].sort(), ['adult', 'birthUnknown', 'exempted', 'juvenile', 'longTerm', 'notProsecuted', 'publicOrder']);
  for (const { person: { number } } of records) assert.ok(parseDocument({ type: 'residentIdentityCard', number }).ok, number);
  const numbers = new Map(records.map(({ person }) => [person.number, person.bornOn]));
  assert.equal(numbers.size, records.length);
  assert.ok((DAYS[0] ?? '') < '2025-02-01' && (DAYS.at(-1) ?? '') >= '2026-11-18');
});

test('names: varied, some with a separating dot, some long', () => {
  const draw = drawFrom('names');
  const names = Array.from({ length: 300 }, () => inventedName(draw));
  assert.ok(new Set(names).size > 200);
  assert.ok(names.some((name) => name.includes('·')) && names.some((name) => [...name].length > 10));
});

test('a term that ends today began so many working days before', () => {
  assert.equal(workingDaysBefore(civil('2026-11-23'), 3), '2026-11-18');
  assert.equal(workingDaysBefore(civil('2026-11-22'), 0), '2026-11-20', 'a Sunday is none');
  assert.equal(new Date(instantOf(TODAY, 9, 30)).toISOString(), '2026-11-23T01:30:00.000Z');
});

const SHARED = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));

test('nobody of the world has the name of anybody in real judgments', { skip: existsSync(SHARED) ? false : '../shared/data is not here' }, async () => {
  const draw = drawFrom('every name');
  const names = new Set([...Array.from({ length: 20_000 }, () => inventedName(draw)), ...planned('fengcun').map(({ person }) => person.name)]);
  const heads = new Map<string, string[]>();
  for (const name of names) heads.set(name.slice(0, 2), [...heads.get(name.slice(0, 2)) ?? [], name]);
  // Most letters of a judgment begin no name: a look into a table of letters is cheaper than a piece of text.
  const begins = new Uint8Array(65_536);
  for (const name of names) begins[name.charCodeAt(0)] = 1;
  let found = 0;
  for (const file of readdirSync(SHARED).filter((name) => name.endsWith('.jsonl'))) {
    for await (const line of createInterface({ input: createReadStream(`${SHARED}${file}`) })) {
      for (let at = 0; at < line.length - 1; at += 1) {
        if (begins[line.charCodeAt(at)] === 0) continue;
        for (const name of heads.get(line.slice(at, at + 2)) ?? []) found += line.startsWith(name, at) ? 1 : 0;
      }
    }
  }
  // The name itself is not told.
  assert.equal(found, 0, 'names of the world in real judgments');
});
