import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newTypeCase } from '../pdf/embed-font.ts';
import { sampleFont } from '../testing/samples.ts';
import { breakLines, justification, tokensOf } from './lines.ts';
import { paginate, type Slab } from './slab.ts';

const typeCase = newTypeCase(sampleFont());
const MEASURE = { size: 16, width: 16 * 20 };
const linesOf = (text: string): readonly string[] => breakLines(typeCase, text, MEASURE).map(({ tokens }) => tokens.join(''));

// Text as it comes: Chinese, marks that may not begin or end a line, numbers, Latin, rare and combining
// characters.
const TEXT = fc.array(fc.constantFrom(
  ...'犯罪记录封存，。；：、？！（）《》“”‘’【】', ...'0123456789', 'abc', 'A.B-C', ' ', '\u{20BB7}', '葛\u{E0101}', 'e\u0301', '〇', '（2026）虚0101刑初12号',
), { maxLength: 120 }).map((parts) => parts.join(''));

test('nothing is lost, doubled or moved, whatever the text', () => {
  fc.assert(fc.property(TEXT, (text) => assert.equal(linesOf(text).join(''), text)));
});

test('no line is wider than the column', () => {
  fc.assert(fc.property(TEXT, (text) => {
    for (const line of breakLines(typeCase, text, { ...MEASURE, indent: 32 })) {
      assert.ok(line.indent + line.width <= MEASURE.width + 1e-9);
      const spacing = justification(line, MEASURE);
      assert.ok(spacing >= 0 && line.indent + line.width + spacing * Math.max(0, line.tokens.length - 1) <= MEASURE.width + 1e-6);
    }
  }));
});

test('避头尾: no line begins with a closing mark or ends with an opening one', () => {
  const body = '甲'.repeat(19);
  assert.deepEqual(linesOf(`${body}乙，丙`), [`${body}`, '乙，丙']);
  assert.deepEqual(linesOf(`${body}（丙）`), [body, '（丙）']);
  assert.deepEqual(linesOf(`${body}乙丙`), [`${body}乙`, '丙']);
  assert.deepEqual(linesOf(`${'甲'.repeat(18)}《法》。`), ['甲'.repeat(18), '《法》。']);
});

test('a number stays whole; one wider than the column is broken, not lost', () => {
  assert.deepEqual(linesOf(`${'甲'.repeat(18)}2026年`), ['甲'.repeat(18), '2026年']);
  const long = '1'.repeat(300);
  assert.equal(linesOf(long).join(''), long);
  assert.ok(linesOf(long).length > 1);
});

test('a mark that belongs to a character is never parted from it', () => {
  assert.deepEqual(tokensOf('葛\u{E0101}e\u0301'), ['葛\u{E0101}', 'e\u0301']);
});

const slab = (height: number, together: boolean): Slab => ({ height, together, draw: () => undefined });
const SLABS = fc.array(fc.record({ height: fc.integer({ min: 1, max: 60 }), together: fc.boolean() }), { maxLength: 60 })
  .map((list) => list.map(({ height, together }) => slab(height, together)));

test('every slab stands on exactly one page, in order, and no page overflows', () => {
  fc.assert(fc.property(SLABS, (slabs) => {
    const pages = paginate(slabs, 200);
    assert.deepEqual(pages.flat(), slabs);
    for (const page of pages) assert.ok(page.length === 1 || page.reduce((sum, { height }) => sum + height, 0) <= 200);
  }));
});

test('what belongs together begins no page, unless its group is taller than a page', () => {
  fc.assert(fc.property(SLABS, (slabs) => {
    const pages = paginate(slabs, 200);
    pages.slice(1).forEach((page, i) => {
      if (page[0]?.together === true) assert.ok(pages[i]?.slice(1).every(({ together }) => together === true));
    });
  }));
});
