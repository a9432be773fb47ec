import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { ok } from '@fengcun/kernel';
import { commit } from '@fengcun/ledger';
import { makeCaseCode } from '@fengcun/registry';
import { unwrapRecordKey } from '../../../vault/src/keys/key-record.ts';
import { keyRecordOf } from '../deployment/stored-ciphertext.ts';
import { checkCiphertexts } from '../fsck/check-ciphertexts.ts';
import { checkHolders } from '../fsck/check-holders.ts';
import { checkRows } from '../fsck/check-rows.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';
import { importAll } from '../intake/testing/import-fixture.ts';
import { placeOfRow } from '../keys/places.ts';
import { memoryCopies, type MemoryCopy } from '../organ-copies/memory-copies.ts';
import { commitmentRow } from '../sealing/move-plan.ts';
import { wrappingKeysOf } from '../sealing/side-keys.ts';
import { copyContent } from './commit-copies.ts';
import { nameCopies, nodeWork } from './index.ts';
import { getReady } from './node-parts.ts';
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

const sealedIds = async ({ rows }: InventedNode): Promise<readonly string[]> => (await rows('select record_id from sealed.record order by 1')).map(({ recordId }) => String(recordId));

test('an opening that arrives before its seal stands; the seal is answered as superseded and changes nothing', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const recordId = platformId();
  const about = confidentialOf(row('first'));
  assert.equal(await node.order(opening(recordId, CODE, 2), about), 'accepted');
  await node.work.round();
  assert.equal(await node.order(order(recordId, CODE), about), 'accepted');
  await node.work.round();
  assert.deepEqual(await counts(node), [1, 0]);
  assert.deepEqual((await node.receipts()).map(({ sequence, result }) => [sequence, result]), [[1, 'superseded'], [2, 'applied']]);
}));

test('a newer order that comes while the older is worked on wins: the older is never carried out', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const recordId = platformId();
  const about = confidentialOf(row('first'));
  let isFirst = true;
  Object.assign(node.parts, {
    beforeCopies: async () => {
      if (!isFirst) return;
      isFirst = false;
      await node.order(opening(recordId, CODE, 2), about);
    },
  });
  await node.order(order(recordId, CODE), about);
  await node.work.round();
  assert.deepEqual(await counts(node), [1, 0]);
  node.events.length = 0;
  await node.work.round();
  assert.deepEqual((await node.receipts()).map(({ sequence, result }) => [sequence, result]), [[2, 'applied']]);
  assert.deepEqual(await counts(node), [1, 0]);
}));

test('whoever is not the platform, an order for another organ, a changed order and rubbish are refused for good', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const recordId = platformId();
  const about = confidentialOf(row('first'));
  const told = order(recordId, CODE);
  assert.equal(await node.order(told, about, { sender: 'court/110105' }), 'SENDER_NOT_PLATFORM');
  const [holder] = told.holders;
  assert.ok(holder);
  assert.equal(await node.order({ ...told, holders: [{ ...holder, holder: 'police/110106000000' }] }, about), 'NOT_ADDRESSED');
  for (const data of [{}, { order: {} }, { order: told }, { order: [], confidential: 7 }, { order: { ...told, recordId: '../x' }, confidential: {} }]) {
    assert.equal(await node.order(told, about, { data: data as never }), 'ORDER_MALFORMED', JSON.stringify(data).slice(0, 60));
  }
  assert.equal(await node.order(told, about), 'accepted');
  assert.equal(await node.order({ ...told, ground: 'nonProsecution' }, about), 'ORDER_CONFLICT');
  assert.equal(await node.order({ ...opening(recordId, makeCaseCode(new Uint8Array(10)), 2) }, about), 'RECORD_MISMATCH');
  await node.work.round();
  assert.deepEqual((await node.receipts()).map(({ result }) => result), ['applied']);
}));

