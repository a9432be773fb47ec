import type { Span } from '@fengcun/kernel';
import type { Sections } from '../text/sections.ts';

const ESTABLISHED = new RegExp([
  '(?:经(?:公开开庭)?审理查明|经审理认定|经(?:庭审|开庭)查明|本院(?:经审理)?查明|审理查明|再审查明|原判(?:决)?认定',
  '|原审(?:法院)?(?:判决)?(?:认定|查明)|一审(?:法院)?(?:判决)?认定)[的]?(?:事实|案件事实|以下事实',
  '|如下事实)?[^，。：:；]{0,12}[，：:。]?',
].join(''), 'g');
const EVIDENCE = new RegExp([
  '上述(?:犯罪)?事实|以上(?:犯罪)?事实|认定上述|该事实|证实上述|证明上述|前述事实|上列事实|另查明|另查，|还查明|又查明|公诉机关(?:就|为|提供|提交|当庭',
  '|认为)|针对上述|为证明|以上查明|被告人[^。，]{0,20}对(?:公诉机关|起诉书|指控|上述)[^。]{0,20}(?:无异议|没有异议|予以供认|供认不讳)',
].join(''), 'g');
const SAME_AS_CHARGED = new RegExp([
  '与(?:公诉机关|起诉书|检察院|检察机关|指控)[^。]{0,20}(?:一致|相同|相符)|公诉机关(?:所?指控|起诉指控)[^。]{0,40}(?:属实|事实清楚',
  '|成立)|指控的?(?:上述)?(?:犯罪)?事实[^。]{0,20}(?:属实|一致|清楚)',
].join(''));
const CHARGED = /(?:公诉机关|起诉书|检察院|检察机关)[^。]{0,20}?(?:起诉)?指控[：:，]?/g;

const firstAfter = (pattern: RegExp, text: string, within: Span): Readonly<{ start: number; end: number }>
  | undefined => {
  pattern.lastIndex = within.start;
  const match = pattern.exec(text);
  return match === null || match.index >= within.end
    ? undefined : { start: match.index, end: match.index + match[0].length };
};

const allWithin = (pattern: RegExp, text: string, within: Span): readonly Span[] => {
  const found: Span[] = [];
  for (let next = firstAfter(pattern, text, within); next !== undefined;
    next = firstAfter(pattern, text, { start: next.end, end: within.end })) found.push(next);
  return found;
};

const HAS_DATE = /\d{4}年|[一二][〇○O零0一二三四五六七八九]/;

const upToEvidence = (text: string, start: number, end: number): Span => {
  const evidence = firstAfter(EVIDENCE, text, { start, end });
  return { start, end: evidence?.start ?? end };
};

/** 指控：2017年… begins the account; 起诉书指控被告人…犯…罪，于…提起公诉 only tells of the indictment. */
const accountOfCharge = (text: string, within: Span): Span | undefined => {
  for (let next = firstAfter(CHARGED, text, within); next !== undefined;
    next = firstAfter(CHARGED, text, { start: next.end, end: within.end })) {
    const tail = text.slice(next.end, next.end + 160);
    if (HAS_DATE.test(tail) && !/提起公诉|移送起诉/.test(tail)) return next;
  }
  return undefined;
};

/**
 * The account of the acts the court established (经审理查明…), without the evidence; the indictment's account
 * where the court only says that it agrees, or tells none of its own. Undefined when there is none.
 */
export const establishedFacts = (text: string, sections: Sections): Span | undefined => {
  const { start, end } = sections.facts;
  const established = allWithin(ESTABLISHED, text, { start, end });
  // The last account that tells anything: a second instance often only says that the facts are the same.
  for (const each of established.toReversed().slice(0, 5)) {
    const own = upToEvidence(text, each.end, end);
    if (HAS_DATE.test(text.slice(own.start, own.end))) return own;
  }
  const charged = accountOfCharge(text, { start, end });
  if (charged === undefined) return undefined;
  const last = established.at(-1);
  const isAgreed = last === undefined || SAME_AS_CHARGED.test(text.slice(last.start, end));
  return isAgreed ? upToEvidence(text, charged.end, last?.start ?? end) : undefined;
};
