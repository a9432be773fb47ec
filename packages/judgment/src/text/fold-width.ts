const FOLDABLE = /[０-９,():;]/;
const FOLDABLES = /[０-９,():;]/g;
const PAIRS = new Map([[',', '，'], ['(', '（'], [')', '）'], [':', '：'], [';', '；']]);
const FULL_WIDTH_ZERO = 0xff10;

const fold = (char: string): string =>
  PAIRS.get(char) ?? String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_ZERO + 0x30);

/**
 * The text with full-width digits as ASCII and ASCII punctuation as Chinese, so that one grammar reads both.
 * The length does not change: every offset into the result is an offset into `text`.
 */
export const foldWidth = (text: string): string =>
  FOLDABLE.test(text) ? text.replace(FOLDABLES, fold) : text;
