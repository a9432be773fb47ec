import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn } from './in-turn.ts';

test('one piece of work after the other, in order; one that fails is told to whoever asked and holds nobody up', async () => {
  const turn = inTurn();
  const said: string[] = [];
  const work = (name: string, gate: Promise<void>) => () => {
    said.push(`${name} begins`);
    return gate.then(() => { said.push(`${name} ends`); return name; });
  };
  const first = Promise.withResolvers<void>();
  const all = [turn(work('one', first.promise)), turn(() => Promise.reject(new Error('broken'))), turn(work('three', Promise.resolve()))];
  await new Promise(setImmediate);
  assert.deepEqual(said, ['one begins']);
  first.resolve();
  assert.deepEqual((await Promise.allSettled(all)).map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled']);
  assert.deepEqual(said, ['one begins', 'one ends', 'three begins', 'three ends']);
});
