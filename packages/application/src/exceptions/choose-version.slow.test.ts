import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { ExceptionResolution, IntakeEnvelope, RequestPorts } from '@fengcun/api';
import { parseCaseCode } from '@fengcun/registry';
import { sql } from 'kysely';
import { loadByCode } from '../cases/case-events.ts';
import { loadBatchKeys } from '../intake/sealing.ts';
import { dumpOf, type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { sealRecord } from '../sealing/seal-record.ts';
import { beginRegistrarAct } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { exceptionsLook, exceptionsPort } from '../service/exceptions-port.ts';
import { takeEnvelopes } from '../service/intake-port.ts';
import { listExceptions, type Registrar, resolveException, showException } from './index.ts';

class Refused extends Error {}

const CLERK: Registrar = { account: 'clerk-1', organ: 'court/A01' };
const TWO: Registrar = { ...CLERK, approvedBy: 'clerk-2' };
const ONE = { id: 'clerk-1', organ: 'court/A01', roles: ['clerk'], hasSecondFactor: false } as const;
const OTHER = { ...ONE, id: 'clerk-2' };
type Actor = Parameters<RequestPorts['exceptions']['resolve']>[1];

/** A judgment told with another fine, as somebody may correct it; `version`: of what the source tells. */
const told = (id: string, fineYuan: number, version = 2): IntakeEnvelope => ({
  specversion: '1.0', id: `${id}.${version}`, source: 'urn:fengcun:court:A01:trial-system', type: 'cn.fengcun.intake.judgmentRecorded.v1',
  data: {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: id, version },
    case: { references: [{ type: 'courtCase', number: `（2026）虚0001刑初${id}号` }] },
    person: { kind: 'person', names: [{ text: '虚小禾', use: 'current' }], documents: [] },
    content: { decidedOn: '2026-03-02', documentNumber: `（2026）虚0001刑初${id}号`, court: '虚构人民法院', sentence: { penalty: 'fineOnly', fineYuan } },
  },
});

let deployment: LookedAt;
let number = 0;
let id = '';
before(async () => { deployment = await memoryDeployment(); });
after(() => deployment.close());
beforeEach(() => { number += 1; id = String(number); });

const send = async (...messages: readonly IntakeEnvelope[]) => {
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'exception.resolve', detail: null });
  return actTransaction({ deployment, service, decideAll: () => [], messages: 3 }, (intake, wrote) => {
    wrote();
    return takeEnvelopes(intake, 'clerk-1', messages.map((envelope) => ({ envelope })));
  });
};
const waiting = () => listExceptions(deployment, CLERK, { state: 'waiting', limit: 100 });
const versionsOf = async (exceptionId: string) => (await showException(deployment, CLERK, exceptionId))?.versions ?? [];
const last = async (): Promise<string> => (await waiting()).at(-1)?.exceptionId ?? '';

/** Over the interface: how the item stands afterwards, or what it is refused with. */
const resolve = async (exceptionId: string, resolution: ExceptionResolution, { version, by }: Readonly<{ version: number; by: Actor }>): Promise<unknown> => {
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'exception.resolve', about: { record: exceptionId }, detail: null });
  return actTransaction({ deployment, service, decideAll: () => [], messages: 3 }, async (intake, wrote) => {
    const done = await exceptionsPort(intake, () => { wrote(); return intake; }).resolve({ exceptionId, version, resolution }, by);
    // A refusal undoes the transaction, as the shell does it.
    if (!done.ok) throw new Refused(done.error.code);
    return done.value.item.state;
  }).catch((error: unknown) => (error instanceof Refused ? error.message : error));
};
const marks = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ standing: string }>`select distinct standing from open.conviction_mark`.execute(deployment.connection);
  return rows.map(({ standing }) => standing);
};

