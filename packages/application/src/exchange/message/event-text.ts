import type { ExchangeEvent } from '@fengcun/api';

/** What an event says about the message it carries. */
export type EventHead = Readonly<{
  messageId: string; streamId: string; sequence: number; recipient: string; messageType: string;
  createdAt: string;
}>;

const SEQUENCE_DIGITS = 10;
const PREFIX = 'cn.fengcun.exchange.';
const SUFFIX = '.v1';

/** The source an organ's messages name. */
export const sourceOf = (organ: string): string => `urn:fengcun:${organ.replace('/', ':')}:exchange`;

/** The kind of a message: `sealOrder` of `cn.fengcun.exchange.sealOrder.v1`. */
export const kindOf = ({ type }: Pick<ExchangeEvent, 'type'>): string =>
  type.slice(PREFIX.length, -SUFFIX.length);

/**
 * A message as the JSON of a CloudEvent. The payload is JSON already and is put in as it is: it was written
 * by this organ, encrypted at rest, and must not be changed by being read.
 */
export const eventText = (organ: string, head: EventHead, payload: Uint8Array): string => {
  const event = {
    specversion: '1.0', id: head.messageId, source: sourceOf(organ),
    type: `${PREFIX}${head.messageType}${SUFFIX}`, time: head.createdAt, recipient: head.recipient,
    partitionkey: head.streamId, sequence: String(head.sequence).padStart(SEQUENCE_DIGITS, '0'),
    datacontenttype: 'application/json',
  };
  return `${JSON.stringify(event).slice(0, -1)},"data":${Buffer.from(payload).toString('utf8')}}`;
};
