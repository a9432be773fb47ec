import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOW } from '../invented.ts';
import type { KeeperActRow } from '../../ports/keeper-acts.ts';
import type { Bench } from './bench.ts';

const LATER = '2026-11-22T17:00:00.000Z';

/** What administrators do together or alone, as it is kept. */
export const keeperActContract = (name: string, bench: () => Bench): void => {
  const asked = (changed: Partial<KeeperActRow> = {}): KeeperActRow => ({
    keeperActId: bench().nextId(), actKind: 'keyRotation', state: 'asked', about: bench().nextId(), detail: '{"trees":["open"]}', reason: 'term', serial: null,
    askedBy: 'a', askedPerson: 'p1', decidedBy: null, decidedPerson: null, rowDigest: new Uint8Array(32), version: 1, askedAt: NOW, endsAt: LATER,
    decidedAt: null, doneAt: null, ...changed,
  });

  test(`${name}: of two who decide on the same act of administrators one is first`, async () => {
    const { operate } = bench();
    const row = asked();
    assert.equal(await operate(({ keeperActs }) => keeperActs.add(row)), true);
    assert.equal(await operate(({ keeperActs }) => keeperActs.add(asked({ about: row.about }))), false, 'one stands at a time');
    const agreed: KeeperActRow = { ...row, state: 'agreed', decidedBy: 'b', decidedPerson: 'p2', decidedAt: NOW, version: 2 };
    assert.equal(await operate(({ keeperActs }) => keeperActs.replace(agreed, 1)), true);
    assert.equal(await operate(({ keeperActs }) => keeperActs.replace({ ...agreed, state: 'refused' }, 1)), false);
    assert.deepEqual(await operate(({ keeperActs }) => keeperActs.find(row.keeperActId)), agreed);
    assert.ok((await operate(({ keeperActs }) => keeperActs.open('keyRotation'))).some(({ keeperActId }) => keeperActId === row.keeperActId));
    await operate(({ keeperActs }) => keeperActs.replace({ ...agreed, state: 'done', doneAt: LATER, version: 3 }, 2));
    assert.ok((await operate(({ keeperActs }) => keeperActs.open('keyRotation'))).every(({ keeperActId }) => keeperActId !== row.keeperActId));
    const next = asked({ about: row.about });
    assert.equal(await operate(({ keeperActs }) => keeperActs.add(next)), true, 'what is done stands in no way');
    await operate(({ keeperActs }) => keeperActs.expire(next.endsAt));
    assert.equal((await operate(({ keeperActs }) => keeperActs.find(next.keeperActId)))?.state, 'over');
  });

  test(`${name}: acts of administrators are listed the newest first, by kind; a place among the settings is given once`, async () => {
    const { operate } = bench();
    const last = (await operate(({ keeperActs }) => keeperActs.numbered())).at(-1)?.serial ?? 0;
    const one = asked({ actKind: 'settingChange', state: 'done', serial: last + 1 });
    const two = asked({ actKind: 'settingChange', state: 'done', serial: last + 2 });
    for (const row of [two, one]) await operate(({ keeperActs }) => keeperActs.add(row));
    const numbered = await operate(({ keeperActs }) => keeperActs.numbered());
    assert.deepEqual(numbered.slice(-2).map(({ keeperActId }) => keeperActId), [one, two].map(({ keeperActId }) => keeperActId));
    assert.equal(await operate(({ keeperActs }) => keeperActs.add(asked({ actKind: 'settingChange', serial: last + 2 }))), false);
    const listed = await operate(({ keeperActs }) => keeperActs.list({ kinds: ['settingChange'], limit: 2 }));
    assert.deepEqual(listed.map(({ keeperActId }) => keeperActId), [one, two].map(({ keeperActId }) => keeperActId).sort().reverse());
  });
};
