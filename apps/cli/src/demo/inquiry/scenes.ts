import { INQUIRERS, type InquirerKind } from '@fengcun/registry';
import type { Words } from '../seal/view.ts';
import { ASKED, type AskedAbout, OFFICER, ORGAN } from './people.ts';

type Body = Readonly<Record<string, unknown>>;

/** One inquiry of the demonstration: who asks, about whom, and what must come of it. */
export type Scene = Readonly<{
  words: Words;
  application: Body;
  confirmations: readonly string[];
  readings: readonly Readonly<{ question: string; reading: string }>[];
  /** What is handed in after the notice of what was missing. */
  supplement?: Body;
  /** What an officer answers where the rules leave it open. */
  isRelevant?: boolean;
  expects: 'told' | 'nothing' | 'file' | 'refused' | 'notAccepted' | 'referred';
}>;

const documentOf = (number: string): Body => ({ type: 'residentIdentityCard', number });

type Told = Omit<Scene, 'application' | 'confirmations' | 'readings'> & Readonly<{
  inquirer: string; readings?: Scene['readings']; more?: Body; without?: readonly string[];
}>;

const scene = (kind: InquirerKind, about: AskedAbout, told: Told): Scene => {
  const { inquirer, more = {}, without = [], readings = [], ...rest } = told;
  const row = INQUIRERS[kind];
  const { name, number } = ASKED[about];
  return {
    ...rest, readings, confirmations: row.confirmations,
    application: {
      kind, track: 'sealedRecords', organ: ORGAN, inquirer: { name: inquirer },
      officer: { name: OFFICER.name, document: documentOf(OFFICER.number) },
      person: { name, nationality: 'CHN', document: documentOf(number) },
      letterNumber: '虚函〔2026〕7号', reasons: '依法审查', purpose: '依法审查', scopeOfUse: '仅限本事项，由经办人知悉',
      materials: row.materials.filter((paper) => !without.includes(paper)), ...more,
    },
  };
};

const TELL = [{ question: 'K5', reading: 'asBasisAllows' }] as const;
const QUIET = [{ question: 'K5', reading: 'noRecord' }] as const;
const SCHOOL = { basisId: 'LB-14', occupation: 'schoolStaff', occasion: 'hiring' } as const;
const CIVIL = { basisId: 'LB-01', occupation: 'civilServant', occasion: 'hiring' } as const;
const CASE = { caseNumber: '（2026）岭0202刑初90号', occasion: 'case' } as const;

/** Every kind of inquirer once, and the boundaries that matter. */
export const SCENES: readonly Scene[] = [
  scene('minorContactUnit', 'indecency', {
    words: { zh: '学校查拟聘教师：封存的猥亵犯罪（未保法62）', en: 'A school, hiring: a sealed sexual offence (art. 62)' },
    inquirer: '虚构市柳岸小学', more: SCHOOL, readings: TELL, without: ['employmentProof'],
    supplement: { materials: ['employmentProof'] }, expects: 'told',
  }),
  scene('minorContactUnit', 'theft', {
    words: { zh: '学校查保洁员：封存的盗窃，不属于所列类别', en: 'A school: a sealed theft is not of the listed kinds' },
    inquirer: '虚构市柳岸小学', more: SCHOOL, readings: TELL, expects: 'nothing',
  }),
  scene('minorContactUnit', 'brawl', {
    words: { zh: '幼儿园查保安：寻衅滋事是否暴力伤害，须由人判断', en: 'A kindergarten: a brawl, which a person must judge' },
    inquirer: '虚构市柳岸幼儿园', more: { ...SCHOOL, basisId: 'LB-15', occupation: 'kindergartenStaff' },
    readings: TELL, isRelevant: true, expects: 'told',
  }),
  scene('unit', 'theft', {
    words: { zh: '机关录用公务员：封存的记录，按公安规定第10条答复', en: 'Civil service: sealed, answered as no record (K5)' },
    inquirer: '虚构市人事局', more: CIVIL, readings: QUIET, expects: 'nothing',
  }),
  scene('unit', 'nobody', {
    words: { zh: '同一机关查另一人：从来没有任何记录', en: 'The same about somebody who never had a record' },
    inquirer: '虚构市人事局', more: CIVIL, readings: QUIET, expects: 'nothing',
  }),
  scene('administrativeOrgan', 'adult', {
    words: { zh: '教育局认定教师资格：未封存的盗窃（教师法14）', en: 'A licence: an open theft, with its term' },
    inquirer: '虚构市教育局', more: { basisId: 'LB-11', occupation: 'teacher', occasion: 'licence' },
    readings: TELL, expects: 'told',
  }),
  scene('judicialOrgan', 'indecency', {
    words: { zh: '人民法院办案：查阅、摘抄、复制封存的记录', en: 'A court on a case reads the sealed record' },
    inquirer: '虚构市人民法院', more: CASE, expects: 'file',
  }),
  scene('lawyer', 'theft', {
    words: { zh: '辩护律师查本案被告人：封存的未成年人记录除外', en: 'A defence lawyer: never a sealed juvenile record' },
    inquirer: '虚构律师事务所', more: CASE, expects: 'nothing',
  }),
  scene('notary', 'adult', {
    words: { zh: '公证处办理无犯罪记录公证', en: 'A notary, asked by the person' },
    inquirer: '虚构市公证处', more: CASE, expects: 'told',
  }),
  scene('unit', 'indecency', {
    words: { zh: '出行公司查司机：部门规章不是国家规定', en: 'A ride-hailing company: a departmental rule is no basis' },
    inquirer: '虚构出行有限公司', more: { basisId: 'LB-76', occupation: 'rideHailingDriver' }, expects: 'refused',
  }),
  scene('platform', 'indecency', {
    words: { zh: '背景调查平台要求接口', en: 'A background-check platform asks for an interface' },
    inquirer: '虚构背调平台', expects: 'notAccepted',
  }),
  scene('foreigner', 'nobody', {
    words: { zh: '外国人，在中国居留一百天', en: 'A foreigner after a hundred days' },
    inquirer: '虚构外国人', more: { stayDays: 100 }, expects: 'notAccepted',
  }),
  scene('individual', 'theft', {
    words: { zh: '本人查询：转无犯罪记录证明程序', en: 'The person: referred to the certificate' },
    inquirer: ASKED.theft.name, expects: 'referred',
  }),
];
