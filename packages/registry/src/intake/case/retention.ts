/** What a retention row rests on; a row without a read text is configuration, shown as such to the user. */
export type RetentionBasis =
  | Readonly<{ type: 'statute'; cite: string }>
  /** The instrument is named, its words were read only in part or in reports. */
  | Readonly<{ type: 'reported'; instrument: string }>
  | Readonly<{ type: 'interpretation'; why: string }>;

/** Keep for good, or for years from a day. */
export type RetentionPeriod =
  | Readonly<{ type: 'permanent' }>
  | Readonly<{ type: 'years'; years: number; from: RetentionStart }>;

/** Days from which a period runs. */
export type RetentionStart = 'caseClosed' | 'release' | 'assessmentMade' | 'decision';

/** One row: which material of which organ is kept how long. */
export type RetentionRow = Readonly<{
  id: string;
  organ: 'court' | 'procuratorate' | 'prison' | 'police' | 'registry';
  zh: string;
  period: RetentionPeriod;
  basis: RetentionBasis;
}>;

const years = (count: number, from: RetentionStart): RetentionPeriod =>
  ({ type: 'years', years: count, from });
const PERMANENT: RetentionPeriod = { type: 'permanent' };
const COURT = '最高人民法院、国家档案局《关于人民法院诉讼档案保管期限的规定》(1984) 第三条';
const PROCURATORATE = '最高人民检察院、国家档案局《关于人民检察院诉讼档案保管期限的规定》([86]高检会[办]字第11号)';
const PRISON = '司法部关于罪犯、劳教人员档案管理的规定';

/**
 * How long material is kept: data, not code; a deployment replaces rows by what its archive rules say. No
 * statute read here ends the retention of a criminal record itself: sealing is not deletion, and the default
 * is to keep.
 * LAW: 个人信息保护法第47条 deletes when the purpose is achieved, but while a statutory retention period runs
 * everything except storage and protection stops instead (第47条第2款).
 */
export const RETENTION: readonly RetentionRow[] = [
  {
    id: 'impact-assessment', organ: 'registry', zh: '个人信息保护影响评估报告和处理情况记录',
    period: years(3, 'assessmentMade'), basis: { type: 'statute', cite: 'PIPL_56' },
  },
  {
    id: 'criminal-record', organ: 'registry', zh: '犯罪记录登记事项', period: PERMANENT,
    basis: { type: 'interpretation', why: '法发〔2012〕10号未定保存期限；封存不是删除，未查到消灭前科的规定' },
  },
  {
    id: 'public-order-record-annulled', organ: 'registry', zh: '已撤销的治安管理处罚记录', period: years(0, 'decision'),
    basis: { type: 'interpretation', why: '处罚决定被撤销后，登记目的不再存在（个人信息保护法第47条第1款）' },
  },
  {
    id: 'court-dossier-permanent', organ: 'court', zh: '需要长远利用的诉讼档案', period: PERMANENT,
    basis: { type: 'reported', instrument: COURT },
  },
  {
    id: 'court-dossier-long', organ: 'court', zh: '相当长时期内需要查考的诉讼档案', period: years(60, 'caseClosed'),
    basis: { type: 'reported', instrument: COURT },
  },
  {
    id: 'court-dossier-short', organ: 'court', zh: '较短时期内需要查考的诉讼档案', period: years(30, 'caseClosed'),
    basis: { type: 'reported', instrument: COURT },
  },
  {
    id: 'procuratorate-dossier-long', organ: 'procuratorate', zh: '检察诉讼档案（长期）',
    period: years(60, 'caseClosed'), basis: { type: 'reported', instrument: PROCURATORATE },
  },
  {
    id: 'procuratorate-dossier-short', organ: 'procuratorate', zh: '检察诉讼档案（短期，二十年至三十年，取上限）',
    period: years(30, 'caseClosed'), basis: { type: 'reported', instrument: PROCURATORATE },
  },
  {
    id: 'prison-dossier-permanent', organ: 'prison', zh: '死缓、无期及十五年以上有期徒刑罪犯档案', period: PERMANENT,
    basis: { type: 'reported', instrument: PRISON },
  },
  {
    id: 'prison-dossier-long', organ: 'prison', zh: '五年以上十四年以下有期徒刑罪犯档案（二十一年至五十年，取上限）',
    period: years(50, 'release'), basis: { type: 'reported', instrument: PRISON },
  },
  {
    id: 'prison-dossier-short', organ: 'prison', zh: '不满五年有期徒刑及过失犯罪罪犯档案（二十年以下，取上限）',
    period: years(20, 'release'), basis: { type: 'reported', instrument: PRISON },
  },
  {
    id: 'police-dossier', organ: 'police', zh: '公安机关刑事案卷、治安案卷', period: PERMANENT,
    basis: { type: 'interpretation', why: '未读到公安机关案卷保管期限的规定，期限由当地档案规则配置' },
  },
];
