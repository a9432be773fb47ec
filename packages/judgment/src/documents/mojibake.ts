// Signs of a text that was decoded in a wrong encoding and saved again. All passes are linear.

/** LIMIT: share of replacement characters above which too much of a text is lost (1 in 1,000). */
const REPLACED_SHARE_MAX = 0.001;

/** LIMIT: share of 锛 and 銆 among all characters. UTF-8 punctuation read as GBK begins with them. */
const GBK_SIGN_SHARE_MAX = 0.005;

/** LIMIT: a sign must occur this often, so that a rare character in a name is no sign. */
const SIGN_COUNT_MIN = 3;

const KUN_JIN_KAO = '锟斤拷';
// One UTF-8 Chinese character read as Latin-1 or Windows-1252: a lead ã–é or ï and two others.
const LATIN_TRIPLET = /[\u00e3-\u00e9\u00ef][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{2}/g;

const REPLACEMENT = 0xfffd;
const GBK_COMMA_SIGN = 0x951b; // 锛, from the bytes EF BC of ，：；（）
const GBK_STOP_SIGN = 0x9286; // 銆, from the bytes E3 80 of 。、《》

const countUpTo = (text: string, pattern: RegExp, enough: number): number => {
  let count = 0;
  pattern.lastIndex = 0;
  while (count < enough && pattern.test(text)) count += 1;
  return count;
};

/** Whether a decoded text is garbled: its characters are not those that were written. */
export const isMojibake = (text: string): boolean => {
  let [replaced, signs] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === REPLACEMENT) replaced += 1;
    else if (code === GBK_COMMA_SIGN || code === GBK_STOP_SIGN) signs += 1;
  }
  if (replaced > text.length * REPLACED_SHARE_MAX) return true;
  if (signs >= SIGN_COUNT_MIN && signs > text.length * GBK_SIGN_SHARE_MAX) return true;
  const first = text.indexOf(KUN_JIN_KAO);
  if (first >= 0 && text.indexOf(KUN_JIN_KAO, first + KUN_JIN_KAO.length) >= 0) return true;
  return countUpTo(text, LATIN_TRIPLET, SIGN_COUNT_MIN) >= SIGN_COUNT_MIN;
};
