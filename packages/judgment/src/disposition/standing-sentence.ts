import type { Span } from '@fengcun/kernel';

const QUOTED = /(?:判决|判决如下|裁判如下|作出如下判决|判决主文为?|判决主文如下|判处)[：:]/g;
const AFTER = /宣判后|判决后|判决宣告后|不服|提出上诉|提起上诉|提出抗诉|本院[^。]{0,10}(?:查明|认为)|上诉人[^。]{0,30}(?:提出|上诉)|上诉理由/g;

/**
 * Where a dismissed appeal quotes the sentence that stands (原审判决：…); undefined when no quotation is found.
 * The last quotation counts, because an older trial may be told first.
 */
export const standingSentence = (text: string, before: Span): Span | undefined => {
  let start = -1;
  QUOTED.lastIndex = before.start;
  for (let match = QUOTED.exec(text); match !== null; match = QUOTED.exec(text)) {
    if (match.index >= before.end) break;
    const tail = text.slice(QUOTED.lastIndex, QUOTED.lastIndex + 200);
    if (/犯[^。；]{1,40}罪/.test(tail)) start = QUOTED.lastIndex;
  }
  if (start < 0) return undefined;
  AFTER.lastIndex = start;
  const after = AFTER.exec(text);
  return { start, end: after === null || after.index > before.end ? before.end : after.index };
};
