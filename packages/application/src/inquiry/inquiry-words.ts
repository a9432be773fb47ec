import type { CivilDate } from '@fengcun/kernel';
import {
  type DisclosedItem, type DisclosedRecord, type Disclosure, examineInquiry, type FiledInquiry, INQUIRERS,
  type InquiryRules,
} from '@fengcun/registry';
import { basisLabel, type LegalBasis, OFFENCE_CLASS_DEFINITIONS, resolveCitation } from '@fengcun/statute';

/** Citations as papers print them. */
export const citedWords = (ids: readonly string[]): readonly string[] => [...new Set(ids)].map((id) => {
  const found = resolveCitation(id);
  return found.ok ? found.value.labelZh : id;
});

/** What an inquiry rests on, in words: the norm, or the case. */
export const basisWords = ({ application }: FiledInquiry, rules: InquiryRules, on: CivilDate): string => {
  const { basis } = examineInquiry(application, rules, on);
  if (basis !== undefined) return basisLabel(basis);
  if (application.statedNorm !== undefined) return application.statedNorm.words;
  return application.caseNumber ?? '未列明';
};

const scopeOfNorm = ({ offences, publicOrder }: LegalBasis): string => {
  const { every, classes = [], charges = [], byFact, orDeprivation } = offences;
  const words = [
    ...(every === 'crime' ? ['犯罪'] : every === 'intentional' ? ['故意犯罪'] : []),
    ...classes.map((name) => OFFENCE_CLASS_DEFINITIONS[name].zh), ...(charges.length > 0 ? ['所列罪名'] : []),
    ...(byFact === undefined ? [] : [byFact.words]), ...(orDeprivation === true ? ['被剥夺政治权利的'] : []),
  ];
  return `${words.join('、')}${publicOrder === undefined ? '' : '；该规范点名的治安违法记录'}`;
};

/** How far the answer reaches, in words. */
export const scopeWords = ({ application }: FiledInquiry, rules: InquiryRules, on: CivilDate): string => {
  const { basis } = examineInquiry(application, rules, on);
  if (basis !== undefined) return scopeOfNorm(basis);
  return INQUIRERS[application.kind].disclosure === 'file' ? '办案所需的记录' : '未封存的生效有罪裁判';
};

const PENALTY: Readonly<Record<string, string>> = {
  death: '死刑', deathSuspended: '死刑，缓期二年执行', lifeImprisonment: '无期徒刑', fixedTermImprisonment: '有期徒刑',
  criminalDetention: '拘役', publicSurveillance: '管制', fineOnly: '单处罚金', otherAccessoryOnly: '单处附加刑',
  exemptionFromPunishment: '免予刑事处罚', none: '未判处刑罚',
};

const sentenceWords = (sentence: Extract<DisclosedItem, { what: 'conviction' }>['sentence']): string => {
  if (sentence === undefined) return '';
  const { penalty, termMonths = 0, suspensionMonths } = sentence;
  const years = Math.floor(termMonths / 12);
  const months = termMonths % 12;
  const term = `${years > 0 ? `${years}年` : ''}${months > 0 ? `${months}个月` : ''}`;
  const suspended = suspensionMonths === undefined ? '' : `，缓刑${suspensionMonths}个月`;
  return `，${PENALTY[penalty] ?? ''}${term}${suspended}`;
};

const itemWords = (item: DisclosedItem): string => {
  switch (item.what) {
    case 'conviction': return `${item.charge}${sentenceWords(item.sentence)}`;
    case 'nonProsecution': return `${item.charge ?? ''}不起诉决定`;
    case 'publicOrder': return `治安违法记录：${item.violation ?? '未载明'}`;
  }
};

const KIND: Readonly<Record<DisclosedRecord['kind'], string>> = {
  judgment: '裁判', nonProsecution: '不起诉决定', noLiability: '不追究刑事责任', measures: '强制措施', support: '帮教等材料',
  publicOrder: '治安管理处罚决定',
};

const recordWords = (record: DisclosedRecord): string => [
  `${record.documentNumber ?? KIND[record.kind]}${record.isSealed ? '（已封存）' : ''}`,
  ...(record.charges ?? []), ...(record.violation === undefined ? [] : [record.violation]),
  ...(record.sentence === undefined ? [] : [sentenceWords(record.sentence).slice(1)]),
  ...(record.court === undefined ? [] : [record.court]), `案件代码${record.caseCode}`,
].join('，');

/** A disclosure as the lines of a letter. */
export const disclosedWords = (disclosure: Disclosure): readonly string[] =>
  (disclosure.kind === 'file' ? disclosure.records.map(recordWords) : disclosure.items.map(itemWords));
