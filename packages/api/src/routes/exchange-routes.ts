import { NOTHING } from '../schema/schema.ts';
import { EXCHANGE_SIGNATURE } from '../signature/verify-signature.ts';
import {
  exchangeBatch, type ExchangeEvent, exchangeEvent, exchangeReceipt, organOfSource,
} from './exchange-schemas.ts';
import { type BodyReader, jsonReply, route } from './route.ts';

/** LIMIT: bytes of one batch; a message alone must fit as well. */
export const EXCHANGE_BYTES_MAX = 1024 * 1024;

/** LIMIT: messages of one batch. */
export const EXCHANGE_EVENTS_MAX = 500;

/** Where every organ takes messages. */
export const EXCHANGE_PATH = '/v1/exchange/events';

/** Messages with the digest that the shell has compared with the body they came in. */
type Parcel = Readonly<{ events: readonly ExchangeEvent[]; digest: string }>;

const reader = (
  schema: BodyReader<Parcel>['schema'], eventsOf: (json: unknown) => readonly ExchangeEvent[],
): BodyReader<Parcel> => ({
  schema,
  read: (json, headers) =>
    ({ ok: true, value: { events: eventsOf(json), digest: headers['content-digest'] ?? '' } }),
});

/** POST /v1/exchange/events — messages of another organ, signed, each taken once. @see RFC 9421 */
export const exchangeEvents = route({
  method: 'POST',
  path: EXCHANGE_PATH,
  title: { zh: '接收其他机关的签名消息', en: 'Receive signed messages of another organ' },
  action: 'exchange.receiveEvents',
  authentication: 'signature',
  signature: EXCHANGE_SIGNATURE,
  roles: ['clerk'],
  idempotency: 'natural',
  params: NOTHING, search: NOTHING,
  body: {
    bytesMax: EXCHANGE_BYTES_MAX,
    media: {
      // The shell has checked each value against the schema beside it.
      'application/cloudevents-batch+json':
        reader(exchangeBatch, (json) => json as readonly ExchangeEvent[]),
      'application/cloudevents+json': reader(exchangeEvent, (json) => [json as ExchangeEvent]),
    },
  },
  reply: jsonReply(exchangeReceipt),
  problems: [],
  refusal: { body: { specversion: '1.0' }, problem: 'BODY_INVALID' },
  audit: { what: 'EXCHANGE_EVENTS_RECEIVED' },
  about: ({ body }) => ({ purpose: 'interOrganExchange', messages: body.events.length }),
  resource: ({ body }) =>
    ({ organs: [...new Set(body.events.map(({ source }) => organOfSource(source)))], isSealed: false }),
  handle: async ({ body: { events, digest } }, { ports, actor }) =>
    ({ status: 200, body: await ports.exchange.receive(events, { sender: actor, digest }) }),
});
