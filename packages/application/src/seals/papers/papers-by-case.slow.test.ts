import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseFont } from '@fengcun/documents';
import { type CivilDate, mod112Character, present } from '@fengcun/kernel';
import type { FactInput } from '@fengcun/policy';
import type { IntakeMessage } from '@fengcun/registry';
import { readPdf } from '../../../../documents/src/testing/read-pdf.ts';
import { LAWFUL_PATHS } from '../../../../registry/src/sealing/triggers/testing/lawful-paths.ts';
import { ACT_AT_17, judged, type Scene, tell } from '../../../../registry/src/sealing/triggers/testing/scenes.ts';
import { importAll } from '../../intake/testing/import-fixture.ts';
import { determineAll, readWorklist } from '../determine.ts';
import { exempt } from '../exempt.ts';
import { approveUnseal, proposeUnseal } from '../open-by-two.ts';
import { sealOrgans } from '../seal-organs.ts';
import { type InventedPlatform, inventedPlatform } from '../testing/invented-platform.ts';
import { tick } from '../tick.ts';
import type { ToldOfPapers } from './paper-making.ts';
import { makePapers, type RecordPapers } from './papers.ts';

const parsed = parseFont(readFileSync(fileURLToPath(import.meta.resolve('@fengcun/documents/font'))));
assert.ok(parsed.ok);
const font = parsed.value;
const BY = { account: 'clerk-of-the-court', role: 'registrar' };
const NAMES = new Map([['police/110105000000', '虚构市公安局松江口分局'], ['court/110105', '虚构市松江口区人民法院'], ['procuratorate/110105J', '虚构市松江口区人民检察院']]);
const ORGANS = sealOrgans([...NAMES.keys()].map((organ) => ({ organ, district: '110105' })));

const digits = '11010520060315101';
const CARD = { type: 'residentIdentityCard', number: `${digits}${mod112Character(digits)}`, checked: true, bornOn: '2006-03-15', sex: '男' } as const;

/** The invented person of the scenes with a number, so that papers can name whom they are about. */
const named = (message: IntakeMessage): IntakeMessage =>
  (message.person.documents.length > 0 ? message : { ...message, person: { ...message.person, documents: [{ ...CARD, bornOn: CARD.bornOn as CivilDate }] } });

const told = (platform: InventedPlatform, messages: readonly IntakeMessage[], facts: FactInput, from = 0) => importAll(platform.deployment, messages.map((message, at) =>
  ({ key: `m${from + at}`, place: `m${from + at}`, problems: [], input: {}, messages: [{ message: named(message), decisions: [], personAt: 0, facts }] })));

const sceneOf = (id: string): Scene => present(LAWFUL_PATHS.find((one) => one.id === id), id);

type Life = Readonly<{ platform: InventedPlatform; recordId: string; caseCode: string }>;

const living = async (id: string, work: (life: Life) => Promise<void>, changed: Readonly<{ facts?: FactInput; more?: readonly IntakeMessage[] }> = {}): Promise<void> => {
  const { messages, asOf, facts = ACT_AT_17 } = sceneOf(id);
  const made = await inventedPlatform(ORGANS);
  const platform = { ...made, parts: { ...made.parts, names: NAMES } };
  try {
    platform.day.on = asOf as CivilDate;
    await told(platform, [...messages, ...changed.more ?? []], { ...facts, ...changed.facts });
    const { ordered: [order] } = await determineAll(platform.parts);
    const [key] = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 10 }));
    await work({ platform, recordId: order?.recordId ?? present(key, 'a record').recordId, caseCode: order?.caseCode ?? '' });
  } finally {
    await platform.deployment.close();
  }
};

const papersOf = async ({ platform, recordId }: Life, asked: ToldOfPapers = {}): Promise<RecordPapers> => {
  const made = await makePapers(platform.parts, { by: BY, wanted: { recordId }, font, told: asked });
  assert.ok(made.ok, JSON.stringify(made));
  return present(made.value[0], 'papers of the record');
};
const listed = ({ papers, unmade }: RecordPapers): readonly string[] => [
  ...papers.map(({ template, recipient }) => `${template} ${recipient}`), ...unmade.map(({ template, recipient, reasons }) => `✘ ${template} ${recipient} ${String(reasons.map((one) => /«(\w+)»/.exec(one)?.[1]))}`),
];
const textOf = async ({ papers }: RecordPapers, template: string, recipient?: string): Promise<string> =>
  (await readPdf(present(papers.find((one) => one.template === template && (recipient ?? one.recipient) === one.recipient), template).bytes)).text;

const CONVICTION = ['seal-notice person', 'seal-notice procuratorate', 'seal-notice police', 'rights-and-duties person', 'judgment-notification police'];

