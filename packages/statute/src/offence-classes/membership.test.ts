import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { CHARGES } from '../charges/catalogue.ts';
import { findCharge } from '../charges/find-charge.ts';
import { resolveCitation } from '../citations/citation.ts';
import { OFFENCE_CLASS_DEFINITIONS } from './definitions.ts';
import { isOffenceClass, OFFENCE_CLASSES, type OffenceClass } from './offence-class.ts';

// charge, class, holds: certain | byFact | no
const MEMBERS = [
  ['间谍罪', 'nationalSecurity', 'certain'], ['盗窃罪', 'nationalSecurity', 'no'],
  ['帮助恐怖活动罪', 'terrorism', 'certain'], ['编造、故意传播虚假恐怖信息罪', 'terrorism', 'no'], ['爆炸罪', 'terrorism', 'byFact'],
  ['参加黑社会性质组织罪', 'gang', 'certain'], ['寻衅滋事罪', 'gang', 'no'],
  ['容留他人吸毒罪', 'drug', 'certain'], ['妨害兴奋剂管理罪', 'drug', 'no'],
  ['强奸罪', 'sexual', 'certain'], ['猥亵儿童罪', 'sexual', 'certain'], ['负有照护职责人员性侵罪', 'sexual', 'certain'],
  ['容留卖淫罪', 'sexual', 'byFact'], ['传播性病罪', 'sexual', 'no'], ['嫖宿幼女罪', 'sexual', 'certain'],
  ['虐待被监护、看护人罪', 'abuse', 'certain'], ['遗弃罪', 'abuse', 'byFact'],
  ['拐卖妇女、儿童罪', 'trafficking', 'certain'], ['拐骗儿童罪', 'trafficking', 'certain'],
  ['故意伤害罪', 'violence', 'certain'], ['寻衅滋事罪', 'violence', 'byFact'], ['过失致人重伤罪', 'violence', 'no'],
  ['受贿罪', 'dutyCrime', 'certain'], ['玩忽职守罪', 'dutyCrime', 'certain'], ['职务侵占罪', 'dutyCrime', 'byFact'],
  ['盗窃罪', 'dutyCrime', 'no'], ['合同诈骗罪', 'economicOrder', 'certain'], ['诈骗罪', 'economicOrder', 'no'],
  ['诈骗罪', 'property', 'certain'], ['诈骗罪', 'telecomFraud', 'byFact'], ['职务侵占罪', 'accounting', 'certain'],
  ['生产、销售有毒、有害食品罪', 'food', 'certain'], ['销售伪劣产品罪', 'food', 'byFact'],
  ['组织他人偷越国境罪', 'immigration', 'certain'], ['办理偷越国（边）境人员出入境证件罪', 'immigration', 'no'],
  ['开设赌场罪', 'gambling', 'certain'], ['传播淫秽物品罪', 'obscenity', 'certain'], ['走私淫秽物品罪', 'obscenity', 'certain'],
  ['介绍卖淫罪', 'prostitution', 'certain'], ['洗钱罪', 'moneyLaundering', 'certain'],
  ['掩饰、隐瞒犯罪所得罪', 'moneyLaundering', 'byFact'], ['交通肇事罪', 'traffic', 'certain'],
  ['危险驾驶罪', 'dangerousDriving', 'certain'], ['交通肇事罪', 'dangerousDriving', 'no'],
  ['破坏计算机信息系统罪', 'cyber', 'certain'], ['逃离部队罪', 'military', 'certain'],
  ['非法批准征收土地罪', 'malfeasance', 'certain'], ['战时拒绝军事征用罪', 'military', 'certain'],
] as const satisfies readonly (readonly [string, OffenceClass, string])[];

for (const [name, offenceClass, expected] of MEMBERS) {
  test(`${name} in ${offenceClass}: ${expected}`, () => {
    const found = findCharge(name);
    assert.ok(found.ok);
    const { classes, classesByFact } = found.value;
    const actual = classes.includes(offenceClass) ? 'certain' : classesByFact.includes(offenceClass) ? 'byFact' : 'no';
    assert.equal(actual, expected);
  });
}

