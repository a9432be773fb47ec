import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok } from '@fengcun/kernel';
import { shardKeyOf } from '../../identity/sharded-id.ts';
import { ciphertext, event, household, NOW } from '../invented.ts';
import type { Bench } from './bench.ts';

/** Rows of the open side; the sealed side is the same code over the other schema. */
export const recordContract = (name: string, bench: () => Bench): void => {
  test(`${name}: every row comes back as it was written, types included`, async () => {
    const { write, seed } = bench();
    const home = household(`${seed}/round-trip`);
    const back = await write(async ({ open }) => {
      await open.subjects.add([home.subject]);
      await open.terms.add([home.term, home.term]);
      await open.cases.add([home.criminalCase]);
      await open.records.add([home.record]);
      await open.holders.put(home.holders);
      await open.stageRecords.add([home.stageRecord]);
      await open.attachments.add([home.attachment]);
      return {
        subject: await open.subjects.find(home.subject.subjectId),
        term: await open.terms.subjectsWith(home.term),
        byCode: await open.cases.findByCode(home.criminalCase.oneCaseCode),
        ofSubject: await open.records.ofSubject(home.subject.subjectId),
        ofCase: await open.records.ofCase(home.criminalCase.caseId),
        holders: await open.holders.of(home.record.recordId),
        stageRecords: await open.stageRecords.ofCase(home.criminalCase.caseId),
        attachments: await open.attachments.ofCase(home.criminalCase.caseId),
      };
    });
    assert.deepEqual(back, {
      subject: home.subject, term: [home.subject.subjectId], byCode: home.criminalCase, ofSubject: [home.record],
      ofCase: [home.record], holders: home.holders, stageRecords: [home.stageRecord], attachments: [home.attachment],
    });
  });

  test(`${name}: a thousand rows of different lengths, empty columns among them, are written in one call`, async () => {
    const { write, seed, nextId } = bench();
    const { criminalCase } = household(`${seed}/bulk`);
    const rows = Array.from({ length: 1001 }, (_, i) => ({
      ...household(`${seed}/bulk/${i}`).attachment, attachmentId: nextId(shardKeyOf(criminalCase.caseId)), caseId: criminalCase.caseId, retainUntil: i % 3 === 0 ? null : '2031-12-31', content: ciphertext(`bulk/${i}`).content.slice(0, 4 + (i % 150)),
    }));
    await write(async ({ open }) => { await open.cases.add([criminalCase]); await open.attachments.add(rows); });
    const places = [0, 1, 499, 500, 999, 1000];
    const back = await write(({ open }) => Promise.all(places.map((at) => open.attachments.find(rows[at]?.attachmentId ?? ''))));
    assert.deepEqual(back, places.map((at) => rows[at]));
  });

  test(`${name}: a row is replaced only at the version it was read at`, async () => {
    const { write, seed } = bench();
    const { subject } = household(`${seed}/replace`);
    const next = { ...subject, version: 2, retainUntil: null };
    await write(({ open }) => open.subjects.add([subject]));
    assert.deepEqual(await write(({ open }) => open.subjects.replace(next, 1)), ok(undefined));
    assert.deepEqual(await write(({ open }) => open.subjects.replace(next, 1)), err({ code: 'ROW_CHANGED', id: subject.subjectId }));
    assert.deepEqual(await write(({ open }) => open.subjects.find(subject.subjectId)), next);
  });

  test(`${name}: a holder makes each step once`, async () => {
    const { write, seed } = bench();
    const home = household(`${seed}/holder`);
    const [first] = home.holders;
    assert.ok(first !== undefined);
    const ordered = { ...first, state: 'sealOrdered', dueOn: '2026-12-01', changedAt: NOW } as const;
    const steps = await write(async ({ open }) => {
      await open.subjects.add([home.subject]);
      await open.records.add([home.record]);
      await open.holders.put(home.holders);
      return [await open.holders.change(ordered, 'holding'), await open.holders.change(ordered, 'holding')];
    });
    assert.deepEqual(steps, [ok(undefined), err({ code: 'ROW_CHANGED', id: home.record.recordId })]);
  });

  test(`${name}: a record of an unknown subject is refused by its foreign key`, async () => {
    const { write, seed } = bench();
    await assert.rejects(write(({ open }) => open.records.add([household(`${seed}/orphan`).record])), /23503/);
  });

  test(`${name}: a term is claimed once; others carry it beside the first, and the next moves up`, async () => {
    const { write, seed, nextId } = bench();
    const { term } = household(`${seed}/claim`);
    const [other, third] = [{ ...term, subjectId: nextId() }, { ...term, subjectId: nextId() }];
    assert.deepEqual(await write(({ open }) => open.terms.claim([term, other])), [term.subjectId, term.subjectId]);
    await write(({ open }) => open.terms.add([other, third, other]));
    const carriers = () => write(({ open }) => open.terms.subjectsWith(term));
    assert.deepEqual(await carriers(), [term.subjectId, other.subjectId, third.subjectId].sort());
    await write(({ open }) => open.terms.remove([term]));
    assert.deepEqual(await write(({ open }) => open.terms.claim([term])), [other.subjectId]);
    await write(({ open }) => open.terms.removeOf(other.subjectId));
    assert.deepEqual(await write(({ open }) => open.terms.claim([term])), [third.subjectId]);
    assert.deepEqual(await carriers(), [third.subjectId]);
  });

  test(`${name}: a removed term finds nobody`, async () => {
    const { write, seed } = bench();
    const { term } = household(`${seed}/term`);
    await write(({ open }) => open.terms.add([term]));
    await write(({ open }) => open.terms.remove([term]));
    assert.deepEqual(await write(({ open }) => open.terms.subjectsWith(term)), []);
  });

  test(`${name}: a message is new once, then repeated, then contradictory`, async () => {
    const { write, seed } = bench();
    const { inbox } = household(`${seed}/inbox`);
    const other = { ...inbox, bodyHash: new Uint8Array(32), takenAs: null };
    const arrivals = await write(async ({ open }) => [await open.inbox.take(inbox), ...(await open.inbox.takeAll([inbox, other]))]);
    assert.deepEqual(arrivals.map(({ arrival }) => arrival), ['new', 'repeated', 'contradictory']);
    assert.ok(arrivals.every(({ takenAs }) => takenAs === inbox.takenAs));
    const twins = household(`${seed}/twins`).inbox;
    const both = await write(({ open }) => open.inbox.takeAll([twins, twins]));
    assert.deepEqual(both.map(({ arrival }) => arrival), ['new', 'repeated']);
  });
};

