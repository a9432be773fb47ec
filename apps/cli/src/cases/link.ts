import { type CaseLinking, type CaseLinkingRefusal, linkCases, type TwoPeople } from '@fengcun/application';
import { formatCaseCode, MERGE_REASONS, parseCaseCode, SPLIT_REASONS } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Language, Terminal } from '../terminal.ts';

type Bilingual = Readonly<Record<Language, string>>;

const REFUSALS: Readonly<Record<CaseLinkingRefusal['code'], Bilingual>> = {
  CASE_UNKNOWN: { zh: '登记库中没有这个代码的案件，或其记录已封存。', en: 'No open case has this code.' },
  SAME_CASE: { zh: '两个代码是同一个案件。', en: 'Both codes are of one case.' },
  ALREADY_ABSORBED: {
    zh: '该案件已经并入另一案件；先用 case split 撤销。',
    en: 'The case was merged into another already; take that back first with case split.',
  },
  WOULD_CLOSE_CIRCLE: { zh: '两个案件已经合并。', en: 'The two cases are merged already, the other way round.' },
  TOO_MANY_CASES: { zh: '合并的案件过多，请核对案号。', en: 'Too many cases would be one; compare their numbers.' },
  NOT_MERGED: { zh: '该案件没有并入其他案件。', en: 'The case was not merged into another.' },
  FOUR_EYES: {
    zh: '需要两个人：用 --approved-by 写明另一人的账户。',
    en: 'This takes two people: name the account of the other one with --approved-by.',
  },
  REASON_DOES_NOT_FIT: { zh: '该理由不适用于这一操作。', en: 'The reason is not one of this act.' },
};

/** Why cases were not merged or split, and what would be right. */
export const linkRefusalText = ({ code }: CaseLinkingRefusal, language: Language): string =>
  REFUSALS[code][language];

/** The two people of an act. @throws UnusableInput where one is missing or both are the same */
export const twoPeople = (given: Arguments, language: Language): TwoPeople => {
  const account = textOption(given, 'account') ?? 'command-line';
  const approvedBy = textOption(given, 'approved-by');
  if (approvedBy === undefined || approvedBy === account) {
    throw new UnusableInput(REFUSALS.FOUR_EYES[language]);
  }
  return { account, approvedBy, organ: 'registry' };
};

/** The reason of an act among those that fit. @throws UnusableInput */
export const reasonOf = <const Reason extends string>(
  given: Arguments, fitting: readonly Reason[],
): Reason => {
  const told = textOption(given, 'reason');
  const reason = fitting.find((one) => one === told);
  if (reason !== undefined) return reason;
  throw new UnusableInput(`--reason: one of ${fitting.join(', ')}`);
};

const codeAt = (given: Arguments, at: number, count: number): string => {
  const word = given.words[at];
  if (word !== undefined && given.words.length === count) return word;
  throw new UnusableInput(count === 2
    ? 'give two codes: that of the case that stays, and that of the case that is merged into it'
    : 'give the code of the case that was merged into another');
};

const parsed = (text: string) => {
  const code = parseCaseCode(text);
  if (code.ok) return code.value;
  throw new UnusableInput(code.error.message);
};

const carryOut = async (given: Arguments, terminal: Terminal, linking: CaseLinking): Promise<ExitCode> => {
  const people = twoPeople(given, terminal.language);
  const done = await onData(given, terminal, (deployment) => linkCases(deployment, people, linking));
  const asJson = given.values['json'] === true;
  if (!done.ok) {
    const message = linkRefusalText(done.error, terminal.language);
    if (asJson) terminal.out(`${JSON.stringify({ refused: { ...done.error, message } })}\n`);
    else terminal.note(`✘ ${message}\n`);
    return EXIT.findings;
  }
  const { absorbed, told } = done.value;
  const [one, other] = [formatCaseCode(absorbed), formatCaseCode(told)];
  const arrow = linking.act === 'merge' ? '→' : '≠';
  terminal.out(asJson ? `${JSON.stringify(done.value)}\n` : `✔ ${one} ${arrow} ${other}\n`);
  return EXIT.done;
};

/** `case merge SURVIVOR ABSORBED --reason R --approved-by ACCOUNT`: two cases are one from now on. */
export const mergeCase = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [survivor, absorbed] = [parsed(codeAt(given, 0, 2)), parsed(codeAt(given, 1, 2))];
  const reason = reasonOf(given, MERGE_REASONS);
  return carryOut(given, terminal, { act: 'merge', survivor, absorbed, reason });
};

/** `case split ABSORBED --reason R --approved-by ACCOUNT`: takes a merge back. */
export const splitCases = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const absorbed = parsed(codeAt(given, 0, 1));
  return carryOut(given, terminal, { act: 'split', absorbed, reason: reasonOf(given, SPLIT_REASONS) });
};
