import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok } from '@fengcun/kernel';
import type { RecordStores } from '../../ports/record-stores.ts';
import type { InboxRow } from '../../ports/rows.ts';
import type { Crossing, Move, SealedCrossing, SharedCrossing } from '../../ports/wall.ts';
import { ciphertext, event, type Household, household, idSource, NOW } from '../invented.ts';
import { shardKeyOf } from '../../identity/sharded-id.ts';
import type { Bench } from './bench.ts';

const LATER = '2026-11-22T08:30:00.125Z';

const add = async (side: RecordStores, home: Household): Promise<void> => {
  await side.subjects.add([home.subject]);
  await side.terms.add([home.term]);
  await side.cases.add([home.criminalCase]);
  await side.records.add([home.record]);
  await side.holders.put(home.holders);
  await side.stageRecords.add([home.stageRecord]);
  await side.attachments.add([home.attachment]);
  await side.events.append(home.events);
  await side.inbox.take(home.inbox);
};

const crossing = (id: string): Crossing => ({ id, expected: 1 });
const sealedCrossing = (id: string): SealedCrossing => ({ ...crossing(id), ciphertext: ciphertext(`sealed/${id}`) });
const leaving = (id: string): SharedCrossing => ({ ...crossing(id), eraseSerial: 11, remains: 'nothing' });

const sealedMessage = (home: Household): InboxRow => ({ ...home.inbox, messageKey: home.inbox.bodyHash });

const moveOf = (home: Household): Move => ({
  subjects: [leaving(home.subject.subjectId)],
  cases: [leaving(home.criminalCase.caseId)],
  records: [crossing(home.record.recordId)],
  holderStates: { holding: 'sealOrdered' }, at: LATER,
  stageRecords: [crossing(home.stageRecord.stageRecordId)],
  attachments: [sealedCrossing(home.attachment.attachmentId)],
  streams: [{ streamId: home.events.streamId, expected: 1, remaining: [], there: 0, crossing: [event('sealed event', 1)] }],
  claims: { takenAs: [home.record.recordId], terms: [], known: [sealedMessage(home)], knownTerms: [{ ...home.term, pepperVersion: 7 }] },
  exceptions: [],
});

/** The way back: the state the holders go to, the claims and terms of the open side. */
const backOf = (home: Household): Move => ({
  ...moveOf(home), holderStates: { sealOrdered: 'unsealOrdered' },
  claims: { takenAs: [home.record.recordId], terms: [], known: [home.inbox], knownTerms: [home.term] },
});

/** Everything a side says about a household; empty where it knows nothing. */
const known = async (side: RecordStores, home: Household): Promise<readonly unknown[]> => {
  const one = [
    await side.subjects.find(home.subject.subjectId), await side.cases.find(home.criminalCase.caseId),
    await side.cases.findByCode(home.criminalCase.oneCaseCode), await side.records.find(home.record.recordId),
    await side.stageRecords.find(home.stageRecord.stageRecordId), await side.attachments.find(home.attachment.attachmentId),
  ];
  const many = [
    await side.terms.subjectsWith(home.term), await side.terms.subjectsWith({ ...home.term, pepperVersion: 7 }),
    await side.records.ofSubject(home.subject.subjectId), await side.records.ofCase(home.criminalCase.caseId),
    await side.holders.of(home.record.recordId), await side.events.load(home.events.streamId),
    await side.stageRecords.ofCase(home.criminalCase.caseId), await side.attachments.ofCase(home.criminalCase.caseId),
  ];
  return [...one.filter((row) => row !== undefined), ...many.flat()];
};

