import type { CivilDate } from '@fengcun/kernel';
import { civil } from '@fengcun/kernel';

/** How well the words are known: read in the text [V], partly [P], from memory with confidence [M-H]. */
export type SourceTag = 'V' | 'V/P' | 'P' | 'M-H';

/** `guidance`: cases and reports that bind nobody; `proposal`: not law, never mixed with what is in force. */
export type InstrumentStatus = 'inForce' | 'guidance' | 'proposal';

/**
 * A legal instrument in the version the corpus holds. `effectiveFrom` is the first day of this version;
 * `since` a remark where the cited rule is older than the version.
 */
export type Instrument = Readonly<{
  id: string;
  zh: string;
  /** Title inside 《》 as a citation prints it. */
  zhShort: string;
  en: string;
  /** Date of the version (adoption or publication). */
  version: CivilDate;
  effectiveFrom: CivilDate;
  effectiveTo?: CivilDate;
  status: InstrumentStatus;
  /** Whether the corpus holds the words themselves, or digest sentences. */
  verbatim: boolean;
}>;

type Row = readonly [
  id: string, zh: string, zhShort: string, en: string, version: string, effectiveFrom: string,
  kind: 'law' | 'digest' | 'guidance' | 'proposal',
];

const ROWS: readonly Row[] = [
  ['CL', '中华人民共和国刑法（至修正案（十二））', '刑法', 'Criminal Law (to Amendment XII)', '2023-12-29', '2024-03-01', 'law'],
  ['CPL', '中华人民共和国刑事诉讼法', '刑事诉讼法', 'Criminal Procedure Law (2018)', '2018-10-26', '2018-10-26', 'law'],
  ['PSAP', '中华人民共和国治安管理处罚法', '治安管理处罚法', 'Public Security Administration Punishments Law (2025)', '2025-06-27', '2026-01-01', 'law'],
  ['PL2026', '中华人民共和国监狱法', '监狱法', 'Prison Law (2026)', '2026-04-30', '2026-11-01', 'law'],
  ['PJD', '中华人民共和国预防未成年人犯罪法', '预防未成年人犯罪法', 'Law on the Prevention of Juvenile Delinquency (2020)', '2020-12-26', '2021-06-01', 'law'],
  ['LPM', '中华人民共和国未成年人保护法', '未成年人保护法', 'Law on the Protection of Minors (2024)', '2024-04-26', '2024-04-26', 'law'],
  ['CCL', '中华人民共和国社区矫正法', '社区矫正法', 'Community Correction Law (2019)', '2019-12-28', '2020-07-01', 'law'],
  ['PIPL', '中华人民共和国个人信息保护法', '个人信息保护法', 'Personal Information Protection Law (2021)', '2021-08-20', '2021-11-01', 'law'],
  ['PSE', '中华人民共和国学前教育法', '学前教育法', 'Preschool Education Law (2024)', '2024-11-08', '2025-06-01', 'law'],
  ['CSL', '中华人民共和国公务员法', '公务员法', 'Civil Servants Law (2018)', '2018-12-29', '2019-06-01', 'law'],
  ['SPC2021', '最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释', '最高人民法院关于适用刑事诉讼法的解释', 'SPC Interpretation of the Criminal Procedure Law (2021)', '2021-01-26', '2021-03-01', 'law'],
  ['PPR', '人民检察院刑事诉讼规则', '人民检察院刑事诉讼规则', 'Criminal Procedure Rules of the Procuratorates (2019)', '2019-12-30', '2019-12-30', 'law'],
  ['MPS2020', '公安机关办理刑事案件程序规定', '公安机关办理刑事案件程序规定', 'MPS Rules on Criminal Case Procedure (2020)', '2020-07-20', '2020-09-01', 'law'],
  ['SPC2006', '最高人民法院关于审理未成年人刑事案件具体应用法律若干问题的解释', '关于审理未成年人刑事案件具体应用法律若干问题的解释', 'SPC Interpretation on Juvenile Criminal Cases (2006)', '2006-01-11', '2006-01-23', 'law'],
  ['SPC2011', '最高人民法院关于《中华人民共和国刑法修正案（八）》时间效力问题的解释', '关于刑法修正案（八）时间效力问题的解释', 'SPC Interpretation on the Temporal Effect of Amendment VIII (2011)', '2011-04-25', '2011-05-01', 'law'],
  ['O2012', '关于建立犯罪人员犯罪记录制度的意见（法发〔2012〕10号）', '关于建立犯罪人员犯罪记录制度的意见', 'Opinions on the Criminal Record System (2012)', '2012-05-10', '2012-05-10', 'law'],
  ['M2022', '关于未成年人犯罪记录封存的实施办法', '关于未成年人犯罪记录封存的实施办法', 'Measures on Sealing Juvenile Criminal Records (2022)', '2022-05-24', '2022-05-30', 'digest'],
  ['MPS2021', '公安机关办理犯罪记录查询工作规定（公通字〔2021〕19号）', '公安机关办理犯罪记录查询工作规定', 'MPS Rules on Criminal Record Inquiries (2021)', '2021-12-31', '2021-12-31', 'digest'],
  ['SPP2018_2', '最高人民检察院关于认定累犯如何确定刑罚执行完毕以后“五年以内”起始日期的批复', '关于认定累犯如何确定刑罚执行完毕以后“五年以内”起始日期的批复', 'SPP Reply on the Start of the Five-Year Window (2018)', '2018-12-28', '2018-12-30', 'digest'],
  ['SJ2020', '最高人民法院、最高人民检察院关于缓刑犯在考验期满后五年内再犯应当判处有期徒刑以上刑罚之罪应否认定为累犯问题的批复', '关于缓刑犯考验期满后再犯应否认定为累犯问题的批复', 'SPC and SPP Reply on Suspended Sentences and Recidivism (2020)', '2020-01-17', '2020-01-20', 'digest'],
  ['N2011_155', '最高人民法院关于准确理解和适用刑法中“国家规定”的有关问题的通知（法发〔2011〕155号）', '关于准确理解和适用刑法中“国家规定”的有关问题的通知', 'SPC Notice on “State Provisions” (2011)', '2011-04-08', '2011-04-08', 'digest'],
  ['BAN2022', '关于落实从业禁止制度的意见（法发〔2022〕32号）', '关于落实从业禁止制度的意见', 'Opinions on Occupational Bans (2022)', '2022-11-10', '2022-11-15', 'digest'],
  ['EDU2020', '关于建立教职员工准入查询性侵违法犯罪信息制度的意见', '关于建立教职员工准入查询性侵违法犯罪信息制度的意见', 'Opinions on Screening of Teaching Staff (2020)', '2020-08-20', '2020-08-20', 'digest'],
  ['APL', '中华人民共和国行政处罚法', '行政处罚法', 'Administrative Penalties Law (2021)', '2021-01-22', '2021-07-15', 'digest'],
  ['CC', '中华人民共和国民法典', '民法典', 'Civil Code (2020)', '2020-05-28', '2021-01-01', 'digest'],
  ['DEC1998', '全国人民代表大会常务委员会关于惩治骗购外汇、逃汇和非法买卖外汇犯罪的决定', '关于惩治骗购外汇、逃汇和非法买卖外汇犯罪的决定', 'NPCSC Decision on Foreign-Exchange Crimes (1998)', '1998-12-29', '1998-12-29', 'digest'],
  ['REF1034', '刑事审判参考第1034号（姚某贩卖毒品案）', '刑事审判参考第1034号', 'Criminal Trial Reference No. 1034', '2015-01-01', '2015-01-01', 'guidance'],
  ['S001', '最高法咨询委第六调研组：建立轻微犯罪记录封存制度的调研报告', '建立轻微犯罪记录封存制度的调研报告', 'SPC Advisory Committee Report on Sealing Minor-Offence Records (2025)', '2025-11-03', '2025-11-03', 'proposal'],
];

const STATUS = { law: 'inForce', digest: 'inForce', guidance: 'guidance', proposal: 'proposal' } as const;

/** Every instrument that a citation can name, by id. */
export const INSTRUMENTS: ReadonlyMap<string, Instrument> = new Map(
  ROWS.map(([id, zh, zhShort, en, version, effectiveFrom, kind]) => [id, {
    id, zh, zhShort, en, version: civil(version), effectiveFrom: civil(effectiveFrom), status: STATUS[kind],
    verbatim: kind === 'law' || kind === 'proposal',
  }]));
