import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealOrgans } from './seal-organs.ts';

const at = (district: string, ...organs: readonly string[]) => organs.map((organ) => ({ organ, district }));
const ORGANS = sealOrgans([
  ...at('440305', 'court/440305', 'procuratorate/440305J', 'police/440305000000', 'police/440305'),
  ...at('110105', 'procuratorate/110105J', 'police/110105'),
  ...at('X', 'procuratorate/5X01', 'police/5X02'),
  ...at('lonely', 'police/330106'),
  ...at('440300', 'procuratorate/440300J', 'police/440300'),
], ['procuratorate/110000', 'procuratorate/440000A', 'procuratorate/440000B', 'procuratorate/000000']);

// Who is told that an organ is late (办法22); undefined: a person must name one.
const TABLE: readonly (readonly [rule: string, late: string, told: string | undefined])[] = [
  ['the procuratorate of the district supervises the police', 'police/440305', 'procuratorate/440305J'],
  ['and the court', 'court/440305', 'procuratorate/440305J'],
  ['a procuratorate is supervised from one level above, never by itself', 'procuratorate/440305J', 'procuratorate/440300J'],
  ['a district of Beijing without a branch: the city', 'procuratorate/110105J', 'procuratorate/110000'],
  ['two stand above: nobody is guessed', 'procuratorate/440300J', undefined],
  ['a province: the whole country', 'procuratorate/440000A', 'procuratorate/000000'],
  ['the highest has nobody above', 'procuratorate/000000', undefined],
  ['a code that tells no region', 'procuratorate/5X01', undefined],
  ['a district without a procuratorate', 'police/330106', undefined],
  ['an organ of no district', 'prison/1100P1', undefined],
];

for (const [rule, late, told] of TABLE) {
  test(`${rule}: ${late} → ${told ?? 'a person'}`, () => assert.equal(ORGANS.supervisorOf(late), told));
}

test('above an organ stands the one of its kind a level above; where none or two are known, nobody is guessed', () => {
  const above = ['police/440305', 'police/440305000000', 'procuratorate/440305J', 'procuratorate/440300J', 'court/440305', 'school/S01']
    .map((organ) => ORGANS.superiorOf(organ));
  assert.deepEqual(above, ['police/440300', 'police/440300', 'procuratorate/440300J', undefined, undefined, undefined]);
});

const PLATFORM = 'procuratorate/440100';
const WATCHED = sealOrgans([
  ...at('440305', 'court/440305', 'procuratorate/440305J'), ...at('440300', 'procuratorate/440300J'),
], ['procuratorate/440000A', 'procuratorate/440000B', 'procuratorate/000000'], PLATFORM);

// Whom an emergency alarms, the nearest first; an empty line: it is refused.
const ALARMED: readonly (readonly [rule: string, organs: typeof WATCHED, organ: string, alarmed: readonly string[]])[] = [
  ['who supervises it, then each level above that has one procuratorate, then who supervises the platform',
    WATCHED, 'court/440305', ['procuratorate/440305J', 'procuratorate/440300J', 'procuratorate/000000', PLATFORM]],
  ['an organ of no district, by the region of its code', WATCHED, 'prison/440305P1',
    ['procuratorate/440305J', 'procuratorate/440300J', 'procuratorate/000000', PLATFORM]],
  ['a procuratorate alarms those above it, never itself', WATCHED, 'procuratorate/440305J', ['procuratorate/440300J', 'procuratorate/000000', PLATFORM]],
  ['a code that tells no region: who supervises the platform', WATCHED, 'school/S01', [PLATFORM]],
  ['who supervises the platform is not alarmed by its own emergency', WATCHED, PLATFORM, ['procuratorate/000000']],
  ['no procuratorate is known, and none for the platform', ORGANS, 'school/S01', []],
  ['nobody but the organ itself is known', sealOrgans(at('1', 'procuratorate/110105J')), 'procuratorate/110105J', []],
];

for (const [rule, organs, organ, alarmed] of ALARMED) {
  test(`an emergency alarms ${rule}: ${organ}`, () => assert.deepEqual(organs.alarmedBy(organ), alarmed));
}