// What a seal owes, by what was decided; and what an end of execution owes beside it.
const OWED: readonly (readonly [id: string, papers: readonly string[]])[] = [
  ['sentence', CONVICTION],
  ['exemption', CONVICTION],
  ['W-19', ['seal-notice person', 'seal-notice procuratorate', 'seal-notice police', 'rights-and-duties person']],
  ['W-27-before', CONVICTION],
  ['W-29-before', CONVICTION],
  // The certificate is in no message of these scenes: the paper says so instead of being made with a gap.
  ['W-27-completed', [...CONVICTION, '✘ correction-expiry-notice police certificateNumber']],
  ['W-29', [...CONVICTION, '✘ release-notice police certificateNumber']],
  ['parole-expired', CONVICTION],
  ['Z-136a', []],
];

for (const [id, papers] of OWED) {
  const { story, article } = sceneOf(id);
  test(`${article}: ${story} owes ${papers.length} papers`, () => living(id, async (life) => {
    assert.deepEqual(listed(await papersOf(life)), papers);
  }));
}

test('names of organs stand on papers where they are registered, kind and code where not', () => living('sentence', async (life) => {
  const registered = await papersOf(life);
  assert.ok((await textOf(registered, 'seal-notice', 'police')).includes('虚构市公安局松江口分局：'));
  const { names: _names, ...parts } = life.platform.parts;
  const bare = await papersOf({ ...life, platform: { ...life.platform, parts } });
  assert.ok((await textOf(bare, 'seal-notice', 'police')).includes('公安机关（机关代码110105000000）：'));
}));

const SERVED = tell('released', { releasedOn: '2026-11-30', ground: 'served', documentNumber: '（2026）虚未管释字第31号' }, { organ: 'prison', code: '1100P1', id: 'R1' });

test('法发〔2012〕10号、监狱法115: a release told after the seal owes its notice to the registrar of the domicile, with the sealing clause', () => living('W-29-before', async (life) => {
  const before = await papersOf(life);
  life.platform.day.on = '2026-12-01' as CivilDate;
  await told(life.platform, [SERVED], ACT_AT_17, 50);
  const after = await papersOf(life);
  assert.deepEqual(listed(after), [...CONVICTION, 'release-notice police', ...after.papers.slice(6).map(({ template, recipient }) => `${template} ${recipient}`), ...after.unmade.map(({ template, recipient }) => `✘ ${template} ${recipient} receivedOn`)]);
  for (const paper of before.papers) assert.equal(after.papers.find(({ fileName }) => fileName === paper.fileName)?.sha256, paper.sha256, 'the order\'s own papers stay the same');
  const text = await textOf(after, 'release-notice');
  for (const words of ['虚构市公安局松江口分局：', '2026年11月30日', '（2026）虚未管释字第31号', '监狱法第一百一十五条', '行政区划代码110105', '监狱（机关代码1100P1）']) assert.ok(text.includes(words), words);
  await told(life.platform, [tell('releaseNoticeIssued', { issuedOn: '2026-12-01', releasedOn: '2026-11-30' }, { organ: 'prison', code: '1100P1', id: 'RN' })], ACT_AT_17, 60);
  assert.ok(!listed(await papersOf(life)).some((one) => one.includes('release-notice')), 'who told that it was sent owes none');
}));

test('the notice of an end is owed without a seal too, under the one-case code, and says nothing of sealing', () => living('sixty-one-months', async (life) => {
  const none = await makePapers(life.platform.parts, { by: BY, wanted: { recordId: life.recordId }, font });
  assert.deepEqual(none, { ok: false, error: { code: 'NO_ORDER' } });
  await told(life.platform, [SERVED], ACT_AT_17, 50);
  const papers = await papersOf(life);
  assert.deepEqual([listed(papers), papers.orderNumber], [['release-notice police'], undefined]);
  assert.ok(!(await textOf(papers, 'release-notice')).includes('封存'));
}));

test('社区矫正法44: an end of correction says its kind and its days', () => living('W-27-before', async (life) => {
  await told(life.platform, [tell('correctionCompleted', { completedOn: '2027-11-16', documentNumber: '（2027）虚矫解字第8号' }, { organ: 'communityCorrection', code: '110105C', id: 'C1' })], ACT_AT_17, 50);
  const text = await textOf(await papersOf(life), 'correction-expiry-notice');
  for (const words of ['宣告缓刑', '2023年11月30日', '2027年11月16日', '（2027）虚矫解字第8号', '社区矫正机构（机关代码110105C）']) assert.ok(text.includes(words), words);
}));

const ADULT = { bornOn: '1990-01-01', names: [{ text: '周远山', use: 'current' }] };
const CO_DEFENDANT = [
  judged({ sentence: { penalty: 'fixedTermImprisonment', termMonths: 84 } }, { id: 'J-adult', person: ADULT }),
  tell('judgmentBecameEffective', { documentNumber: '（2023）京0000刑初12号', effectiveOn: '2023-11-17' }, { organ: 'court', code: '110105', id: 'E-adult', person: ADULT }),
];
const marks = (papers: RecordPapers): readonly string[] => listed(papers).filter((one) => one.includes('cover-mark'));
const EACH = ['cover-mark court', 'cover-mark police', 'cover-mark procuratorate'];

