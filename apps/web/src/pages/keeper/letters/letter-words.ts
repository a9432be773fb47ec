import type { Words } from '../../../app/language.tsx';

/** Why a message was given up, by the codes of the exchange; what the recipient refused with is told by its code. */
const CODES: Readonly<Record<string, Words>> = {
  RECIPIENT_UNKNOWN: { zh: '收件机关没有登记地址和公钥', en: 'the recipient is not configured' },
  MESSAGE_TOO_LARGE: { zh: '消息太大', en: 'the message is too large' },
  MESSAGE_UNREADABLE: { zh: '内容无法解密', en: 'the content cannot be decrypted' },
  UNREACHABLE: { zh: '连不上收件机关', en: 'the recipient cannot be reached' },
  TIMED_OUT: { zh: '收件机关没有按时答复', en: 'the recipient did not answer in time' },
  RECEIPT_INVALID: { zh: '没有有效的签名回执', en: 'no valid receipt' },
  SIGNATURE_REFUSED: { zh: '收件机关不接受本机关的签名', en: 'our signature was not taken' },
  RECIPIENT_REFUSES: { zh: '收件机关拒绝接收', en: 'the recipient refuses what it is sent' },
  RECIPIENT_BUSY: { zh: '收件机关暂时不能接收', en: 'the recipient is busy' },
};

/** In words; a code that nobody knows is told as a refusal of the recipient, with the code. */
export const codeWords = (code: string): Words => {
  const refused = code.replace(/^REFUSED_/, '');
  return CODES[code] ?? { zh: `收件机关拒绝该消息（${refused}）`, en: `the recipient refused it (${refused})` };
};

const KINDS: Readonly<Record<string, Words>> = {
  breakGlassAlarm: { zh: '紧急授权通知', en: 'notice of an emergency' },
  sealOrder: { zh: '封存通知', en: 'order to seal' }, sealReceipt: { zh: '封存回执', en: 'receipt of a seal' },
  sealReminder: { zh: '催办', en: 'reminder' }, sealEscalation: { zh: '逾期报告监督机关', en: 'report of a late seal' },
};

/** What a message is; undefined for a kind that has no words here and is shown as it is. */
export const kindWords = (kind: string): Words | undefined => KINDS[kind];