/** The door between the two sides. */
export const wallContract = (name: string, bench: () => Bench): void => {
  test(`${name}: sealing leaves nothing on the open side and everything, under other keys, behind the wall`, async () => {
    const { write, seal, seed } = bench();
    const home = household(`${seed}/wall`);
    await write(({ open }) => add(open, home));
    assert.deepEqual(await seal(({ wall }) => wall.seal(moveOf(home))), ok(undefined));
    assert.deepEqual(await write(({ open }) => known(open, home)), []);
    assert.deepEqual(await write(({ open }) => open.inbox.take(home.inbox)), { arrival: 'new', takenAs: home.inbox.takenAs });
    const sealed = await seal(async (stores) => ({
      subject: await stores.sealed.subjects.find(home.subject.subjectId), record: await stores.sealed.records.find(home.record.recordId),
      attachment: await stores.sealed.attachments.find(home.attachment.attachmentId), holders: await stores.sealed.holders.of(home.record.recordId),
      term: await stores.sealed.terms.subjectsWith({ ...home.term, pepperVersion: 7 }),
      events: await stores.sealed.events.load(home.events.streamId), message: await stores.sealed.inbox.take(sealedMessage(home)),
    }));
    assert.deepEqual(sealed, {
      subject: { ...home.subject, eraseSerial: 11 }, record: home.record, attachment: { ...home.attachment, ...ciphertext(`sealed/${home.attachment.attachmentId}`) },
      holders: home.holders.map((holder) => ({ ...holder, state: 'sealOrdered', changedAt: LATER })),
      term: [home.subject.subjectId], events: [event('sealed event', 1)],
      message: { arrival: 'repeated', takenAs: home.record.recordId },
    });
  });

  test(`${name}: many households cross in one move as each would alone, and one that changed stops them all`, async () => {
    const { write, seal, seed, database, nextId } = bench();
    const homes = ['one', 'two', 'three'].map((which) => household(`${seed}/together ${which}`));
    for (const home of homes) await write(({ open }) => add(open, home));
    const moves = homes.map(moveOf);
    const merged = (all: readonly Move[]): Move => ({
      ...moveOf(homes[0] ?? household(seed)), subjects: all.flatMap(({ subjects }) => subjects), cases: all.flatMap(({ cases }) => cases),
      records: all.flatMap(({ records }) => records), stageRecords: all.flatMap(({ stageRecords }) => stageRecords),
      attachments: all.flatMap(({ attachments }) => attachments), streams: all.flatMap(({ streams }) => streams),
      claims: {
        takenAs: all.flatMap(({ claims }) => claims.takenAs), terms: [], known: all.flatMap(({ claims }) => claims.known),
        knownTerms: all.flatMap(({ claims }) => claims.knownTerms),
      },
    });
    const stale = { ...moves[1], streams: (moves[1]?.streams ?? []).map((stream) => ({ ...stream, expected: 2 })) } as Move;
    const entryId = nextId();
    const refused = await database.seal({ entryId }, async ({ wall, audit }) => {
      await audit.append([{ logId: 'access/2026', entryId, shardKey: 1, entry: new Uint8Array([1]) }]);
      return wall.seal(merged(moves.with(1, stale)));
    });
    assert.deepEqual(refused, err({ code: 'STREAM_CHANGED', table: 'event', id: homes[1]?.events.streamId }));
    assert.deepEqual(await seal(({ wall }) => wall.seal(merged(moves))), ok(undefined));
    for (const home of homes) {
      assert.deepEqual(await write(({ open }) => known(open, home)), []);
      assert.equal((await seal(({ sealed }) => known(sealed, home))).length > 6, true);
    }
    const asked = { side: 'sealed', ids: homes.map(({ record }) => record.recordId) } as const;
    const gathered = await seal(async ({ wall: { gathering } }) => ({
      records: await gathering.records(asked), holders: await gathering.holders(asked),
      events: await gathering.events({ side: 'sealed', ids: homes.map(({ events }) => events.streamId) }),
      none: await gathering.records({ ...asked, side: 'open' }),
    }));
    assert.deepEqual(new Set(gathered.records.map(({ recordId }) => recordId)), new Set(asked.ids));
    assert.deepEqual([...gathered.events.values()], homes.map(() => [event('sealed event', 1)]));
    assert.deepEqual(gathered.none, []);
    const changes = gathered.holders.map((row) => ({ row: { ...row, state: 'acknowledged' as const }, from: row.state }));
    assert.equal((await seal(({ sealed }) => sealed.holders.changeAll(changes))).length, changes.length);
    assert.deepEqual(await seal(({ sealed }) => sealed.holders.changeAll(changes)), [], 'none stands where it stood');
  });

  test(`${name}: unsealing brings everything back and leaves nothing sealed`, async () => {
    const { write, seal, seed } = bench();
    const home = household(`${seed}/back`);
    await write(({ open }) => add(open, home));
    const before = await write(({ open }) => known(open, home));
    await seal(({ wall }) => wall.seal(moveOf(home)));
    assert.deepEqual(await seal(({ wall }) => wall.unseal(backOf(home))), ok(undefined));
    assert.deepEqual(await seal(({ sealed }) => known(sealed, home)), []);
    assert.equal((await write(({ open }) => known(open, home))).length, before.length);
  });

  test(`${name}: a person with another open record stays, and the second sealing finds the sealed row`, async () => {
    const { write, seal, seed } = bench();
    const [home, later] = [household(`${seed}/shared`), household(`${seed}/later`)];
    const nextId = idSource(`${seed}/shared/second`);
    const second = { ...later.record, recordId: nextId(shardKeyOf(home.subject.subjectId)), subjectId: home.subject.subjectId };
    await write(async ({ open }) => { await add(open, home); await open.records.add([second]); });
    const { database, nextId: nextAct } = bench();
    const entryId = nextAct();
    const refused = await database.seal({ entryId }, async ({ wall, audit }) => {
      await audit.append([{ logId: 'access/2026', entryId, shardKey: 1, entry: new Uint8Array([1]) }]);
      return wall.seal(moveOf(home));
    });
    assert.deepEqual(refused, err({ code: 'STILL_NEEDED', table: 'subject', id: home.subject.subjectId }));
    const remains = { eraseSerial: 12 };
    const staying: Move = { ...moveOf(home), subjects: [{ ...leaving(home.subject.subjectId), remains }] };
    assert.deepEqual(await seal(({ wall }) => wall.seal(staying)), ok(undefined));
    assert.deepEqual(await write(({ open }) => open.records.ofSubject(home.subject.subjectId)), [second]);
    assert.deepEqual(await write(({ open }) => open.subjects.find(home.subject.subjectId)), { ...home.subject, ...remains, version: 2 });
    const rest: Move = {
      ...moveOf(home), subjects: [{ ...leaving(home.subject.subjectId), expected: 2 }], claims: { takenAs: [], terms: [], known: [], knownTerms: [] }, cases: [],
      records: [crossing(second.recordId)], stageRecords: [], attachments: [], streams: [],
    };
    assert.deepEqual(await seal(({ wall }) => wall.seal(rest)), ok(undefined));
    assert.deepEqual(await write(({ open }) => known(open, home)), []);
    assert.equal((await seal(({ sealed }) => sealed.records.ofSubject(home.subject.subjectId))).length, 2);
  });

  test(`${name}: a row or stream that changed since it was read stops the whole sealing`, async () => {
    const { database, write, nextId, seed } = bench();
    const home = household(`${seed}/changed`);
    await write(({ open }) => add(open, home));
    const before = await write(({ open }) => known(open, home));
    const attempt = (move: Move): Promise<unknown> => {
      const entryId = nextId();
      return database.seal({ entryId }, async ({ wall, audit }) => {
        await audit.append([{ logId: 'access/2026', entryId, shardKey: 1, entry: new Uint8Array([1]) }]);
        return wall.seal(move);
      });
    };
    const { recordId } = home.record;
    const staleRow = { ...moveOf(home), records: [{ ...crossing(recordId), expected: 2 }] };
    assert.deepEqual(await attempt(staleRow), err({ code: 'ROW_CHANGED', table: 'record', id: recordId }));
    const streams = [{ streamId: recordId, expected: 2, remaining: [], there: 0, crossing: [event('a', 1), event('b', 2)] }];
    assert.deepEqual(await attempt({ ...moveOf(home), streams }), err({ code: 'STREAM_CHANGED', table: 'event', id: recordId }));
    assert.deepEqual(await write(({ open }) => known(open, home)), before);
  });

  test(`${name}: of a stream a part crosses, what remains is numbered anew, and a later part is appended over there`, async () => {
    const { write, seal, seed } = bench();
    const home = household(`${seed}/partial`);
    const { streamId } = home.events;
    await write(async ({ open }) => {
      await add(open, home);
      await open.events.append({ streamId, expected: 1, events: [event('second', 2), event('third', 3)] });
    });
    const part = (stream: Omit<Move['streams'][number], 'streamId'>): Move => ({
      ...moveOf(home), subjects: [], cases: [], records: [], stageRecords: [], attachments: [], streams: [{ ...stream, streamId }],
      claims: { takenAs: [], terms: [], known: [], knownTerms: [] },
    });
    const first = { expected: 3, remaining: [event('one anew', 1), event('third anew', 2)], there: 0, crossing: [event('second sealed', 1)] };
    assert.deepEqual(await seal(({ wall }) => wall.seal(part(first))), ok(undefined));
    assert.deepEqual(await write(({ open }) => open.events.load(streamId)), first.remaining);
    const rest = { expected: 2, remaining: [], there: 1, crossing: [event('one sealed', 2), event('third sealed', 3)] };
    assert.deepEqual(await seal(({ wall }) => wall.seal(part(rest))), ok(undefined));
    assert.deepEqual(await write(({ open }) => open.events.load(streamId)), []);
    assert.deepEqual(await seal(({ sealed }) => sealed.events.load(streamId)), [...first.crossing, ...rest.crossing]);
  });

  test(`${name}: what hangs on rows without naming them is found and leaves with them`, async () => {
    const { write, seal, seed, nextId } = bench();
    const home = household(`${seed}/traces`);
    const { messageKey } = home.inbox;
    const item = {
      ...ciphertext('trace'), exceptionId: nextId(), source: 'court:example', messageKey, reason: 'X', spanStart: null, spanEnd: null, recordedAt: NOW,
    };
    await write(async ({ open, operations }) => {
      await add(open, home);
      await operations.exceptions.put([item]);
    });
    const found = await seal(({ wall }) => Promise.all([wall.traces.claims('open', [home.record.recordId]), wall.traces.exceptions([messageKey])]));
    assert.deepEqual(found, [[home.inbox], [item]]);
    assert.deepEqual(await seal(({ wall }) => wall.seal({ ...moveOf(home), exceptions: [item.exceptionId] })), ok(undefined));
    const left = await seal(({ wall }) => Promise.all([wall.traces.claims('open', [home.record.recordId]), wall.traces.exceptions([messageKey])]));
    assert.deepEqual(left, [[], []]);
  });

  test(`${name}: a late message finds the sealed case by the digest of its number or by its code, and no open one`, async () => {
    const { write, seal, seed, nextId, database } = bench();
    const [home, open] = [household(`${seed}/routed`), household(`${seed}/not routed`)];
    const number = new Uint8Array(home.term.term);
    const claim: InboxRow = { ...home.inbox, source: 'case-reference', messageKey: number, takenAs: home.criminalCase.caseId };
    await write(async (stores) => { await add(stores.open, home); await add(stores.open, open); });
    const move = moveOf(home);
    assert.deepEqual(await seal(({ wall }) => wall.seal({ ...move, claims: { ...move.claims, known: [claim] } })), ok(undefined));
    const { caseId, oneCaseCode } = home.criminalCase;
    const found = await database.route({ entryId: nextId() }, async ({ byReference, byCode }) => ok([
      await byReference([number, open.inbox.messageKey]), await byCode([oneCaseCode, open.criminalCase.oneCaseCode]),
    ]));
    const route = { caseId, oneCaseCode };
    assert.deepEqual(found, ok([new Map([[Buffer.from(number).toString('hex'), route]]), new Map([[oneCaseCode, route]])]));
  });

  test(`${name}: what is erased leaves its side and arrives nowhere`, async () => {
    const { write, seal, seed } = bench();
    const home = household(`${seed}/erased`);
    await write(({ open }) => add(open, home));
    assert.deepEqual(await seal(({ wall }) => wall.erase('open', moveOf(home))), ok(undefined));
    assert.deepEqual(await write(({ open }) => known(open, home)), []);
    assert.deepEqual(await seal(({ sealed }) => known(sealed, home)), []);
    assert.deepEqual(await seal(({ sealed }) => sealed.inbox.take(sealedMessage(home))), { arrival: 'new', takenAs: home.record.recordId });
  });
};