// Articles 5 and 6: which covers are marked, by what is told of accomplices.
const MARKS: readonly (readonly [rule: string, facts: FactInput, expected: readonly string[], says: string | undefined])[] = [
  ['nobody else', {}, [], undefined],
  ['with an adult, tried together', { jointWithAdult: true, severed: false }, EACH, '未分案办理'],
  ['with an adult, nobody told whether tried apart', { jointWithAdult: true }, EACH, '未分案办理'],
  ['with an adult, tried apart', { jointWithAdult: true, severed: true }, EACH, '分案办理，未封存的成年人案卷'],
  ['with another juvenile, tried apart: that dossier is sealed itself', { jointWithJuvenile: true, jointWithAdult: false, severed: true }, [], undefined],
];
for (const [rule, facts, expected, says] of MARKS) {
  test(`办法5: ${rule}: ${expected.length === 0 ? 'no mark' : 'the covers are marked'}`, () => living('sentence', async (life) => {
    const papers = await papersOf(life);
    assert.deepEqual(marks(papers), expected);
    if (says === undefined) return;
    const text = await textOf(papers, 'cover-mark', 'police');
    assert.ok(text.includes(says) && text.includes('虚构市公安局松江口分局'));
    const isApart = facts.severed === true;
    assert.equal(text.includes('刑初'), !isApart, 'the number of a sealed case never stands on the open dossier of another');
    assert.doesNotMatch(text, /林小禾|110105200603/);
  }, { facts }));
}

test('办法5: an open co-defendant in the same case marks the cover without any reading saying so', () => living('sentence', async (life) => {
  assert.deepEqual(marks(await papersOf(life)), EACH);
}, { more: CO_DEFENDANT }));

test('办法6: a case that had to use what is sealed bears the mark, one number for each case', () => living('sentence', async (life) => {
  const numbers: string[] = [];
  for (const usedIn of ['（2026）虚0101民初3号', '（2026）虚0101刑初4号', '（2026）虚0101民初3号']) {
    const papers = await papersOf(life, { usedIn });
    assert.deepEqual(marks(papers), ['cover-mark dossier']);
    const text = await textOf(papers, 'cover-mark');
    assert.ok(text.includes(usedIn) && text.includes('其他案件使用') && !text.includes('一案一码'));
    numbers.push(present(papers.papers.find(({ template }) => template === 'cover-mark'), 'mark').number);
  }
  assert.equal(new Set(numbers).size, 2);
  assert.equal(numbers[0], numbers[2]);
}));

test('办法22: who is late after the escalation gets the opinion of the procuratorate, dated on that day', () => living('sentence', async (life) => {
  life.platform.day.on = '2023-11-28' as CivilDate;
  await tick(life.platform.parts);
  life.platform.day.on = '2023-12-04' as CivilDate;
  const papers = await papersOf(life);
  const opinions = papers.papers.filter(({ template }) => template === 'corrective-opinion').map(({ recipient }) => recipient);
  assert.ok(opinions.includes('police') && !opinions.includes('procuratorate'), 'a procuratorate does not supervise itself');
  const text = await textOf(papers, 'corrective-opinion', 'police');
  for (const words of ['虚构市松江口区人民检察院', '虚构市公安局松江口分局：', '尚无送达记录', '二〇二三年十一月二十八日', '实施办法》第二十二条']) assert.ok(text.includes(words), words);
}));

test('办法7: a seal that ends on application has a form of its own', () => living('W-19', async (life) => {
  const done = await exempt(life.platform.parts, { recordId: life.recordId, by: BY, consents: { defendant: 'A1', guardian: 'A2', court: 'A3' } });
  assert.ok(done.ok, JSON.stringify(done));
  assert.deepEqual([...new Set(listed(await papersOf(life)).map((one) => one.split(' ')[0]))], ['exemption-notice']);
}));

test('治安法136、行政处罚法48: an annulled decision owes the notice of removal', () => living('Z-136a', async (life) => {
  await told(life.platform, sceneOf('W-75').messages.slice(-1), ACT_AT_17, 50);
  const at = { recordId: life.recordId, by: BY, ground: 'annulled', effectiveFrom: '2026-11-16' as CivilDate } as const;
  life.platform.day.on = '2026-11-20' as CivilDate;
  const [proposed, opened] = [await proposeUnseal(life.platform.parts, at), await approveUnseal(life.platform.parts, { recordId: life.recordId, by: { account: 'chief', role: 'approver' } })];
  assert.ok(proposed.ok && opened.ok);
  const papers = await papersOf(life);
  assert.deepEqual(listed(papers), ['removal-notice person', 'removal-notice police']);
  const text = await textOf(papers, 'removal-notice', 'police');
  for (const words of ['移除不是解除封存', '某公（治）行罚决字〔2026〕9号', '2026年11月16日']) assert.ok(text.includes(words), words);
}));
