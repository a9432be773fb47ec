import type { PenaltyName } from '../reading.ts';
import { readMoneyAt } from '../text/money.ts';
import { readNumberAt } from '../text/numerals.ts';
import { readTermAt } from '../text/terms.ts';
import type { Token } from './tokens.ts';

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

const LEAD = /(?:（刑期）|刑期|的刑罚)?(?:为|：)?/y;

const termOf =
  (type: PenaltyName, months: number, days: number
  | undefined): { type: PenaltyName; months: number; days?: number } =>
  days === undefined ? { type, months } : { type, months, days };

/** 管制期间, 有期徒刑的刑期: words about a term, no term. */
const NOTE_ON_TERM = /^(?:的|期|执行期|以[上下内]|刑期|部分|内容|量刑)/;

/** 有期徒刑, 拘役 or 管制 ending at `end`, with its length; 六个 without 月 is read with a doubt. */
export const readMain = (text: string, at: Readonly<{ start: number; end: number }>): Token | undefined => {
  const type = text.slice(at.start, at.end) as '有期徒刑' | '拘役' | '管制';
  const start = matchEnd(LEAD, text, at.end);
  const read = readTermAt(text, start);
  if (read !== undefined) {
    return { kind: 'main', start: at.start, end: read.end, term: termOf(type, read.months, read.days) };
  }
  const lost = readNumberAt(text, start);
  if (lost !== undefined && text[lost.end] === '个' && /[，。；（]/.test(text[lost.end + 1] ?? '。')) {
    return { kind: 'main', start: at.start, end: lost.end
      + 1, term: { type, months: lost.value }, doubtful: true };
  }
  return NOTE_ON_TERM.test(text.slice(at.end, at.end + 4))
    ? undefined : { kind: 'mainUnread', start: at.start, end: at.end };
};

const SUSPENDED_DEATH = /（?[，、]?(?:(?:缓期|缓刑|缓)(?:二|2|两)年(?:执行)?|缓期执行)）?/y;

/** 死刑 with or without 缓期二年执行. */
export const readDeath = (text: string, at: Readonly<{ start: number; end: number }>): Token => {
  const end = matchEnd(SUSPENDED_DEATH, text, at.end);
  const type = end === at.end ? '死刑' : '死刑缓期执行';
  return { kind: 'main', start: at.start, end, term: { type, months: 0 } };
};

const PERIOD_WORDS = /(?:的?考验的?期限?|的?考验期间|期限?|期间)?(?:为|：|是)?/y;
const SUSPENSION_NOTE = /考验|的|期|部分|，|。|；|）|、|内|适用|执行|条件|、/y;

/** 缓刑 with its period, or a mention of it (缓刑考验期限，从判决确定之日起计算). */
export const readSuspension = (text: string, at: Readonly<{ start: number; end: number }>): Token => {
  const read = readTermAt(text, matchEnd(PERIOD_WORDS, text, at.end));
  if (read !== undefined && read.days === undefined) {
    return { kind: 'suspension', start: at.start, end: read.end, months: read.months };
  }
  const isReadable = matchEnd(SUSPENSION_NOTE, text, at.end) > at.end || at.end === text.length;
  return { kind: 'suspensionNote', start: at.start, end: at.end, isReadable };
};

const IMPOSED = /(?:并处|单处|判处|各处|均处|并科|附加|科处|另处|及处|并|处以|处|科|和|及|，|；|。|、|）|：|”)$/;
const NOTED = new RegExp([
  '(?:所处|所判|判处的|所并处的?|上述|以上|前述|上列|该|应缴|应缴纳的?|剩余|其余|余下|欠缴|尚欠|未缴纳?|预缴|预交|已缴纳?|已交纳?|折抵|缴纳|交纳|的',
  '|项|中|为|将|以|充抵|抵作|作为|扣除)$',
].join(''));
const AMOUNT = /(?:的?数?金?额?为?)?(?:（人民币）|人民币)?[￥¥]?[0-9零〇一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟两×XxＸ*＊]/y;

