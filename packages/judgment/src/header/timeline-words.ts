import type { Span } from '@fengcun/kernel';
import type { CustodyMeasure } from '../reading.ts';
import { type DateToken, findDates } from '../text/dates.ts';

/** What a word of the header does to the chronology it stands in. */
export type WordKind =
  | 'stop' | 'earlier' | 'case' | 'reason' | 'sentence' | 'exempt' | 'fine' | 'release' | 'parole' | 'execute'
  | 'void' | CustodyMeasure;

/** A word or a date, in the order of the text. */
export type Token =
  | Readonly<{ kind: WordKind; span: Span }>
  | Readonly<{ kind: 'date'; span: Span; date: DateToken }>;

/** Measures of other law, and words about the present state: they use up the dates before them, no more. */
const VOID = [
  '司法拘留', '劳动教养', '劳教', '强制隔离戒毒', '强制戒毒', '隔离戒毒', '社区戒毒', '社区康复', '罚款', '警告', '收容教育',
  '收容教养', '收容', '不起诉', '免予起诉', '暂扣', '吊销', '行政处罚', '治安处罚', '收监执行', '收监',
  '暂予监外执行', '监外执行', '恢复羁押', '停止计算', '寄押', '解回再审',
  '现羁押', '现均羁押', '现押', '现均押', '现在押', '现被羁押', '现取保候审', '现已取保候审', '现被取保候审', '现监视居住',
  '现在羁押', '现已被羁押', '现仍羁押', '现暂羁押', '先行羁押', '已羁押', '羁押期限', '解除取保候审', '解除监视居住',
  '撤销取保候审', '撤销监视居住', '解除强制措施', '解除社区矫正', '减刑', '上网追逃', '通缉', '网上追逃', '移送', '退回补充',
];

const WORDS: Readonly<Record<Exclude<WordKind, 'stop'>, readonly string[]>> = {
  void: VOID,
  administrativeDetention: ['行政拘留', '治安拘留', '治安行政拘留'],
  taken: ['抓获', '捉获', '捕获', '抓捕归案', '查获归案', '羁押', '留置'],
  pretrialDetention: ['刑事拘留', '刑拘', '拘留'],
  arrest: ['逮捕', '批捕'],
  bail: ['取保候审'],
  residentialSurveillance: ['监视居住'],
  released: ['解除留置'],
  earlier: ['曾'],
  case: ['涉嫌', '本案', '现因', '本罪'],
  reason: ['因'],
  sentence: ['判处', '改判', '判决', '判', '决定执行', '处有期徒刑', '处拘役', '处管制'],
  exempt: ['免予刑事处罚', '免于刑事处罚', '免除刑事处罚', '免予刑事处分', '免于刑事处分'],
  fine: ['并处罚金', '单处罚金'],
  release: ['刑满释放', '刑满', '减刑释放', '释放', '执行完毕', '出狱', '满释', '假释期满', '假释考验期满', '服刑期满', '刑期届满'],
  parole: ['假释'],
  execute: ['执行'],
};

const KIND_OF = new Map<string, WordKind>();
const isKind = (kind: string): kind is Exclude<WordKind, 'stop'> => kind in WORDS;
for (const kind of Object.keys(WORDS).filter(isKind)) for (const word of WORDS[kind]) KIND_OF.set(word, kind);

/** What must not follow a word for it to mean what it means here: 曾用名, 执行局, 判决书, 释放证明 are other words. */
const GUARDS: Readonly<Record<string, string>> = {
  曾: '(?!用名|任|系|名|在)',
  执行: '(?!局|员|人|裁|通|异|庭|的|死|逮捕|刑|取保|监视|指定)',
  判决: '(?!书|生效|宣告|前|后|、|确定)',
  判: '(?=刑|有期|拘役|管制|无期|死刑|过刑)',
  释放: '(?!证|在押|通知)',
  羁押: '(?!必要)',
  取保候审: '(?!期|保证|决定书)',
  监视居住: '(?!期|决定书)',
  逮捕: '(?!证|必要)',
  刑事拘留: '(?!证|期)',
};

// Longest first, so that 现羁押 is not taken for 羁押 nor 行政拘留 for 拘留.
const SOURCE = [...KIND_OF.keys()].toSorted((a, b) => b.length - a.length)
  .map((word) => word + (GUARDS[word] ?? ''))
  .join('|');
const WORD = new RegExp(`[。；;]|${SOURCE}`, 'g');

/** Words and dates of `zone`, merged in the order of the text. Linear in the length of the zone. */
export const findTokens = (text: string, zone: Span): readonly Token[] => {
  const dates = findDates(text, zone);
  const tokens: Token[] = [];
  let next = 0;
  const takeDates = (before: number): void => {
    for (let date = dates[next]; date !== undefined && date.span.start < before; date = dates[next]) {
      tokens.push({ kind: 'date', span: date.span, date });
      next += 1;
    }
  };
  const part = text.slice(0, zone.end);
  WORD.lastIndex = zone.start;
  for (let match = WORD.exec(part); match !== null; match = WORD.exec(part)) {
    takeDates(match.index);
    const span = { start: match.index, end: match.index + match[0].length };
    tokens.push({ kind: KIND_OF.get(match[0]) ?? 'stop', span });
  }
  takeDates(zone.end);
  return tokens;
};
