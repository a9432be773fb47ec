import type { Squeezed } from '../text/squeeze.ts';
import { type PartyIndex, readActors } from './actors.ts';
import { readChargeNames } from './charge-names.ts';
import { readBan, readConfiscation, readDeath, readFine, readMain, readRights,
  readSuspension } from './read-penalties.ts';
import { readPeriod } from './read-period.ts';
import type { Token } from './tokens.ts';

/** Words that contain a key word but say something else; listed first so that they are passed over. */
const PASSED =
  '附带民事诉讼(?:被告人|被告单位|被告)|犯罪|罪犯|侵犯|主犯|从犯|累犯|惯犯|共犯|再犯|初犯|偶犯|同案犯|胁从犯|教唆犯|预备犯|未遂犯|管制刀具|管制器具'
  + '|交通管制|管制(?:类|物品|药品)';
const ACTORS = '原审上诉人|原审被告单位|原审被告人|上诉单位|上诉人|被告单位|被告人|被告';
/** 以盗窃罪判处被告人甲…: the charge stands before the person. */
const CHARGE_BEFORE = '以(?:犯)?(?=[^，。；（）以]{2,40}?罪，?判[处决])';
const PENALTIES = '有期徒刑|拘役|管制|无期徒刑|死刑|缓刑|罚金|没收|剥夺政治权利|驱逐出境|不得假释'
  + '|(?:免予|免于|免除)(?:刑事)?(?:处罚|处分)|无罪|不负刑事责任|不承担刑事责任';
const COMBINES =
  '决定(?=[^，。；（）决定]{0,30}?执行)|(?:合并|实际|并罚后?|应|应当|仍|共同|并|后|(?<=[，；。：]))执行(?=(?:刑期|刑罚)?(?:为'
  + '|：)?(?:有期徒刑|拘役|管制|无期徒刑|死刑|罚金))';
const SUMS = '总和刑期|总刑期|刑期总和|合计刑期|合并刑期|刑期合计|两罪总和|数罪总和';
const PRIORS =
  '前罪|前判|原判|原犯|原因犯|前犯|前刑|前案|前次|漏罪|余刑|残刑|剩余刑期|剩余的?刑|未执行|没有执行|未服|(?<!本)刑事(?:判决'
  + '|裁定)书?(?!书?(?:发生|生效|送达|确定|书))|此前|之前犯|曾犯|曾因犯|连同|(?<=[，。；：）年月元])(?:并?与|再与)';
const VERBS = '撤销|维持|驳回|变更为|变更|改判为?|改为';
const OTHERS = '判处|科处|禁止|不得(?=从事|担任)|(?:上述|上列|以上|各|二|两|三|四|五|六|七|八|九|十|\\d)名?(?:被告人|上诉人)|分别(?=判处|处|并处)';
const ITEMS = '(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[、．.](?!\\d)|（[一二三四五六七八九十]{1,3}）';
const PERIODS = '[即自从由](?=[^，。；（）]{0,12}(?:\\d|[一二三四五六七八九〇○零][一二三四五六七八九〇○零O0]))';
const MASTER = new RegExp(
  [CHARGE_BEFORE, PASSED, '第[一二三四五六七八九十、]{1,12}[项条]', ITEMS, OTHERS, ACTORS, '犯', PENALTIES, SUMS, COMBINES,
    PRIORS, VERBS, PERIODS, '[（）。；]']
    .map((source) => `(?:${source})`).join('|'), 'g');

type At = Readonly<{ start: number; end: number; word: string }>;
type Reader = (text: string, at: At, index: PartyIndex) => Token | undefined;

const mark = (kind: 'open' | 'close' | 'revoke' | 'maintain' | 'dismiss' | 'change' | 'changedTo'
  | 'expulsion' | 'noParole' | 'respectively'): Reader =>
    (_text, at) => ({ kind, start: at.start, end: at.end });

const actors: Reader = (text, at, index) => {
  const read = readActors(text, at.start, index);
  return read === undefined || read.mentions.length === 0
    ? undefined : { kind: 'actor', start: at.start, end: read.end, mentions: read.mentions };
};

const charge: Reader = (text, at) => {
  const read = readChargeNames(text, at.end);
  if (read !== undefined) return { kind: 'charge', start: at.start, end: read.end, names: read.names };
  return { kind: 'chargeUnread', start: at.start, end: at.end };
};

const chargeBefore = (text: string, at: At): Token | undefined => {
  const read = readChargeNames(text, at.end);
  return read === undefined
    ? undefined : { kind: 'chargeBefore', start: at.start, end: read.end, names: read.names };
};

