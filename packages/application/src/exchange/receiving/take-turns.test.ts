import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeTurns } from './take-turns.ts';

test('one after another in the order they came, and a fault holds up nobody', async () => {
  const turn = takeTurns(() => 0);
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const none = (): never => assert.fail('nobody waits here');
  const work = (name: string, until?: Promise<void>) => turn(async () => {
    await until;
    done.push(name);
  }, none);
  const all = [work('first', first.promise), turn(async () => { throw new Error('broken'); }, none), work('third')];
  first.resolve();
  const [, second] = await Promise.allSettled(all);
  assert.equal(second?.status, 'rejected');
  assert.deepEqual(done, ['first', 'third']);
});

test('what waited for longer than its sender would is answered without work: at the bound it is begun, after it not', async () => {
  for (const [waited, answer] of [[100, 'taken'], [101, 'later']] as const) {
    let now = 0;
    const turn = takeTurns(() => now, 100);
    const before = turn(async () => { now += waited; return 'taken'; }, () => 'later');
    const waiting = turn(async () => 'taken', () => 'later');
    assert.deepEqual([await before, await waiting], ['taken', answer]);
  }
});
