import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMoneyAt } from './money.ts';
import { parseChineseInteger, readNumberAt } from './numerals.ts';
import { readTermAt } from './terms.ts';

test('every printed form of a number is read', () => {
  const table: readonly (readonly [string, number])[] = [
    ['一', 1], ['两', 2], ['十', 10], ['十二', 12], ['二十', 20], ['二〇', 20], ['一百二十三', 123], ['一百零五', 105],
    ['一百十五', 115], ['二千', 2000], ['一千五百', 1500], ['叁万', 30000], ['伍仟', 5000], ['3万', 30000], ['50万', 500000],
    ['1.5万', 15000], ['1.1万', 11000], ['30，000', 30000], ['1,234,567', 1234567], ['３０００', 3000], ['一万二千', 12000],
    ['十二万', 120000], ['一百二十万', 1200000], ['3万5000', 35000], ['三万五千', 35000], ['一万零五百', 10500],
    ['二〇一八', 2018], ['二○一O', 2010], ['一亿二千万', 120000000], ['二0一八', 2018],
  ];
  for (const [text, value] of table) assert.equal(parseChineseInteger(text), value, text);
});

test('what is no clear number is not read', () => {
  for (const text of ['', '元', '百五', '一万二', '一百五', '1，50', '1.55', '十十', '二百三百', '一千,']) {
    assert.equal(parseChineseInteger(text), undefined, text);
  }
});

test('a comma before other than three digits ends the number', () => {
  assert.deepEqual(readNumberAt('2000，2018年', 0), { value: 2000, end: 4 });
  assert.deepEqual(readNumberAt('30，000元', 0), { value: 30000, end: 6 });
});

test('every printed form of a term is read', () => {
  const table: readonly (readonly [string, number, number?])[] = [
    ['一年', 12], ['六个月', 6], ['六月', 6], ['一年零六个月', 18], ['一年又六个月', 18], ['一年六个月', 18], ['十年三个月', 123],
    ['二年零三个月', 27], ['五个月零十五天', 5, 15], ['五个月十五日', 5, 15], ['半年', 6], ['一年半', 18], ['18个月', 18],
    ['1年6个月', 18], ['两年', 24], ['二十五年', 300], ['一 年 六 个 月', 18], ['一个半月', 1, 15], ['十五日', 0, 15],
  ];
  for (const [text, months, days] of table) {
    const read = readTermAt(text, 0);
    assert.deepEqual([read?.months, read?.days, read?.end], [months, days, text.length], text);
  }
});

test('a calendar date is no term', () => {
  for (const text of ['2018年6月1日', '二〇一八年六月', '九八年', '六', '六个', '年']) {
    assert.equal(readTermAt(text, 0), undefined, text);
  }
  assert.equal(readTermAt('六个月2019年1月1日', 0)?.end, 3);
});

test('every printed form of an amount is read', () => {
  const table: readonly (readonly [string, number])[] = [
    ['人民币一千元', 1000], ['人民币5000元', 5000], ['30，000元', 30000], ['3万元', 30000], ['叁万元整', 30000],
    ['50624元', 50624], ['80万', 800000], ['人民币（2000）', 0], ['（人民币）二千元', 2000], ['人民币2000，', 2000],
    ['人民币 3000 元', 3000], ['￥1000元', 1000],
  ];
  for (const [text, yuan] of table) assert.equal(readMoneyAt(text, 0)?.yuan, yuan === 0 ? undefined : yuan, text);
  for (const text of ['港币三千元', '五', '二千余元', '元', '十，']) assert.equal(readMoneyAt(text, 0), undefined, text);
});

test('numbers written by rule are read back', () => {
  const digits = '零一二三四五六七八九';
  const units: readonly (readonly [number, string])[] = [[1000, '千'], [100, '百'], [10, '十'], [1, '']];
  const write = (value: number): string => {
    let text = '';
    let gap = false;
    for (const [unit, name] of units) {
      const digit = Math.floor(value / unit) % 10;
      if (digit === 0) gap = text !== '';
      else {
        text += `${gap ? '零' : ''}${digits[digit]}${name}`;
        gap = false;
      }
    }
    return text;
  };
  fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
    assert.equal(parseChineseInteger(write(value)), value);
    assert.equal(parseChineseInteger(`${write(value)}万`), value * 10000);
    assert.equal(parseChineseInteger(String(value)), value);
  }));
});

test('no text makes the readers throw or run past its end', () => {
  const piece = fc.constantFrom('一', '十', '百', '万', '年', '个月', '元', '，', '1', '.', '零', '半', ' ', '人民币', '○');
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
    const text = pieces.join('');
    for (const read of [readNumberAt(text, 0), readTermAt(text, 0), readMoneyAt(text, 0)]) {
      assert.ok(read === undefined || (read.end > 0 && read.end <= text.length));
    }
  }));
});