test('one version told in two ways counts in neither until a second person agrees to the one somebody proposed', async () => {
  const [first, second] = [await send(told(id, 500)), await send(told(id, 600))];
  assert.deepEqual([first[0]?.outcome, second[0]?.outcome], ['accepted', 'accepted']);
  assert.deepEqual(Object.keys(second[0] ?? {}), Object.keys(first[0] ?? {}), 'a system is not told: of a sealed case it would not be either');
  const exceptionId = await last();
  const [a, b, ...more] = await versionsOf(exceptionId);
  assert.ok(a !== undefined && b !== undefined && more.length === 0);
  const at = '/data/content/sentence/fineYuan';
  assert.deepEqual([a.members, b.members], [[{ at, type: 'whole', value: '500' }], [{ at, type: 'whole', value: '600' }]], 'only what differs');
  assert.deepEqual([a.stands, b.stands], [false, false], 'neither counts');
  const choose = (chosen: string, reason: 'asInDocument' | 'otherMistaken' = 'asInDocument') => ({ action: 'choose', chosen, reason } as const);
  const rows: readonly (readonly [string, ExceptionResolution, Readonly<{ version: number; by: Actor }>, string])[] = [
    ['a version nobody told', choose('0'.repeat(64)), { version: 1, by: ONE }, 'VERSION_CHANGED'],
    ['telling it again ends nothing', { action: 'replay' }, { version: 1, by: ONE }, 'EXCEPTION_OTHER_REMEDY'],
    ['it is never given up', { action: 'reject', reason: 'sentAgain' }, { version: 1, by: ONE }, 'EXCEPTION_OTHER_REMEDY'],
    ['one person proposes', choose(b.version), { version: 1, by: ONE }, 'waiting'],
    ['another has to have seen it', choose(b.version), { version: 1, by: OTHER }, 'VERSION_CHANGED'],
    ['nobody agrees to themselves', choose(b.version), { version: 2, by: ONE }, 'FOUR_EYES'],
    ['one person under two accounts', choose(b.version), { version: 2, by: { ...OTHER, person: 'clerk-1' } }, 'FOUR_EYES'],
    ['the other version is another proposal', choose(a.version), { version: 2, by: OTHER }, 'waiting'],
    ['another reason is another proposal', choose(a.version, 'otherMistaken'), { version: 2, by: ONE }, 'waiting'],
  ];
  for (const [note, resolution, how, expected] of rows) assert.equal(await resolve(exceptionId, resolution, how), expected, note);
  assert.deepEqual((await waiting()).at(-1)?.choice, { version: a.version, reason: 'otherMistaken' }, 'the proposal is told');
  assert.deepEqual((await versionsOf(exceptionId)).map(({ stands }) => stands), [false, false], 'a proposal decides nothing');
  assert.equal(await resolve(exceptionId, choose(a.version, 'otherMistaken'), { version: 2, by: OTHER }), 'replayed');
  assert.deepEqual((await versionsOf(exceptionId)).map(({ stands }) => stands), [true, false]);
  assert.equal(await resolve(exceptionId, choose(b.version), { version: 3, by: OTHER }), 'EXCEPTION_NOT_WAITING');
});

test('a certificate finds what is disputed unclear, and guilt once it is chosen', async () => {
  const person = { kind: 'person', names: [{ text: '虚大禾', use: 'current' }], documents: [], bornOn: '1990-01-01' };
  const named = (envelope: IntakeEnvelope): IntakeEnvelope => ({ ...envelope, data: { ...envelope.data, person } });
  const inForce = named({ ...told(id, 1, 1), id: `${id}/e.1`, type: 'cn.fengcun.intake.judgmentBecameEffective.v1' });
  const content = { documentNumber: `（2026）虚0001刑初${id}号`, effectiveOn: '2026-03-13' };
  const source = { ...(inForce.data as { source: object }).source, messageId: `${id}/e` };
  await send({ ...inForce, data: { ...inForce.data, source, content } });
  assert.deepEqual([await send(named(told(id, 500))), await marks()].at(1), ['convicted']);
  await send(named(told(id, 600)));
  assert.deepEqual(await marks(), ['unclear']);
  const exceptionId = await last();
  const chosen = (await versionsOf(exceptionId))[0]?.version ?? '';
  const done = await resolveException(deployment, TWO, { exceptionId, decision: { action: 'choose', chosen, reason: 'asInDocument' }, decideAll: () => [] });
  assert.ok(done.ok);
  assert.deepEqual(await marks(), ['convicted']);
});