test('an organ without a copy says so; the copy that comes later is sealed on arrival and answered for again', () => withNode(async (node) => {
  const recordId = platformId();
  assert.equal(await node.order(order(recordId, CODE), confidentialOf(row('first'))), 'accepted');
  await node.work.round();
  const [none] = await node.receipts();
  assert.deepEqual([none?.result, none?.commitmentBefore, none?.commitmentAfter], ['noCopy', 'none', 'none']);
  await importAll(node.deployment, [row('second')]);
  assert.equal(await node.work.round(), 0, 'somebody else is nobody of this order');
  await importAll(node.deployment, [row('first')]);
  assert.deepEqual(await counts(node), [2, 0]);
  assert.equal(await node.work.round(), 1);
  assert.deepEqual(await counts(node), [1, 1]);
  const [found] = await node.receipts();
  assert.deepEqual([found?.result, found?.sequence, found?.revision], ['applied', 1, 1]);
  assert.equal(await node.work.round(), 0);
  assert.deepEqual(await node.receipts(), []);
}));

test('one of two defendants: the right copy is sealed and the other stays open', () => withNode(async (node) => {
  const [one, two] = [row('first'), row('second', { sameCaseAs: 'first', personOf: 'second' })];
  await importAll(node.deployment, [one, two]);
  await node.order(order(platformId(), CODE), confidentialOf(two));
  await node.work.round();
  assert.deepEqual(await counts(node), [1, 1]);
  const [sealed] = await node.rows('select subject_id from sealed.record');
  const terms = await node.rows(`select subject_id from sealed.subject_term where term_kind = 'identityDocument'`);
  assert.deepEqual(terms, [sealed]);
  assert.equal((await node.receipts())[0]?.result, 'applied');
}));

test('a copy is found by the one-case code alone', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const [found] = await node.rows('select one_case_code from open.criminal_case');
  const code = String(found?.['oneCaseCode']) as typeof CODE;
  await node.order(order(platformId(), code), { person: confidentialOf(row('first')).person });
  await node.work.round();
  assert.deepEqual(await counts(node), [0, 1]);
}));

test('whose copy it is is never guessed: the order waits for a person, unanswered, until two people have named the copy', () => withNode(async (node) => {
  await importAll(node.deployment, [judgment('first')]);
  const about = confidentialOf(judgment('first'));
  const recordId = platformId();
  // Masked, as published judgments name people: it may be the one in the case, or not.
  await node.order(order(recordId, CODE), { ...about, person: { ...about.person, names: [{ text: '闻某某', use: 'current' }] } });
  await node.work.round();
  assert.deepEqual(await counts(node), [1, 0]);
  assert.deepEqual(await node.receipts(), []);
  const waiting = await node.rows(`select source, reason, state from ops.exception_item`);
  assert.deepEqual(waiting, [{ source: 'police/110105000000:seal-order', reason: 'IDENTITY_CANDIDATE', state: 'waiting' }]);
  await nodeWork(node.parts).round();
  assert.equal((await node.rows('select 1 from ops.exception_item')).length, 1, 'it waits once');
  const [copy] = await node.rows('select record_id from open.record');
  const decision = { recordId, copies: [String(copy?.['recordId'])], account: 'clerk-one', approvedBy: 'clerk-two' };
  assert.deepEqual(await nameCopies(node.parts, { ...decision, approvedBy: 'clerk-one' }), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await nameCopies(node.parts, { ...decision, copies: [platformId()] }), { ok: false, error: { code: 'COPY_UNKNOWN' } });
  assert.deepEqual(await nameCopies(node.parts, decision), { ok: true, value: undefined });
  assert.equal(await nodeWork(node.parts).round(), 1);
  assert.deepEqual(await counts(node), [0, 1]);
  assert.deepEqual((await node.receipts()).map(({ result }) => result), ['applied']);
  assert.deepEqual((await node.rows(`select state, resolution from ops.exception_item`)), [{ state: 'replayed', resolution: 'copiesFound' }]);
  node.events.length = 0;
}));

