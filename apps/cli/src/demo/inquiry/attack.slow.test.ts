import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { inquiry } from '../../commands/inquiry.ts';
import type { Terminal } from '../../terminal.ts';
import { type Office, openOffice } from './office.ts';
import { type AccountName, OFFICER } from './people.ts';
import { type Scene, SCENES } from './scenes.ts';

const OUT = mkdtempSync(join(tmpdir(), 'fengcun-attack-'));
let opened: Office | undefined;
const office = (): Office => present(opened, 'a running service');
before(async () => { opened = await openOffice(OUT); }, { timeout: 300_000 });
after(async () => {
  await opened?.end();
  rmSync(OUT, { recursive: true, force: true });
});

const sceneOf = (kind: string): Scene => present(SCENES.find(({ application }) => application['kind'] === kind), kind);
const post = async (as: AccountName, path: string, body: unknown) => {
  const { status, body: told } = await office().send(as, path, body);
  return { status, told };
};
const must = async (as: AccountName, path: string, body: unknown) => {
  const { status, told } = await post(as, path, body);
  assert.equal(status, 200, `${path} ${JSON.stringify(told)}`);
  return told;
};

/** A civil-service inquiry up to a stage. */
const UNIT = sceneOf('unit');
const to = async (stage: 'accepted' | 'proposed' | 'granted' | 'prepared', scene: Scene = UNIT): Promise<string> => {
  const id = String((await must('asker', '/v1/inquiries', scene.application))['inquiryId']);
  await must('examiner', `/v1/inquiries/${id}/steps`, { type: 'CheckIntake' });
  if (stage === 'accepted') return id;
  await must('examiner', `/v1/inquiries/${id}/steps`, {
    type: 'Propose', outcome: 'grant', reasons: '审查', confirmations: scene.confirmations.map((what) => ({ what, holds: 'yes' })), readings: scene.readings,
  });
  if (stage === 'proposed') return id;
  await must('head', `/v1/inquiries/${id}/decisions`, { agrees: true, reasons: '' });
  if (stage === 'granted') return id;
  await must('asker', `/v1/inquiries/${id}/undertakings`, { signer: OFFICER.name });
  await must('archive', `/v1/inquiries/${id}/preparations`, { answers: [] });
  return id;
};

test('race: of ten disclosures at once exactly one is answered', async () => {
  const id = await to('prepared');
  const all = await Promise.all(Array.from({ length: 10 }, () => post('asker', `/v1/inquiries/${id}/disclosures`, {})));
  const statuses = all.map(({ status }) => status).sort();
  assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join());
  assert.ok(statuses.every((status) => [200, 409, 503].includes(status)), statuses.join());
});

test('race: of five approvals at once exactly one decides', async () => {
  const id = await to('proposed');
  const all = await Promise.all(Array.from({ length: 5 }, () => post('head', `/v1/inquiries/${id}/decisions`, { agrees: true, reasons: '' })));
  assert.equal(all.filter(({ status }) => status === 200).length, 1);
});

test('replay: the same request under the same key is answered once', async () => {
  const id = await to('prepared');
  const again = () => fetch(`${office().url}/v1/inquiries/${id}/disclosures`, {
    method: 'POST', body: '{}', headers: { authorization: `Bearer ${office().tokenOf('asker')}`, 'content-type': 'application/json', 'idempotency-key': '"one-and-the-same-key"' },
  });
  const first = await again();
  await first.arrayBuffer();
  const second = await again();
  assert.deepEqual([first.status, second.status], [200, 409]);
  assert.ok(!(await second.text()).includes('letter'));
});

test('who proposed approves under another account: refused', async () => {
  const id = await to('proposed');
  const own = await post('examiner-again', `/v1/inquiries/${id}/decisions`, { agrees: true, reasons: '' });
  assert.deepEqual([own.status, own.told['code']], [403, 'FOUR_EYES']);
});

test('who asks decides, examines or prepares: forbidden by role', async () => {
  const id = await to('accepted');
  for (const [path, body] of [['steps', { type: 'CheckIntake' }], ['decisions', { agrees: true, reasons: '' }], ['preparations', { answers: [] }]] as const) {
    assert.equal((await post('asker', `/v1/inquiries/${id}/${path}`, body)).status, 403, path);
  }
});

const NOBODY = '01900000-0000-7000-8000-000000000001';
const bare = ({ told }: Readonly<{ told: Readonly<Record<string, unknown>> }>): unknown =>
  Object.fromEntries(Object.entries(told).filter(([name]) => !['requestId', 'instance', 'traceId'].includes(name)));

test('IDOR and enumeration: another unit is answered as for an id that nobody has, whatever the stage', async () => {
  for (const stage of ['accepted', 'granted', 'prepared'] as const) {
    const id = await to(stage);
    for (const [path, body] of [['', undefined], ['/disclosures', {}], ['/undertakings', { signer: OFFICER.name }], ['/withdrawals', {}], ['/papers/inquiry-receipt', undefined]] as const) {
      const [theirs, nobodys] = [await post('stranger', `/v1/inquiries/${id}${path}`, body), await post('stranger', `/v1/inquiries/${NOBODY}${path}`, body)];
      assert.equal(theirs.status, 404, `${stage}${path}`);
      assert.deepEqual(bare(theirs), bare(nobodys));
    }
    const list = await post('stranger', '/v1/inquiries', undefined);
    assert.deepEqual(list.told['items'], []);
  }
});

