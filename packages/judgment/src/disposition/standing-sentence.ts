import type { Span } from '@fengcun/kernel';

const QUOTED = /(?:判决|判决如下|裁判如下|作出如下判决|判决主文为?|判决主文如下|判处)[：:]/g;
/** 原审法院以盗窃罪判处被告人…: told, not quoted. */
const TOLD = /以(?:犯)?[^，。；\s以]{2,40}?罪，?判处/g;
const AFTER = /宣判后|判决后|判决宣告后|不服|提出上诉|提起上诉|提出抗诉|本院[^。]{0,10}(?:查明|认为)|上诉人[^。]{0,30}(?:提出|上诉)|上诉理由/g;

const lastQuoted = (text: string, before: Span): number | undefined => {
  let start: number | undefined;
  QUOTED.lastIndex = before.start;
  for (let match = QUOTED.exec(text); match !== null && match.index < before.end; match = QUOTED.exec(text)) {
    const tail = text.slice(QUOTED.lastIndex, QUOTED.lastIndex + 200);
    if (/犯[^。；]{1,40}罪/.test(tail)) start = QUOTED.lastIndex;
  }
  return start;
};

const lastTold = (text: string, before: Span): number | undefined => {
  let start: number | undefined;
  TOLD.lastIndex = before.start;
  for (let match = TOLD.exec(text); match !== null
    && match.index < before.end; match = TOLD.exec(text)) start ??= match.index;
  return start;
};

/**
 * Where a dismissed appeal quotes the sentence that stands (原审判决：…); undefined when no quotation is found.
 * The last quotation counts, because an older trial may be told first.
 */
export const standingSentence = (text: string, before: Span): Span | undefined => {
  const start = lastQuoted(text, before) ?? lastTold(text, before);
  if (start === undefined) return undefined;
  AFTER.lastIndex = start;
  const after = AFTER.exec(text);
  return { start, end: after === null || after.index > before.end ? before.end : after.index };
};