test('nothing is lost: both tellings stay in the case, behind them who chose, who agreed, and why', async () => {
  const [taken] = await send(told(id, 500));
  await send(told(id, 600));
  const exceptionId = await last();
  const chosen = (await versionsOf(exceptionId))[1]?.version ?? '';
  const decide = (registrar: Registrar) =>
    resolveException(deployment, registrar, { exceptionId, decision: { action: 'choose', chosen, reason: 'confirmedByOrgan' }, decideAll: () => [] });
  assert.deepEqual(await decide(CLERK), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await decide({ ...CLERK, approvedBy: 'clerk-1' }), { ok: false, error: { code: 'FOUR_EYES' } });
  const done = await decide(TWO);
  assert.deepEqual(done.ok ? [done.value.item.state, done.value.results] : done, ['replayed', []]);
  assert.ok(taken?.outcome === 'accepted');
  const code = parseCaseCode(taken.caseCode);
  assert.ok(code.ok);
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'case.read', detail: null });
  const keys = await loadBatchKeys(deployment);
  const found = await deployment.database.write({ entryId: service.mint() }, async ({ open }) => ({ ok: false, error: await loadByCode({ keys, service }, open, code.value) }));
  assert.ok(!found.ok);
  const events = found.error?.events ?? [];
  assert.deepEqual(events.map(({ type }) => type), ['StageRecorded', 'StageRecorded', 'ContradictionSettled']);
  const settled = events[2];
  assert.ok(settled?.type === 'ContradictionSettled');
  const { pseudonyms } = deployment;
  assert.deepEqual([settled.chosen, settled.reason, settled.requestedBy, settled.approvedBy], [chosen, 'confirmedByOrgan', pseudonyms.textOf('person', 'clerk-1'), pseudonyms.textOf('person', 'clerk-2')]);
  const { rows } = await sql<{ entry: string }>`select convert_from(entry, 'UTF8') as entry from ledger.audit_pending`.execute(deployment.connection);
  const acts = rows.map(({ entry }) => JSON.parse(entry) as { act: string; phase: string; record?: string; approvals: string[] });
  const own = acts.filter(({ record, phase, act }) => record === exceptionId && phase === 'outcome' && act === 'exception.resolve');
  assert.deepEqual(own.map(({ approvals }) => approvals.length), [1], 'carried out once, with the agreement of another');
});

test('a third telling opens it again; what is left over ends by naming what stands, and cannot be turned round', async () => {
  await send(told(id, 500));
  await send(told(id, 600));
  const first = await last();
  await send(told(id, 700));
  const second = await last();
  assert.notEqual(first, second);
  const [a, b, c] = await versionsOf(first);
  assert.ok(a !== undefined && b !== undefined && c !== undefined, 'all three, from either exception');
  const choose = (chosen: string): ExceptionResolution => ({ action: 'choose', chosen, reason: 'asInDocument' });
  assert.equal(await resolve(second, choose(c.version), { version: 1, by: ONE }), 'waiting');
  assert.equal(await resolve(second, choose(c.version), { version: 2, by: OTHER }), 'replayed');
  assert.equal(await resolve(first, choose(b.version), { version: 1, by: ONE }), 'VERSION_CHANGED', 'what two have settled');
  assert.equal(await resolve(first, choose(c.version), { version: 1, by: ONE }), 'replayed', 'nothing is decided any more');
  const { rows: kept } = await sql<{ resolution: string }>`select resolution from ops.exception_item where exception_id = ${first}`.execute(deployment.connection);
  assert.deepEqual(kept.map(({ resolution }) => resolution), [`choose:stands:${c.version}`], 'and no reason is kept that nobody gave');
  await send(told(id, 800));
  const [, , , d] = await versionsOf(await last());
  assert.deepEqual((await versionsOf(await last())).map(({ stands }) => stands), [false, false, false, false]);
  assert.ok(d !== undefined);
});

