import { present } from '@fengcun/kernel';
import type { Citation } from './citation-place.ts';
import { INSTRUMENTS } from './instruments.ts';
import { statuteNumeral } from './statute-numeral.ts';

// Headings of the report and of scholarly proposals, which have no articles.
const HEADINGS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  VIEW_1: ['第一种意见', 'view 1'],
  VIEW_2: ['第二种意见', 'view 2'],
  VIEW_3: ['第三种意见', 'view 3'],
  TEAM: ['调研组意见', 'view of the authors'],
  SENTENCE_STANDARD: ['宣告刑标准', 'pronounced sentence as the standard'],
  PILOT_1: ['试点建议（罪名）', 'pilot option 1'],
  PILOT_2: ['试点建议（刑罚）', 'pilot option 2'],
  EXCLUSIONS: ['罪名限制', 'excluded offences'],
  FIRST_OFFENDER: ['罪犯限制', 'first offenders'],
  WAIT: ['考察期意见', 'waiting periods'],
  AUTOMATIC: ['自动封存', 'automatic sealing'],
  CONTENT: ['封存内容', 'content'],
  CERTIFICATE: ['无犯罪记录证明', 'certificate'],
  PUBLICATION: ['裁判文书公开', 'publication of judgments'],
  NOTICE: ['通知书', 'notice'],
  UNSEAL: ['解除封存', 'unsealing'],
  ONE_CASE_CODE: ['一案一码', 'one-case code'],
  COMPENSATION: ['附带民事赔偿', 'compensation'],
  CONDITIONS: ['封存条件', 'conditions'],
  CONDUCT: ['社会表现', 'social conduct'],
  BLOCKED: ['不得申请', 'blocked applications'],
  PROCEDURE: ['申请程序', 'procedure'],
  CHECK: ['材料审核', 'check of the materials'],
  INTERVIEW: ['面谈', 'interview'],
  REVIEW: ['异议复查', 'review on objection'],
  APPEAL: ['向上一级复议', 'appeal upward'],
  TIERS: ['分层封存', 'tiers'],
  OBSERVATION: ['先封存、后考察', 'observation'],
  SHORTENING: ['考察期限缩减', 'shortening'],
  DEFINITION: ['微罪与轻罪', 'petty and minor offences'],
  PIERCING: ['但书的限缩', 'who may pierce the seal'],
  OFFENCES: ['适用的犯罪', 'offences'],
};

const articleZh = (key: string): string => {
  const heading = HEADINGS[key];
  if (heading !== undefined) return `（${heading[0]}）`;
  const [, number, insert] = /^(\d+)(?:之(\d+))?$/.exec(key) ?? [];
  if (number === undefined) {
    const [, part, section] = /^(\d)_(\d)$/.exec(key) ?? [];
    if (part === undefined) return key === '' ? '' : `（${key}）`;
    return `${statuteNumeral(Number(part))}（${statuteNumeral(Number(section))}）`;
  }
  const inserted = insert === undefined ? '' : `之${statuteNumeral(Number(insert))}`;
  return `第${statuteNumeral(Number(number))}条${inserted}`;
};

/**
 * The citation as a reader prints it: 《刑事诉讼法》第二百八十六条第一款, or
 * Criminal Procedure Law (2018), art. 286(1).
 */
export const formatCitation = (of: Citation, language: 'zh' | 'en'): string => {
  const instrument = present(INSTRUMENTS.get(of.instrument), 'instrument of a citation');
  if (language === 'zh') {
    const unit = HEADINGS[of.article] === undefined ? '款' : '段';
    const paragraph = of.paragraph === undefined ? '' : `第${statuteNumeral(of.paragraph)}${unit}`;
    const item = of.item === undefined ? '' : `第（${statuteNumeral(of.item)}）项`;
    return `《${instrument.zhShort}》${articleZh(of.article)}${paragraph}${item}`;
  }
  const heading = HEADINGS[of.article]?.[1];
  const number = heading === undefined ? of.article.replace('之', '-').replace('_', '.') : '';
  const paragraph = of.paragraph === undefined ? '' : `(${of.paragraph})`;
  const item = of.item === undefined ? '' : `, item ${of.item}`;
  const place = heading === undefined ? (number === '' ? '' : `, art. ${number}`) : `, ${heading}`;
  return `${instrument.en}${place}${paragraph}${item}`;
};
