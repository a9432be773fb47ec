import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '../../packages/store/src/testing/postgres-server.ts';
import { command, startService } from './running-service.ts';

/** An invented message of an invented court. */
const message = (number: number): string => JSON.stringify({
  specversion: '1.0', id: `pg-${number}.1`, source: 'urn:fengcun:court:A01:trial-system',
  type: 'cn.fengcun.intake.judgmentRecorded.v1', datacontenttype: 'application/json',
  data: {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: `pg-${number}`, version: 1 },
    case: { references: [{ type: 'courtCase', number: '（2026）虚构0001刑初9号' }] },
    person: { kind: 'person', names: [{ text: '虚构某', use: 'current' }], documents: [] },
    content: { decidedOn: '2026-03-02', documentNumber: `（2026）虚构0001刑初9号之${number}`, court: '虚构人民法院' },
  },
});

test('on PostgreSQL messages of one case that come at once all find it, and everything agrees after', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-serve-pg-'));
  const database = await startServer();
  t.after(async () => {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const place = ['--data', join(folder, 'data'), '--database-url', database.url];
  const service = await startService(...place, '--key-file', join(folder, 'invented.key'), '--organ', 'court/A01');
  t.after(() => service.kill());
  const token = /^fct\.\S+$/m.exec(service.said())?.[0] ?? '';
  const post = async (number: number): Promise<Readonly<{ outcome?: string; caseCode?: string }>> => {
    const response = await fetch(`${service.url}/v1/intake/messages`, {
      method: 'POST', body: message(number),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    const body: unknown = await response.json();
    assert.equal(response.status, 200, JSON.stringify(body));
    return body as Readonly<{ outcome?: string; caseCode?: string }>;
  };
  const answers = await Promise.all([1, 2, 3, 1, 2, 3].map(post));
  assert.equal(new Set(answers.map(({ caseCode }) => caseCode)).size, 1, JSON.stringify(answers));
  const outcomes = answers.map(({ outcome }) => outcome).sort();
  assert.deepEqual(outcomes, ['accepted', 'accepted', 'accepted', 'duplicate', 'duplicate', 'duplicate']);
  const ended = await service.end('SIGTERM');
  assert.equal(ended.code, 0, ended.said);
  for (const words of [['ledger', 'verify'], ['fsck']]) {
    const { code, out, said } = await command(...words, ...place);
    assert.equal(code, 0, out + said);
  }
});
