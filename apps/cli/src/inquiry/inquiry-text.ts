import { TOLD_PARTS } from '@fengcun/registry';
import type { Terminal } from '../terminal.ts';

type Told = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Told => Object.fromEntries(Object.entries(Object(value)));
const textOf = (told: Told, name: string): string => String(told[name] ?? '');
const listOf = (told: Told, name: string): readonly Told[] => {
  const value = told[name];
  return Array.isArray(value) ? value.map(membersOf) : [];
};

const STAGES: Readonly<Record<string, string>> = {
  applied: '已提出', supplementing: '待补正', supplemented: '已补正', accepted: '已受理', verifying: '调查核实中',
  proposed: '待决定', granted: '已许可，待签承诺书', undertaken: '已签承诺书', prepared: '待告知', disclosed: '已告知',
  refused: '不许可', notAccepted: '不予受理', referred: '转证明程序', expired: '已失效', withdrawn: '已撤回',
};

const stageOf = (told: Told, { language }: Terminal): string => {
  const stage = textOf(told, 'stage');
  return language === 'zh' ? STAGES[stage] ?? stage : stage;
};

const row = (label: string, text: string): string => (text === '' ? '' : `    ${label}  ${text}\n`);

type Shown = readonly [string, string, string];

/** One line for each item of a list: two of its members. */
const rows = (told: Told, name: string, [label, first, second]: Shown): string => {
  const all = listOf(told, name).map((one) => row(label, `${textOf(one, first)}  ${textOf(one, second)}`));
  return all.join('');
};

/** A question with its readings below it. */
const questions = (told: Told, name: string, [first, second, reading]: Shown): string =>
  listOf(told, name).map((one) => {
    const readings = listOf(one, 'readings')
      .map((each) => `        ${textOf(each, reading)}  ${textOf(each, 'zh')}\n`);
    return `    ? ${textOf(one, first)}  ${textOf(one, second)}\n${readings.join('')}`;
  }).join('');

/** What could be told at most, and the limits that apply, with the names by which they are given. */
const offered = (told: Told, isZh: boolean): string => {
  const scope = membersOf(told['scope'] ?? {});
  const parts: Readonly<Record<string, Readonly<{ zh: string; en: string }>>> = TOLD_PARTS;
  const tells = listOf(scope, 'tells').map((one) => parts[textOf(one, 'part')])
    .flatMap((words) => (words === undefined ? [] : [isZh ? words.zh : words.en]));
  const names = Array.isArray(scope['limits']) ? scope['limits'].map(String) : [];
  return row(isZh ? '至多告知' : 'at most', tells.join(isZh ? '；' : '; '))
    + row(isZh ? '可以限制' : 'limits', names.join(' '));
};

/** One application as an officer or who asked reads it. */
export const inquiryText = (told: Told, terminal: Terminal): string => {
  const isZh = terminal.language === 'zh';
  const applicant = membersOf(told['applicant'] ?? {});
  return [
    `${textOf(told, 'inquiryId')}  ${stageOf(told, terminal)}  ${textOf(told, 'kind')}\n`,
    row(isZh ? '办结期限' : 'due', textOf(told, 'dueOn')),
    row(isZh ? '许可有效期' : 'valid until', textOf(told, 'validUntil')),
    row(isZh ? '申请人' : 'asked by', textOf(applicant, 'inquirer')),
    row(isZh ? '依据' : 'basis', textOf(applicant, 'basis')),
    row(isZh ? '用途' : 'purpose', textOf(applicant, 'purpose')),
    rows(told, 'missing', ['!', 'item', 'zh']), rows(told, 'grounds', ['✘', 'code', 'zh']),
    rows(told, 'confirmations', ['□', 'what', 'zh']),
    questions(told, 'openQuestions', ['question', 'zh', 'reading']),
    questions(told, 'questions', ['recordId', 'item', 'isRelevant']),
    offered(told, isZh), rows(told, 'limits', ['‹', 'zh', 'reasons']),
    row(isZh ? '救济' : 'remedy', textOf(told, 'remedy')),
    rows(told, 'papers', [isZh ? '文书' : 'paper', 'paper', 'number']),
  ].join('');
};

/** What an answer without lines says: a yes is no «none», and a narrowed none ends at its limits. */
const emptyWords = (isFound: boolean, isNarrowed: boolean): Readonly<{ zh: string; en: string }> => {
  if (isFound) {
    return { zh: '有应当告知的记录；按照限制不告知内容', en: 'there is a record; by the limits no more is told' };
  }
  return isNarrowed
    ? { zh: '在限制之内未发现记录；限制之外没有查告，不表示没有', en: 'none within the limits; nothing is said beyond them' }
    : { zh: '在告知范围内未发现记录', en: 'no record within what may be told' };
};

const textsOf = (told: Told, name: string): readonly string[] => {
  const value = told[name];
  return Array.isArray(value) ? value.map(String) : [];
};

/** What was shown, once. */
export const answerText = (told: Told, { language }: Terminal): string => {
  const [lines, limits] = [textsOf(told, 'lines'), textsOf(told, 'limits')];
  const empty = emptyWords(told['found'] === true, limits.length > 0)[language === 'zh' ? 'zh' : 'en'];
  const said = [...limits.map((one) => `‹ ${one}`), ...(lines.length === 0 ? [empty] : lines)]
    .map((line) => `    ${line}\n`);
  return `${textOf(told, 'number')}\n${said.join('')}    ${textOf(told, 'watermark')}\n`;
};

/** Applications, one a line. */
export const inquiriesText = (told: Told, terminal: Terminal): string => listOf(told, 'items').map((one) => {
  const due = textOf(one, 'dueOn').padEnd(10);
  return `${textOf(one, 'inquiryId')}  ${due}  ${stageOf(one, terminal)}\n`;
}).join('');
