import { redactNames } from './redact-names.ts';

/** LIMIT: characters of a text that are looked at; judgments that are read to the end are shorter. */
export const TEXT_MAX = 60_000;

const PROVINCES = ['北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '上海', '江苏', '浙江', '安徽', '福建', '江西',
  '山东', '河南', '湖北', '湖南', '广东', '广西', '海南', '重庆', '四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆',
  '台湾', '香港', '澳门'] as const;
const PROVINCE = new RegExp(PROVINCES.join('|'));

const NUMBER = /[0-9０-９]+(?:[.．,，·:：/-][0-9０-９]+)*[XxＸｘ]?/g;
const ORDINAL = /第[〇○零一二三四五六七八九十百千]+(?=条|款|项|号)/g;
const NUMERALS = /[〇○零一二三四五六七八九十百千万亿两]{3,}/g;
const CASE_NUMBER = /[（(〔[]0[）)〕\]][一-鿿]{0,10}0?[一-鿿]{1,8}0号?/g;
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-zＡ-Ｚ][A-Za-z0·×*]{0,8}/g;
const CROSSES = /[×xX＊*]+/g;
const ORGAN = /[一-鿿]{2,14}(?=人民(?:检察院|法院)|公安局|派出所|看守所)/g;
// Each piece is bounded and nothing must follow the last, so a failure never sends the engine back.
const PIECE = '[一-鿿0]{1,7}?(?:省|自治区|自治州|市|州|盟|县|区|旗|镇|乡|街道|村|屯|路|街|巷|弄|小区|号)';
const PLACE = new RegExp(`(?:(?<=[在于至到从往住经沿赴])|${PROVINCES.join('|')})(?:${PIECE})+`, 'g');

const place = (match: string): string => `地${match.at(-1) ?? ''}`;

/**
 * A text without numbers (identity and case numbers, dates, amounts, plates, articles of statutes),
 * addresses, names of organs and of persons. Each becomes one character of its kind, before any feature
 * is made of the text: what is gone here cannot be in a model. Statute articles go too, so that a charge
 * is recognised by what happened. Work is linear in the text, which is attacker-controlled.
 * @see 个人信息保护法第6条、第51条第3项（去标识化）
 */
export const redact = (text: string): string => redactNames(text.slice(0, TEXT_MAX)
  .replace(NUMBER, '0')
  .replace(CASE_NUMBER, '案')
  .replace(ORDINAL, '第0')
  .replace(NUMERALS, '0')
  .replace(PLATE, '牌')
  .replace(CROSSES, '×')
  .replace(PLACE, place)
  .replace(ORGAN, '某'));

/** The first province a text names, for measuring errors by region; undefined where it names none. */
export const regionOf = (text: string): string | undefined => PROVINCE.exec(text.slice(0, TEXT_MAX))?.[0];
