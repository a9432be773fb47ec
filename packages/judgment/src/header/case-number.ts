import type { Evidenced, Span } from '@fengcun/kernel';

// LIMIT: the case number stands in the head of the document, after an optional title and the court.
const HEAD_CHARS_MAX = 1_500;

const OPEN = '[（(\\[【〔﹝［]';
const CLOSE = '[）)\\]】〕﹞］]';
const WITH_YEAR = new RegExp(
  `${OPEN}[ ]?(?<year>(?:19|20)\\d{2})[ ]?(?:年度?)?${CLOSE}[ ]?(?<body>[一-鿿]{1,12}[ ]?\\d{0,6}[ ]?[一-鿿]{0,8}?)`
  + '[ ]?(?<serial>第?[ ]?\\d{1,7}(?:[-—]\\d{1,3})?[ ]?号(?:之[一二三四五六七八九十]{1,3})?)', 'g');
/** An old number whose year was lost: 岭刑初字第7号. */
const WITHOUT_YEAR = /(?<=[\s书])[一-鿿]{1,6}刑[一-鿿]{0,3}(?:初|终|再)字第?\d{1,6}号/g;
/** A criminal case: 刑初, 刑终, 刑再, 刑更, 刑核, 刑一初字, 刑重字, 少刑初字; 刑诉 is a prosecutor's number. */
const CRIMINAL = /刑(?!诉|不诉|检|抗|公)/;
const PROSECUTOR = /检.*诉|检.*刑/;

/** A case number with what it says: canonical brackets （）, no spaces, otherwise as printed. */
export type CaseNumberReading = Readonly<{
  value: Evidenced<string>;
  /** The letters between the year and the serial number, such as 粤0103刑初 or 潍刑二终字. */
  body: string;
  hasYear: boolean;
  isCriminal: boolean;
}>;

const canonical = (groups: Readonly<Record<string, string | undefined>>): string =>
  `（${groups['year'] ?? ''}）${groups['body'] ?? ''}${groups['serial'] ?? ''}`.replace(/[ ]/g, '');

const within = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });

const HEAD_END = /公诉机关|抗诉机关|自诉人|起诉书|。/g;

/** Where the head ends: at the first party or sentence after the court. */
const headEnd = (text: string, from: number): number => {
  HEAD_END.lastIndex = from;
  return Math.min(HEAD_END.exec(text)?.index ?? text.length, from + HEAD_CHARS_MAX);
};

const findIn = (text: string, zone: Span): CaseNumberReading | undefined => {
  WITH_YEAR.lastIndex = zone.start;
  const part = text.slice(0, zone.end);
  for (let match = WITH_YEAR.exec(part); match !== null; match = WITH_YEAR.exec(part)) {
    const body = match.groups?.['body'] ?? '';
    if (PROSECUTOR.test(body)) continue;
    const value = { value: canonical(match.groups ?? {}), span: within(match) };
    return { value, body, hasYear: true, isCriminal: CRIMINAL.test(body) };
  }
  WITHOUT_YEAR.lastIndex = zone.start;
  const old = WITHOUT_YEAR.exec(part);
  if (old === null) return undefined;
  return { value: { value: old[0], span: within(old) }, body: old[0], hasYear: false, isCriminal: true };
};

/**
 * The case number in the head of the document, criminal or not, in the new form （2017）渝9903刑初350号 and the old
 * ones （2015）鄂云溪刑初字第00434号; between the court's name, which ends at `courtEnd` (0 without one), and the
 * parties, or in the title before it. Prosecutors' numbers are passed over; undefined when there is none.
 */
export const readCaseNumber = (text: string, courtEnd: number): CaseNumberReading | undefined =>
  findIn(text, { start: courtEnd, end: headEnd(text, courtEnd) })
  ?? findIn(text, { start: 0, end: courtEnd });

const FINAL = /本(?:判决|裁定)[为系是]终审|为终审(?:判决|裁定)/;
const APPEALABLE = /如不服本|不服本判决|如对本判决不服/;

/**
 * First or second instance, from the case number (初, 终); a retrial (再) from what its last words allow.
 * @see 《刑事诉讼法》(2018) 第256条: a retrial follows the procedure of the instance whose judgment is reopened.
 */
export const readInstance = (
  text: string, number: CaseNumberReading,
): Evidenced<'first' | 'second'> | undefined => {
  const span = number.value.span;
  if (number.body.includes('终')) return { value: 'second', span };
  if (number.body.includes('初')) return { value: 'first', span };
  const tail = text.slice(-6_000);
  if (FINAL.test(tail)) return { value: 'second', span };
  return APPEALABLE.test(tail) ? { value: 'first', span } : undefined;
};
