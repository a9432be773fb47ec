import { CALIBRATION as C } from './calibration.ts';
import { choiceOf } from './shares.ts';

/**
 * What a population may say of a person beside the facts of law. No pack can read it: it is there to see
 * whether
 * a definition falls on groups differently.
 */
export type Attribute = 'sex' | 'region';

/** Province-level divisions with the residents of the census of 2020 in millions. @see GB/T 2260 */
export const REGIONS: readonly (readonly [code: string, zh: string, en: string, millions: number])[] = [
  ['11', '北京', 'Beijing', 21.9], ['12', '天津', 'Tianjin', 13.9], ['13', '河北', 'Hebei', 74.6],
  ['14', '山西', 'Shanxi', 34.9], ['15', '内蒙古', 'Inner Mongolia', 24.0], ['21', '辽宁', 'Liaoning', 42.6],
  ['22', '吉林', 'Jilin', 24.1], ['23', '黑龙江', 'Heilongjiang', 31.9], ['31', '上海', 'Shanghai', 24.9],
  ['32', '江苏', 'Jiangsu', 84.7], ['33', '浙江', 'Zhejiang', 64.6], ['34', '安徽', 'Anhui', 61.0],
  ['35', '福建', 'Fujian', 41.5], ['36', '江西', 'Jiangxi', 45.2], ['37', '山东', 'Shandong', 101.5],
  ['41', '河南', 'Henan', 99.4], ['42', '湖北', 'Hubei', 57.8], ['43', '湖南', 'Hunan', 66.4],
  ['44', '广东', 'Guangdong', 126.0], ['45', '广西', 'Guangxi', 50.1], ['46', '海南', 'Hainan', 10.1],
  ['50', '重庆', 'Chongqing', 32.1], ['51', '四川', 'Sichuan', 83.7], ['52', '贵州', 'Guizhou', 38.6],
  ['53', '云南', 'Yunnan', 47.2], ['54', '西藏', 'Tibet', 3.6], ['61', '陕西', 'Shaanxi', 39.5],
  ['62', '甘肃', 'Gansu', 25.0], ['63', '青海', 'Qinghai', 5.9], ['64', '宁夏', 'Ningxia', 7.2],
  ['65', '新疆', 'Xinjiang', 25.9],
];

/** Values of each attribute in the order of their codes; the last is not known. */
export const ATTRIBUTE_VALUES: Readonly<Record<Attribute, readonly string[]>> = {
  sex: ['female', 'male', 'unknown'],
  region: [...REGIONS.map(([code]) => code), 'unknown'],
};

/** Names of the attributes. */
export const ATTRIBUTES: readonly Attribute[] = ['sex', 'region'];

/** Code of the value of an attribute; unknown for anything else. */
export const attributeCode = (attribute: Attribute, value: unknown): number => {
  const values = ATTRIBUTE_VALUES[attribute];
  const code = typeof value === 'string' ? values.indexOf(value) : -1;
  return code < 0 ? values.length - 1 : code;
};

/**
 * Region of an invented person: as residents are spread, because nothing is published about the convicted.
 */
export const chooseRegion = choiceOf(REGIONS.map(([, , , millions], i) => [i, millions]));

/** Sex of an invented person. */
export const chooseSex = choiceOf([[0, C.female.value], [1, 1 - C.female.value]]);
