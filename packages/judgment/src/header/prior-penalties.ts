import type { Confiscation, PenaltyName, Term } from '../reading.ts';
import { readMoneyAt } from '../text/money.ts';
import { readTermAt } from '../text/terms.ts';

/** The sentence of an earlier judgment. `end` lies behind the last penalty read. */
export type PriorPenalties = Readonly<{
  term?: Term;
  probationMonths?: number;
  fineYuan?: number;
  confiscationYuan?: Confiscation;
  deprivationMonths?: number;
  end: number;
  /** A penalty of criminal law is named, even if its length is not (判处有期徒刑以上刑罚). */
  isCriminal: boolean;
  /** Two terms without 决定执行, or an amount that cannot be read. */
  isDoubtful: boolean;
}>;

type Draft = { -readonly [K in keyof PriorPenalties]: PriorPenalties[K] } & { isExecuted: boolean };

const WORD = new RegExp([
  '有期徒刑|拘役|管制|无期徒刑|死刑|缓刑|罚金|剥夺政治权利|免[予于除]刑事处[罚分]|驱逐出境',
  '没收(?:其)?(?:个人)?(?:全部|部分)?(?:个人)?财产', '决定执行|合并执行', '[（(]|[。；;]', '因(?!此)|曾|改判',
].join('|'), 'g');
/** After a stop the same sentence may go on: 。并处罚金…, ；剥夺政治权利…. */
const GOES_ON = /[ \u3000]?(?:并处|附加|剥夺|单处|缓刑|宣告缓刑|处罚金)/y;
const SUSPENDED_DEATH = /[，、]?[ ]?缓(?:期|刑)[一-鿿]{0,6}?(?:执行)?/y;
const PROBATION_LEAD = /(?:考验期限?)?[为：:]?/y;
const CLOSE = /[）)]/g;
// LIMIT: the longest sentence of an earlier judgment, with its brackets.
const SENTENCE_CHARS_MAX = 500;
// LIMIT: a bracket inside a sentence is short; an unclosed one must not swallow the rest.
const BRACKET_CHARS_MAX = 200;

const after = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

const takeTerm = (draft: Draft, type: PenaltyName, text: string): void => {
  const read = readTermAt(text, draft.end);
  if (read === undefined) return;
  if (draft.term !== undefined && draft.term.months > 0 && !draft.isExecuted) draft.isDoubtful = true;
  const { months, days } = read;
  draft.term = days === undefined ? { type, months } : { type, months, days };
  draft.end = read.end;
};

const takeOther = (draft: Draft, word: string, text: string): void => {
  if (word === '缓刑') {
    const read = readTermAt(text, after(PROBATION_LEAD, text, draft.end));
    if (read === undefined) return;
    draft.probationMonths = read.months;
    draft.end = read.end;
  } else if (word === '罚金') {
    const read = readMoneyAt(text, draft.end);
    if (read === undefined) return;
    draft.fineYuan = read.yuan;
    draft.end = read.end;
  } else if (word === '剥夺政治权利') {
    const read = readTermAt(text, draft.end);
    if (read === undefined) return;
    draft.deprivationMonths = read.months;
    draft.end = read.end;
  } else {
    const read = readMoneyAt(text, draft.end);
    if (read !== undefined) draft.end = read.end;
    const yuan = word.includes('全部') ? 'all' : read?.yuan;
    if (yuan !== undefined) draft.confiscationYuan = yuan;
  }
};

/** Takes one word into the draft; false ends the sentence. */
const takeWord = (draft: Draft, match: RegExpExecArray, text: string): boolean => {
  const word = match[0];
  const end = match.index + word.length;
  if (/^[。；;]$/.test(word)) return after(GOES_ON, text, end) !== end;
  if (word === '因' || word === '曾' || word === '改判') return false;
  if (word === '决定执行' || word === '合并执行') {
    draft.isExecuted = true;
    delete draft.term;
    delete draft.probationMonths;
    draft.isDoubtful = false;
    return true;
  }
  if (word === '缓刑' && text.slice(match.index - 2, match.index) === '撤销') return true;
  draft.isCriminal = true;
  draft.end = end;
  if (word === '有期徒刑' || word === '拘役' || word === '管制') takeTerm(draft, word, text);
  else if (word === '无期徒刑') draft.term = { type: '无期徒刑', months: 0 };
  else if (word === '死刑') {
    draft.end = after(SUSPENDED_DEATH, text, end);
    draft.term = { type: draft.end === end ? '死刑' : '死刑缓期执行', months: 0 };
  } else if (word.startsWith('免')) draft.term = { type: '免予刑事处罚', months: 0 };
  else if (word === '驱逐出境') draft.term ??= { type: '单处驱逐出境', months: 0 };
  else takeOther(draft, word, text);
  return true;
};

const skipBracket = (text: string, at: number): number => {
  CLOSE.lastIndex = at;
  const close = CLOSE.exec(text);
  return close === null || close.index - at > BRACKET_CHARS_MAX ? at + 1 : close.index + 1;
};

/**
 * Reads the sentence that follows 判处 up to `limit`, the next date outside brackets, or the next reason (因…).
 * After 决定执行 the executed term counts alone. Linear in the length read.
 */
export const readPriorPenalties = (
  document: string, from: number, bounds: Readonly<{ limit: number; dateStarts: readonly number[] }>,
): PriorPenalties => {
  const text = document.slice(0, Math.min(bounds.limit, from + SENTENCE_CHARS_MAX));
  const draft: Draft = { end: from, isCriminal: false, isDoubtful: false, isExecuted: false };
  let cursor = from;
  let next = bounds.dateStarts.findIndex((start) => start >= from);
  WORD.lastIndex = from;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const date = next === -1 ? undefined : bounds.dateStarts[next];
    if (date !== undefined && date >= cursor && date < match.index) break;
    if (match[0] === '（' || match[0] === '(') cursor = skipBracket(text, match.index);
    else if (takeWord(draft, match, text)) cursor = Math.max(draft.end, match.index + match[0].length);
    else break;
    WORD.lastIndex = cursor;
    while (next !== -1 && (bounds.dateStarts[next] ?? Infinity) < cursor) next += 1;
  }
  // 并处罚金 goes beside a main penalty: where that one was lost, the term is missing and no fine alone.
  const isAlone = !/徒刑|拘役|管制|并处罚金/.test(text.slice(from, draft.end));
  if (draft.term === undefined && draft.fineYuan !== undefined && isAlone) {
    draft.term = { type: '单处罚金', months: 0 };
  }
  const { isExecuted: _, ...penalties } = draft;
  return penalties;
};