/** 本判处生效后 is a misprint of 本判决生效后 and announces nothing. */
const pronounce: Reader = (text, at) =>
  /^书?(?:生效|发生|确定后|后)/.test(text.slice(at.end, at.end + 4))
    ? undefined : { kind: 'pronounce', start: at.start, end: at.end };

const acquittal: Reader = (_text, at) =>
  ({ kind: 'acquittal', start: at.start, end: at.end, type: at.word === '无罪' ? '无罪' : '不负刑事责任' });

const exemption: Reader = (_text, at) =>
  ({ kind: 'main', start: at.start, end: at.end, term: { type: '免予刑事处罚', months: 0 } });

const WORDS = new Map<string, Reader>([
  ['（', mark('open')], ['）', mark('close')], ['撤销', mark('revoke')], ['维持', mark('maintain')],
    ['驳回', mark('dismiss')],
  ['变更', mark('change')], ['变更为', mark('changedTo')], ['改判', mark('changedTo')], ['改判为', mark('changedTo')],
  ['改为', mark('changedTo')], ['判处', pronounce], ['科处', pronounce], ['分别', mark('respectively')],
  ['驱逐出境', mark('expulsion')], ['不得假释', mark('noParole')], ['犯', charge],
  ['有期徒刑', readMain], ['拘役', readMain], ['管制', readMain], ['死刑', readDeath], ['缓刑', readSuspension],
  ['无期徒刑', (_text, at) =>
    ({ kind: 'main', start: at.start, end: at.end, term: { type: '无期徒刑', months: 0 } })],
  ['罚金', readFine], ['没收', readConfiscation], ['剥夺政治权利', readRights], ['禁止', readBan], ['不得', readBan],
  ['无罪', acquittal], ['不负刑事责任', acquittal], ['不承担刑事责任', acquittal],
]);

const IS_ACTOR = new RegExp(`^(?:${ACTORS})$`);
const IS_PASSED = new RegExp(`^(?:${PASSED}|第.*)$`);
const IS_EXEMPTION = /^免[予于除]/;
const IS_SUM = new RegExp(`^(?:${SUMS})$`);
const IS_COMBINE = /^决定$|(?<!未|没有)执行$/;
const IS_EVERYONE = /(?:被告人|上诉人)$/;
const IS_PERIOD = /^[即自从由]$/;
const IS_ITEM = /[、．.）]$/;

const isClauseStart = (text: string, at: number): boolean =>
  at === 0 || '，。；：）、'.includes(text[at - 1] ?? '');

const itemAt = (source: Squeezed, at: At): Token | undefined => {
  const before = source.text[at.start - 1] ?? '。';
  const isStart = source.isGapBefore(at.start) || '。；：）”'.includes(before);
  return isStart ? { kind: 'item', start: at.start, end: at.end } : undefined;
};

const readWord = (source: Squeezed, at: At, index: PartyIndex): Token | undefined => {
  const { text } = source;
  const { word } = at;
  const reader = WORDS.get(word);
  if (reader !== undefined) return reader(text, at, index);
  if (word === '。' || word === '；') return { kind: 'stop', start: at.start, end: at.end, mark: word };
  if (word === '以' || word === '以犯') return chargeBefore(text, at);
  if (IS_PASSED.test(word)) return undefined;
  if (IS_ACTOR.test(word)) return actors(text, at, index);
  if (IS_PERIOD.test(word)) return readPeriod(text, at.start);
  if (IS_EXEMPTION.test(word)) return exemption(text, at, index);
  if (IS_EVERYONE.test(word)) return { kind: 'everyone', start: at.start, end: at.end };
  if (IS_SUM.test(word)) return { kind: 'sum', start: at.start, end: at.end };
  if (IS_COMBINE.test(word)) return { kind: 'combine', start: at.start, end: at.end };
  if (IS_ITEM.test(word)) return itemAt(source, at);
  return { kind: 'prior', start: at.start, end: at.end, atClauseStart: isClauseStart(text, at.start) };
};

/**
 * Cuts the operative part into the pieces that say something about penalties, in order. One pass over
 * the text with a single alternation of fixed words; every reader looks ahead a bounded distance, so
 * the work is linear.
 */
export const tokenise = (source: Squeezed, index: PartyIndex): readonly Token[] => {
  const tokens: Token[] = [];
  const { text } = source;
  MASTER.lastIndex = 0;
  for (let match = MASTER.exec(text); match !== null; match = MASTER.exec(text)) {
    const at = { start: match.index, end: match.index + match[0].length, word: match[0] };
    const token = readWord(source, at, index);
    if (token !== undefined) {
      tokens.push(token);
      MASTER.lastIndex = Math.max(token.end, at.start + 1);
    }
  }
  return tokens;
};
