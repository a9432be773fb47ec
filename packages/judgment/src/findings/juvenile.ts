import type { Evidenced } from '@fengcun/kernel';
import { under18On } from '@fengcun/statute';
import type { Party } from '../header/parties.ts';
import type { ActsOfParty } from '../offence-dates/read-offence-dates.ts';
import type { Problem } from '../reading.ts';
import type { Case } from './read-findings.ts';

const OF_OTHERS = /被害|受害|容留|幼女|未成年被害|他人|对象|包括|与|强行|向|女性|男性|学生|儿童/;
const AT_OFFENCE = /(?:作案|犯罪|实施|行为|案发|当时|系|是|属|时|已满(?:十[四六]|1[46])周?岁，?|的?被告人|部分)[^，。；]{0,8}$/;

/** The court's words that the defendant was under eighteen; a victim's age is no such word. */
const byWords = (found: Case): Evidenced<true> | undefined => {
  const { text } = found.reasoning;
  for (const word of found.words) {
    if (word.kind !== 'juvenile' || word.stance !== 'found') continue;
    const start = Math.max(...['，', '。', '；'].map((mark) => text.lastIndexOf(mark, word.start - 1))) + 1;
    const lead = text.slice(Math.max(start, word.start - 80), word.start);
    const pair = text.slice(Math.max(0, word.start - 10), word.start);
    const isPair = /已满(?:十[四六]|1[46])周?岁，?$/.test(pair);
    const tail = text.slice(word.end, word.end + 4);
    if (!isPair && (OF_OTHERS.test(lead) || /^(?:被害|女|男|受害|子女|学生)/.test(tail))) continue;
    if (isPair || AT_OFFENCE.test(lead)) return { value: true, span: found.reasoning.spanOf(word.start, word.end) };
  }
  const cited = found.isAlone ? found.cited.juvenile : undefined;
  return cited === undefined ? undefined : { value: true, span: found.reasoning.spanOf(cited.start, cited.end) };
};

type Asked = Readonly<{ found: Case; party: Party; acts: ActsOfParty; defendant: number }>;

/**
 * Whether the defendant was under eighteen at the offence: by the court's words, and by birth date and the date
 * of the first act. Where the two disagree, or only the dates say so, that is a problem besides.
 * @see 《刑法》第17条; 法释〔2006〕1号 第2条 (the 18th birthday itself still counts as under eighteen)
 */
export const findJuvenile = (asked: Asked): Readonly<{ finding: Evidenced<true> | undefined; problems: readonly Problem[] }> => {
  const words = byWords(asked.found);
  const { birthDate } = asked.party;
  const { offenceFrom } = asked.acts;
  if (birthDate === undefined || offenceFrom === undefined) return { finding: words, problems: [] };
  const byDates = under18On(birthDate.value, offenceFrom.value);
  const problem = (message: string, span = offenceFrom.span): readonly Problem[] =>
    [{ code: 'JUVENILE_CONTRADICTS', message, span, defendant: asked.defendant }];
  if (words !== undefined) {
    return { finding: words, problems: byDates === false ? problem('the dates say eighteen or older at the first act', words.span) : [] };
  }
  if (byDates === true) {
    const finding: Evidenced<true> = { value: true, span: offenceFrom.span };
    return { finding, problems: problem('birth date and first act say under eighteen, but the court does not') };
  }
  return { finding: undefined, problems: byDates === 'unknown' ? problem('whether the act fell before the eighteenth birthday is disputed') : [] };
};
