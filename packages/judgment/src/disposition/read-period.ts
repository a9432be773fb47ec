import { type DateToken, readDateAt } from '../text/dates.ts';
import type { Token } from './tokens.ts';

/** Between the two dates of a printed term: 起至, 至, 起执行至, 起，至, 起（…）至. */
const JOINT = /(?:（[^（）]{0,20}）)?(?:起始|起算|起计算|起|始)?(?:执行)?，?(?:至|到|－|-|—|～|~|止于)(?:于)?/y;
const START_WORDS = /(?:的?刑期|执行|应|当|：|，|自|从|由|于){0,4}/y;
const LOST_DAY = /(?:[日号]?(?:止|期满)|[，。；）])/y;
/** What marks the dates of an earlier custody that is credited, not of the term. */
const CREDIT = /(?:折抵|扣除|先行羁押|已羁押|被羁押|曾|原羁押|羁押期间|羁押时间|拘留|取保候审|强制隔离戒毒|监视居住|考验期限?|禁止|剥夺政治权利)[^，。；]{0,14}$/;
const LEAD_CHARS = 24;

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** 2019年1月23止: 日 lost in print; read as if it stood there. */
const readLooseDate = (text: string, at: number, previous: DateToken | undefined): DateToken | undefined => {
  const context = previous === undefined ? {} : { previous };
  const read = readDateAt(text, at, context);
  if (read === undefined || read.date !== undefined || read.impossible) return read;
  const digits = /[0-9〇○零一二三四五六七八九十]{1,3}/y;
  const end = endOf(digits, text, read.span.end);
  if (end < 0 || endOf(LOST_DAY, text, end) < 0) return read;
  const repaired = readDateAt(`${text.slice(at, end)}日`, 0, context);
  return repaired === undefined ? read : { ...repaired, span: { start: at, end } };
};

const scoreOf = (text: string, at: number, hasEndWord: boolean): number => {
  const lead = text.slice(Math.max(0, at - LEAD_CHARS), at);
  const marked = /即[^，。；]{0,16}$/.test(lead) || text[at] === '即' ? 2 : 0;
  const named = /刑期[^，。；]{0,8}$/.test(lead) || text.startsWith('刑期', at + 1) ? 1 : 0;
  const credit = marked === 0 && CREDIT.test(lead) ? -4 : 0;
  return marked + named + (hasEndWord ? 1 : 0) + credit;
};

/**
 * Reads a printed span of dates whose lead word (即, 自, 从, 由) stands at `at`: 即自X起至Y止, 即从X至Y, 自X起，至Y止,
 * 即X起至Y止. `score` ranks it: the term itself marks its dates with 即 or 刑期, credited custody with 折抵.
 * An end without a date that exists is undefined in the token, never guessed.
 */
export const readPeriod = (text: string, at: number): Token | undefined => {
  const start = Math.max(endOf(START_WORDS, text, at + 1), at + 1);
  const from = readLooseDate(text, start, undefined);
  if (from === undefined || from.relative) return undefined;
  const joint = endOf(JOINT, text, from.span.end);
  if (joint < 0) return undefined;
  const to = readLooseDate(text, joint, from);
  if (to === undefined) return undefined;
  const closing = endOf(/[日号]?(?:止|期满)/y, text, to.span.end);
  return {
    kind: 'period', start, end: closing < 0 ? to.span.end : closing, from: from.date, to: to.date,
    score: scoreOf(text, at, closing >= 0),
  };
};
