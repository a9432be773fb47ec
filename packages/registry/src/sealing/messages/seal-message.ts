import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import { choice, type Field, optional, type Parsed, text } from '../../intake/messages/field.ts';
import {
  type MessageRefusal, messageRefusal, type MessageRefusalCode,
} from '../../intake/messages/message-refusal.ts';
import { object } from '../../intake/messages/object-field.ts';
import type { HolderKey, Receipt, SealOrder } from '../lifecycle/order.ts';
import { confidentialJson, type OrderConfidential, orderConfidentialField } from './confidential.ts';
import { instant, orderField, receiptField } from './order-field.ts';

/** CloudEvents type of an order on its way to a holder. */
export const SEAL_ORDER_TYPE = 'cn.fengcun.seal.order.v1';

/** CloudEvents type of a holder's answer. */
export const SEAL_RECEIPT_TYPE = 'cn.fengcun.seal.receipt.v1';

/** CloudEvents source of everything that the platform sends about seals. */
export const PLATFORM_SOURCE = 'urn:fengcun:platform:sealing';

/** An order with what the organ needs to find its copies; the recipient is the one holder of the order. */
export type OrderMessage = Readonly<{
  type: typeof SEAL_ORDER_TYPE; order: SealOrder; confidential: OrderConfidential;
}>;

/** A holder's answer; nothing confidential is in it. */
export type ReceiptMessage = Readonly<{ type: typeof SEAL_RECEIPT_TYPE; receipt: Receipt }>;

/** What organs and platform tell each other about seals. */
export type SealMessage = OrderMessage | ReceiptMessage;

/** CloudEvents 1.0 in JSON. @see https://cloudevents.io */
export type SealEnvelope = Readonly<{
  specversion: '1.0'; id: string; source: string; type: SealMessage['type']; time?: string;
  datacontenttype: 'application/json'; data: unknown;
}>;

/** The CloudEvents source of an organ. */
export const holderSource = (holder: HolderKey): string => `urn:fengcun:${holder.replace('/', ':')}:sealing`;

/** The organ that an order message is for. */
export const recipientOf = ({ order }: OrderMessage): HolderKey => {
  assert(order.holders.length === 1, 'an order on its way names its one recipient');
  return present(order.holders[0], 'recipient').holder;
};

/** Who sends this message, as its source must say. */
export const sourceOf = (message: SealMessage): string =>
  (message.type === SEAL_ORDER_TYPE ? PLATFORM_SOURCE : holderSource(message.receipt.holder));

/**
 * The id that makes a repetition known: the same order to the same holder, the same answer. Pseudonymous.
 * An answer that something newer stands is another than the one given before.
 */
export const idOf = (message: SealMessage): string => {
  if (message.type === SEAL_ORDER_TYPE) {
    return `${message.order.recordId}.${message.order.sequence}.${recipientOf(message)}`;
  }
  const { recordId, sequence, revision, result } = message.receipt;
  return `${recordId}.${sequence}.${revision}.${result}`;
};

/** The stream within which messages keep their order. */
export const streamOf = (message: SealMessage): string =>
  (message.type === SEAL_ORDER_TYPE ? message.order.recordId : message.receipt.recordId);

const DATA = {
  [SEAL_ORDER_TYPE]: object({ order: orderField, confidential: orderConfidentialField }),
  [SEAL_RECEIPT_TYPE]: object({ receipt: receiptField }),
} as const;

// LIMIT: an id is a record, a sequence and an organ, each bounded; a source is an organ.
const ATTRIBUTE_MAX = 200;
const anything: Field<unknown> = { schema: {}, parse: (value) => ok(value) };

const TYPES = [SEAL_ORDER_TYPE, SEAL_RECEIPT_TYPE] as const;

const ENVELOPE = object({
  specversion: choice(['1.0']),
  id: text({ max: ATTRIBUTE_MAX }),
  source: text({ max: ATTRIBUTE_MAX }),
  type: choice(TYPES),
  time: optional(instant),
  datacontenttype: optional(choice(['application/json'])),
  traceparent: optional(text({ max: 64 })),
  data: anything,
});

const parseData = (type: SealMessage['type'], data: unknown): Parsed<SealMessage> => {
  if (type === SEAL_ORDER_TYPE) {
    const parsed = DATA[type].parse(data, '/data');
    return parsed.ok ? ok({ type, ...parsed.value }) : parsed;
  }
  const parsed = DATA[type].parse(data, '/data');
  return parsed.ok ? ok({ type, ...parsed.value }) : parsed;
};

const refusal = (code: MessageRefusalCode, at: string): Result<never, readonly MessageRefusal[]> =>
  err([messageRefusal(code, at)]);

/**
 * Reads an order or a receipt from a parsed JSON value: attacker-controlled. Either the whole message, or
 * everything that is wrong with it. Who sent it is proven elsewhere, by the signature; that the signer is who
 * `source` names must be compared there.
 */
export const parseSealMessage = (value: unknown): Parsed<SealMessage> => {
  const envelope = ENVELOPE.parse(value, '');
  if (!envelope.ok) return envelope;
  const { type, data, source, id } = envelope.value;
  const message = parseData(type, data);
  if (!message.ok) return message;
  if (source !== sourceOf(message.value)) return refusal('ENVELOPE_SOURCE', '/source');
  return id === idOf(message.value) ? message : refusal('ENVELOPE_ID', '/id');
};

/** One clear sentence about what is wrong first, and where; never anything of what was sent. */
export const refusalSentence = (refusals: readonly MessageRefusal[]): string => {
  const { at, message } = present(refusals[0], 'a refusal');
  return at === '' ? message : `At ${at}: ${message}`;
};

/** The envelope that reads back to this message; `time` is that of the sending, an argument. */
export const toSealEnvelope = (message: SealMessage, time?: string): SealEnvelope => ({
  specversion: '1.0', id: idOf(message), source: sourceOf(message), type: message.type,
  ...(time === undefined ? {} : { time }),
  datacontenttype: 'application/json',
  data: message.type === SEAL_ORDER_TYPE
    ? { order: message.order, confidential: confidentialJson(message.confidential) }
    : { receipt: message.receipt },
});

/** A message without what the vault encrypts: what open tables, indexes and logs may hold. */
export const publicMessagePart = (
  message: SealMessage,
): Omit<OrderMessage, 'confidential'> | ReceiptMessage => {
  if (message.type === SEAL_RECEIPT_TYPE) return message;
  const { confidential: _encrypted, ...open } = message;
  return open;
};
