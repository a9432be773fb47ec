import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { parseFont } from '@fengcun/documents';
import { type CivilDate, present } from '@fengcun/kernel';
import { readPdf } from '../../../../documents/src/testing/read-pdf.ts';
import { importAll } from '../../intake/testing/import-fixture.ts';
import { determine, readWorklist } from '../determine.ts';
import { conviction, type InventedPlatform, inventedPlatform } from '../testing/invented-platform.ts';
import { approveUnseal, proposeUnseal } from '../open-by-two.ts';
import { makePapers, type MadePaper, type RecordPapers } from './papers.ts';

const parsed = parseFont(readFileSync(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
assert.ok(parsed.ok);
const font = parsed.value;
const BY = { account: 'clerk-of-the-court', role: 'registrar' };

const withPlatform = async (work: (platform: InventedPlatform) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await work(platform);
  } finally {
    await platform.deployment.close();
  }
};

const openKeys = ({ parts }: InventedPlatform) =>
  readWorklist(parts, ({ worklists }) => worklists.openRecords({ limit: 10 }));

const sealedOne = async (platform: InventedPlatform) => {
  await importAll(platform.deployment, [conviction(1)]);
  const { ordered: [order] } = await determine(platform.parts, await openKeys(platform));
  assert.ok(order);
  return order;
};

const papersOf = async ({ parts }: InventedPlatform, recordId: string): Promise<RecordPapers> => {
  const made = await makePapers(parts, { by: BY, wanted: { recordId }, font });
  assert.ok(made.ok);
  const [one, ...others] = made.value;
  assert.ok(one !== undefined && others.length === 0);
  return one;
};

const kinds = (papers: readonly MadePaper[]): readonly string[] =>
  papers.map(({ template, recipient }) => `${template} ${recipient}`);

const entries = async ({ deployment }: InventedPlatform): Promise<readonly string[]> =>
  (await sql<Readonly<{ line: string }>>`select convert_from(entry, 'UTF8') as line from ledger.audit_pending`
    .execute(deployment.connection)).rows.map(({ line }) => line).filter((line) => line.includes('seal.papers'));

test('办法8、11: a sentence owes notices to person, procuratorate and police, and the rights', () => withPlatform(async (platform) => {
  const { recordId } = await sealedOne(platform);
  const { papers, unmade, orderNumber = '' } = await papersOf(platform, recordId);
  assert.deepEqual(kinds(papers), [
    'seal-notice person', 'seal-notice procuratorate', 'seal-notice police', 'rights-and-duties person', 'judgment-notification police',
  ]);
  assert.deepEqual(unmade, [], 'an ordinary conviction leaves nothing to be made by hand');
  assert.equal(new Set(papers.map(({ fileName }) => fileName)).size, 5);
  for (const { fileName, number } of papers) {
    assert.match(fileName, /^F2026-[2-9A-Z]{10}-[a-z-]+-\d-[a-zA-Z]+\.pdf$/);
    assert.ok(fileName.startsWith(orderNumber) && number.includes(orderNumber));
    assert.doesNotMatch(fileName + number, /骆|110105|刑初/);
  }
}));

test('the notice to the police says what the case says, and asks for its receipt', () => withPlatform(async (platform) => {
  const { recordId } = await sealedOne(platform);
  const { papers } = await papersOf(platform, recordId);
  const notice = papers.find(({ recipient }) => recipient === 'police');
  assert.ok(notice);
  const { text } = await readPdf(notice.bytes);
  for (const words of ['骆二', '110105200703151', '（2025）岭0000刑初1号', '云岭省某县人民法院', '有期徒刑十个月', '盗窃罪', '回执', '公安机关（机关代码110000000003）']) {
    assert.ok(text.includes(words), words);
  }
}));

test('made again from the same order the papers are the same bytes; nothing of them is kept', () => withPlatform(async (platform) => {
  const { recordId, caseCode } = await sealedOne(platform);
  const first = await papersOf(platform, recordId);
  const again = await makePapers(platform.parts, { by: BY, wanted: { caseCode }, font });
  assert.ok(again.ok);
  assert.deepEqual(again.value, [first]);
}));

test('who made papers stands in the log: one intent before, one outcome after, no word of the person', () => withPlatform(async (platform) => {
  const { recordId } = await sealedOne(platform);
  await papersOf(platform, recordId);
  const lines = await entries(platform);
  assert.deepEqual(lines.map((line) => Reflect.get(Object(JSON.parse(line)), 'phase')).sort(), ['intent', 'outcome']);
  assert.doesNotMatch(lines.join(''), /骆|110105/);
}));

test('办法11: who is late today is reminded, from the day after the last one; without a delivery the day of receipt is missing', () => withPlatform(async (platform) => {
  const { recordId } = await sealedOne(platform);
  platform.day.on = '2026-11-23' as CivilDate;
  assert.ok(!(await papersOf(platform, recordId)).unmade.some(({ template }) => template === 'overdue-reminder'));
  platform.day.on = '2026-11-24' as CivilDate;
  const { unmade } = await papersOf(platform, recordId);
  const reminders = unmade.filter(({ template }) => template === 'overdue-reminder');
  assert.deepEqual(reminders.map(({ recipient }) => recipient).sort(), ['court', 'police', 'procuratorate']);
  for (const { reasons } of reminders) assert.match(reasons.join('|'), /^«receivedOn» \(收到日期\) is missing; [^|]+$/);
  await sql`update ops.outbox set state = 'delivered', delivered_at = '2026-11-20T09:00:00Z'`.execute(platform.deployment.connection);
  const { papers } = await papersOf(platform, recordId);
  const late = papers.find(({ template, recipient }) => template === 'overdue-reminder' && recipient === 'police');
  assert.ok(late);
  const { text } = await readPdf(late.bytes);
  for (const words of ['2026年11月20日', '2026年11月23日', '1日']) assert.ok(text.includes(words), words);
  assert.doesNotMatch(text, /骆二/);
}));

const open = async ({ parts }: InventedPlatform, recordId: string, ground: 'newCrimeAsMinor' | 'wrongSeal'): Promise<void> => {
  const proposed = await proposeUnseal(parts, { recordId, by: BY, ground, effectiveFrom: '2026-11-18' as CivilDate });
  const opened = await approveUnseal(parts, { recordId, by: { account: 'chief', role: 'approver' } });
  assert.ok(proposed.ok && opened.ok);
};

test('办法18、19: an opening owes notices to the person and every organ; the new judgment is told, never guessed', () => withPlatform(async (platform) => {
  const { recordId } = await sealedOne(platform);
  const before = await papersOf(platform, recordId);
  await open(platform, recordId, 'newCrimeAsMinor');
  const { papers, unmade } = await papersOf(platform, recordId);
  assert.deepEqual(kinds(papers), []);
  assert.deepEqual(unmade.map(({ template, recipient }) => `${template} ${recipient}`), ['person', 'court', 'police', 'procuratorate'].map((to) => `unseal-notice ${to}`));
  for (const { reasons } of unmade) assert.match(reasons.join(' '), /^«newDisposition».* is missing.*«decidedTerm».* is missing/);
  const told = { newDisposition: '（2026）岭0000刑初7号', decidedTerm: '有期徒刑五年六个月' };
  const made = await makePapers(platform.parts, { by: BY, wanted: { recordId }, font, told });
  assert.ok(made.ok);
  const [one] = made.value;
  assert.deepEqual([one?.papers.length, one?.unmade], [4, []]);
  const police = one?.papers.find(({ recipient }) => recipient === 'police');
  const notice = before.papers.find(({ template, recipient }) => template === 'seal-notice' && recipient === 'police');
  assert.ok(police !== undefined && notice !== undefined);
  const { text } = await readPdf(police.bytes);
  for (const words of ['解除封存通知书', notice.number, told.newDisposition, told.decidedTerm, '2026年11月18日']) assert.ok(text.includes(words), words);
  const again = await makePapers(platform.parts, { by: BY, wanted: { recordId }, font, told });
  assert.deepEqual(again, made);
}));

test('办法22: a seal that was wrong is rescinded, not 解除: its own form goes to the person and every organ', () => withPlatform(async (platform) => {
  const { recordId } = await sealedOne(platform);
  await open(platform, recordId, 'wrongSeal');
  const { papers, unmade } = await papersOf(platform, recordId);
  assert.deepEqual([kinds(papers), unmade], [['person', 'court', 'police', 'procuratorate'].map((to) => `rescission-notice ${to}`), []]);
  const { text } = await readPdf(present(papers[0], 'a paper').bytes);
  assert.ok(text.includes('撤销封存通知书') && text.includes('撤销封存不是解除封存') && !text.includes('解除封存通知书'));
}));

test('a record that is not sealed has no papers, and a code that nobody was given answers the same', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1, { bornOn: '1990-01-01' as CivilDate })]);
  const [key] = await openKeys(platform);
  assert.ok(key);
  const refused = { ok: false, error: { code: 'NO_ORDER' } };
  assert.deepEqual(await makePapers(platform.parts, { by: BY, wanted: { recordId: key.recordId }, font }), refused);
  assert.deepEqual(await makePapers(platform.parts, { by: BY, wanted: { caseCode: '0000' }, font }), refused);
}));
