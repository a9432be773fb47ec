import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areasOf, placeIn, regionOf, stepOf } from './areas.ts';

const row = (organ: string, mustSeal: number, sealed: number, overdue = 0) => ({ organ, mustSeal, sealed, overdue });

test('organs of several provinces are shown by province, of one province by city, of one city by district', () => {
  const codes = (...organs: readonly string[]) => areasOf(organs.map((organ) => row(organ, 1, 1))).map(({ code }) => code);
  assert.deepEqual(codes('court/530202', 'court/110101'), ['11', '53']);
  assert.deepEqual(codes('court/530202', 'court/530102'), ['5301', '5302']);
  assert.deepEqual(codes('court/530202', 'police/530203000000'), ['530202', '530203']);
});

test('nothing is lost from the sums: an organ whose code names no place stands under the empty code', () => {
  const areas = areasOf([row('court/530202', 4, 3, 1), row('police/530202000000', 2, 2), row('prison/Y01', 5, 1, 2)]);
  assert.deepEqual(areas.map(({ code, mustSeal, sealed, overdue }) => [code, mustSeal, sealed, overdue]),
    [['', 5, 1, 2], ['530202', 6, 5, 1]]);
  assert.equal(regionOf('prison/Y01'), undefined);
});

test('a step says how much is sealed, on both sides of each bound', () => {
  const steps: readonly (readonly [number, number, number])[] = [
    [0, 0, 4], [100, 100, 4], [99, 100, 3], [95, 100, 3], [94, 100, 2], [80, 100, 2], [79, 100, 1], [50, 100, 1], [49, 100, 0],
  ];
  for (const [part, whole, step] of steps) assert.equal(stepOf(part, whole), step, `${part} of ${whole}`);
});

test('an area is called as its court is', () => {
  assert.equal(placeIn(['沧河市公安局临渡分局', '云岭省沧河市临渡区人民法院']), '临渡区');
  assert.equal(placeIn(['云岭省沧河市中级人民法院']), '沧河市');
  assert.equal(placeIn(['沧河市公安局']), undefined);
});
