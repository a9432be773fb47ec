import type { ResolveExceptionRefusal, ShownException } from '@fengcun/application';
import type { ExceptionItem, IntakeResult } from '@fengcun/api';
import { EXCEPTION_REASONS, type ExceptionCode } from '@fengcun/registry';
import type { Language } from '../terminal.ts';

type Bilingual = Readonly<Record<Language, string>>;

const REFUSALS: Readonly<Record<ResolveExceptionRefusal['code'], Bilingual>> = {
  EXCEPTION_UNKNOWN: { zh: '没有这个编号的异常。', en: 'There is no exception of this id.' },
  EXCEPTION_NOT_WAITING: { zh: '该异常已经处理。', en: 'The exception has been dealt with already.' },
  EXCEPTION_WITHOUT_MESSAGE: {
    zh: '该异常来自文件，没有可以重试的消息；用 --message FILE 给出录入的消息（docs/intake-messages.md）。',
    en: 'The exception came from a file and has no message to try again; give the message that a person read'
      + ' from it with --message FILE (docs/intake-messages.md).',
  },
  EXCEPTION_OTHER_REMEDY: {
    zh: '这样不能解决。同一版本有两种内容的，用 --choose 选定（exceptions show 列出各版本）；其他矛盾由来源机关更正后报送下一版本。',
    en: 'This does not settle it. Where one version was told in two ways, --choose one (exceptions show lists'
      + ' them); of any other contradiction the organ sends the next version of what is wrong.',
  },
  VERSION_UNKNOWN: {
    zh: '没有这个待选定的版本，或者已经选定；用 exceptions show 查看。',
    en: 'No such version waits to be chosen, or one was chosen already; look with exceptions show.',
  },
  EXCEPTION_OTHER_ORGAN: {
    zh: '更正后的消息应当来自该异常所属的机关。',
    en: 'The corrected message has to come from the organ that the exception belongs to.',
  },
  PLACE_UNKNOWN: {
    zh: '--set：内容中没有这个位置；用 exceptions show 查看，按 JSON 指针书写，例如 /data/content/decidedOn=2024-05-06。',
    en: '--set: the input has no such place; look with exceptions show and write a JSON pointer, for example'
      + ' /data/content/decidedOn=2024-05-06.',
  },
  FOUR_EYES: {
    zh: '需要两个人：用 --approved-by 写明另一人的账户。',
    en: 'This takes two people: name the account of the other one with --approved-by.',
  },
  REMEDY_DOES_NOT_FIT: {
    zh: '这种异常不能放弃，只能解决。', en: 'An exception of this reason cannot be given up, only resolved.',
  },
};

/** Why nothing was done, and what would be right. */
export const refusalText = ({ code }: ResolveExceptionRefusal, language: Language): string =>
  REFUSALS[code][language];

const isReason = (code: string): code is ExceptionCode => Object.hasOwn(EXCEPTION_REASONS, code);

/** A reason in words; a code of a detail stays a code. */
export const reasonText = (code: string, language: Language): string =>
  (isReason(code) ? EXCEPTION_REASONS[code][language] : code);

const STATES: Readonly<Record<ExceptionItem['state'], Bilingual>> = {
  waiting: { zh: '待处理', en: 'waiting' }, replayed: { zh: '已重试', en: 'tried again' },
  rejected: { zh: '已放弃', en: 'given up' },
};

const instantOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** One line of the list: id, since when, how it stands, whose, why and where; nothing of the content. */
export const itemLine = (item: ExceptionItem, language: Language): string => {
  const { exceptionId, recordedAt, state, organ, system, reasons: [reason] } = item;
  const span = reason?.spanStart === undefined ? '' : ` [${reason.spanStart}–${reason.spanEnd ?? ''}]`;
  const since = instantOf(recordedAt);
  const why = `${reason?.code ?? ''} ${reasonText(reason?.code ?? '', language)}${span}`;
  return `${exceptionId}  ${since}  ${STATES[state][language]}  ${organ} ${system}\n    ${why}\n`;
};

type Versions = NonNullable<ShownException['versions']>;

/** The ways in which one version was told: id, since when, whose, whether it counts, and what differs. */
export const versionLines = (versions: Versions, language: Language): string => versions.map((one) => {
  const marks = [
    ...(one.stands ? [{ zh: '现以此为准', en: 'stands' }] : []),
    ...(one.isOwn ? [{ zh: '本人更正', en: 'yours' }] : []),
  ].map((mark) => mark[language]).join(' ');
  const version = language === 'zh' ? '版本' : 'version';
  const head = `${version} ${one.version}  ${instantOf(one.recordedAt)}  ${marks}`;
  return [head.trimEnd(), ...one.members.map(({ at, value }) => `    ${at} = ${value}`), ''].join('\n');
}).join('');

/** What became of one message of a resolved exception. */
export const resultLine = (result: IntakeResult, language: Language): string => {
  if (result.outcome !== 'exception') {
    const taken = { accepted: { zh: '已接收', en: 'taken' }, duplicate: { zh: '此前已接收', en: 'taken before' } };
    return `✔ ${taken[result.outcome][language]}  ${result.caseCode}\n`;
  }
  const why = result.reasons.map(({ code, at }) => `${code}${at === '' ? '' : ` ${at}`}`).join(', ');
  return `✘ ${language === 'zh' ? '仍待处理' : 'waits again'}  ${result.exceptionId}  ${why}\n`;
};
