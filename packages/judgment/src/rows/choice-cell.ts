import type { Cell } from '../documents/table.ts';
import type { BusinessFacts, PenaltyFact, PublicOrderPenalty, RecordKind } from './business-record.ts';
import { type CellReading, problem, readCell, value } from './cell-reading.ts';
import { numeral, NUMERAL_SIGNS } from './chinese-numeral.ts';

/** Names of a closed set of values: each value with the Chinese names by which rows call it. */
export type Choices<T extends string> = Readonly<Record<T, readonly string[]>>;

/** Reads one of a closed set by its Chinese names or its identifier; brackets are narrow, no spaces. */
export const choiceReader = <T extends string>(choices: Choices<T>): ((cell: Cell) => CellReading<T>) => {
  const byName = new Map<string, T>();
  for (const choice of Object.keys(choices) as T[]) { // the keys of a Record of T are T
    byName.set(choice.toLowerCase(), choice);
    for (const name of choices[choice]) byName.set(name.normalize('NFKC'), choice);
  }
  const find = (text: string): T | undefined => byName.get(text.replace(/\s+/g, '').toLowerCase());
  return (cell) => readCell(cell, (text) => {
    const choice = find(text);
    return choice === undefined ? problem('VALUE_UNREADABLE') : value(choice);
  });
};

/**
 * 判决书 alone is no kind: it may convict or acquit. 行政处罚决定 alone is none either: not every one of the
 * police is a public-order decision. @see 《关于未成年人犯罪记录封存的实施办法》第2条、第3条
 */
export const KIND_NAMES: Choices<RecordKind> = {
  conviction: ['有罪判决', '有罪判决书', '刑事有罪判决', '定罪判决', '有罪'],
  acquittal: ['无罪判决', '无罪判决书', '刑事无罪判决', '宣告无罪', '无罪'],
  nonProsecution: ['不起诉决定', '不起诉决定书', '不起诉'],
  noCriminalPunishment: ['不予刑事处罚', '不予刑事处罚决定'],
  noCriminalLiability: ['不追究刑事责任', '不追究刑事责任决定'],
  compulsoryMeasure: ['强制措施', '刑事强制措施', '拘传', '取保候审', '监视居住', '刑事拘留', '逮捕'],
  supportFile: ['帮教材料', '社会调查', '社会调查报告', '帮教考察', '心理疏导', '心理测评', '司法救助'],
  publicOrderViolation: [
    '治安处罚决定', '治安处罚决定书', '治安管理处罚决定', '治安管理处罚决定书', '治安处罚', '治安管理处罚', '治安违法记录',
  ],
};

/** 罚金 alone is no main penalty that can be read: it may stand beside one. @see 《刑法》第33条、第34条、第37条 */
export const PENALTY_NAMES: Choices<PenaltyFact> = {
  death: ['死刑', '死刑立即执行'],
  deathSuspended: ['死缓', '死刑缓期执行', '死刑缓期二年执行'],
  lifeImprisonment: ['无期徒刑'],
  fixedTermImprisonment: ['有期徒刑'],
  criminalDetention: ['拘役'],
  publicSurveillance: ['管制'],
  fineOnly: ['单处罚金'],
  otherAccessoryOnly: ['单处剥夺政治权利', '单处没收财产', '单处驱逐出境'],
  exemptionFromPunishment: ['免予刑事处罚', '免于刑事处罚', '免除刑事处罚', '免予刑罚'],
  none: ['无', '无刑罚', '无罪'],
};

/** @see 《刑事诉讼法》(2018) 第175条第4款、第177条、第182条、第282条至第284条 */
export const NON_PROSECUTION_NAMES: Choices<NonNullable<BusinessFacts['nonProsecutionType']>> = {
  statutory: ['法定不起诉', '绝对不起诉'],
  discretionary: ['酌定不起诉', '相对不起诉', '微罪不起诉', '情节轻微不起诉'],
  insufficientEvidence: ['存疑不起诉', '证据不足不起诉'],
  conditionalPassed: ['附条件不起诉考验期满', '附条件不起诉考验期满不起诉', '附条件不起诉(考验期满)', '附条件不起诉期满'],
  special: ['特殊不起诉', '核准不起诉'],
};

/** @see 《刑事诉讼法》(2018) 第200条第2项、第3项 */
export const ACQUITTAL_NAMES: Choices<NonNullable<BusinessFacts['acquittalGround']>> = {
  insufficientEvidence: ['证据不足', '证据不足无罪', '证据不足、指控的犯罪不能成立'],
  innocent: ['依法无罪', '不构成犯罪', '依据法律认定无罪'],
  notLiable: ['不负刑事责任', '无刑事责任能力', '未达刑事责任年龄'],
};

