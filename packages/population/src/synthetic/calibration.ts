/**
 * Where a constant comes from: printed in a source; computed from printed ones; counted in a third-party
 * sample that
 * is no national statistic; or assumed, because nothing is published.
 */
export type Basis = 'published' | 'derived' | 'sample' | 'assumed';

/**
 * One constant of the synthetic population, stated once. Shares are of convicted persons unless said
 * otherwise.
 */
export type Calibrated = Readonly<{ value: number; basis: Basis; source: string }>;

const REPORT = '最高人民法院咨询委员会第六调研组报告，《中国应用法学》2025年第5期';
const JUDGE_SAMPLE = 'sample of 501 judgments, 579 persons (JuDGE)';
const CAIL_SAMPLE = 'sample of 7,065 records (CAIL2018)';
const TRAFFIC_SAMPLE = 'sample of 23,028 judgments on 交通肇事罪 of 2019';

const published = (value: number, source: string): Calibrated => ({ value, basis: 'published', source });
const derived = (value: number, source: string): Calibrated => ({ value, basis: 'derived', source });
const sampled = (value: number, source: string): Calibrated => ({ value, basis: 'sample', source });
const assumed = (value: number, source: string): Calibrated => ({ value, basis: 'assumed', source });

const DETENTION_OR_LESS = 0.161;
const UP_TO_ONE_YEAR = 0.58;
const BEYOND_ONE_YEAR_NEGLIGENT = 0.345;

/** Every constant of the generator. The order is that of docs/simulation.md. */
export const CALIBRATION = {
  severeViolent: published(60_283, `${REPORT}: persons prosecuted for severe violent crime, 2024`),
  severeViolentShare: published(0.037, `${REPORT}: their share of all prosecuted`),
  prosecuted2024: derived(1_629_000, '60,283 / 3.7 %: persons prosecuted in 2024'),
  dangerousDrivingCases: published(0.2296, `${REPORT}: share of first-instance cases received, 275,500`),
  detentionOrLess: published(DETENTION_OR_LESS, `${REPORT}: 拘役以下`),
  detentionSurveillanceFine: published(0.1561, `${REPORT}: 拘役、管制、单处罚金`),
  upToOneYear: published(UP_TO_ONE_YEAR, `${REPORT}: 一年有期徒刑以下`),
  upToThreeYears: published(0.823, 'seed essay: share of minor offences, 2023; the report says above 82 %'),
  firstView: published(0.60, `${REPORT}: above 60 % by the first view; a lower bound`),
  dangerousDriving: assumed(0.75 * DETENTION_OR_LESS,
    'three quarters of those sentenced to detention or less; 22.96 % of cases cannot all be such persons'),
  negligent: derived(0.065,
    'first view − second view > 2 points; 34.5 % of the negligent get one to three years: ≥ 5.8 %'),
  negligentUpToOneYear: sampled(0.605, TRAFFIC_SAMPLE),
  negligentOneToThreeYears: sampled(BEYOND_ONE_YEAR_NEGLIGENT, TRAFFIC_SAMPLE),
  negligentSuspended: sampled(0.665, TRAFFIC_SAMPLE),
  suspended: sampled(0.25, JUDGE_SAMPLE),
  juvenile: derived(0.019, '157,962 persons convicted in five years to April 2022, a year / 1.629 m'),
  priorConviction: sampled(0.222, JUDGE_SAMPLE),
  recidivist: sampled(0.136, JUDGE_SAMPLE),
  severalCharges: sampled(0.028, JUDGE_SAMPLE),
  entity: sampled(0.003, JUDGE_SAMPLE),
  publicSurveillanceOfDetention: sampled(0.008, JUDGE_SAMPLE),
  fineOnlyOfDetention: sampled(0.025, JUDGE_SAMPLE),
  sixMonthsOfShort: sampled(0.27, CAIL_SAMPLE),
  threeToFiveOfLong: sampled(0.451, CAIL_SAMPLE),
  fiveToTenOfLong: sampled(0.308, CAIL_SAMPLE),
  aboveTenOfLong: sampled(0.165, CAIL_SAMPLE),
  lifeOfLong: sampled(0.043, CAIL_SAMPLE),
  drugRecidivistOfDrugWithPrior: assumed(0.3, 'nothing is published'),
  female: assumed(0.1, 'women among convicted persons; nothing is published in the sources at hand'),
  severalActs: assumed(0.2, 'offences that lasted up to a year; nothing is published'),
} as const satisfies Readonly<Record<string, Calibrated>>;

/** How long a sentence is, as the calibrated shares cut it. */
export type Band = 'light' | 'short' | 'middle' | 'long';

/** Bands in the order of `CHARGE_MIX`. */
export const BANDS: readonly Band[] = ['light', 'short', 'middle', 'long'];

/**
 * Intentional charges by band: records of the CAIL sample with this one charge and up to 5, 6–12, 13–36, more
 * than
 * 36 months. A mix, not a national statistic; the bands themselves are calibrated to the published shares.
 */
export const CHARGE_MIX: readonly (readonly [string, number, number, number, number])[] = [
  ['盗窃罪', 322, 623, 134, 33], ['故意伤害罪', 74, 446, 156, 67], ['贩卖毒品罪', 53, 259, 129, 147],
  ['诈骗罪', 25, 77, 105, 111], ['寻衅滋事罪', 28, 119, 78, 5], ['合同诈骗罪', 8, 28, 65, 97],
  ['强奸罪', 2, 15, 65, 86], ['虚开增值税专用发票罪', 18, 46, 78, 19], ['滥用职权罪', 69, 22, 31, 5],
  ['非法狩猎罪', 75, 23, 4, 0], ['窝藏罪', 31, 56, 14, 0], ['非国家工作人员受贿罪', 7, 33, 34, 16],
  ['故意杀人罪', 1, 0, 3, 79], ['猥亵儿童罪', 0, 7, 37, 6], ['污染环境罪', 7, 31, 6, 0],
  ['信用卡诈骗罪', 4, 8, 6, 13], ['假冒注册商标罪', 3, 8, 13, 2], ['强迫交易罪', 7, 15, 2, 0],
  ['妨害作证罪', 3, 11, 5, 0], ['绑架罪', 0, 0, 2, 8],
];

/** Negligent charges and their shares among negligent offenders: traffic stands for nearly all of them. */
export const NEGLIGENT_MIX: readonly (readonly [string, number])[] = [
  ['交通肇事罪', 0.92], ['过失致人死亡罪', 0.04], ['失火罪', 0.04],
];