test('a newer version of the source makes the choice needless: it stands, and naming it ends what waits', async () => {
  await send(told(id, 500));
  await send(told(id, 600));
  const exceptionId = await last();
  await send(told(id, 650, 3));
  const [only, ...more] = await versionsOf(exceptionId);
  assert.deepEqual([only?.stands, more.length], [true, 0]);
  assert.equal(await resolve(exceptionId, { action: 'choose', chosen: only?.version ?? '', reason: 'asInDocument' }, { version: 1, by: ONE }), 'replayed');
});

test('what the chosen telling contradicts besides waits on as an exception of its own', async () => {
  await send(told(id, 500));
  await send(told(id, 600));
  const exceptionId = await last();
  // Another system of the court tells the same document with a third fine.
  const other = told(id, 900, 1);
  const source = { organ: { type: 'court', code: 'A01' }, system: 'archive', messageId: id, version: 1 };
  await send({ ...other, source: 'urn:fengcun:court:A01:archive', data: { ...other.data, source } });
  const before = (await waiting()).length;
  const [a] = await versionsOf(exceptionId);
  const done = await resolveException(deployment, TWO, { exceptionId, decision: { action: 'choose', chosen: a?.version ?? '', reason: 'asInDocument' }, decideAll: () => [] });
  assert.ok(done.ok);
  assert.equal((await waiting()).length, before, 'one ended, one more waits');
  const shown = await showException(deployment, CLERK, await last());
  assert.deepEqual([shown?.details, shown?.versions], [[{ code: 'FACTS_DISAGREE', at: 'judgmentRecorded.sentence.fineYuan' }], undefined]);
  const wrong = await resolveException(deployment, TWO, { exceptionId: await last(), decision: { action: 'choose', chosen: a?.version ?? '', reason: 'asInDocument' }, decideAll: () => [] });
  assert.deepEqual(wrong, { ok: false, error: { code: 'EXCEPTION_OTHER_REMEDY' } }, 'two sources are no two versions of one');
});

test('over the interface the content tells the versions, and which of them are the reader\'s own', async () => {
  await send(told(id, 500));
  await send(told(id, 600));
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'exception.read', detail: null });
  const line = { actorId: 'clerk-1' };
  const look = exceptionsLook(deployment, () => ({ ...service, receipt: { entryId: service.entryId }, line }) as unknown as ReturnType<Parameters<typeof exceptionsLook>[1]>);
  const content = await look.content(await last());
  assert.deepEqual(content?.versions?.map(({ stands, isOwn, members }) => [stands, isOwn, members.map(({ value }) => value)]), [[false, false, ['500']], [false, false, ['600']]]);
  assert.equal(content?.reasons[0]?.code, 'VERSION_TOLD_TWICE');
});

test('a sealed record takes its choice behind the wall: nothing that tells of it stays in the open', async () => {
  await send(told(id, 500));
  const { rows: [record] } = await sql<{ recordId: string }>`select record_id from open.record order by record_id desc limit 1`.execute(deployment.connection);
  await send(told(id, 600));
  const exceptionId = await last();
  const chosen = (await versionsOf(exceptionId))[0]?.version ?? '';
  const done = await resolveException(deployment, TWO, { exceptionId, decision: { action: 'choose', chosen, reason: 'asInDocument' }, decideAll: () => [] });
  assert.ok(done.ok && record !== undefined);
  assert.deepEqual(await sealRecord(deployment, { recordId: record.recordId, ground: 'juvenileSentence', decidedBy: 'court', at: '2026-11-21T10:00:00.000Z' }), { ok: true, value: { outcome: 'moved', caseMoved: true, subjectMoved: true, areKeysErased: true } });
  const { rows } = await sql<{ eventType: string }>`select event_type from sealed.event order by version`.execute(deployment.connection);
  assert.deepEqual(rows.map(({ eventType }) => eventType).slice(-3), ['StageRecorded', 'StageRecorded', 'ContradictionSettled']);
  assert.ok(!(await dumpOf(deployment)).includes(chosen), 'the chosen content under its open pseudonym');
});