/** @see 《刑法》第14条、第15条 */
export const MENS_REA_NAMES: Choices<NonNullable<BusinessFacts['mensRea']>> = {
  intentional: ['故意', '故意犯罪'],
  negligent: ['过失', '过失犯罪'],
  mixed: ['故意和过失', '故意、过失', '兼有'],
  disputed: ['有争议', '争议'],
};

/** @see 《关于未成年人犯罪记录封存的实施办法》第18条 */
export const TRIGGER_NAMES: Choices<NonNullable<BusinessFacts['unsealTrigger']>> = {
  newCrime: ['新罪', '实施新的犯罪'],
  omittedCrime: ['漏罪', '发现漏罪'],
  retrialRevision: ['再审改判', '审判监督程序改判'],
  none: ['无'],
};

/** Natural person or unit. */
export const SUBJECT_NAMES: Choices<NonNullable<BusinessFacts['subjectKind']>> = {
  person: ['自然人', '个人', '公民'],
  entity: ['单位', '法人', '企业', '公司', '其他组织', '非法人组织'],
};

/** @see 《治安管理处罚法》(2025) 第10条 */
export const PUBLIC_ORDER_NAMES: Choices<PublicOrderPenalty> = {
  warning: ['警告'],
  fine: ['罚款'],
  administrativeDetention: ['行政拘留', '治安拘留', '拘留'],
  licenceRevocation: ['吊销许可证', '吊销公安机关发放的许可证', '吊销许可证件', '吊销'],
  orderedDeparture: ['限期出境'],
  deportation: ['驱逐出境'],
  noPunishment: ['不予处罚', '不予行政处罚', '不予治安处罚'],
};

const PUBLIC_ORDER_SEPARATOR = /[、;,+和并]|及/;
const AMOUNT = new RegExp(`^(?:人民币)?[${NUMERAL_SIGNS}万]{1,9}(?:日|天|元|元整)$`);
const PUBLIC_ORDER_BY_LENGTH = (Object.keys(PUBLIC_ORDER_NAMES) as PublicOrderPenalty[])
  .flatMap((penalty) => [penalty, ...PUBLIC_ORDER_NAMES[penalty]].map((name) => ({ name, penalty })))
  .toSorted((one, other) => other.name.length - one.name.length);

const publicOrderPenalty = (piece: string): PublicOrderPenalty | undefined => {
  const words = piece.replace(/^处/, '');
  const found = PUBLIC_ORDER_BY_LENGTH.find(({ name }) => words.startsWith(name));
  if (found === undefined) return undefined;
  const rest = words.slice(found.name.length);
  return rest === '' || AMOUNT.test(rest) ? found.penalty : undefined;
};

/** Penalties of a public-order decision: 行政拘留十日，并处罚款500元; 警告; 不予处罚. */
export const publicOrderCell = (cell: Cell): CellReading<readonly PublicOrderPenalty[]> =>
  readCell(cell, (text) => {
    const plain = text.replace(/\s+/g, '').replaceAll(/(?<=\d),(?=\d{3})/g, '');
    const pieces = plain.split(PUBLIC_ORDER_SEPARATOR);
    const penalties = pieces.filter((piece) => piece !== '').map(publicOrderPenalty);
    const known = penalties.filter((penalty) => penalty !== undefined);
    return known.length === 0 || known.length < penalties.length
      ? problem('VALUE_UNREADABLE')
      : value([...new Set(known)]);
  });

const YES = new Set(['是', 'true', '1', 'yes', 'y', '有', '√', '✓']);
const NO = new Set(['否', 'false', '0', 'no', 'n', '无', '×', '✗', '不是', '没有']);

/** 是/否, 有/无, true/false, 1/0, yes/no, √/×. */
export const yesNoCell = (cell: Cell): CellReading<boolean> =>
  readCell(cell, (text) => {
    const word = text.toLowerCase();
    if (YES.has(word)) return value(true);
    return NO.has(word) ? value(false) : problem('YES_NO_UNREADABLE');
  });

const COUNT = /^(\d{1,3}(?:,\d{3})*|\d{1,6})[次个罪起项]?$/;
const COUNT_IN_WORDS = new RegExp(`^([${NUMERAL_SIGNS}]{1,4})[次个罪起项]?$`);

/** A count: 3, 3次, 三, 1,024; 无 is 0. */
export const countCell = (cell: Cell): CellReading<number> =>
  readCell(cell, (text) => {
    if (text === '无') return value(0);
    const digits = COUNT.exec(text)?.[1];
    if (digits !== undefined) return value(Number(digits.replaceAll(',', '')));
    const words = numeral(COUNT_IN_WORDS.exec(text)?.[1] ?? '');
    return words === undefined ? problem('NUMBER_UNREADABLE') : value(words);
  });
