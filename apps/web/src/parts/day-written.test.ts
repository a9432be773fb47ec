import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayWritten } from './day-written.ts';

test('a day is read in the ways people write it; what is none stays for the service to refuse', () => {
  const days: readonly (readonly [string, string])[] = [
    ['2025-03-04', '2025-03-04'], ['2025-3-4', '2025-03-04'], ['2025年3月4日', '2025-03-04'], ['２０２５年 3月 4日', '2025-03-04'], ['2025.3.4', '2025-03-04'],
    ['2025/03/04', '2025-03-04'], ['20250304', '2025-03-04'], ['2025-02-30', '2025-02-30'], ['2025年3月', '2025年3月'], [' 不明 ', '不明'], ['', ''],
  ];
  for (const [written, day] of days) assert.equal(dayWritten(written), day, written);
});