test('the same person in a case of other numbers is no copy; in a case that cannot be compared a person decides', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const about = confidentialOf(row('first'));
  await node.order(order(platformId(), CODE), { ...about, references: [{ type: 'courtCase', number: '（2025）岭0000刑初7号' }] });
  await node.work.round();
  assert.deepEqual((await node.receipts()).map(({ result }) => result), ['noCopy']);
  await node.order(order(platformId(), CODE), { ...about, references: [{ type: 'policeCase', number: '岭公（2025）立字7号' }] });
  await node.work.round();
  assert.deepEqual(await node.receipts(), []);
  assert.deepEqual((await node.rows('select reason from ops.exception_item')).map(({ reason }) => reason), ['CASE_AMBIGUOUS']);
  node.events.length = 0;
}));

test('a crash at any point leaves one effect and one answer', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  const recordId = platformId();
  await node.order(order(recordId, CODE), confidentialOf(row('first')));
  let crashes = 0;
  Object.assign(node.parts, { beforeCopies: async () => { crashes += 1; if (crashes < 3) throw new Error('an invented crash'); } });
  for (let round = 0; round < 3; round += 1) {
    // A process that starts anew knows only what is stored.
    await nodeWork(node.parts).round();
  }
  assert.equal(crashes, 3);
  assert.deepEqual(await counts(node), [0, 1]);
  assert.equal((await node.receipts()).length, 1);
  assert.equal((await node.rows(`select 1 from sealed.event where event_type = 'CopiesSearched'`)).length, 1);
  assert.equal(await nodeWork(node.parts).round(), 0);
  node.events.length = 0;
  node.faults.length = 0;
}));

/** What a round did, in a form that names no id: answers of each order, entries by their act, rows of each side. */
const traceOf = async (node: InventedNode, recordIds: readonly string[]) => {
  const receipts = await node.receipts();
  const answers = recordIds.map((id) => receipts.filter(({ recordId }) => recordId === id).map(({ result, revision }) => [result, revision]));
  const entries = (await node.rows('select entry from ledger.audit_pending'))
    .map(({ entry }) => String((JSON.parse(Buffer.from(entry as Uint8Array).toString('utf8')) as Readonly<{ act: string }>).act));
  const tally = (act: string): number => entries.filter((one) => one === act).length;
  const acts = ['copy.orderTaken', 'copy.found', 'copy.committedBefore', 'copy.committedAfter', 'copy.brought', 'copy.examine', 'copy.search', 'record.seal'];
  return { answers, entries: acts.map((act) => [act, tally(act)]), rows: await counts(node), keys: (await node.rows('select 1 from ledger.commitment_key')).length };
};

const ONES = ['first', 'second', 'third'] as const;

test('orders that come together are done together, with the answers, entries and keys of one after the other', async () => {
  const traces: Awaited<ReturnType<typeof traceOf>>[] = [];
  for (const beforeCopies of [undefined, async () => undefined]) {
    await withNode(async (node) => {
      await importAll(node.deployment, ONES.map((seed) => row(seed)));
      const recordIds = [...ONES, 'fourth' as const].map(() => platformId());
      for (const [at, seed] of [...ONES, 'fourth' as const].entries()) await node.order(order(recordIds[at] ?? '', CODE), confidentialOf(row(seed)));
      // A wait before copies keeps them apart.
      if (beforeCopies !== undefined) Object.assign(node.parts, { beforeCopies });
      assert.equal(await node.work.round(), 4);
      const trace = await traceOf(node, recordIds);
      // Of the intents of moves one for all is left, and what nobody looked at has no entry.
      const isFewer = ([act]: readonly (string | number)[]): boolean => act === 'record.seal' || act === 'copy.examine';
      traces.push({ ...trace, entries: trace.entries.filter((one) => !isFewer(one)) });
      for (const [act, count] of trace.entries.filter(isFewer)) assert.ok(Number(count) >= 4, `${act}: ${count}; one for each record at least`);
    });
  }
  assert.deepEqual(traces[0]?.answers, [[['applied', 0]], [['applied', 0]], [['applied', 0]], [['noCopy', 0]]]);
  assert.deepEqual(traces[0]?.rows, [0, 3]);
  assert.deepEqual(traces[0], traces[1]);
});

