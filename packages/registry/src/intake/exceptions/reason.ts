import type { CaseRefusal } from '../case/decide-case.ts';
import type { CaseRoute } from '../case/route-case.ts';
import type { ContradictionCode } from '../case/contradictions.ts';
import type { MappingProblem } from '../messages/mapped.ts';
import type { MessageRefusalCode } from '../messages/message-refusal.ts';
import type { Sameness } from '../identity/sameness.ts';

/** What a person can do so that the input is taken. */
export type Remedy =
  /** The source sends a corrected version. */
  | 'correctAtSource'
  /** A clerk reads the words and enters the content. */
  | 'enterByHand'
  /** Two people decide whether two records are of one person. */
  | 'decideIdentity'
  /** Two people decide which record stands. */
  | 'chooseRecord'
  /** A clerk names the case. */
  | 'nameCase'
  /** The input is of no use: given up with a reason, by two people. */
  | 'dismiss';

type Reason = Readonly<{ zh: string; en: string; remedies: readonly Remedy[] }>;

/**
 * Every reason for which something waits, with what resolves it: closed, shown to the clerk, and the same for
 * all sources. Details (places, doubts) stand beside it; no word of the input does.
 */
export const EXCEPTION_REASONS = {
  MESSAGE_INVALID: {
    zh: '消息不符合格式', en: 'The message does not have the form of the schema.',
    remedies: ['correctAtSource', 'enterByHand', 'dismiss'],
  },
  DOCUMENT_UNREADABLE: {
    zh: '文件无法读取', en: 'The document cannot be read.', remedies: ['correctAtSource', 'enterByHand', 'dismiss'],
  },
  READING_DOUBTFUL: {
    zh: '文书内容有疑', en: 'The words of the document leave a doubt.', remedies: ['enterByHand', 'dismiss'],
  },
  CONTENT_MISSING: {
    zh: '缺少必填内容', en: 'Something that is required is not stated.',
    remedies: ['correctAtSource', 'enterByHand', 'dismiss'],
  },
  IDENTITY_CANDIDATE: {
    zh: '可能是同一人', en: 'It may be a person already known.', remedies: ['decideIdentity'],
  },
  IDENTITY_CONTRADICTS: {
    zh: '证件号码相同但姓名或出生日期不同', en: 'One document number, two names or birth dates.',
    remedies: ['decideIdentity', 'correctAtSource'],
  },
  CASE_UNKNOWN: {
    zh: '一案一码不存在', en: 'No case has this code.', remedies: ['nameCase', 'correctAtSource'],
  },
  CASE_AMBIGUOUS: {
    zh: '案号对应多个案件', en: 'The numbers belong to several cases, or to another than the code.',
    remedies: ['nameCase', 'correctAtSource'],
  },
  CASE_REFUSED: {
    zh: '案件不能接收', en: 'The case cannot take the message any more.', remedies: ['nameCase', 'dismiss'],
  },
  RECORDS_CONTRADICT: {
    zh: '记录互相矛盾', en: 'Records of the case do not fit together.',
    remedies: ['chooseRecord', 'correctAtSource'],
  },
} as const satisfies Readonly<Record<string, Reason>>;

/** Code of a reason. */
export type ExceptionCode = keyof typeof EXCEPTION_REASONS;

/** Whether a remedy is one of a reason's. */
export const resolves = (code: ExceptionCode, remedy: Remedy): boolean =>
  (EXCEPTION_REASONS[code].remedies as readonly Remedy[]).includes(remedy);

/** Everything else that may be said of an exception in public: codes and places of our own words. */
export type ExceptionDetail = Readonly<{
  code: MessageRefusalCode | ContradictionCode | CaseRefusal['code'] | string;
  at?: string;
}>;

const MISSING: ReadonlySet<MappingProblem['code']> =
  new Set(['FIELD_MISSING', 'CASE_EMPTY', 'PERSON_EMPTY', 'DISPOSITION_MISSING', 'DEFENDANT_MISSING']);

/** The reason behind a problem of mapping. */
export const reasonOfProblem = ({ code }: MappingProblem): ExceptionCode =>
  (code === 'READING_DOUBTFUL' ? 'READING_DOUBTFUL'
    : MISSING.has(code) ? 'CONTENT_MISSING' : 'MESSAGE_INVALID');

/** The reason behind a comparison of persons; none where it is certain or nothing links them. */
export const reasonOfSameness = ({ verdict }: Sameness): ExceptionCode | undefined =>
  (verdict === 'candidate' ? 'IDENTITY_CANDIDATE'
    : verdict === 'contradiction' ? 'IDENTITY_CONTRADICTS' : undefined);

/** The reason behind a route; none where the message found its case or opens one. */
export const reasonOfRoute = ({ route }: CaseRoute): ExceptionCode | undefined =>
  (route === 'unknownCode' ? 'CASE_UNKNOWN'
    : route === 'ambiguous' || route === 'contradicts' ? 'CASE_AMBIGUOUS' : undefined);
