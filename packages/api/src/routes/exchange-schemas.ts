import { choice, list, named, object, oneOf, openObject, text, type TypeOf } from '../schema/schema.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SOURCE = /^urn:fengcun:[a-zA-Z]{1,32}:[0-9A-Z-]{1,32}:exchange$/;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
const TYPE = /^cn\.fengcun\.exchange\.[A-Za-z]{1,64}\.v1$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const SEQUENCE = /^\d{10}$/;

/** LIMIT: one batch is one transaction of the recipient. */
const EVENTS_MAX = 500;

const id = text({ max: 36, pattern: UUID });
const organ = text({ max: 65, pattern: ORGAN, title: '<organ type>/<organ code>' });

/**
 * A message from one organ to another. `partitionkey` is the stream it belongs to (what it is about) and
 * `sequence` its place there, ten digits, so that texts sort as numbers; `recipient` binds it to whom it is
 * for. What `data` holds is for the handler of its type.
 * @see CloudEvents 1.0.2 §3; extensions Partitioning and Sequence
 */
export const exchangeEvent = named('ExchangeEvent', openObject({
  specversion: choice(['1.0']),
  id,
  source: text({ max: 90, pattern: SOURCE, title: 'urn:fengcun:<organ type>:<organ code>:exchange' }),
  type: text({ max: 128, pattern: TYPE, title: 'cn.fengcun.exchange.<kind>.v1' }),
  time: text({ max: 24, pattern: INSTANT }),
  recipient: organ,
  partitionkey: id,
  sequence: text({ max: 10, pattern: SEQUENCE }),
  datacontenttype: choice(['application/json']),
  data: openObject({}),
}));

/** A message between organs. */
export type ExchangeEvent = TypeOf<typeof exchangeEvent>;

/** Several messages of one organ under one signature. */
export const exchangeBatch = named('ExchangeBatch', list(exchangeEvent, { min: 1, max: EVENTS_MAX }));

/**
 * What became of one message: taken now or before, under the same receipt; refused for good, with a code; or
 * not now, so that it is sent again.
 */
export const exchangeResult = named('ExchangeResult', oneOf(
  object({ id, outcome: choice(['accepted', 'repeated']), receiptId: id }),
  object({ id, outcome: choice(['refused']), code: text({ max: 40 }) }),
  object({ id, outcome: choice(['later']) }),
));

/** What became of one message. */
export type ExchangeResult = TypeOf<typeof exchangeResult>;

/**
 * The answer to a batch, signed by the receiver over the canonical JSON of everything else in it, so that it
 * proves delivery whatever carried it. `digest` is the Content-Digest of the batch it answers.
 */
export const exchangeReceipt = named('ExchangeReceipt', object({
  receiver: organ, keyId: text({ max: 100 }), digest: text({ max: 400 }),
  answeredAt: text({ max: 24, pattern: INSTANT }),
  results: list(exchangeResult, { min: 1, max: EVENTS_MAX }),
  signature: text({ max: 120, title: 'Ed25519, base64' }),
}));

/** A signed receipt. */
export type ExchangeReceipt = TypeOf<typeof exchangeReceipt>;

/** The organ a source names: `police/B02` of `urn:fengcun:police:B02:exchange`. */
export const organOfSource = (source: string): string => source.split(':').slice(2, 4).join('/');
