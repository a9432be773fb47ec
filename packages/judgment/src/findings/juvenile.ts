import type { Evidenced } from '@fengcun/kernel';
import { under18AcrossActs } from '@fengcun/statute';
import type { Party } from '../header/parties.ts';
import type { ActsOfParty } from '../offence-dates/read-offence-dates.ts';
import type { Problem } from '../reading.ts';
import { endAtMark, startAfterMark } from '../text/marks.ts';
import type { Case } from './weighed-words.ts';

const OF_OTHERS =
  /被害|受害|容留|幼女|他人|对象|包括|与|强行|向|给|供|为|明知|知道|教唆|引诱|女性|男性|学生|儿童|另案|同案|证人/;
/** 作案时, 犯罪时 … or the defendant as the subject right before 系未成年人. */
const AT_OFFENCE = new RegExp([
  '(?:作案|犯罪|实施|行为|案发|盗窃|抢劫|伤害|当)[^，。；]{0,12}时[^，。；]{0,6}$',
  '(?:被告人|上诉人|^其|^均|^)[^，。；]{0,8}(?:系|是|属|尚|均为|还)$',
  '部分(?:作案|犯罪)[^，。；]{0,6}$',
].join('|'));
const DEFENDANT_BEHIND = /^(?:被告|上诉)/;
const OTHER_BEHIND = /^(?:被害|女|男|受害|子女|学生)/;

/** The court's words that the defendant was under eighteen; a victim's age is no such word. */
const byWords = (found: Case): Evidenced<true> | undefined => {
  const { text } = found.reasoning;
  for (const word of found.words) {
    if (word.kind !== 'juvenile' || word.stance !== 'found') continue;
    const lead = text.slice(startAfterMark(text, word.start, { marks: '，。；', limit: 80 }), word.start);
    const pair = text.slice(Math.max(0, word.start - 10), word.start);
    const isPair = /已满(?:十[四六]|1[46])周?岁，?$/.test(pair);
    const tail = text.slice(word.end, word.end + 4);
    if (!isPair && (OF_OTHERS.test(lead) || OTHER_BEHIND.test(tail))) continue;
    if (!isPair && !AT_OFFENCE.test(lead) && !DEFENDANT_BEHIND.test(tail)) continue;
    return { value: true, span: found.reasoning.spanOf(word.start, word.end) };
  }
  const cited = found.isAlone ? found.cited.juvenile : undefined;
  return cited === undefined
    ? undefined : { value: true, span: found.reasoning.spanOf(cited.start, cited.end) };
};

/** 前六次盗窃时不满十八周岁，第七次已满: only part of the acts. */
const PARTLY = new RegExp([
  '部分(?:作案|犯罪|行为|事实)|已满(?:十八|18)周?岁|第[一二三四五六七八九十]{1,3}[起次笔][^。；]{0,20}[不未]满',
  '|前[一二三四五六七八九十]{1,3}[起次笔]|其中[^。；]{0,20}[不未]满',
].join(''));

const SENTENCE = { marks: '。', limit: 200 } as const;

const isPartly = (found: Case): boolean => {
  const { text } = found.reasoning;
  return found.words.some((word) => {
    if (word.kind !== 'juvenile') return false;
    const start = startAfterMark(text, word.start, SENTENCE);
    return PARTLY.test(text.slice(start, endAtMark(text, word.end, SENTENCE)));
  });
};

type Asked = Readonly<{ found: Case; party: Party; acts: ActsOfParty; defendant: number }>;

/** What is found of the age, and the doubts about it. */
export type JuvenileFinding =
  Readonly<{ finding: Evidenced<true> | undefined; problems: readonly Problem[] }>;

const doubtful = (asked: Asked, message: string, at: Evidenced<unknown>): readonly Problem[] =>
  [{ code: 'JUVENILE_CONTRADICTS', message, span: at.span, defendant: asked.defendant }];

type ByDates = ReturnType<typeof under18AcrossActs> | undefined;

const ageByDates = ({ party, acts }: Asked): ByDates => {
  const { offenceFrom, offenceTo } = acts;
  if (party.birthDate === undefined || offenceFrom === undefined || offenceTo === undefined) return undefined;
  return under18AcrossActs({
    bornOn: party.birthDate.value, firstActOn: offenceFrom.value, lastActOn: offenceTo.value,
  });
};

/** The court's words, held against the dates; words about part of the acts are no finding for the whole. */
const fromWords = (asked: Asked, words: Evidenced<true>, byDates: ByDates): JuvenileFinding => {
  if (isPartly(asked.found)) {
    const message = 'only part of the acts fell before the eighteenth birthday';
    return { finding: undefined, problems: byDates === 'spans' ? [] : doubtful(asked, message, words) };
  }
  if (byDates === 'noneUnder18') {
    // A misread word must not make a juvenile of an adult: a person is asked instead.
    const message = 'words say under eighteen, but every act lies after the eighteenth birthday';
    return { finding: undefined, problems: doubtful(asked, message, words) };
  }
  const message = 'words say under eighteen, but acts lie on both sides of the eighteenth birthday';
  return { finding: words, problems: byDates === 'spans' ? doubtful(asked, message, words) : [] };
};

/**
 * Whether the defendant was under eighteen at the whole offence: by the court's words, and by birth date and
 * the dates of the acts. Where the two disagree, or only the dates say so, that is a problem besides; acts on
 * both sides of the birthday are no finding (the dates of the acts tell the rest).
 * @see 《刑法》第17条; 法释〔2006〕1号 第2条 (the 18th birthday itself still counts as under eighteen)
 */
export const findJuvenile = (asked: Asked): JuvenileFinding => {
  const words = byWords(asked.found);
  const byDates = ageByDates(asked);
  if (words !== undefined) return fromWords(asked, words, byDates);
  const at = asked.acts.offenceFrom;
  if (at === undefined) return { finding: undefined, problems: [] };
  switch (byDates) {
    case 'allUnder18': {
      const message = 'birth date and acts say under eighteen, but the court does not';
      return { finding: { value: true, span: at.span }, problems: doubtful(asked, message, at) };
    }
    case 'unknown': return { finding: undefined,
      problems: doubtful(asked, 'whether the acts fell before the eighteenth birthday is disputed', at) };
    default: return { finding: undefined, problems: [] };
  }
};