test('the letter with the answer is not given again to who asked', async () => {
  const id = await to('prepared');
  await must('asker', `/v1/inquiries/${id}/disclosures`, {});
  assert.equal((await post('asker', `/v1/inquiries/${id}/papers/inquiry-result-letter`, undefined)).status, 404);
  assert.equal((await post('archive', `/v1/inquiries/${id}/papers/inquiry-result-letter`, undefined)).status, 200);
});

test('mass assignment: members that nobody asked for are refused', async () => {
  const id = await to('proposed');
  for (const [as, path, body] of [
    ['asker', '/v1/inquiries', { ...UNIT.application, stage: 'granted' }], ['head', `/v1/inquiries/${id}/decisions`, { agrees: true, reasons: '', validUntil: '2099-01-01' }],
  ] as const) assert.equal((await post(as, path, body)).status, 422, path);
});

test('a forged or cut token, a body too large, SQL and formulas in text', async () => {
  const token = office().tokenOf('asker');
  for (const forged of [`${token}x`, token.slice(0, -2), 'asker', '']) {
    const { status } = await fetch(`${office().url}/v1/inquiries`, { headers: { authorization: `Bearer ${forged}` } });
    assert.equal(status, 401);
  }
  assert.equal((await post('asker', '/v1/inquiries', { ...UNIT.application, reasons: '因'.repeat(40_000) })).status, 413);
  const hostile = { ...UNIT.application, reasons: `'; drop table sealed.event; --`, purpose: '=HYPERLINK("http://x")', scopeOfUse: '\u202e\u0000'.replace('\u0000', '') };
  assert.equal((await post('asker', '/v1/inquiries', hostile)).status, 200);
});

test('the same refusal for somebody with a sealed record and for nobody: the same papers but for their number', async () => {
  const [withRecord, nobody] = [sceneOf('unit'), present(SCENES[4], 'a scene about nobody')];
  const refuse = async (scene: Scene): Promise<unknown> => {
    const application = { ...scene.application, basisId: 'LB-76', occupation: 'rideHailingDriver' };
    const id = String((await must('asker', '/v1/inquiries', application))['inquiryId']);
    await must('examiner', `/v1/inquiries/${id}/steps`, { type: 'CheckIntake' });
    await must('examiner', `/v1/inquiries/${id}/steps`, { type: 'Propose', outcome: 'refuse', reasons: '部门规章', confirmations: [], readings: [] });
    await must('head', `/v1/inquiries/${id}/decisions`, { agrees: true, reasons: '' });
    const { told } = await post('asker', `/v1/inquiries/${id}`, undefined);
    const { inquiryId: _id, papers: _papers, ...shown } = told;
    return shown;
  };
  assert.deepEqual(await refuse(withRecord), await refuse(nobody));
});

test('the command line asks, examines and decides at the same service', async () => {
  const file = join(OUT, 'application.json');
  writeFileSync(file, JSON.stringify(UNIT.application));
  const run = async (as: AccountName, ...words: readonly string[]) => {
    const token = join(OUT, `${as}.token`);
    writeFileSync(token, office().tokenOf(as), { mode: 0o600 });
    let [out, note] = ['', ''];
    const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { out += text; }, note: (text) => { note += text; }, elapsedMs: () => 0, today: () => '2026-11-22' };
    return { code: await inquiry([...words, '--server', office().url, '--token-file', token], terminal), out, note };
  };
  const applied = await run('asker', 'apply', file, '--json');
  const id = String((JSON.parse(applied.out) as { inquiryId: string }).inquiryId);
  assert.equal((await run('examiner', 'check', id)).code, 0);
  const shown = await run('examiner', 'show', id);
  assert.match(shown.out, /\? K5 /);
  assert.match(shown.out, /□ {2}postIsReal/);
  const early = await run('examiner', 'propose', id, 'grant', '--reasons', '审查');
  assert.deepEqual([early.code, early.note.startsWith('fengcun inquiry: 422')], [1, true]);
  const confirmed = UNIT.confirmations.flatMap((what) => ['--confirm', `${what}=yes`]);
  assert.equal((await run('examiner', 'propose', id, 'grant', '--reasons', '审查', ...confirmed, '--reading', 'K5=noRecord')).code, 0);
  assert.equal((await run('head', 'decide', id, 'agree')).code, 0);
  assert.equal((await run('asker', 'sign', id, '--signer', OFFICER.name)).code, 0);
  assert.equal((await run('archive', 'prepare', id)).code, 0);
  const letter = join(OUT, 'letter.pdf');
  const answer = await run('asker', 'disclose', id, '--out', letter);
  assert.match(answer.out, /no record within what may be told/);
  assert.equal(readFileSync(letter).subarray(0, 5).toString('latin1'), '%PDF-');
  assert.equal((await run('asker', 'disclose', id, '--out', join(OUT, 'again.pdf'))).code, 1);
  assert.match((await run('stranger', 'list')).out, /^$/);
});

test('nothing of a person stands in what the service writes about itself', () => {
  const logs = readdirSync(join(OUT, 'logs')).map((name) => readFileSync(join(OUT, 'logs', name), 'utf8')).join('');
  for (const mark of ['桑一禾', '530202200806130', OFFICER.name]) assert.ok(!logs.includes(mark));
});