test('orders that come together: a crash before the end of any transaction leaves one effect and one answer for each', async () => {
  for (let crashAt = 1; crashAt <= 6; crashAt += 1) {
    await withNode(async (node) => {
      await importAll(node.deployment, ONES.map((seed) => row(seed)));
      const recordIds = ONES.map(() => platformId());
      for (const [at, seed] of ONES.entries()) await node.order(order(recordIds[at] ?? '', CODE), confidentialOf(row(seed)));
      const { database } = node.deployment;
      let [begun, isDead] = [0, false];
      const dying: typeof database = {
        ...database,
        seal: (act, work) => database.seal(act, async (stores) => {
          begun += 1;
          const done = await work(stores);
          isDead ||= begun === crashAt;
          // Nothing of a process that died is committed any more.
          if (isDead) throw new Error('died');
          return done;
        }),
      };
      await nodeWork({ ...node.parts, deployment: { ...node.deployment, database: dying }, tell: () => undefined }).round();
      await nodeWork(node.parts).round();
      assert.deepEqual((await traceOf(node, recordIds)).answers, ONES.map(() => [['applied', 0]]), `died in transaction ${crashAt}`);
      assert.deepEqual(await counts(node), [0, 3]);
    });
  }
});

test('orders that come together: one that waits for a person holds up no other', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first'), judgment('second'), row('third')]);
  const recordIds = ONES.map(() => platformId());
  const unclear = confidentialOf(judgment('second'));
  for (const [at, seed] of ONES.entries()) {
    const about = seed === 'second'
      ? { ...unclear, person: { ...unclear.person, names: [{ text: '骆某某', use: 'current' as const }] } } : confidentialOf(row(seed));
    assert.equal(await node.order(order(recordIds[at] ?? '', CODE), about), 'accepted');
  }
  assert.equal(await node.work.round(), 2);
  assert.deepEqual(node.events.filter(({ event }) => event === 'waits').length, 1);
  node.events.length = 0;
  assert.deepEqual((await traceOf(node, recordIds)).answers, [[['applied', 0]], [], [['applied', 0]]]);
  assert.deepEqual(await counts(node), [1, 2]);
}));

test('what an answer commits to can be computed again from the data of the organ, before and after', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first')]);
  await node.order(order(platformId(), CODE), confidentialOf(row('first')));
  await node.work.round();
  const [receipt] = await node.receipts();
  const [copyId = ''] = await sealedIds(node);
  const ready = await getReady(node.parts);
  const entryId = ready.act.mint();
  const proven = await node.deployment.database.seal({ entryId }, async (stores) => {
    const content = await copyContent({ stores, ready }, copyId);
    const keys = await stores.commitments.of(copyId);
    await stores.audit.append([ready.act.outcome(entryId)]);
    return ok({ content, keys });
  });
  assert.ok(proven.ok && proven.value.content.ok);
  const { text } = proven.value.content.value;
  assert.equal(JSON.parse(text).isSealed, true);
  const made = proven.value.keys.map((stored) => {
    const key = commitmentRow(stored);
    const record = keyRecordOf(placeOfRow('sealed', key), key);
    const wrapping = record.ok ? wrappingKeysOf(ready.sealed, record.value) : undefined;
    assert.ok(record.ok && wrapping);
    const secret = unwrapRecordKey(wrapping, record.value, record.value.wrapped);
    assert.ok(secret.ok);
    return [text, text.replace('"isSealed":true', '"isSealed":false')].map((value) => `sha256:${commit('sha256', secret.value, { kind: 'record', value })}`);
  }).flat();
  assert.ok(made.includes(receipt?.commitmentAfter ?? ''), 'after');
  assert.ok(made.includes(receipt?.commitmentBefore ?? ''), 'before');
}));

