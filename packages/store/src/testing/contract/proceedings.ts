import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { err, ok } from '@fengcun/kernel';
import type { ProceedingRow } from '../../ports/proceedings.ts';
import { NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

const digest = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());

const row = (seed: string, proceedingId: string, told: Partial<ProceedingRow> = {}): ProceedingRow => ({
  proceedingId, proceedingKind: `inquiry/${seed}`, organ: 'court/110105000000', applicant: digest(`applicant ${seed}`),
  subjectTerm: null, state: 'applied', dueOn: null, openedAt: NOW, changedAt: NOW, version: 1, ...told,
});

/** Procedures: how each stands, and the lists that clerks and applicants work through. */
export const proceedingContract = (name: string, bench: () => Bench): void => {
  test(`${name}: a procedure comes back as it was written and changes only at the version it was read at`, async () => {
    const { seal, seed, nextId } = bench();
    const first = row(`${seed}/one`, nextId(), { subjectTerm: digest('asked about'), dueOn: '2026-11-25' });
    const next = { ...first, state: 'granted', dueOn: null, version: 2 };
    const steps = await seal(async ({ sealed }) => {
      await sealed.proceedings.add([first]);
      return [
        await sealed.proceedings.find(first.proceedingId), await sealed.proceedings.replace(next, 1),
        await sealed.proceedings.replace(next, 1), await sealed.proceedings.find(first.proceedingId),
      ];
    });
    assert.deepEqual(steps, [first, ok(undefined), err({ code: 'ROW_CHANGED', id: first.proceedingId }), next]);
  });

  test(`${name}: a list holds what meets every condition, in the order of ids, page by page`, async () => {
    const { write, seed, nextId } = bench();
    const kind = { proceedingKind: `inquiry/${seed}/list` };
    const ids = Array.from({ length: 5 }, () => nextId()).sort();
    const [a = '', b = '', c = '', d = '', e = ''] = ids;
    const rows = [
      row(seed, a, { ...kind, dueOn: '2026-11-24' }), row(seed, b, { ...kind, dueOn: '2026-11-25' }),
      row(seed, c, { ...kind, organ: 'court/110106000000' }), row(seed, d, { ...kind, state: 'refused' }),
      row(seed, e, { ...kind, applicant: digest('another'), subjectTerm: digest(`person ${seed}`) }),
    ];
    await write(({ open }) => open.proceedings.add(rows));
    const listed = (page: object) => write(async ({ open }) =>
      (await open.proceedings.list({ ...kind, limit: 10, ...page })).map(({ proceedingId }) => proceedingId));
    assert.deepEqual(await listed({}), [a, b, c, d, e]);
    assert.deepEqual(await listed({ limit: 2 }), [a, b]);
    assert.deepEqual(await listed({ afterId: b, limit: 2 }), [c, d]);
    assert.deepEqual(await listed({ isNewestFirst: true, limit: 2 }), [e, d]);
    assert.deepEqual(await listed({ isNewestFirst: true, afterId: d, limit: 2 }), [c, b]);
    assert.deepEqual(await listed({ organ: 'court/110106000000' }), [c]);
    assert.deepEqual(await listed({ states: ['refused', 'granted'] }), [d]);
    assert.deepEqual(await listed({ dueUntil: '2026-11-24' }), [a]);
    assert.deepEqual(await listed({ applicant: digest('another') }), [e]);
    assert.deepEqual(await listed({ subjectTerm: digest(`person ${seed}`) }), [e]);
    assert.deepEqual(await listed({ organ: 'court/110105000000', states: ['applied'], dueUntil: '2026-11-25', afterId: a }), [b]);
  });

  test(`${name}: the ordinary role sees no procedure of the sealed side`, async () => {
    const { write, seal, seed, nextId } = bench();
    const hidden = row(`${seed}/hidden`, nextId());
    await seal(({ sealed }) => sealed.proceedings.add([hidden]));
    assert.equal(await write(({ open }) => open.proceedings.find(hidden.proceedingId)), undefined);
    assert.deepEqual(await write(({ open }) => open.proceedings.list({ proceedingKind: hidden.proceedingKind, limit: 1 })), []);
  });
};
