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
    row(isZh ? '救济' : 'remedy', textOf(told, 'remedy')),
    rows(told, 'papers', [isZh ? '文书' : 'paper', 'paper', 'number']),
  ].join('');
};

/** What was shown, once. */
export const answerText = (told: Told, { language }: Terminal): string => {
  const lines = Array.isArray(told['lines']) ? told['lines'].map(String) : [];
  const none = language === 'zh' ? '在告知范围内未发现记录' : 'no record within what may be told';
  const said = (lines.length === 0 ? [none] : lines).map((line) => `    ${line}\n`);
  return `${textOf(told, 'number')}\n${said.join('')}    ${textOf(told, 'watermark')}\n`;
};

/** Applications, one a line. */
export const inquiriesText = (told: Told, terminal: Terminal): string => listOf(told, 'items').map((one) => {
  const due = textOf(one, 'dueOn').padEnd(10);
  return `${textOf(one, 'inquiryId')}  ${due}  ${stageOf(one, terminal)}\n`;
}).join('');
