import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { shardKeyOfDigest } from '../../identity/sharded-id.ts';
import type { ConvictionMark } from '../../ports/certificates.ts';
import type { ProceedingRow } from '../../ports/proceedings.ts';
import { NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

const digest = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
const KINDS = { termKind: 'identityDocument', pepperVersion: 1 } as const;
const hex = (marks: readonly ConvictionMark[]): readonly string[] => marks.map(({ term }) => Buffer.from(term).toString('hex')).sort();

/** What deciding certificates asks: marks, numbers, and what was applied for before. */
export const certificateContract = (name: string, bench: () => Bench): void => {
  const mark = (seed: string, told: Partial<ConvictionMark> = {}): ConvictionMark => ({
    ...KINDS, term: digest(`${seed}/term`), recordId: bench().nextId(), subjectId: bench().nextId(), standing: 'convicted', effectiveOn: '2026-03-13', ...told,
  });

  test(`${name}: marks are found by their terms alone, by the ordinary role and the sealing service, and go with their person`, async () => {
    const { write, seal, seed } = bench();
    const own = mark(`${seed}/one`);
    const marks = [own, mark(`${seed}/two`, { subjectId: own.subjectId, standing: 'unclear', effectiveOn: null }), mark(`${seed}/other`)];
    await write(async ({ certificates }) => { await certificates.marks.add(marks); await certificates.marks.add(marks); });
    const asked = [...marks, mark(`${seed}/nobody`)];
    const found = await write(({ certificates }) => certificates.marks.find(asked));
    assert.deepEqual(hex(found.marks), hex(marks));
    assert.deepEqual(found.marks.find(({ recordId }) => recordId === own.recordId), own);
    assert.deepEqual(hex(await seal(({ certificates }) => certificates.marks.ofSubjects([own.subjectId]))), hex(marks.slice(0, 2)));
    await write(({ certificates }) => certificates.marks.remove([own]));
    await seal(({ certificates }) => certificates.marks.removeOfSubjects([own.subjectId]));
    assert.deepEqual(hex((await write(({ certificates }) => certificates.marks.find(asked))).marks), hex(marks.slice(2)));
    await write(({ certificates }) => certificates.marks.hold(own.subjectId));
  });

  test(`${name}: that the marks have been made is said in the same look, and can be taken back`, async () => {
    const { write, seal } = bench();
    const said = () => write(async ({ certificates }) => (await certificates.marks.find([])).isComplete);
    await seal(async ({ certificates }) => { await certificates.marks.setComplete(true); await certificates.marks.setComplete(true); });
    assert.equal(await said(), true);
    await seal(({ certificates }) => certificates.marks.setComplete(false));
    assert.equal(await said(), false);
  });

  test(`${name}: numbers run on in their series without gaps; what is undone gives its numbers back`, async () => {
    const { database, write, seed, nextId } = bench();
    const series = { organ: `police/${seed}`, series: '证', year: 2026 };
    const take = (count: number, year = 2026) => write(({ certificates }) => certificates.numbers.take({ ...series, year, count }));
    assert.deepEqual([await take(1), await take(3), await take(1, 2027)], [1, 4, 1]);
    const refused = await database.write({ entryId: nextId() }, async ({ certificates }) => {
      await certificates.numbers.take({ ...series, count: 5 });
      return { ok: false, error: 'undone' };
    });
    assert.deepEqual([refused.ok, await take(1)], [false, 5]);
  });

  test(`${name}: what was applied for under a term is found from an id on; a procedure begins once`, async () => {
    const { write, seed, nextId } = bench();
    const term = digest(`${seed}/person`);
    const [first, second] = [nextId(shardKeyOfDigest(term)), nextId(shardKeyOfDigest(term))].sort();
    const rows = [first ?? '', second ?? ''].map((proceedingId): ProceedingRow => ({
      proceedingId, proceedingKind: 'certificate', organ: 'police/B02', applicant: digest('window'), subjectTerm: term, state: 'decided', dueOn: null, openedAt: NOW,
      changedAt: NOW, version: 1,
    }));
    assert.equal(await write(({ certificates }) => certificates.begin(rows, [])), true);
    const since = (from: string) => write(async ({ certificates }) =>
      (await certificates.applicationsSince([term, digest('nobody')], from)).map(({ proceedingId }) => proceedingId).sort());
    assert.deepEqual([await since(first ?? ''), await since(second ?? '')], [[first, second], [second]]);
    assert.equal(await write(({ certificates }) => certificates.begin(rows.slice(0, 1), [])), false);
  });
};
