import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AuditLine } from '@fengcun/api';
import { parseFont } from '@fengcun/documents';
import { dumpOf, importAll } from '../intake/testing/import-fixture.ts';
import { determine, readWorklist } from '../seals/determine.ts';
import { showSeal } from '../seals/look-at-seals.ts';
import { applied, conviction, COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { sealDutiesPort } from './seal-duties-port.ts';
import { commitLine, openIntents } from './service-act.ts';

const STRANGER = 'court/110000000009';
const NOBODY = '01900000-0000-7000-8000-00000000ffff';
const PERSON = { account: 'person-1', role: 'clerk' } as const;

const line: AuditLine = {
  what: 'SEAL_ACKNOWLEDGED', phase: 'intent', action: 'seal.acknowledge', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: 'clerk-1',
  organ: POLICE, roles: ['clerk'], requestId: 'clerk-1', at: '2026-11-20T08:00:00.000Z', purpose: 'sealing', legalBasis: 'cpl-286',
};
const duties = async ({ deployment, parts }: InventedPlatform) => {
  const act = await commitLine(deployment, openIntents(), line);
  return sealDutiesPort(parts, () => act);
};

const withOrders = async (work: (platform: InventedPlatform, records: readonly string[]) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [conviction(1), conviction(2)]);
    const open = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
    const records = (await determine(platform.parts, open)).ordered.map(({ recordId }) => recordId).sort();
    await work(platform, records);
  } finally {
    await platform.deployment.close();
  }
};
const refusalOf = (taken: Readonly<{ ok: boolean; error?: Readonly<{ code: string }> }>): string => taken.error?.code ?? 'taken';

test('a holder sees its own orders, numbers and days alone; a stranger sees none, whatever there is', () => withOrders(async (platform, records) => {
  const port = await duties(platform);
  const items = await port.list(POLICE, { limit: 500 });
  assert.deepEqual(items.map(({ recordId }) => recordId).sort(), records);
  const [one] = await port.list(POLICE, { limit: 1 });
  assert.deepEqual([one], items.slice(0, 1));
  const behind = await port.list(POLICE, { limit: 500, afterId: `${one?.dueOn}-${one?.recordId}` });
  assert.deepEqual(behind, items.slice(1), 'an order that nobody answers keeps the next from no page');
  assert.deepEqual(Object.keys(items[0] ?? {}).sort(), ['dueOn', 'orderNumber', 'orderedAt', 'orderedBy', 'recordId', 'reminders', 'rule', 'sequence', 'target']);
  const [first = ''] = records;
  const shown = await port.find(first, POLICE);
  assert.ok((shown?.names.length ?? 0) > 0 && (shown?.caseNumbers.length ?? 0) > 0, 'what the copy is found by');
  assert.deepEqual([await port.list(STRANGER, { limit: 500 }), await port.find(first, STRANGER), await port.find(NOBODY, POLICE)], [[], undefined, undefined]);
}));

test('an answer by hand is a receipt like any other: the organ is counted, and its order waits no more', () => withOrders(async (platform, [first = '', second = '']) => {
  const port = await duties(platform);
  const taken = await port.acknowledge(first, POLICE, { sequence: 1, result: 'applied', kept: '专柜三' });
  assert.equal(refusalOf(taken), 'taken');
  assert.deepEqual((await port.list(POLICE, { limit: 500 })).map(({ recordId }) => recordId), [second]);
  const view = await showSeal(platform.parts, PERSON, first);
  assert.deepEqual([view?.acknowledged, view?.missing.map(({ holder }) => holder).includes(POLICE)], [1, false]);
  assert.equal((await port.find(first, POLICE))?.answer, 'applied');
  for (const holder of [COURT, PROCURATORATE]) await platform.answer(holder, applied(first, holder));
  assert.equal((await showSeal(platform.parts, PERSON, first))?.status, 'sealed');
}));

test('the same answer again is repeated; another one, another order and another organ are refused', () => withOrders(async (platform, [first = '']) => {
  const port = await duties(platform);
  const once = await port.acknowledge(first, POLICE, { sequence: 1, result: 'noCopy' });
  assert.deepEqual(await port.acknowledge(first, POLICE, { sequence: 1, result: 'noCopy' }), once);
  assert.equal(refusalOf(await port.acknowledge(first, POLICE, { sequence: 1, result: 'applied' })), 'SEAL_STANDS_OTHERWISE');
  assert.equal(refusalOf(await port.acknowledge(first, COURT, { sequence: 2, result: 'applied' })), 'VERSION_CHANGED');
  assert.equal(refusalOf(await port.acknowledge(first, STRANGER, { sequence: 1, result: 'applied' })), 'NOTHING_TO_TELL');
  assert.equal(refusalOf(await port.acknowledge(NOBODY, POLICE, { sequence: 1, result: 'applied' })), 'NOTHING_TO_TELL');
}));

test('the platform keeps a commitment to where the dossier is, and never the words', () => withOrders(async (platform, [first = '']) => {
  const port = await duties(platform);
  const taken = await port.acknowledge(first, POLICE, { sequence: 1, result: 'applied', kept: '专柜三' });
  assert.ok(taken.ok && !JSON.stringify(taken.value).includes('专柜'));
  const again = await platform.answer(POLICE, applied(first, POLICE));
  assert.ok(typeof again === 'object' && again !== null && Reflect.get(again, 'ok') === false, 'a node that answers otherwise is told so');
}));

test('the notice of an order is made for the organ it is for, and for no other', () => withOrders(async (platform, [first = '']) => {
  const font = parseFont(await readFile(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
  assert.ok(font.ok);
  const port = await duties({ ...platform, parts: { ...platform.parts, font: async () => font.value } });
  const paper = await port.notice(first, POLICE);
  assert.deepEqual([paper?.fileName, Buffer.from(paper?.bytes ?? []).subarray(0, 8).toString()], ['seal-notice.pdf', '%PDF-1.7']);
  assert.deepEqual([await port.notice(first, STRANGER), await port.notice(NOBODY, POLICE)], [undefined, undefined]);
}));

test('what an answer commits to is minted after its intent: an outcome never stands before it in a log', () => withOrders(async (platform, [first = '']) => {
  const port = await duties(platform);
  await port.acknowledge(first, POLICE, { sequence: 1, result: 'applied' });
  const entries = (await dumpOf(platform.deployment)).split('\n').filter((line) => line.startsWith('{"'))
    .map((line) => JSON.parse(line) as Readonly<{ id: string; act: string; prev?: string }>);
  const committed = entries.filter(({ act }) => act === 'copy.committedAfter');
  assert.equal(committed.length, 1);
  for (const { id, prev = '' } of entries) assert.ok(prev < id, 'an outcome before its intent');
}));
