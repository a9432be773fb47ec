import type { Evidenced } from '@fengcun/kernel';

// LIMIT: court and case number stand at the head; titles before them are under 200 characters.
const HEAD_CHARS_MAX = 1_500;
const NAME_CHARS_MAX = 40;
const NAME_CHARS_MIN = 4;

const COURT_END = /法[ \u3000]{0,2}院(?:[一-鿿]{2,14}分院)?/g;
/** What may follow the court's name: a gap, the document's name, the case number, junk before it. */
const FOLLOWS = /[\s〉>]|刑|（|\(|〔|\[|民事|行政|判决|裁定|$/y;
const NAME_CHAR = /[一-鿿㐀-䶿·]/;
/** Words that show that 法院 here is part of a sentence, not the name of the deciding court. */
const SENTENCE = /检察|公诉|被告|原告|审理|不服|关于|受理|指定|上诉|诉讼|本院|裁判|公告/;
/** A title without a gap before the court: the name starts after it. */
const TITLE_END = /.*(?:判决书|裁定书|决定书|调解书|通知书|文书内容|终稿|书|稿)/y;

const startOfName = (text: string, end: number): number => {
  let start = end;
  while (start > 0 && end - start < NAME_CHARS_MAX && NAME_CHAR.test(text.charAt(start - 1))) start -= 1;
  return start;
};

/**
 * The deciding court as the head of the document prints it: 县、区、市人民法院, 中级人民法院, 林区基层法院, 铁路运输法院,
 * 垦区人民法院 and so on, with or without the province. The first name that stands alone; undefined when none does.
 */
export const readCourt = (text: string): Evidenced<string> | undefined => {
  const head = text.slice(0, HEAD_CHARS_MAX);
  COURT_END.lastIndex = 0;
  for (let match = COURT_END.exec(head); match !== null; match = COURT_END.exec(head)) {
    const end = match.index + match[0].length;
    FOLLOWS.lastIndex = end;
    if (!FOLLOWS.test(head)) continue;
    const whole = head.slice(startOfName(head, match.index), end);
    TITLE_END.lastIndex = 0;
    const titleEnd = TITLE_END.test(whole) ? TITLE_END.lastIndex : 0;
    const name = whole.slice(titleEnd);
    const value = name.replace(/[ \u3000]/g, '');
    if (value.length < NAME_CHARS_MIN || SENTENCE.test(value)) continue;
    return { value, span: { start: end - name.length, end } };
  }
  return undefined;
};
