import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NO_NAMES } from '../seals/organ-names.ts';
import { organNamed, paragraphs } from './draw-paper.ts';
import { anyText } from '../../../kernel/src/testing/any-text.ts';

test('a line an item while they fit; more lines than a list holds run together, and nothing of 4,000 characters is lost', () => {
  assert.deepEqual(paragraphs('一\r\n\n 二 \u2028三'), ['一', '二', '三']);
  assert.deepEqual(paragraphs('字'.repeat(401)).map((one) => one.length), [400, 1]);
  const many = Array.from({ length: 40 }, (_, i) => `第${i}行`).join('\n');
  assert.deepEqual(paragraphs(many), [many.replaceAll('\n', '；')]);
  assert.equal(paragraphs('字'.repeat(4000)).join('').length, 4000);
});

test('whatever was written, an item is of 1 to 400 characters without line ends or invisible ones, and at most ten', () => {
  fc.assert(fc.property(anyText(4000), (written) => {
    const items = paragraphs(written);
    assert.ok(items.length <= 10);
    for (const item of items) {
      assert.ok(item.length > 0 && [...item].length <= 400);
      assert.ok(!/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]/u.test(item));
    }
  }));
});

test('an organ without a name is its kind and code, never longer than the head of a paper holds', () => {
  assert.equal(organNamed('police/110105000000', NO_NAMES), '公安机关（机关代码110105000000）');
  assert.equal(organNamed('police/110105000000', new Map([['police/110105000000', '虚构市公安局']])), '虚构市公安局');
  assert.ok([...organNamed(`${'x'.repeat(32)}/${'1'.repeat(32)}`, NO_NAMES)].length <= 40);
});