test('everything that is stored fits together while copies are sealed, reopened and found late', () => withNode(async (node) => {
  await importAll(node.deployment, [row('first'), row('second'), row('third')]);
  const [one, two] = [platformId(), platformId()];
  await node.order(order(one, CODE), confidentialOf(row('first')));
  await node.order(order(two, CODE), confidentialOf(row('second')));
  await node.order(order(platformId(), CODE), confidentialOf(row('fourth')));
  await node.work.round();
  await node.order(opening(two, CODE, 2), confidentialOf(row('second')));
  await importAll(node.deployment, [row('fourth')]);
  await node.work.round();
  assert.deepEqual(await counts(node), [2, 2]);
  const select = async <Row>(statement: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await node.deployment.database.audit(async (stores) => ok(await stores.select<Row>(statement, values))) as { value: readonly Row[] }).value;
  const entries = { isEntry: () => true, named: new Map(), hasErasures: false };
  for (const report of [await checkRows(select, entries), await checkHolders(select), await checkCiphertexts(select)]) assert.deepEqual(report.findings, [], report.check);
}));

test('a copy that turns up in a system of the organ’s own is found within a day, brought to the order and answered for again', async () => {
  const key = createSecretKey(Buffer.alloc(32, 7));
  const copies = new Map<string, MemoryCopy>();
  const dossier = (): MemoryCopy => ({ reference: '岭公（2024）立字7号', content: Buffer.from('dossier'), isSealed: false, sequence: 0 });
  await withNode(async (node) => {
    const clock = node.deployment.clock;
    let ahead = 0;
    Object.assign(node.deployment, { clock: () => clock() + ahead });
    const work = nodeWork(node.parts);
    const about = { ...confidentialOf(row('first')), references: [{ type: 'policeCase' as const, number: '岭公（2024）立字7号' }] };
    await node.order(order(platformId(), CODE), about);
    assert.equal(await work.round(), 1);
    assert.deepEqual((await node.receipts()).map(({ result }) => result), ['noCopy']);
    copies.set('7-1', dossier());
    assert.equal(await work.round(), 0, 'it is not asked all the time');
    ahead = 25 * 3_600_000;
    assert.equal(await work.round(), 1);
    assert.deepEqual([...copies.values()].map(({ isSealed }) => isSealed), [true]);
    assert.deepEqual((await node.receipts()).map(({ result, revision }) => [result, revision]), [['applied', 1]]);
    ahead += 25 * 3_600_000;
    for (let round = 0; round < 3; round += 1) assert.equal(await work.round(), 0);
  }, memoryCopies(copies, key));
});

test('an organ’s own system (pages of 100) is asked over restarts of a node that never runs a whole day, behind 101 journals that cannot be read', async () => {
  const key = createSecretKey(Buffer.alloc(32, 7));
  const copies = new Map<string, MemoryCopy>();
  await withNode(async (node) => {
    const clock = node.deployment.clock;
    let ahead = 0;
    Object.assign(node.deployment, { clock: () => clock() + ahead });
    const about = { ...confidentialOf(row('first')), references: [{ type: 'policeCase' as const, number: '岭公（2024）立字7号' }] };
    await node.order(order(platformId(), CODE), about);
    assert.equal(await nodeWork(node.parts).round(), 1);
    copies.set('7-1', { reference: '岭公（2024）立字7号', content: Buffer.from('dossier'), isSealed: false, sequence: 0 });
    ahead = 20 * 3_600_000;
    assert.equal(await nodeWork(node.parts).round(), 0);
    // Notes of a journal under the ids of others: older ones, and none of them opens.
    await node.rows(`insert into sealed.event select (jsonb_populate_record(e, jsonb_build_object(
      'shard_key', 0, 'stream_id', '00000000-0000-7000-8000-' || lpad(g::text, 12, '0')))).* from sealed.event e, generate_series(1, 101) g where e.event_type = 'OrderTaken'`);
    ahead = 40 * 3_600_000;
    const restarted = nodeWork(node.parts);
    assert.deepEqual([await restarted.round(), [...copies.values()].some(({ isSealed }) => isSealed)], [0, false], 'the first hundred');
    assert.equal(await restarted.round(), 1);
    assert.deepEqual([...copies.values()].map(({ isSealed }) => isSealed), [true]);
    assert.ok(node.faults.splice(0).length >= 202, 'each that cannot be read is told, by its work and by the look');
    node.events.splice(0);
  }, memoryCopies(copies, key));
});
