import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '@fengcun/kernel';
import { corrected } from './corrections.ts';

const INPUT: Json = { data: { content: { decidedOn: '2024-02-30', charges: ['盗窃', '诈骗罪'] }, 'a/b': { '~': 1 } } };

test('a member is replaced, added or taken out, where the input has room for it', () => {
  const rows: readonly (readonly [string, Json, unknown])[] = [
    ['/data/content/decidedOn', '2024-02-29', { ...INPUT, data: { content: { charges: ['盗窃', '诈骗罪'], decidedOn: '2024-02-29' }, 'a/b': { '~': 1 } } }],
    ['/data/content/charges/0', '盗窃罪', { data: { content: { decidedOn: '2024-02-30', charges: ['盗窃罪', '诈骗罪'] }, 'a/b': { '~': 1 } } }],
    ['/data/content/charges/2', '抢劫罪', { data: { content: { decidedOn: '2024-02-30', charges: ['盗窃', '诈骗罪', '抢劫罪'] }, 'a/b': { '~': 1 } } }],
    ['/data/content/charges/0', null, { data: { content: { decidedOn: '2024-02-30', charges: ['诈骗罪'] }, 'a/b': { '~': 1 } } }],
    ['/data/content/decidedOn', null, { data: { content: { charges: ['盗窃', '诈骗罪'] }, 'a/b': { '~': 1 } } }],
    ['/data/a~1b/~0', 2, { data: { content: { decidedOn: '2024-02-30', charges: ['盗窃', '诈骗罪'] }, 'a/b': { '~': 2 } } }],
  ];
  for (const [at, value, expected] of rows) {
    const made = corrected(INPUT, [{ at, value }]);
    assert.ok(made.ok, at);
    assert.deepEqual(made.value, expected, at);
  }
});

test('a place that is not there is refused, whatever it is written like', () => {
  for (const at of ['', 'data', '/', '/data/person/names', '/data/content/charges/4', '/data/content/charges/x', '/data/content/decidedOn/x', '/__proto__/x', '/data/__proto__']) {
    const made = corrected(INPUT, [{ at, value: 1 }]);
    assert.equal(made.ok, at === '/', at);
  }
  assert.deepEqual(corrected(INPUT, [{ at: '/x/y', value: 1 }]), { ok: false, error: { code: 'PLACE_UNKNOWN', at: '/x/y' } });
});

test('the input that was given stays as it is', () => {
  const before = JSON.stringify(INPUT);
  corrected(INPUT, [{ at: '/data/content/charges/0', value: '盗窃罪' }]);
  assert.equal(JSON.stringify(INPUT), before);
});
