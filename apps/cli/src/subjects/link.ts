import {
  linkSubjects, showSubject, type SubjectLinking, type SubjectLinkingRefusal, subjectTokenOf,
} from '@fengcun/application';
import type { SubjectToken } from '@fengcun/registry';
import { reasonOf, twoPeople } from '../cases/link.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Language, Terminal } from '../terminal.ts';

type Bilingual = Readonly<Record<Language, string>>;

const MERGE_REASONS =
  ['sameDocument', 'nameChanged', 'numberCorrected', 'documentReplaced', 'confirmedByOrgan'] as const;
const SPLIT_REASONS = ['mergedInError', 'identityMisused', 'numberGivenTwice', 'confirmedByOrgan'] as const;

const UNKNOWN: Bilingual = { zh: '登记库中没有这个主体，或其记录已封存。', en: 'No open subject has this token.' };
const MERGED: Bilingual = { zh: '两个主体已经合并。', en: 'The two subjects are merged already.' };

const REFUSALS: Partial<Readonly<Record<SubjectLinkingRefusal['code'], Bilingual>>> = {
  SUBJECT_UNKNOWN: UNKNOWN,
  SAME_SUBJECT: { zh: '两个代号是同一主体。', en: 'Both tokens are of one subject.' },
  ALREADY_ABSORBED: {
    zh: '该主体已经并入另一主体；先用 subject split 撤销。',
    en: 'The subject was merged into another already; take that back first with subject split.',
  },
  WOULD_CLOSE_CIRCLE: MERGED,
  MERGE_NOT_STANDING: { zh: '该主体没有并入其他主体。', en: 'The subject was not merged into another.' },
};

const refusalText = ({ code }: SubjectLinkingRefusal, language: Language): string =>
  REFUSALS[code]?.[language] ?? code;

/** The token of an argument. @throws UnusableInput */
export const tokenIn = (text: string | undefined): SubjectToken => {
  const token = text === undefined ? undefined : subjectTokenOf(text);
  if (token !== undefined) return token;
  throw new UnusableInput('give subject tokens of 32 hexadecimal digits, as `case show` lists them');
};

const carryOut = async (given: Arguments, terminal: Terminal, linking: SubjectLinking): Promise<ExitCode> => {
  const people = twoPeople(given, terminal.language);
  const done = await onData(given, terminal, (deployment) => linkSubjects(deployment, people, linking));
  const asJson = given.values['json'] === true;
  if (!done.ok) {
    const message = refusalText(done.error, terminal.language);
    if (asJson) terminal.out(`${JSON.stringify({ refused: { ...done.error, message } })}\n`);
    else terminal.note(`✘ ${message}\n`);
    return EXIT.findings;
  }
  const { absorbed, keptUnder } = done.value;
  terminal.out(asJson ? `${JSON.stringify(done.value)}\n` : `✔ ${absorbed} → ${keptUnder}\n`);
  return EXIT.done;
};

const wordsOf = ({ words }: Arguments, count: number): readonly (string | undefined)[] => {
  if (words.length === count) return words;
  throw new UnusableInput(count === 2
    ? 'give two subjects: the one that stays, and the one that is merged into it'
    : 'give the token of one subject, as `case show` lists them');
};

/** `subject merge SURVIVOR ABSORBED --reason R --approved-by ACCOUNT`: two subjects are one person. */
export const mergeSubjects = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [survivor, absorbed] = wordsOf(given, 2).map(tokenIn);
  const linking = { act: 'merge', survivor: tokenIn(survivor), absorbed: tokenIn(absorbed) } as const;
  return carryOut(given, terminal, { ...linking, reason: reasonOf(given, MERGE_REASONS) });
};

/** `subject split ABSORBED --reason R --approved-by ACCOUNT`: takes a merge back. */
export const splitSubject = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [word] = wordsOf(given, 1);
  const reason = reasonOf(given, SPLIT_REASONS);
  return carryOut(given, terminal, { act: 'split', absorbed: tokenIn(word), reason });
};

/** `subject show TOKEN`: what the open cases claim about a person; opened after its intent is in the log. */
export const openSubject = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [word] = wordsOf(given, 1);
  const token = tokenIn(word);
  const registrar = { account: textOption(given, 'account') ?? 'command-line', organ: 'registry' };
  const shown = await onData(given, terminal, (deployment) => showSubject(deployment, registrar, token));
  if (shown === undefined) {
    terminal.note(`✘ ${UNKNOWN[terminal.language]}\n`);
    return EXIT.findings;
  }
  const isJson = given.values['json'] === true;
  terminal.out(`${isJson ? JSON.stringify(shown) : JSON.stringify(shown, null, 2)}\n`);
  return EXIT.done;
};
