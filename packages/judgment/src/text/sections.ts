import type { Span } from '@fengcun/kernel';

/** The parts of a judgment, as offsets into its whole text; a missing part has start === end. */
export type Sections = Readonly<{
  /** Optional title line, court, document name, case number, parties, custody, procedure. */
  header: Span;
  /** Charge, plea, facts, evidence. */
  facts: Span;
  /** From the court's reasoning (本院认为) to the last 判决如下 / 裁定如下. */
  reasoning: Span;
  /** The operative part, after the last 判决如下 and before the appeal notice or signature. */
  disposition: Span;
  /** Judges, date, clerk. */
  signature: Span;
}>;

// LIMIT: a header longer than this is no header; bounds the work on texts without any facts part.
const HEADER_CHARS_MAX = 60_000;
// LIMIT: judges, assessors, date, clerk; the longest seen are under 300 characters.
const SIGNATURE_CHARS_MAX = 1_200;

const OPERATIVE = /(?:判[ \u3000]?决|裁[ \u3000]?定)[ \u3000]?如[ \u3000]?下/g;
const OPERATIVE_END = new RegExp([
  '如不服本', '如对本(?:判决|裁定)不服', '不服本(?:判决|裁定)', '本(?:判决|裁定)[为系是]终审',
  '本(?:判决|裁定)(?:送达|作出)后?即发生法律效力', '审[ \\u3000]{0,4}判[ \\u3000]{0,4}[长员]',
].join('|'), 'g');
const REASONING = /(?:^|[\s。；”）])(?:综上，?)?本院(?:经?(?:审理|再审|审查|重审)后?)?认为/g;
const REASONING_ANYWHERE = /本院(?:经?(?:审理|再审|审查|重审)后?)?认为/g;
const FACTS =
  /起诉书?(?:的?附件)?[^。\s]{0,12}指控|检察院[^。\s]{0,40}指控|提起公诉|提起自诉|审理终结|公诉机关[^。\s]{0,6}指控|经审理查明/g;
/** Texts without gaps go on with the indictment right behind the case number: …刑初749号：某某检察院以…. */
const CASE_NUMBER = /刑[^号\s。]{0,20}号[：:]?/g;
const JUDGE = /审[ \u3000]{0,4}判[ \u3000]{0,4}[长员]/g;
const CLERK = /书[ \u3000]{0,4}记[ \u3000]{0,4}员/g;
const APPENDIX = new RegExp([
  '附[：:录件]', '附(?:本案|相关|法律|判决|有关|适用|引用)', '本案(?:所?引用|适用)的?(?:相关|有关)?法律', '《中华人民共和国',
  '第[一二三四五六七八九十百零〇\\d]{1,8}条',
].join('|'), 'g');

/** The first match of a global pattern within [start, end), or undefined. */
const firstIn = (text: string, pattern: RegExp, within: Span): Span | undefined => {
  pattern.lastIndex = within.start;
  const match = pattern.exec(text);
  if (match === null || match.index >= within.end) return undefined;
  return { start: match.index, end: match.index + match[0].length };
};

const lastIn = (text: string, pattern: RegExp, within: Span): Span | undefined => {
  let last: Span | undefined;
  pattern.lastIndex = within.start;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match.index >= within.end) break;
    last = { start: match.index, end: match.index + match[0].length };
  }
  return last;
};

/** Start of the sentence or paragraph around `offset`, not before `floor`. */
const sentenceStart = (text: string, offset: number, floor: number): number => {
  for (let at = offset; at > floor; at -= 1) {
    if (/[。\s]/.test(text.charAt(at - 1))) return at;
  }
  return floor;
};

const signatureOf = (text: string, from: number): Span => {
  const whole = { start: from, end: text.length };
  const judge = firstIn(text, JUDGE, whole);
  const start = judge?.start ?? from;
  const limit = Math.min(text.length, start + SIGNATURE_CHARS_MAX);
  const clerk = firstIn(text, CLERK, { start, end: limit });
  const appendix = firstIn(text, APPENDIX, { start: clerk?.end ?? start, end: limit });
  return { start, end: appendix?.start ?? limit };
};

/**
 * Divides a judgment into its parts. Every text gets an answer: a part that is not there is empty.
 * The operative part begins after the LAST 判决如下, because a second instance quotes the first one's.
 * Linear in the length of the text.
 */
export const splitSections = (text: string): Sections => {
  const whole = { start: 0, end: text.length };
  const operative = lastIn(text, OPERATIVE, whole);
  const opened = operative?.end ?? text.length;
  const closing = firstIn(text, OPERATIVE_END, { start: opened, end: text.length });
  const closed = closing?.start ?? text.length;
  const headerLimit = Math.min(operative?.start ?? text.length, HEADER_CHARS_MAX);
  const charge = firstIn(text, FACTS, { start: 0, end: headerLimit });
  const number = firstIn(text, CASE_NUMBER, { start: 0, end: charge?.start ?? 0 });
  const headerEnd = charge === undefined ? headerLimit : sentenceStart(text, charge.start, number?.end ?? 0);
  const body = { start: headerEnd, end: opened };
  const speaks = firstIn(text, REASONING, body) ?? firstIn(text, REASONING_ANYWHERE, body);
  const reasoning = speaks?.start ?? opened;
  return {
    header: { start: 0, end: headerEnd },
    facts: { start: headerEnd, end: reasoning },
    reasoning: { start: reasoning, end: opened },
    disposition: { start: opened, end: closed },
    signature: signatureOf(text, closed),
  };
};
