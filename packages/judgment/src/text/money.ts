import { readNumberAt } from './numerals.ts';

/** An amount read in place, in yuan; `end` is the offset behind its last character. */
export type MoneyRead = Readonly<{ yuan: number; end: number }>;

/** What may stand between 罚金 and its amount. */
const LEAD = /[ 　：:]{0,3}(?:(?:共计|合计|计)[ ]?)?(?:（人民币）|\(人民币\)|人民币|人民幣|￥|¥|RMB)?[ 　：:￥¥]{0,3}/y;
const UNIT = /[ 　]{0,2}(?:元|圆|块)(?:整|正)?/y;
const BREAK = /[（(，,；;。、）) ]|$/y;

// LAW: 法释〔2000〕45号 art. 2: no fine is below 1,000 yuan (juveniles 500). Shorter bare numbers are not taken
// for money.
const BARE_AMOUNT_MIN = 500;

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/**
 * Reads an amount at `offset`: 人民币一千元, 5000元, 30，000元, 3万元, 叁万元整, 50万 (元 lost), 2000 before punctuation.
 * Undefined for other currencies, round amounts with 余, or where no clear amount stands.
 */
export const readMoneyAt = (text: string, offset: number): MoneyRead | undefined => {
  const start = Math.max(matchEnd(LEAD, text, offset), offset);
  const read = readNumberAt(text, start);
  if (read === undefined) return undefined;
  const unit = matchEnd(UNIT, text, read.end);
  if (unit >= 0) return { yuan: read.value, end: unit };
  const isBare = read.value >= BARE_AMOUNT_MIN && matchEnd(BREAK, text, read.end) >= 0;
  return isBare ? { yuan: read.value, end: read.end } : undefined;
};
