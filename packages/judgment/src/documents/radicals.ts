// Printing to PDF often turns whole characters into the radicals that look the same (人 U+4EBA into
// U+2F08), and copying from such a file carries them into every other format. A reader of 有期徒刑二年 would
// not find the 二. Each stands for exactly one character, so that this is no guess.

/**
 * Radicals of the CJK Radicals Supplement that are whole characters, with the character; those of the
 * Kangxi block and the compatibility ideographs Unicode itself maps. @see UAX #38, EquivalentUnifiedIdeograph
 */
const SUPPLEMENT = new Map<string, string>([
  ['\u2e9c', '日'], ['\u2e9d', '月'], ['\u2e9f', '母'], ['\u2ea0', '民'], ['\u2ea9', '王'], ['\u2eb6', '羊'],
  ['\u2eb7', '羊'], ['\u2ebd', '臼'], ['\u2ec1', '虎'], ['\u2ec4', '西'], ['\u2ec5', '见'], ['\u2ec6', '角'],
  ['\u2ec9', '贝'], ['\u2ecb', '车'], ['\u2ed1', '長'], ['\u2ed3', '长'], ['\u2ed4', '门'], ['\u2ed7', '雨'],
  ['\u2ed8', '青'], ['\u2ed9', '韦'], ['\u2eda', '页'], ['\u2edb', '风'], ['\u2edc', '飞'], ['\u2edd', '食'],
  ['\u2ee2', '马'], ['\u2ee3', '骨'], ['\u2ee4', '鬼'], ['\u2ee5', '鱼'], ['\u2ee6', '鸟'], ['\u2ee7', '卤'],
  ['\u2ee8', '麦'], ['\u2ee9', '黄'], ['\u2eea', '黾'], ['\u2eec', '齐'], ['\u2eee', '齿'], ['\u2ef0', '龙'],
  ['\u2ef3', '龟'],
]);

const ANY = /[\u2e80-\u2fdf\uf900-\ufaff]/;
const EACH = /[\u2e80-\u2fdf\uf900-\ufaff]/g;

/** The text with look-alike radicals and compatibility ideographs as the characters they stand for. */
export const withUnifiedIdeographs = (text: string): string =>
  ANY.test(text) ? text.replace(EACH, (sign) => SUPPLEMENT.get(sign) ?? sign.normalize('NFKC')) : text;
