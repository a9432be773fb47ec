import { CHARGES } from '@fengcun/statute';
import { RHO_TABLE } from './parameters.ts';
import { type Rational, rational } from './rational.ts';
import { varianceFor } from './zcdp.ts';

/** A value of a dimension: its code and what readers are told. */
export type Category = readonly [code: string, label: string];

/** A dimension with all its values: public, fixed, and never taken from the data. */
export type Dimension = Readonly<{ name: string; label: string; values: readonly Category[] }>;

/** Products that count seals, and the one that counts acts after them. */
export type ProductId = 'T1' | 'T2' | 'T3' | 'T4';

/**
 * A table that is published each quarter. `sensitivity2`: the square of how much one person changes it (one
 * event of each kind that it counts); `sigma2`: the variance of the noise of each cell.
 */
export type Product = Readonly<{
  id: ProductId; title: string; titleEn: string; source: 'seals' | 'acts';
  dimensions: readonly Dimension[]; sensitivity2: Rational; rho: Rational; sigma2: Rational;
}>;

/** What is not told, or lies outside the list: a category like the others. */
export const OTHER = 'other';
const UNTOLD: Category = [OTHER, '其他或未载明'];

/** Provincial divisions. @see GB/T 2260-2007 */
const PROVINCES: readonly Category[] = [
  ['110000', '北京'], ['120000', '天津'], ['130000', '河北'], ['140000', '山西'], ['150000', '内蒙古'],
  ['210000', '辽宁'], ['220000', '吉林'], ['230000', '黑龙江'], ['310000', '上海'], ['320000', '江苏'],
  ['330000', '浙江'], ['340000', '安徽'], ['350000', '福建'], ['360000', '江西'], ['370000', '山东'],
  ['410000', '河南'], ['420000', '湖北'], ['430000', '湖南'], ['440000', '广东'], ['450000', '广西'],
  ['460000', '海南'], ['500000', '重庆'], ['510000', '四川'], ['520000', '贵州'], ['530000', '云南'],
  ['540000', '西藏'], ['610000', '陕西'], ['620000', '甘肃'], ['630000', '青海'], ['640000', '宁夏'],
  ['650000', '新疆'], UNTOLD,
];

/** Chapters of the special part of the Criminal Law, and acts against public order. @see 刑法分则 */
const GROUPS: readonly Category[] = [
  ['ch1', '危害国家安全'], ['ch2', '危害公共安全'], ['ch3', '破坏社会主义市场经济秩序'],
  ['ch4', '侵犯公民人身权利、民主权利'], ['ch5', '侵犯财产'], ['ch6', '妨害社会管理秩序'],
  ['ch7', '危害国防利益'], ['ch8', '贪污贿赂'], ['ch9', '渎职'], ['ch10', '军人违反职责'],
  ['publicOrder', '违反治安管理'], UNTOLD,
];

/** How the matter ended. */
const DISPOSALS: readonly Category[] = [
  ['conviction', '有罪判决'], ['exemptionFromPunishment', '免予刑事处罚'], ['nonProsecution', '不起诉'],
  ['acquittal', '宣告无罪'], ['noCriminalLiability', '不负刑事责任或撤销案件'],
  ['publicOrderViolation', '治安管理处罚'], UNTOLD,
];

const AGES: readonly Category[] = [['minor', '行为时未成年'], ['adult', '行为时成年'], UNTOLD];

const CHARGE_CATEGORIES: readonly Category[] =
  [...CHARGES.map(({ code, name }): Category => [code, name]), UNTOLD];

/** @see registry: kinds of organs that send to the registry and hold copies */
const ORGANS: readonly Category[] = [
  ['court', '人民法院'], ['procuratorate', '人民检察院'], ['police', '公安机关'],
  ['stateSecurity', '国家安全机关'], ['justice', '司法行政与执行机关'], UNTOLD,
];

/** Acts after a seal that T4 counts. */
export const ACTS: readonly Category[] = [['unsealing', '解除封存'], ['inquiry', '申请查询'], ['objection', '异议与申诉']];

const province = { name: 'province', label: '省级行政区', values: PROVINCES };
const group = { name: 'chargeGroup', label: '罪名类别', values: GROUPS };

const product = (
  made: Omit<Product, 'sensitivity2' | 'rho' | 'sigma2'>, sensitivity2 = rational(1n),
): Product =>
  ({ ...made, sensitivity2, rho: RHO_TABLE, sigma2: varianceFor(sensitivity2, RHO_TABLE) });

/**
 * What is published, and nothing else: there is no way to ask a question of one's own. Flows only («sealed in
 * this quarter»); a stock is the sum of published flows. T4 counts three kinds of acts, of which one person
 * may have one each: its squared sensitivity is 3.
 */
export const CATALOGUE: readonly Product[] = [
  product({
    id: 'T1', title: '各省封存人数（按罪名类别）', titleEn: 'persons sealed, province × charge group',
    source: 'seals', dimensions: [province, group],
  }),
  product({
    id: 'T2', title: '各省封存人数（按处理方式、行为时年龄）',
    titleEn: 'persons sealed, province × disposal × age band', source: 'seals',
    dimensions: [province, { name: 'disposal', label: '处理方式', values: DISPOSALS },
      { name: 'age', label: '行为时年龄', values: AGES }],
  }),
  product({
    id: 'T3', title: '全国封存人数（按罪名）', titleEn: 'persons sealed, nation × charge', source: 'seals',
    dimensions: [{ name: 'charge', label: '罪名', values: CHARGE_CATEGORIES }],
  }),
  product({
    id: 'T4', title: '解除、查询、异议人数（按机关类别）',
    titleEn: 'persons with unsealings, inquiries, objections, by kind of organ', source: 'acts',
    dimensions: [{ name: 'act', label: '事项', values: ACTS },
      { name: 'organType', label: '机关类别', values: ORGANS }],
  }, rational(BigInt(ACTS.length))),
];

/** A product of the catalogue; undefined for anything else. */
export const productNamed = (id: string): Product | undefined => CATALOGUE.find((one) => one.id === id);

/** Every cell of a product, in the order of its dimensions. */
export const cellsOf = ({ dimensions }: Product): readonly (readonly string[])[] =>
  dimensions.reduce<readonly (readonly string[])[]>(
    (cells, { values }) => cells.flatMap((cell) => values.map(([code]) => [...cell, code])), [[]]);

const GROUP_OF = new Map(CHARGES.map(({ code, chapter }) => [code, `ch${chapter}`]));

/** The group of a charge by its code. */
export const groupOfCharge = (code: string): string => GROUP_OF.get(code) ?? OTHER;
