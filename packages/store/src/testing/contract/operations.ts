import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, Fault, ok } from '@fengcun/kernel';
import type { ExceptionsPage, IdempotentRequest } from '../../ports/operation-stores.ts';
import { shardKeyOf } from '../../identity/sharded-id.ts';
import { ciphertext, household, NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

const T1 = '2026-11-21T09:00:10.000Z';
const T2 = '2026-11-21T09:00:20.000Z';

/** Idempotency keys, exceptions, uploads, cursors. */
export const operationContract = (name: string, bench: () => Bench): void => {
  test(`${name}: a request is handled once, its answer repeated, its key refused for another request`, async () => {
    const { operate, seed } = bench();
    const { inbox } = household(`${seed}/request`);
    const request: IdempotentRequest = {
      scope: 'inquiries', keyHash: inbox.messageKey, requestHash: inbox.bodyHash, createdAt: NOW, expiresAt: T1,
    };
    const { version: _version, ...answer } = ciphertext('answer');
    const begin = (asked = request) => operate(({ idempotency }) => idempotency.begin(asked));
    const failed = operate(async ({ idempotency }) => {
      await idempotency.begin(request);
      throw new Fault('EXAMPLE', 'the work failed');
    });
    await assert.rejects(failed, { code: 'EXAMPLE' });
    assert.deepEqual(await begin(), { outcome: 'new' });
    assert.deepEqual(await begin(), { outcome: 'inProgress' });
    assert.deepEqual(await begin({ ...request, requestHash: new Uint8Array(32) }), { outcome: 'mismatch' });
    await operate(({ idempotency }) => idempotency.complete(request, { status: 202, answer }));
    assert.deepEqual(await begin(), { outcome: 'answered', kept: { status: 202, answer } });
    assert.ok((await operate(({ idempotency }) => idempotency.purge(T2))) >= 1);
    assert.deepEqual(await begin(), { outcome: 'new' });
  });

  test(`${name}: an exception waits with its reason and place, and is resolved once`, async () => {
    const { operate, seed, nextId } = bench();
    const exceptionId = nextId();
    const { inbox } = household(`${seed}/exception`);
    const item = {
      ...ciphertext(exceptionId), exceptionId, source: 'court:example', messageKey: inbox.messageKey, reason: 'DATE_NOT_READABLE',
      spanStart: 12, spanEnd: 22, recordedAt: NOW,
    };
    const unplaced = { ...item, exceptionId: nextId(), spanStart: null, spanEnd: null };
    await operate(({ exceptions }) => exceptions.put([item, unplaced]));
    const waiting = { state: 'waiting', resolvedAt: null, resolvedBy: null, resolution: null } as const;
    const page = (of: Partial<ExceptionsPage>) => operate(({ exceptions }) => exceptions.page({ limit: 10_000, ...of }));
    assert.deepEqual(await operate(({ exceptions }) => exceptions.find(exceptionId)), { ...item, ...waiting });
    const all = await page({ state: 'waiting', sourcePrefix: 'court:' });
    assert.deepEqual(all.filter((one) => one.exceptionId === exceptionId), [{ ...item, ...waiting }]);
    assert.deepEqual((await page({ sourcePrefix: 'court/' })).filter((one) => one.exceptionId === exceptionId), []);
    const later = await page({ afterId: exceptionId });
    assert.deepEqual(later.filter(({ messageKey }) => Buffer.compare(messageKey, inbox.messageKey) === 0), [{ ...unplaced, ...waiting }]);
    const proposal = { exceptionId, resolvedBy: 'person-1', resolution: 'sentAgain' } as const;
    assert.deepEqual(await operate(({ exceptions }) => exceptions.propose(proposal)), ok(undefined));
    const proposed = await operate(({ exceptions }) => exceptions.find(exceptionId));
    assert.deepEqual([proposed?.state, proposed?.resolution, proposed?.resolvedBy, proposed?.resolvedAt], ['waiting', 'sentAgain', 'person-1', null]);
    const how = { exceptionId, state: 'replayed', resolvedAt: T1, resolvedBy: 'clerk-1', resolution: 'CORRECTED' } as const;
    assert.deepEqual(await operate(({ exceptions }) => exceptions.resolve(how)), ok(undefined));
    assert.deepEqual(await operate(({ exceptions }) => exceptions.resolve(how)), err({ code: 'NOT_WAITING' }));
    assert.deepEqual(await operate(({ exceptions }) => exceptions.propose(proposal)), err({ code: 'NOT_WAITING' }));
    assert.deepEqual((await page({ state: 'waiting' })).filter((one) => one.exceptionId === exceptionId), []);
    const ended = await operate(({ exceptions }) => exceptions.find(exceptionId));
    assert.deepEqual([ended?.state, ended?.resolution, ended?.resolvedAt], ['replayed', 'CORRECTED', T1]);
  });

  test(`${name}: uploads and job cursors are there after a restart and gone when ended`, async () => {
    const { operate, seed, nextId } = bench();
    const uploadId = nextId();
    const row = {
      ...ciphertext('upload'), uploadId, caseId: nextId(shardKeyOf(uploadId)), blobId: nextId(), declaredBytes: 5_000_000_000, createdAt: NOW, expiresAt: T1,
    };
    await operate(({ uploads }) => uploads.begin(row));
    assert.deepEqual(await operate(({ uploads }) => uploads.find(row.uploadId)), row);
    const next = { ...row, ...ciphertext('upload', 2) };
    assert.deepEqual([await operate(({ uploads }) => uploads.advance(next, 1)), await operate(({ uploads }) => uploads.advance(next, 1))], [true, false]);
    assert.deepEqual(await operate(({ uploads }) => uploads.ofCase(row.caseId)), [next]);
    assert.ok((await operate(({ uploads }) => uploads.expired(T1, 100))).includes(row.uploadId));
    assert.deepEqual([await operate(({ uploads }) => uploads.end(row.uploadId)), await operate(({ uploads }) => uploads.end(row.uploadId))], [true, false]);
    const job = `${seed}/rotation`;
    await operate(({ jobs }) => jobs.write({ job, position: '1', changedAt: NOW }));
    await operate(({ jobs }) => jobs.write({ job, position: '2', changedAt: T1 }));
    assert.equal(await operate(({ jobs }) => jobs.read(job)), '2');
  });
};
