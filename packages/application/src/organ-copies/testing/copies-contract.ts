import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSecretKey } from 'node:crypto';
import { present } from '@fengcun/kernel';
import { bringCopies } from '../bring-copies.ts';
import type { CopyAnswer, CopyOrder, CopyRef, OrganCopies } from '../organ-copies.ts';

/** The key of commitments in tests. */
export const COPY_KEY = createSecretKey(Buffer.alloc(32, 7));

/** An organ's system under test. */
export type CopiesBench = Readonly<{
  copies: OrganCopies;
  add: (ref: CopyRef, copy: Readonly<{ reference: string; content: string }>) => Promise<void>;
  isSealed: (ref: CopyRef) => Promise<boolean>;
  /** The organ's own system does what lies before it. */
  works: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** The contract of every organ's system. */
export const copiesContract = (name: string, opening: () => Promise<CopiesBench>): void => {
  let bench: CopiesBench | undefined;
  const b = (): CopiesBench => present(bench, 'the bench');
  before(async () => {
    bench = await opening();
    await b().add('dossier-1', { reference: '（2024）虚0000刑初1号', content: '虚构案卷甲' });
    await b().add('dossier-2', { reference: '（2024）虚0000刑初1号', content: '虚构案卷乙' });
    await b().add('dossier-3', { reference: '（2024）虚0000刑初2号', content: '虚构案卷甲' });
  });
  after(async () => { await bench?.close(); });

  const order = (sequence: number, reference = '（2024）虚0000刑初1号', recordId = '01900000-0000-7000-8000-000000000001'): CopyOrder =>
    ({ recordId, sequence, references: [reference] });
  /** Asks until there is an answer; the system works in between. */
  const answer = async <T>(ask: () => Promise<CopyAnswer<T>>): Promise<CopyAnswer<T>> => {
    for (let tries = 0; tries < 20; tries += 1) {
      const given = await ask();
      if (given.ok || given.error.code !== 'NOT_YET') return given;
      await b().works();
    }
    return assert.fail('the system never answers');
  };
  const value = async <T>(ask: () => Promise<CopyAnswer<T>>): Promise<T> => {
    const given = await answer(ask);
    assert.ok(given.ok, given.ok ? '' : given.error.code);
    return given.value;
  };
  const sealed = async () => Promise.all(['dossier-1', 'dossier-2', 'dossier-3'].map((ref) => b().isSealed(ref)));

  test(`${name}: copies are found by their references, and none where there is none`, async () => {
    assert.deepEqual((await value(() => b().copies.find(order(1)))).toSorted(), ['dossier-1', 'dossier-2']);
    assert.deepEqual(await value(() => b().copies.find(order(1, '（2024）虚0000刑初9号'))), []);
    assert.deepEqual(await value(() => b().copies.find(order(1, "' or '1'='1"))), []);
  });

  test(`${name}: a copy is sealed, and no other; twice is harmless; opened again it is what it was`, async () => {
    const commitment = (sequence: number, moment: 'before' | 'after') => value(() => b().copies.commitment('dossier-1', order(sequence), moment));
    const before = await commitment(2, 'before');
    await value(() => b().copies.seal('dossier-1', order(2)));
    await value(() => b().copies.seal('dossier-1', order(2)));
    assert.deepEqual(await sealed(), [true, false, false]);
    const after = await commitment(2, 'after');
    assert.notEqual(after, before);
    await value(() => b().copies.open('dossier-1', order(3)));
    assert.deepEqual(await sealed(), [false, false, false]);
    assert.equal(await commitment(3, 'after'), before);
  });

  test(`${name}: equal contents of different copies have different commitments`, async () => {
    const [one, three] = [await value(() => b().copies.commitment('dossier-1', order(4), 'before')), await value(() => b().copies.commitment('dossier-3', order(4), 'before'))];
    assert.notEqual(one, three);
    assert.match(one, /^hmac-sha256:[0-9a-f]{64}$/);
  });

  test(`${name}: an older order does not undo a newer one`, async () => {
    await value(() => b().copies.seal('dossier-2', order(10)));
    assert.deepEqual(await answer(() => b().copies.open('dossier-2', order(9))), { ok: false, error: { code: 'SUPERSEDED' } });
    assert.equal(await b().isSealed('dossier-2'), true);
    await value(() => b().copies.open('dossier-2', order(11)));
  });

  test(`${name}: a copy nobody knows is told, not invented`, async () => {
    for (const ask of [() => b().copies.seal('dossier-9', order(1)), () => b().copies.open('dossier-9', order(1)), () => b().copies.commitment('dossier-9', order(1), 'before')]) {
      assert.deepEqual(await answer<unknown>(ask), { ok: false, error: { code: 'COPY_UNKNOWN' } });
    }
  });

  test(`${name}: an order brings all copies of a record to what it wants, and proves it`, async () => {
    const bringing = { copies: b().copies, key: COPY_KEY };
    const seal = await value(() => bringCopies({ ...bringing, target: 'sealed' }, order(20)));
    assert.deepEqual([seal.result, seal.refs], ['applied', ['dossier-1', 'dossier-2']]);
    assert.notEqual(seal.commitmentBefore, seal.commitmentAfter);
    assert.deepEqual(await sealed(), [true, true, false]);
    const open = await value(() => bringCopies({ ...bringing, target: 'open' }, order(21)));
    assert.deepEqual([open.commitmentBefore, open.commitmentAfter], [seal.commitmentAfter, seal.commitmentBefore]);
    const none = await value(() => bringCopies({ ...bringing, target: 'sealed' }, order(22, '（2024）虚0000刑初9号')));
    assert.deepEqual([none.result, none.commitmentBefore], ['noCopy', none.commitmentAfter]);
  });
};
