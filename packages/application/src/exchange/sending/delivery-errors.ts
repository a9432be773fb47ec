/** Why a message was not delivered, as it stands in the outbox. */
export type DeliveryError = keyof typeof SENTENCES | `REFUSED_${string}`;

type Sentences = Readonly<{ zh: string; en: string }>;

const SENTENCES = {
  RECIPIENT_UNKNOWN: {
    zh: '收件机关未在配置中登记，请登记其地址和公钥后重新发送。',
    en: 'The recipient is not configured; add its address and key, then send again.',
  },
  MESSAGE_TOO_LARGE: {
    zh: '消息超过一次可以发送的大小。', en: 'The message is larger than what can be sent at once.',
  },
  MESSAGE_UNREADABLE: {
    zh: '消息内容无法解密：密钥已销毁或数据已损坏。',
    en: 'The message cannot be decrypted: its key was destroyed, or it is damaged.',
  },
  UNREACHABLE: { zh: '无法连接收件机关。', en: 'The recipient cannot be reached.' },
  TIMED_OUT: { zh: '收件机关未在规定时间内答复。', en: 'The recipient did not answer in time.' },
  RECEIPT_INVALID: {
    zh: '答复中没有收件机关签名的有效回执。', en: 'The answer held no valid receipt signed by the recipient.',
  },
  SIGNATURE_REFUSED: {
    zh: '收件机关未接受本机关的签名，请核对公钥和时钟。',
    en: 'The recipient did not take our signature; compare keys and clocks.',
  },
  RECIPIENT_REFUSES: { zh: '收件机关拒绝接收。', en: 'The recipient refuses what it is sent.' },
  RECIPIENT_BUSY: { zh: '收件机关暂时不能接收。', en: 'The recipient cannot take messages for the moment.' },
} as const satisfies Readonly<Record<string, Sentences>>;

const isOurs = (error: string): error is keyof typeof SENTENCES => Object.hasOwn(SENTENCES, error);

/** One clear sentence about a failed delivery. */
export const deliverySentence = (error: string): Sentences => {
  if (isOurs(error)) return SENTENCES[error];
  const code = error.replace(/^REFUSED_/, '');
  return {
    zh: `收件机关拒绝该消息（${code}），不会再次发送。`,
    en: `The recipient refused the message for good (${code}).`,
  };
};
