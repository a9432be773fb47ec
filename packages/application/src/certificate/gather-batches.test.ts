import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatherBatches, TOGETHER_MAX } from './gather-batches.ts';

type Decided = Readonly<{ taken: readonly number[]; end: () => void }>;

const gathering = () => {
  const begun: Decided[] = [];
  const give = gatherBatches<number>((taken) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    begun.push({ taken, end: resolve });
    return promise;
  });
  return { begun, give: (...all: readonly number[]) => all.forEach(give) };
};

const turns = async (count = 4): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
};

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

test('what arrives in one turn, and in turns that follow each other, is one batch in its order', async () => {
  const { begun, give } = gathering();
  give(1, 2);
  await turns(1);
  give(3);
  await turns();
  assert.deepEqual(begun.map(({ taken }) => taken), [[1, 2, 3]]);
});

test('a lone application is decided after a turn of the loop', async () => {
  const { begun, give } = gathering();
  give(1);
  assert.equal(begun.length, 0);
  await turns();
  assert.deepEqual(begun.map(({ taken }) => taken), [[1]]);
});

test('a second batch begins when it is as large as the first, a smaller one when the first has ended', async () => {
  const { begun, give } = gathering();
  give(1, 2);
  await turns();
  give(3);
  await turns();
  assert.equal(begun.length, 1);
  give(4);
  await turns();
  assert.deepEqual(begun[1]?.taken, [3, 4]);
  give(5, 6, 7);
  await turns();
  assert.equal(begun.length, 2, 'two at once and no more');
  begun[1]?.end();
  await turns();
  assert.deepEqual(begun[2]?.taken, [5, 6, 7]);
  give(8);
  begun[0]?.end();
  await turns();
  assert.equal(begun.length, 3, 'smaller than the one under way');
  begun[2]?.end();
  await turns();
  assert.deepEqual(begun[3]?.taken, [8]);
});

test(`a batch has at most ${TOGETHER_MAX}, and nothing that is given is lost or decided twice`, async () => {
  const { begun, give } = gathering();
  const all = upTo(TOGETHER_MAX * 2 + 1);
  give(...all);
  await turns();
  assert.deepEqual(begun.map(({ taken }) => taken.length), [TOGETHER_MAX, TOGETHER_MAX]);
  for (const { end } of [...begun]) end();
  await turns();
  assert.deepEqual(begun.flatMap(({ taken }) => taken), all);
});
