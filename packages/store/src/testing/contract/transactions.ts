import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BugError, err, Fault, ok } from '@fengcun/kernel';
import { auditEntry, household } from '../invented.ts';
import type { Bench } from './bench.ts';

/** Where transactions begin and end. */
export const transactionContract = (name: string, bench: () => Bench): void => {
  test(`${name}: an act without its audit entry is a bug and writes nothing`, async () => {
    const { database, nextId, write, seed } = bench();
    const { subject } = household(`${seed}/unaudited`);
    const act = database.write({ entryId: nextId() }, async ({ open }) => ok(await open.subjects.add([subject])));
    await assert.rejects(act, BugError);
    assert.equal(await write(({ open }) => open.subjects.find(subject.subjectId)), undefined);
  });

  test(`${name}: a refusal undoes the transaction and comes back as it was`, async () => {
    const { database, nextId, write, seed } = bench();
    const { subject } = household(`${seed}/refused`);
    const refusal = { code: 'EXAMPLE_REFUSAL' } as const;
    const entryId = nextId();
    const result = await database.write({ entryId }, async ({ open, audit }) => {
      await audit.append([auditEntry(entryId)]);
      await open.subjects.add([subject]);
      return err(refusal);
    });
    assert.deepEqual(result, err(refusal));
    assert.equal(await write(({ open }) => open.subjects.find(subject.subjectId)), undefined);
  });

  test(`${name}: a thrown fault undoes the transaction, the audit entry included`, async () => {
    const { database, nextId, write, sequence, seed } = bench();
    const { subject } = household(`${seed}/thrown`);
    const entryId = nextId();
    const act = database.write({ entryId }, async ({ open, audit }) => {
      await audit.append([auditEntry(entryId)]);
      await open.subjects.add([subject]);
      throw new Fault('EXAMPLE', 'the disk of the example is full');
    });
    await assert.rejects(act, { code: 'EXAMPLE' });
    assert.equal(await write(({ open }) => open.subjects.find(subject.subjectId)), undefined);
    const pending = await sequence((leaves) => leaves.pending('access/2026', 10_000));
    assert.ok(!pending.some((entry) => entry.entryId === entryId));
  });

  test(`${name}: a database error becomes a fault that repeats no row`, async () => {
    const { write, seed } = bench();
    const { subject } = household(`${seed}/twice`);
    await write(({ open }) => open.subjects.add([subject]));
    await assert.rejects(write(({ open }) => open.subjects.add([subject])), (error: unknown) => {
      assert.ok(error instanceof Fault);
      assert.equal(error.code, 'DATABASE_ERROR');
      assert.match(error.message, /23505/);
      assert.ok(!error.message.includes(subject.subjectId) && error.cause === undefined);
      return true;
    });
  });

  test(`${name}: plaintext in a content column is refused by the table`, async () => {
    const { write, seed } = bench();
    const { events } = household(`${seed}/plain`);
    const content = new Uint8Array(Buffer.from('an invented plaintext'));
    await assert.rejects(write(({ open }) => open.events.begin([{ ...events, events: events.events.map((one) => ({ ...one, content })) }])), /23514/);
  });

  test(`${name}: twenty acts at once do not run inside each other`, async () => {
    const { write, seed } = bench();
    const households = Array.from({ length: 20 }, (_, i) => household(`${seed}/at-once/${i}`));
    await Promise.all(households.map(({ subject }, i) => write(async ({ open }) => {
      await open.subjects.add([subject]);
      assert.deepEqual(await open.subjects.find(subject.subjectId), subject);
      if (i % 2 === 1) throw new Fault('EXAMPLE', 'every second act fails');
    }).catch((error: unknown) => { assert.ok(error instanceof Fault); })));
    const found = await write(({ open }) => Promise.all(households.map(({ subject }) => open.subjects.find(subject.subjectId))));
    assert.deepEqual(found.map((row) => row !== undefined), households.map((_, i) => i % 2 === 0));
  });
};
