import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timerShown } from './timers-shown.ts';

const NOW = Date.parse('2026-06-15T10:00:00Z');
const ROW = {
  name: 'seal-look', running: 0, waiting: 1, failed: 0, lastAt: '2026-06-15T09:59:58Z', nextAt: '2026-06-15T10:00:01Z',
  runningSince: null, faultAt: null, fault: null,
} as const;

test('work is late where none runs and its time was over two minutes ago, or where none waits at all', () => {
  const cases: readonly (readonly [string, Partial<Parameters<typeof timerShown>[0]>, boolean])[] = [
    ['it waits for its time', {}, false],
    ['its time is just over', { nextAt: '2026-06-15T09:58:00Z' }, false],
    ['its time was over longer ago', { nextAt: '2026-06-15T09:57:59Z' }, true],
    ['nothing waits, nothing runs: the chain was cut', { waiting: 0, nextAt: null }, true],
    ['nothing waits while it runs', { waiting: 0, nextAt: null, running: 1, runningSince: '2026-06-15T09:00:00Z' }, false],
  ];
  for (const [which, changed, isLate] of cases) assert.equal(timerShown({ ...ROW, ...changed }, NOW).isLate, isLate, which);
});

test('what never was is absent, instants are those of the interface, and a fault is told by its code', () => {
  assert.deepEqual(timerShown({ ...ROW, lastAt: null }, NOW),
    { name: 'seal-look', running: 0, waiting: 1, failed: 0, isLate: false, nextAt: '2026-06-15T10:00:01.000Z' });
  const failed = timerShown({ ...ROW, failed: 2, fault: 'UNEXPECTED', faultAt: new Date('2026-06-15T09:59:00Z') }, NOW);
  assert.deepEqual([failed.fault, failed.faultAt], ['UNEXPECTED', '2026-06-15T09:59:00.000Z']);
});
