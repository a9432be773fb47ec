import { endAtMark, startAfterMark } from '../text/marks.ts';
import type { FindingWord } from './finding-words.ts';

/**
 * What the court makes of a finding word: its own finding, its own denial, or a position of others left open.
 */
export type Stance = 'found' | 'denied' | 'open';

/** A position of the prosecution or defence begins (辩护人提出…, 公诉机关认为…). */
const CLAIM = new RegExp([
  '(?:辩护人|公诉机关|公诉人|检察机关|检察院|检察员|控辩双方|代理人|上诉人|被告人)[^。；，]{0,20}?(?:提出|认为|关于|辩称|辩解|所提|建议|发表|请求',
  '|主张|指控[^，。；]{0,30}?(?:系|是|有|构成|属)|以(?=[^。]{0,40}为由))|其(?:辩护人)?(?:辩称|提出|辩解|所提)|(?:但|同时|另',
  '|还|又|并)(?:辩护人)?提出|(?:关于|针对|对于?)[^，。；]{0,30}?(?:辩护人|公诉机关|公诉人|检察|上诉人|被告人|控辩双方)',
].join(''), 'g');
const POSITION_END = /意见|指控|辩解|主张|理由|请求|辩称|为由|认定/;
/** The court's own words begin again. */
const RESET = /本院|经查|成立|鉴于|综上|属实|无异议|没有异议|供认不讳|但(?!提出)|事实清楚/g;
const REJECTED = new RegExp([
  '不予(?:采纳|支持|采信|认定)|不(?:能|予)?(?:成立|采纳|采信)|理由不足|不符|缺乏|难以(?:采信|采纳|支持)|无法(?:采信|支持|采纳)|不当',
  '|不能(?:以|认定)|不构成|不属(?!实)|不宜认定',
].join(''));
const ADOPTED = new RegExp([
  '(?<!不予|不能|不)(?:采纳|采信|支持)|(?<!不|不能)成立|属实|予以(?:认定|确认)|(?<!不)符合(?:法律|事实|本案|客观|查明)|有据|(?:应当',
  '|可以|应|依法)认定|客观',
].join(''));
const DENIAL_BEFORE = /(?:(?<!影响)不(?!影响|管|仅|但|满)|未(?!成年|满)|无(?!罪)|没有|并非|难以|否认)[^，。；]{0,7}$/;
const DENIAL_AFTER = /^[^，。；]{0,12}(?:不(?:能)?成立|不符|不足|不予|不当|不能认定)/;
const APPLIES_TO_OTHERS = /(?:同案|同伙|其他被告|他人|被害人)[^，。；]{0,12}$/;

const lastMatchEnd = (pattern: RegExp, text: string): number => {
  let end = -1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    end = match.index + match[0].length;
    // A claim may hold another one's first words (关于辩护人提出…): go on inside it.
    pattern.lastIndex = match.index + 1;
  }
  return end;
};

// LIMIT: a position and the court's answer to it stand this close.
const SENTENCE_MAX = 600;
const CLAUSE = { marks: '，。；：', limit: 120 } as const;
const SENTENCE = { marks: '。', limit: SENTENCE_MAX } as const;

/** Start of the sentence around `at`, at most 600 characters back. */
export const sentenceStart = (text: string, at: number): number => startAfterMark(text, at, SENTENCE);

const sentenceEnd = (text: string, at: number): number =>
  Math.min(text.length, endAtMark(text, at, SENTENCE) + 1);

const verdict = (said: string): Stance | undefined => {
  const [no, yes] = [said.search(REJECTED), said.search(ADOPTED)];
  if (no < 0 && yes < 0) return undefined;
  return no >= 0 && (yes < 0 || no <= yes) ? 'denied' : 'found';
};

/** Whether the words stand inside a position of the prosecution or the defence. */
const isClaimed = (text: string, word: FindingWord): boolean => {
  const before = text.slice(sentenceStart(text, word.start), word.start);
  const claim = lastMatchEnd(CLAIM, before);
  if (claim < 0) return false;
  if (lastMatchEnd(RESET, before.slice(claim)) >= 0) return false;
  return POSITION_END.test(text.slice(word.end, sentenceEnd(text, word.end)))
    || /提出|辩称|辩解|认为|建议/.test(before.slice(claim - 4, claim));
};

/**
 * The court's stance at one finding word. A position of others counts only when the court adopts it in the
 * same or the next sentence; a position without an answer stays open and is no finding.
 */
export const stanceAt = (text: string, word: FindingWord): Stance => {
  const start = startAfterMark(text, word.start, CLAUSE);
  const lead = text.slice(start, word.start);
  if (APPLIES_TO_OTHERS.test(lead)) return 'open';
  if (isClaimed(text, word)) {
    if (DENIAL_BEFORE.test(lead)) return 'open';
    const end = sentenceEnd(text, word.end);
    return verdict(text.slice(word.end, end)) ?? verdict(text.slice(end, sentenceEnd(text, end))) ?? 'open';
  }
  if (DENIAL_BEFORE.test(lead) || DENIAL_AFTER.test(text.slice(word.end, word.end + 24))) return 'denied';
  return 'found';
};
