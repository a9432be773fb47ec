import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { err, ok, present } from '@fengcun/kernel';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { beginCustody } from '../keys/custody-act.ts';
import type { Machine, ProceedingAt } from './machine.ts';
import type { ProceedingParts } from './proceeding-act.ts';
import { readProceedings } from './read-proceedings.ts';
import { beginProceeding, takeProceedingStep } from './take-step.ts';

/** An invented procedure: one person asks, another grants; whoever asked does not. */
type Event = Readonly<{ type: 'Asked' | 'Granted'; at: string; by: string; what?: string }>;
type State = Readonly<{ askedBy?: string; what?: string; isGranted: boolean }>;
type Command = Readonly<{ type: 'ask' | 'grant'; at: ProceedingAt; what?: string }>;
type Refusal = Readonly<{ code: 'FOUR_EYES' | 'STANDS_OTHERWISE' | 'UNDONE' }>;

const machineOn = (side: 'open' | 'sealed'): Machine<State, Event, Command, Refusal> => ({
  kind: `invented-${side}`, side, initial: { isGranted: false },
  decide: ({ type, at: { at, actor: by }, what = '' }, state) => {
    if (type === 'ask') return state.askedBy === undefined ? ok([{ type: 'Asked', at, by, what }]) : err({ code: 'STANDS_OTHERWISE' });
    if (state.askedBy === undefined || state.isGranted) return err({ code: 'STANDS_OTHERWISE' });
    return state.askedBy === by ? err({ code: 'FOUR_EYES' }) : ok([{ type: 'Granted', at, by }]);
  },
  evolve: (state, { type, by, what = '' }) => (type === 'Asked' ? { ...state, askedBy: by, what } : { ...state, isGranted: true }),
  standing: ({ isGranted }) => ({ state: isGranted ? 'granted' : 'asked', organ: 'court/110105000000', ...(isGranted ? {} : { dueOn: '2026-11-25' }) }),
});

let looked: LookedAt | undefined;
before(async () => { looked = await memoryDeployment(); });
after(async () => { await looked?.close(); });
const deployment = (): LookedAt => present(looked, 'a deployment');
const parts = (): ProceedingParts => ({ deployment: deployment(), now: () => Date.parse('2026-11-20T02:00:00Z') });
const actOf = (account: string) => beginCustody(deployment(), { act: 'invented.step', account, role: 'clerk', purpose: 'inquiry', legalBasis: 'm2022-16', request: 'invented' });

for (const side of ['open', 'sealed'] as const) {
  const machine = machineOn(side);
  const ask = async (account: string, what = 'a question') => beginProceeding(parts(), machine, {
    act: await actOf(account), account, commandOf: (at): Command => ({ type: 'ask', at, what }),
  });
  const grant = async (proceedingId: string, account: string) => takeProceedingStep(parts(), machine, {
    proceedingId, act: await actOf(account), account, commandOf: (at): Command => ({ type: 'grant', at }),
  });
  const row = async (proceedingId: string) => readProceedings(parts(), { side, act: await actOf('reader') }, ({ list }) =>
    list({ proceedingKind: machine.kind, limit: 10 }).then((rows) => rows.find((one) => one.proceedingId === proceedingId)));

  test(`${side}: one begins it, another takes the next step, and the lists say how it stands`, async () => {
    const begun = await ask('clerk-a');
    assert.ok(begun.ok);
    const { proceedingId } = begun.value;
    assert.deepEqual({ ...await row(proceedingId), applicant: 0 }, {
      proceedingId, proceedingKind: machine.kind, organ: 'court/110105000000', applicant: 0, subjectTerm: null, state: 'asked',
      dueOn: '2026-11-25', openedAt: '2026-11-20T02:00:00.000Z', changedAt: '2026-11-20T02:00:00.000Z', version: 1,
    });
    assert.deepEqual(await grant(proceedingId, 'clerk-a'), err({ code: 'FOUR_EYES' }));
    const granted = await grant(proceedingId, 'clerk-b');
    assert.ok(granted.ok && granted.value.state.isGranted);
    assert.deepEqual(granted.value.events.map(({ type }) => type), ['Asked', 'Granted']);
    const after = await row(proceedingId);
    assert.deepEqual([after?.state, after?.dueOn, after?.version], ['granted', null, 2]);
    assert.deepEqual(await grant(proceedingId, 'clerk-c'), err({ code: 'STANDS_OTHERWISE' }));
  });

  test(`${side}: what was told is nowhere in the clear, and reading it again gives it`, async () => {
    const begun = await ask('clerk-a', 'an unmistakable question');
    assert.ok(begun.ok);
    const { proceedingId } = begun.value;
    const stored = await deployment().connection.withSchema(side).selectFrom('event').selectAll().where('streamId', '=', proceedingId).execute();
    assert.equal(stored.length, 1);
    assert.ok(!Buffer.from(stored[0]?.content ?? []).includes('unmistakable'));
    const read = await readProceedings(parts(), { side, act: await actOf('reader') }, ({ load }) => load(machine, proceedingId));
    assert.equal(read?.state.what, 'an unmistakable question');
  });

  test(`${side}: of two who take the last step at once one is refused, and what a refusal alongside began is undone`, async () => {
    const begun = await ask('clerk-a');
    assert.ok(begun.ok);
    const { proceedingId } = begun.value;
    const undone = await takeProceedingStep(parts(), machine, {
      proceedingId, act: await actOf('clerk-b'), account: 'clerk-b', commandOf: (at): Command => ({ type: 'grant', at }),
      alongside: async () => err({ code: 'UNDONE' }),
    });
    assert.deepEqual(undone, err({ code: 'UNDONE' }));
    const both = await Promise.all(['clerk-b', 'clerk-c'].map((account) => grant(proceedingId, account)));
    assert.deepEqual(both.map(({ ok: isDone }) => isDone).sort(), [false, true]);
    assert.equal((await row(proceedingId))?.version, 2);
  });

  test(`${side}: what happened since somebody looked is not decided on unseen; a refusal tells nothing of it`, async () => {
    const begun = await ask('clerk-a');
    assert.ok(begun.ok);
    const { proceedingId } = begun.value;
    const granting = async (account: string, seen: number) => takeProceedingStep(parts(), machine, {
      proceedingId, act: await actOf(account), account, seen, commandOf: (at): Command => ({ type: 'grant', at }),
    });
    assert.deepEqual(await granting('clerk-b', 2), err({ code: 'PROCEEDING_CHANGED' }));
    assert.deepEqual(await granting('clerk-a', 2), err({ code: 'FOUR_EYES' }), 'who may not is told that, and not that it changed');
    assert.ok((await granting('clerk-b', 1)).ok);
  });

  test(`${side}: an id nobody has, and one of another kind, is unknown`, async () => {
    const unknown = (await actOf('reader')).mint();
    assert.deepEqual(await grant(unknown, 'clerk-b'), err({ code: 'PROCEEDING_UNKNOWN' }));
    const begun = await ask('clerk-a');
    assert.ok(begun.ok);
    const other = { ...machine, kind: 'another' };
    assert.deepEqual(await takeProceedingStep(parts(), other, {
      proceedingId: begun.value.proceedingId, act: await actOf('clerk-b'), account: 'clerk-b', commandOf: (at): Command => ({ type: 'grant', at }),
    }), err({ code: 'PROCEEDING_UNKNOWN' }));
  });
}
