import type { Words } from '../app/language.tsx';

/** A province as one tile of a map: all of one size, since it is shares that are compared and not areas. */
export type ProvinceTile = Readonly<{ name: Words; row: number; column: number }>;

const tile = (zh: string, en: string, [row, column]: readonly [number, number]): ProvinceTile =>
  ({ name: { zh, en }, row, column });

/**
 * Provinces by the first two digits of their code, where they lie to each other roughly.
 * @see GB/T 2260 中华人民共和国行政区划代码
 */
export const PROVINCE_TILES: ReadonlyMap<string, ProvinceTile> = new Map([
  ['11', tile('北京', 'Beijing', [3, 6])], ['12', tile('天津', 'Tianjin', [3, 7])],
  ['13', tile('河北', 'Hebei', [4, 6])], ['14', tile('山西', 'Shanxi', [3, 5])],
  ['15', tile('内蒙古', 'Inner Mongolia', [2, 6])], ['21', tile('辽宁', 'Liaoning', [3, 8])],
  ['22', tile('吉林', 'Jilin', [2, 8])], ['23', tile('黑龙江', 'Heilongjiang', [1, 8])],
  ['31', tile('上海', 'Shanghai', [5, 8])], ['32', tile('江苏', 'Jiangsu', [5, 7])],
  ['33', tile('浙江', 'Zhejiang', [6, 7])], ['34', tile('安徽', 'Anhui', [5, 6])],
  ['35', tile('福建', 'Fujian', [7, 6])], ['36', tile('江西', 'Jiangxi', [6, 6])],
  ['37', tile('山东', 'Shandong', [4, 7])], ['41', tile('河南', 'Henan', [4, 5])],
  ['42', tile('湖北', 'Hubei', [5, 5])], ['43', tile('湖南', 'Hunan', [6, 5])],
  ['44', tile('广东', 'Guangdong', [7, 5])], ['45', tile('广西', 'Guangxi', [7, 4])],
  ['46', tile('海南', 'Hainan', [8, 4])], ['50', tile('重庆', 'Chongqing', [5, 4])],
  ['51', tile('四川', 'Sichuan', [5, 3])], ['52', tile('贵州', 'Guizhou', [6, 4])],
  ['53', tile('云南', 'Yunnan', [6, 3])], ['54', tile('西藏', 'Tibet', [5, 2])],
  ['61', tile('陕西', 'Shaanxi', [4, 4])], ['62', tile('甘肃', 'Gansu', [4, 3])],
  ['63', tile('青海', 'Qinghai', [4, 2])], ['64', tile('宁夏', 'Ningxia', [3, 4])],
  ['65', tile('新疆', 'Xinjiang', [3, 1])], ['66', tile('兵团', 'XPCC', [4, 1])],
]);
