import {
  basisLabel, chargeOfCode, isInForce, type LegalBasis, type LegalBasisRegistry, OFFENCE_CLASS_DEFINITIONS,
  resolveCitation, WHY_NOT,
} from '@fengcun/statute';
import type { CivilDate } from '@fengcun/kernel';
import { type Language, styled, type Terminal } from '../terminal.ts';

const LEVEL: Readonly<Record<string, readonly [string, string]>> = {
  law: ['法律', 'law'], decisionOfCongress: ['全国人大（常委会）决定', 'NPC decision'],
  administrativeRegulation: ['行政法规', 'administrative regulation'],
  stateCouncilMeasure: ['国务院行政措施、决定、命令', 'State Council measure'],
  generalOfficeDocument: ['国务院办公厅文件', 'document of the General Office'],
  departmentalRule: ['部门规章', 'departmental rule'], localRegulation: ['地方性法规', 'local regulation'],
  normativeDocument: ['规范性文件', 'normative document'], judicialDocument: ['司法文件', 'judicial document'],
  platformTerms: ['平台规则', 'terms of a platform'],
};
const PENALTY: Readonly<Record<LegalBasis['minPenalty'], readonly [string, string]>> = {
  convicted: ['犯罪记录', 'any conviction'], punished: ['受过刑事处罚', 'criminal punishment'],
  sentenced: ['被判处刑罚', 'a penalty imposed'], surveillanceOrMore: ['管制以上', 'public surveillance or more'],
  imprisonment: ['有期徒刑以上', 'fixed-term imprisonment or more'],
  deprivation: ['剥夺政治权利', 'deprivation of political rights'],
};

const at = (language: Language): 0 | 1 => (language === 'zh' ? 0 : 1);

const offencesText = ({ offences, mental }: LegalBasis, language: Language): string => {
  const isZh = language === 'zh';
  const { every, classes = [], charges = [], orDeprivation, byFact } = offences;
  const words = [
    ...(every === undefined ? [] : every === 'crime' ? [isZh ? '任何犯罪' : 'any crime']
      : [isZh ? '故意犯罪' : 'intentional crimes']),
    ...classes.map((name) => OFFENCE_CLASS_DEFINITIONS[name][language]),
    ...charges.map((code) => chargeOfCode(code)?.name ?? code),
    ...(orDeprivation === true ? [isZh ? '或者被剥夺政治权利' : 'or deprived of political rights'] : []),
    ...(byFact === undefined ? [] : [`${byFact.words}${isZh ? '（由人判断）' : ' (a person decides)'}`]),
  ];
  const only = mental === 'intentional' && every === undefined ? (isZh ? '（限故意）' : ' (intentional)') : '';
  return `${words.join(isZh ? '、' : ', ')}${only}`;
};

const barText = ({ bar }: LegalBasis, isZh: boolean): string => {
  if (bar.kind === 'lifetime') return isZh ? '终身' : 'for life';
  if (bar.kind === 'other') return bar.words;
  const suspended = bar.suspendedYears === undefined ? ''
    : isZh ? `；缓刑考验期满后 ${bar.suspendedYears} 年` : `; ${bar.suspendedYears} after a suspension`;
  return isZh ? `执行完毕后 ${bar.years} 年${suspended}` : `${bar.years} years after execution${suspended}`;
};

const publicOrderText = ({ publicOrder }: LegalBasis, isZh: boolean): string => {
  if (publicOrder === undefined) return isZh ? '不涉及' : 'not reached';
  const { kinds, detention, atLeast, years } = publicOrder;
  return [
    kinds === 'any' ? (isZh ? '任何违法行为' : 'any violation') : kinds.join(' '),
    ...(detention === true ? [isZh ? '行政拘留' : 'with detention'] : []),
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
    ...(years === undefined ? [] : [isZh ? `${years} 年内` : `${years} years`]),
  ].join(' · ');
};

const useText = (basis: LegalBasis, language: Language): string => {
  if (basis.usable) return language === 'zh' ? '可以作为查询依据' : 'may be a basis of inquiries';
  const why = basis.whyNot === undefined ? '' : WHY_NOT[basis.whyNot][language];
  return `${language === 'zh' ? '不得作为查询依据：' : 'is no basis of inquiries: '}${why}`;
};

/** One norm as a lawyer reads it, with the words of its article where the corpus holds them. */
export const basisText = (basis: LegalBasis, registry: LegalBasisRegistry, terminal: Terminal): string => {
  const { language } = terminal;
  const isZh = language === 'zh';
  const memory = basis.fromSource !== 'M' ? '' : isZh ? '，施行日凭记忆' : ', first day from memory';
  const rows: readonly (readonly [string, string])[] = [
    [isZh ? '效力级别' : 'level', LEVEL[basis.level]?.[at(language)] ?? basis.level],
    [isZh ? '岗位、事项' : 'occupation',
      basis.occupations.map((id) => `${registry.occupations[id] ?? id}（${id}）`).join('；')],
    [isZh ? '犯罪范围' : 'offences', offencesText(basis, language)],
    [isZh ? '处罚要求' : 'penalty', PENALTY[basis.minPenalty][at(language)]],
    [isZh ? '限制期间' : 'duration', barText(basis, isZh)],
    [isZh ? '治安记录' : 'public order', publicOrderText(basis, isZh)],
    [isZh ? '施行期间' : 'in force', `${basis.from ?? '—'} – ${basis.until ?? ''}`],
    [isZh ? '可靠程度' : 'source', `${basis.source} ${basis.confidence}${memory}`],
    ...(basis.note === undefined ? [] : [[isZh ? '说明' : 'note', basis.note] as const]),
  ];
  const quoted = basis.cites.flatMap((id) => {
    const found = resolveCitation(id);
    if (!found.ok) return [];
    const { labelZh, verbatim, text } = found.value;
    return [`    ${labelZh}  ${verbatim ? `「${text}」` : text}\n`];
  });
  const mark = basis.usable ? styled(terminal, 'green', '✔') : styled(terminal, 'red', '✘');
  return `${mark} ${basis.id}  ${basisLabel(basis)}  ${useText(basis, language)}\n`
    + `${rows.map(([label, text]) => `    ${label}  ${text}\n`).join('')}${quoted.join('')}`;
};

/** One line of the list. */
export const basisLine = (basis: LegalBasis, on: CivilDate, terminal: Terminal): string => {
  const mark = !isInForce(basis, on) ? '·'
    : basis.usable ? styled(terminal, 'green', '✔') : styled(terminal, 'red', '✘');
  return `${mark} ${basis.id.padEnd(6)} ${basisLabel(basis)}  ${offencesText(basis, terminal.language)}\n`;
};
