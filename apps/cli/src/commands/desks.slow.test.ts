import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deskByHand } from '@fengcun/application';
import { mod112Character } from '@fengcun/kernel';
import { UnusableInput } from '../exit.ts';
import { DATA_OPTIONS, openData } from '../open-data.ts';
import { parseOptions } from '../options.ts';
import { desksOfPersons } from '../serve/desks-of-persons.ts';
import type { Terminal } from '../terminal.ts';
import { accountsCommand } from './accounts.ts';
import { ledger } from './ledger.ts';
import { rightsCommand } from './rights.ts';
import { superviseCommand } from './supervise.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-desks-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const PLACE = ['--data', join(folder, 'data'), '--key-file', join(folder, 'test.key')] as const;
const [POLICE, PROCURATORATE, NOBODY] = ['police/B02', 'procuratorate/C03', '00000000-0000-7000-8000-000000000000'];
const as = (account: string, organ: string, role: string): readonly string[] => ['--account', account, '--organ', organ, '--role', role];
const [officer, head] = [as('officer', POLICE, 'reviewer'), as('head', POLICE, 'approver')];
const [zhou, wu] = [as('zhou', PROCURATORATE, 'supervisor'), as('wu', PROCURATORATE, 'supervisor')];

const silent: Terminal = {
  language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21', out: () => {}, note: () => {},
};
const run = async (command: typeof rightsCommand, ...words: readonly string[]) => {
  const heard = { out: '', note: '' };
  const terminal: Terminal = { ...silent, out: (text) => { heard.out += text; }, note: (text) => { heard.note += text; } };
  return { exit: await command([...words, ...PLACE], terminal), ...heard };
};

const DIGITS = '11010519950307003';
let [requestId, secondId] = ['', ''];
before(async () => {
  const deployment = await openData(parseOptions([...PLACE], DATA_OPTIONS));
  try {
    const desks = await deskByHand({ deployment, ...desksOfPersons(deployment, undefined) }, { account: 'window', organ: POLICE, roles: ['clerk'] }, { action: 'rights.list' });
    assert.ok(desks.ok);
    const file = () => desks.value.rights.file({
      kind: 'copy', organ: POLICE, requester: 'self', statement: '虚构的请求', materials: ['identityProof'],
      person: { name: '虚小七', documentType: 'residentIdentityCard', documentNumber: `${DIGITS}${mod112Character(DIGITS)}` },
    }, desks.value.actor);
    const [first, second] = [await file(), await file()];
    assert.ok(first.ok && second.ok, JSON.stringify(first));
    [requestId, secondId] = [first.value.requestId, second.value.requestId];
  } finally {
    await deployment.close();
  }
});

test('a request of a person: listed, shown, accepted, proposed by one and answered by another', async () => {
  assert.match((await run(rightsCommand, 'list', ...officer)).out, new RegExp(`${requestId} .*filed`));
  assert.deepEqual((await run(rightsCommand, 'list', ...as('other', 'police/B03', 'reviewer'))).out, 'none\n');
  assert.match((await run(rightsCommand, 'show', requestId, ...officer)).out, /kind {2}copy\n[^]*stage {2}filed/);
  assert.equal((await run(rightsCommand, 'step', requestId, 'check', '--document', '虚受1号', ...officer)).exit, 0);
  assert.match((await run(superviseCommand, 'duties', ...officer)).out, new RegExp(`running {2}rights {2}${requestId} {2}accepted {2}PIPL_50、M2022_21`));
  const proposed = ['step', requestId, 'propose', 'granted', '--measures', '已提供复制件'];
  assert.match((await run(rightsCommand, ...proposed, ...head)).note, /FORBIDDEN/, 'an approver proposes nothing');
  assert.equal((await run(rightsCommand, ...proposed, ...officer)).exit, 0);
  const decide = ['step', requestId, 'decide', 'agree', '--document', '虚答1号'];
  assert.match((await run(rightsCommand, ...decide, ...as('officer', POLICE, 'approver'))).note, /FOUR_EYES/);
  assert.match((await run(rightsCommand, ...decide, ...head)).out, /stage {2}answered/);
});

