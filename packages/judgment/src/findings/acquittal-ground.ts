import type { Evidenced } from '@fengcun/kernel';
import type { Sections } from '../text/sections.ts';

/** Why a court acquits. @see 《刑事诉讼法》(2018) 第200条第（二）、（三）项; 2012 text art. 195, 1996 text art. 162 */
export type AcquittalGround = 'insufficientEvidence' | 'innocent';

const INSUFFICIENT = /证据不足|证据不够充分|事实不清|第(?:二百|一百九十五|一百六十二)条第[（(]?三[）)]?项/;
const INNOCENT = /不构成犯罪|不是犯罪|不认为是犯罪|依据法律认定被告人无罪|第(?:二百|一百九十五|一百六十二)条第[（(]?二[）)]?项/;

// LIMIT: a reasoning longer than this is not summed up in one ground.
const REASONING_MAX = 60_000;

/**
 * The ground of an acquittal, from the court's reasoning. Where both grounds are spoken of (a charge dropped
 * for want of evidence, another act no crime) it is absent: the two seal differently, so a person is asked.
 */
export const acquittalGround = (text: string, sections: Sections): Evidenced<AcquittalGround> | undefined => {
  const { start, end } = sections.reasoning;
  const reasoning = text.slice(start, Math.min(end, start + REASONING_MAX));
  const insufficient = INSUFFICIENT.exec(reasoning);
  const innocent = INNOCENT.exec(reasoning);
  const found = insufficient ?? innocent;
  if (found === null || (insufficient !== null && innocent !== null)) return undefined;
  const span = { start: start + found.index, end: start + found.index + found[0].length };
  return { value: insufficient === null ? 'innocent' : 'insufficientEvidence', span };
};
