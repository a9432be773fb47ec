import type { CallOf } from '../../api/interface.ts';
import type { Words } from '../../app/language.tsx';

/** Why a message waits, in words; English comes with the item. */
const REASONS: Readonly<Record<string, string>> = {
  MESSAGE_INVALID: '消息内容不符合规范', CONTENT_MISSING: '缺少必要内容', DOCUMENT_UNREADABLE: '文书不能读取',
  READING_DOUBTFUL: '文书中有存疑内容', IDENTITY_CONTRADICTS: '身份信息互相矛盾', IDENTITY_UNCERTAIN: '不能确定是谁',
  CASE_UNKNOWN: '没有这个一案一码', CASE_AMBIGUOUS: '案号对应多个案件', CASE_REFUSED: '案件不能接收该消息',
  RECORDS_CONTRADICT: '记录互相矛盾',
};

/** A reason in both languages. */
export const reasonWords = ({ code, message }: Readonly<{ code: string; message: string }>): Words =>
  ({ zh: REASONS[code] ?? code, en: message === '' ? code : message });

/** Where something came from; a business system by its own name. */
export const systemWords = (system: string): Words =>
  (system === 'file-import' ? { zh: '文件录入、导入', en: 'files' } : { zh: system, en: system });

type Reject = Extract<CallOf<'resolveException'>['body'], { action: 'reject' }>['reason'];

/** Why something is set aside. */
export const SET_ASIDE: Readonly<Record<Reject, Words>> = {
  notARecord: { zh: '不是记录', en: 'not a record' }, wrongAddressee: { zh: '不归本机关', en: 'not for this organ' },
  sentAgain: { zh: '已另行报送', en: 'sent again' }, withdrawn: { zh: '来源机关撤回', en: 'withdrawn' },
};

type Chosen = Extract<CallOf<'resolveException'>['body'], { action: 'choose' }>['reason'];

/** Why one version stands and not another. */
export const CHOICE: Readonly<Record<Chosen, Words>> = {
  asInDocument: { zh: '与文书原件一致', en: 'it is what the document says' },
  confirmedByOrgan: { zh: '来源机关确认', en: 'the organ confirmed it' },
  otherMistaken: { zh: '另一份录入有误', en: 'the other one was mistyped' },
};

/** Every reason to choose one, in order. */
export const CHOICE_REASONS = Object.keys(CHOICE) as readonly Chosen[];

/** Every reason, in order. */
export const SET_ASIDE_REASONS = Object.keys(SET_ASIDE) as readonly Reject[];
