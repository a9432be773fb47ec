import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCaseCode } from '@fengcun/registry';
import { judgment, row } from '../intake/testing/invented-items.ts';
import { importAll } from '../intake/testing/import-fixture.ts';
import { confidentialOf, type InventedNode, inventedNode, opening, order, platformId } from './testing/invented-node.ts';

const CODE = makeCaseCode(new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]));

const withNode = async (work: (node: InventedNode) => Promise<void>, ...given: Parameters<typeof inventedNode>): Promise<void> => {
  const node = await inventedNode(...given);
  try {
    await work(node);
    assert.deepEqual(node.events.filter(({ event }) => event === 'fault' || event === 'waits'), []);
    assert.deepEqual(node.faults, []);
  } finally {
    await node.deployment.close();
  }
};

const counts = async ({ rows }: InventedNode): Promise<readonly [open: number, sealed: number]> =>
  [(await rows('select 1 from open.record')).length, (await rows('select 1 from sealed.record')).length];

test('an order is taken, the copy is sealed and answered with what it was before and after; the open side holds nothing', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const recordId = platformId();
  const told = order(recordId, CODE);
  assert.equal(await node.order(told, confidentialOf(row('first'))), 'accepted');
  assert.deepEqual(await node.receipts(), [], 'nothing is answered before it is done');
  assert.equal(await node.work.round(), 1, JSON.stringify(node.events) + String(node.faults[0]));
  assert.deepEqual(await counts(node), [0, 1]);
  assert.deepEqual(await node.rows('select 1 from open.event union all select 1 from open.subject union all select 1 from open.criminal_case'), []);
  const [receipt, ...more] = await node.receipts();
  assert.deepEqual(more, []);
  assert.deepEqual([receipt?.result, receipt?.sequence, receipt?.revision], ['applied', 1, 0]);
  assert.match(receipt?.commitmentBefore ?? '', /^sha256:[0-9a-f]{64}$/);
  assert.notEqual(receipt?.commitmentBefore, receipt?.commitmentAfter);
  assert.equal(await node.order(told, confidentialOf(row('first'))), 'accepted', 'another message with the same order');
  assert.deepEqual(await node.receipts(), [receipt], 'has the same answer');
  assert.equal(await node.work.round(), 0);
  assert.equal(await node.order(opening(recordId, CODE, 2), confidentialOf(row('first'))), 'accepted');
  assert.equal(await node.work.round(), 1);
  assert.deepEqual(await counts(node), [1, 0]);
  assert.deepEqual((await node.receipts()).map(({ result, sequence }) => [result, sequence]), [['applied', 2]]);
}));