/** 罚金 with its amount; `isImposed` tells 并处罚金 from notes about payment. */
export const readFine = (text: string, at: Readonly<{ start: number; end: number }>): Token => {
  const lead = text.slice(Math.max(0, at.start - 6), at.start);
  const isNote = NOTED.test(lead);
  const isImposed = !isNote && (IMPOSED.test(lead) || at.start === 0);
  const start = matchEnd(/(?:款项|款|数额)?(?:为|计|：|各)?/y, text, at.end);
  const money = readMoneyAt(text, start);
  if (money !== undefined) {
    const isBeside = /(?:并处|并科|附加)$/.test(lead);
    return { kind: 'fine', start: at.start, end: money.end, yuan: money.yuan, isImposed, isBeside };
  }
  // An amount that is printed but unreadable must not pass for a payment note.
  const isReadable = matchEnd(AMOUNT, text, at.end) === at.end
    && (isNote || !/(?:并处|单处|判处)$/.test(lead) || /^(?:部分|内容|的部分)/.test(text.slice(at.end, at.end + 3)));
  return { kind: 'fineNote', start: at.start, end: at.end, isReadable };
};

const PROPERTY = /(?:其|被告人[^，。；]{1,8}?)?(?:个人)?(?:所有)?(?:的)?(全部|部分|一切)?(?:个人)?(?:合法|所有|的)?财产(?!损失)/y;
const GOODS = /^(?:其|被告人[^，。；]{0,6})?(?:违法|非法|犯罪|赃|作案|用于|涉案|供)/;

/** 没收财产 as a penalty (刑法第59条); 没收违法所得 and tools of crime give no token. */
export const readConfiscation = (text: string, at: Readonly<{ start: number; end: number }>): Token
  | undefined => {
  if (GOODS.test(text.slice(at.end, at.end + 10))) return undefined;
  PROPERTY.lastIndex = at.end;
  const match = PROPERTY.exec(text);
  const amountAt = match === null ? at.end : PROPERTY.lastIndex;
  const isPenalty = match !== null || /(?:并处|单处)$/.test(text.slice(Math.max(0, at.start - 2), at.start));
  if (!isPenalty) return undefined;
  const money = readMoneyAt(text, matchEnd(/(?:中的|折合|计|价值|共计|：)?/y, text, amountAt));
  if (money !== undefined) return { kind: 'confiscation', start: at.start, end: money.end,
    amount: money.yuan };
  if (match !== null && (match[1] === '全部' || match[1] === '一切')) {
    return { kind: 'confiscation', start: at.start, end: amountAt, amount: 'all' };
  }
  return { kind: 'confiscationUnread', start: at.start, end: amountAt };
};

/** 剥夺政治权利 with its length or 终身; without one it is a note about how it runs. */
export const readRights = (text: string, at: Readonly<{ start: number; end: number }>): Token => {
  const start = matchEnd(/的?(?:期限)?(?:为|：)?/y, text, at.end);
  if (text.startsWith('终身', start)) {
    return { kind: 'rights', start: at.start, end: start + 2, value: { months: 0, life: true } };
  }
  const read = readTermAt(text, start);
  if (read === undefined) return { kind: 'rightsNote', start: at.start, end: at.end };
  return { kind: 'rights', start: at.start, end: read.end, value: { months: read.months } };
};

// LIMIT: one sentence of a ban; longer ones are cut, never scanned on.
const BAN_CHARS_MAX = 160;
const WORK = /从事|担任|执业|任职|从业/;
const DURING_SUSPENSION = /缓刑考验期(?:限|间)?(?:限)?内|考验期内|考验期限内|管制(?:执行)?期(?:间|限)/;
const LENGTH = /([一二三四五两\d]{1,2})年(?:以?内|期间|之内|，|。|；|$|零|又|六)|(?:期限为?|禁止期限?为?|为期)([一二三四五两\d]{1,2})年/;

/** 从业禁止 (刑法第37条之一) around 禁止 at `at`; a 禁止令 for the time of suspension gives no token. */
export const readBan = (text: string, at: Readonly<{ start: number; end: number }>): Token | undefined => {
  const floor = Math.max(0, at.start - 60);
  const before = text.slice(floor, at.start);
  const open = Math.max(before.lastIndexOf('。'), before.lastIndexOf('；'));
  const tail = text.slice(at.start, at.start + BAN_CHARS_MAX);
  const close = tail.search(/[。；]/);
  const sentence = before.slice(open + 1) + (close < 0 ? tail : tail.slice(0, close + 1));
  if (!WORK.test(sentence) || DURING_SUSPENSION.test(sentence)) return undefined;
  const length = LENGTH.exec(sentence);
  const years = length === null ? undefined : readNumberAt(length[1] ?? length[2] ?? '', 0)?.value;
  const end = at.start + (close < 0 ? tail.length : close);
  return years === undefined ? undefined : { kind: 'ban', start: at.start, end, months: years * 12 };
};