test('a matter: opened, proposed and served by two procurators, seen and answered by the unit; nobody else learns of it', async () => {
  const opened = await run(superviseCommand, 'open', 'overdueSeal', '--unit', POLICE, '--facts', '逾期未封存', '--json', ...zhou);
  const { matterId } = JSON.parse(opened.out) as { matterId: string };
  assert.equal((await run(superviseCommand, 'opinion', matterId, 'propose', '--text', '立即封存', ...zhou)).exit, 0);
  assert.match((await run(superviseCommand, 'show', matterId, ...head)).note, /NOTHING_TO_TELL/, 'nothing before it is served');
  const serve = ['opinion', matterId, 'serve', '--document', '虚检纠1号'];
  assert.match((await run(superviseCommand, ...serve, ...zhou)).note, /FOUR_EYES/);
  assert.equal((await run(superviseCommand, ...serve, ...wu)).exit, 0);
  assert.match((await run(superviseCommand, 'list', ...officer)).out, new RegExp(matterId));
  assert.match((await run(superviseCommand, 'reply', matterId, '--measures', '已封存', '--result', '三日内完成', ...officer)).out, /correctionReported/);
  const strangers = [...as('else', 'police/B03', 'reviewer')];
  const [there, none] = [await run(superviseCommand, 'show', matterId, ...strangers), await run(superviseCommand, 'show', NOBODY, ...strangers)];
  assert.deepEqual(there, none);
  for (const verb of ['patterns', 'statistics']) {
    assert.equal((await run(superviseCommand, verb, ...zhou)).exit, 0);
    assert.match((await run(superviseCommand, verb, ...officer)).note, /FORBIDDEN/);
  }
});

test('an account of the directory has its own organ and roles, and its person is counted behind every account', async () => {
  const add = (name: string, role: string, ...more: readonly string[]) =>
    run(accountsCommand, 'add', name, '--organ', POLICE, '--role', role, '--display-name', '虚甲', '--account', 'keeper', ...more);
  for (const added of [await add('police-li', 'reviewer'), await add('police-li-two', 'approver', '--same-as', 'police-li')]) assert.equal(added.exit, 0, added.note);
  assert.equal((await run(rightsCommand, 'step', secondId, 'check', '--document', '虚受2号', '--account', 'police-li')).exit, 0);
  assert.equal((await run(rightsCommand, 'step', secondId, 'propose', 'granted', '--measures', '已提供', '--account', 'police-li')).exit, 0);
  assert.match((await run(rightsCommand, 'step', secondId, 'decide', 'agree', '--document', '虚答2号', '--account', 'police-li-two')).note, /FOUR_EYES/);
  assert.equal((await run(rightsCommand, 'list', '--account', 'police-li')).exit, 0);
  assert.match((await run(rightsCommand, 'list', '--account', 'police-li', '--organ', 'police/B03')).note, /OTHER_ORGAN/);
  assert.match((await run(superviseCommand, 'statistics', '--account', 'police-li', '--role', 'supervisor')).note, /FORBIDDEN/, 'a role that is only claimed counts nothing');
  assert.equal((await run(accountsCommand, 'disable', 'police-li', '--account', 'keeper')).exit, 0);
  assert.match((await run(rightsCommand, 'list', '--account', 'police-li')).note, /ACCOUNT_DISABLED/);
});

test('what says too little is refused in one sentence, and what was done is in a log that verifies', async () => {
  for (const words of [['list'], ['show', 'x', ...officer], ['step', requestId, 'dance', ...officer], ['list', '--account', 'a', '--role', 'king'], ['sing']]) {
    await assert.rejects(run(rightsCommand, ...words), UnusableInput, words.join(' '));
  }
  assert.match((await run(rightsCommand, 'list', '--account', 'nobody')).note, /ORGAN_MISSING/);
  assert.equal(await ledger(['verify', '--data', join(folder, 'data')], silent), 0);
});