/** Streams of events. */
export const eventContract = (name: string, bench: () => Bench): void => {
  test(`${name}: a stale expected version is refused and leaves nothing behind`, async () => {
    const { write, nextId } = bench();
    const streamId = nextId();
    const [one, two, three] = [event('one', 1), event('two', 2), event('three', 3)];
    const appends = await write(async ({ open }) => [
      await open.events.append({ streamId, expected: 0, events: [one, two] }),
      await open.events.append({ streamId, expected: 0, events: [event('late', 1)] }),
      await open.events.append({ streamId, expected: 1, events: [event('late', 2), event('late', 3)] }),
      await open.events.append({ streamId, expected: 5, events: [event('early', 6)] }),
      await open.events.append({ streamId, expected: 2, events: [three] }),
    ]);
    const conflict = err({ code: 'VERSION_CONFLICT', streamId, actual: 2 });
    assert.deepEqual(appends, [ok(2), conflict, conflict, conflict, ok(3)]);
    assert.deepEqual(await write(({ open }) => open.events.load(streamId)), [one, two, three]);
    assert.deepEqual(await write(({ open }) => open.events.load(streamId, 2)), [three]);
    assert.deepEqual(await write(({ open }) => open.events.load(bench().nextId())), []);
  });

  test(`${name}: of eight writers with the same expected version one succeeds`, async () => {
    const { write, nextId } = bench();
    const streamId = nextId();
    await write(({ open }) => open.events.append({ streamId, expected: 0, events: [event('base', 1)] }));
    const results = await Promise.all(Array.from({ length: 8 }, (_, i) => write(({ open }) =>
      open.events.append({ streamId, expected: 1, events: Array.from({ length: 1 + (i % 3) }, (_, at) => event(`writer ${i}`, 2 + at)) }))));
    const winners = results.flatMap((result) => (result.ok ? [result.value] : []));
    assert.equal(winners.length, 1);
    assert.equal((await write(({ open }) => open.events.load(streamId))).length, winners[0]);
  });

  test(`${name}: appending to many streams is all or nothing, and names the one that moved on`, async () => {
    const { write, nextId } = bench();
    const ids = Array.from({ length: 20 }, () => nextId());
    const [first = '', second = ''] = ids;
    const append = (streamId: string, expected: number, label: string, count = 2) =>
      ({ streamId, expected, events: Array.from({ length: count }, (_, at) => event(label, expected + at + 1)) });
    const all = (appends: readonly ReturnType<typeof append>[]) =>
      write(({ open }) => open.events.appendAll(appends));
    assert.deepEqual(await all(ids.map((id) => append(id, 0, 'base'))), ok(20));
    assert.deepEqual(await all(ids.map((id) => append(id, 2, 'next', 1))), ok(20));
    for (const [stale, actual] of [[append(first, 2, 'late'), 3], [append(first, 0, 'late'), 3], [append(first, 5, 'early'), 3]] as const) {
      assert.deepEqual(await all([append(second, 3, 'lost'), stale]), err({ code: 'VERSION_CONFLICT', streamId: first, actual }));
    }
    assert.deepEqual(await write(({ open }) => open.events.load(second)), [event('base', 1), event('base', 2), event('next', 3)]);
    const fresh = nextId();
    assert.deepEqual(await all([append(first, 3, 'more'), append(fresh, 0, 'new')]), ok(2));
    assert.deepEqual(await write(({ open }) => open.events.load(fresh)), [event('new', 1), event('new', 2)]);
    assert.deepEqual(await all([]), ok(0));
  });

  test(`${name}: beginning many streams is all or nothing`, async () => {
    const { write, nextId } = bench();
    const streams = Array.from({ length: 50 }, () => ({ streamId: nextId(), expected: 0, events: [event('a', 1), event('b', 2)] }));
    const [known, ...fresh] = streams;
    assert.ok(known !== undefined);
    assert.deepEqual(await write(({ open }) => open.events.begin([known])), ok(1));
    assert.deepEqual(await write(({ open }) => open.events.begin(streams)), err({ code: 'VERSION_CONFLICT', streamId: known.streamId, actual: 2 }));
    assert.deepEqual(await write(({ open }) => open.events.load(fresh[0]?.streamId ?? '')), []);
    assert.deepEqual(await write(({ open }) => open.events.begin(fresh)), ok(49));
  });
};