test('every place in a definition names a charge, so that a slip of the pen cannot leave a class short', () => {
  const places = new Set(CHARGES.flatMap((c) =>
    [c.name, `art:${c.article}`, String(c.chapter), ...(c.section === undefined ? [] : [`${c.chapter}.${c.section}`])]));
  for (const former of ['流氓罪', '拐卖人口罪', 'art:360']) places.add(former);
  for (const name of OFFENCE_CLASSES) {
    const { certain, except = [], byFact = [] } = OFFENCE_CLASS_DEFINITIONS[name];
    for (const place of [...certain, ...except, ...byFact]) assert.ok(places.has(place), `${name}: ${place}`);
    assert.ok(certain.length + byFact.length > 0, name);
  }
});

test('every class cites text that the corpus holds, and says so where it interprets', () => {
  for (const name of OFFENCE_CLASSES) {
    const { cites, byFact, interpretation } = OFFENCE_CLASS_DEFINITIONS[name];
    assert.ok(cites.length > 0);
    for (const id of cites) assert.ok(resolveCitation(id).ok, `${name}: ${id}`);
    if (byFact !== undefined) assert.ok(interpretation !== undefined || name === 'valuationAndAudit', name);
  }
});

test('a class is a word of the closed list', () => {
  assert.equal(isOffenceClass('sexual'), true);
  assert.equal(isOffenceClass('sexuality'), false);
});

// Words of the registry's column → classes; empty where the row speaks of no class of offences at all.
const REGISTRY_WORDS: readonly (readonly [RegExp, readonly OffenceClass[]])[] = [
  [/SEXUAL|强奸|强制猥亵/, ['sexual']], [/ABUSE/, ['abuse']], [/TRAFFICKING/, ['trafficking']],
  [/VIOLENCE|暴力犯罪/, ['violence']], [/GANG|黑社会/, ['gang']], [/DRUG|毒品/, ['drug']], [/FOOD/, ['food']],
  [/ACCOUNTING/, ['accounting']], [/ECON|破坏市场经济秩序/, ['economicOrder', 'corruption', 'embezzlement']],
  [/贪污|渎职/, ['corruption', 'malfeasance']], [/侵犯财产/, ['property']], [/评估财会审计/, ['valuationAndAudit']],
  [/妨害国(\(边\))?境|妨害国\(边\)境管理|妨害国边境/, ['immigration']], [/NS/, ['nationalSecurity']],
  [/公共安全/, ['publicSafety', 'personalRights', 'publicOrder']], [/卖淫/, ['prostitution']], [/淫秽/, ['obscenity']],
  [/赌博/, ['gambling']], [/洗钱/, ['moneyLaundering']], [/危害网络安全/, ['cyber']], [/危害关基/, ['criticalInfrastructure']],
  [/假劣种子/, ['fakeSeeds']], [/安全生产/, ['workSafety']], [/动物防疫/, ['animalEpidemic']],
  [/醉驾|交通肇事|危险驾驶/, ['traffic', 'dangerousDriving']], [/电诈/, ['telecomFraud']], [/出口管制/, ['exportControl']],
  [/不利于被收养人/, ['abuse', 'sexual', 'trafficking', 'violence']],
];
const NO_CLASS = /ANY_CRIME|INTENTIONAL|剥夺政治权利|教师法14|服刑|未执行完毕|职业便利|违反本条例|特别重大损失|no conviction|刑事处罚/;

const REGISTRY = '../shared/law/legal-basis-registry.json';
test('every row of the legal-basis registry speaks of classes that exist', (t) => {
  if (!existsSync(REGISTRY)) return t.skip('shared law files are absent');
  const rows: readonly { id: string; offenceClass: string }[] = JSON.parse(readFileSync(REGISTRY, 'utf8'));
  for (const row of rows) {
    const known = REGISTRY_WORDS.some(([word]) => word.test(row.offenceClass)) || NO_CLASS.test(row.offenceClass);
    assert.ok(known, `${row.id}: ${row.offenceClass}`);
  }
  for (const name of REGISTRY_WORDS.flatMap(([, classes]) => classes)) assert.ok(isOffenceClass(name));
});
