import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IntakeEnvelope } from '@fengcun/api';
import { sql } from 'kysely';
import { sealRecord } from '../index.ts';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { beginRegistrarAct } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { takeEnvelopes } from '../service/intake-port.ts';

const NUMBER = { type: 'courtCase', number: '（2026）虚0001刑初41号' };
const envelope = (id: string, naming: object): IntakeEnvelope => ({
  specversion: '1.0', id: `${id}.1`, source: 'urn:fengcun:court:A01:trial-system', type: 'cn.fengcun.intake.judgmentRecorded.v1',
  data: {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: id, version: 1 }, case: naming,
    person: { kind: 'person', names: [{ text: '虚小禾', use: 'current' }], documents: [] },
    content: { decidedOn: '2026-03-02', documentNumber: NUMBER.number, court: '虚构人民法院', sentence: { penalty: 'fineOnly', fineYuan: 500 } },
  },
});

const send = async (deployment: LookedAt, one: IntakeEnvelope) => {
  const registrar = { account: 'court-system', organ: 'court/A01' };
  const service = await beginRegistrarAct(deployment, registrar, { act: 'exception.resolve', detail: null });
  const [answer] = await actTransaction({ deployment, service, decideAll: () => [], messages: 1 }, (intake, wrote) => {
    wrote();
    return takeEnvelopes(intake, registrar.account, [{ envelope: one }]);
  });
  return answer;
};

test('a request about a sealed case is answered as before the seal, by number and by code, and nothing of it stays openly', async () => {
  const deployment = await memoryDeployment();
  const rows = async (table: string): Promise<number> => (await sql.raw(`select 1 from ${table}`).execute(deployment.connection)).rows.length;
  try {
    const before = await send(deployment, envelope('41', { references: [NUMBER] }));
    assert.ok(before?.outcome === 'accepted');
    const { rows: [record] } = await sql<Readonly<{ recordId: string }>>`select record_id from open.record`.execute(deployment.connection);
    const order = { recordId: record?.recordId ?? '', ground: 'juvenileSentence', decidedBy: 'court', at: '2026-11-21T10:00:00.000Z' };
    assert.equal((await sealRecord(deployment, order)).ok, true);
    const { caseCode } = before;
    assert.deepEqual(await send(deployment, envelope('41', { references: [NUMBER] })), { outcome: 'duplicate', caseCode });
    assert.deepEqual(await send(deployment, envelope('42', { references: [NUMBER] })), { outcome: 'accepted', caseCode });
    assert.deepEqual(await send(deployment, envelope('43', { code: caseCode })), { outcome: 'accepted', caseCode });
    assert.deepEqual(await send(deployment, envelope('43', { code: caseCode })), { outcome: 'duplicate', caseCode });
    for (const table of ['open.subject', 'open.criminal_case', 'open.record', 'open.event', 'open.inbox', 'ops.exception_item']) assert.equal(await rows(table), 0, table);
    assert.equal(await rows('sealed.held_message'), 2);
    const other = await send(deployment, envelope('44', { references: [{ ...NUMBER, number: '（2026）虚0001刑初99号' }] }));
    assert.ok(other?.outcome === 'accepted' && other.caseCode !== caseCode, 'another case is another case');
  } finally {
    await deployment.close();
  }
});
