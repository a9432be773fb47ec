import {
  createInbox, headers as newHeaders, type Msg, type MsgHdrs, type Subscription,
} from '@nats-io/transport-node';
import { err, ok, type Result } from '@fengcun/kernel';
import { nameOf, type NatsCarrier, subjectOf } from './nats-carrier.ts';
import {
  type Parcel, type ParcelReply, type Transport, type TransportFailure, type TransportLimits,
  TRANSPORT_LIMITS,
} from './transport.ts';

/** Header that tells where the answer is awaited. */
export const REPLY_TO = 'fengcun-reply-to';
/** Headers of the parcel stand under this prefix; the rest belongs to NATS. */
export const PARCEL_PREFIX = 'fengcun-parcel-';
/** Status of an answer. */
export const STATUS = 'fengcun-status';

/** LIMIT: how long the servers have to say that they keep a parcel. */
const KEEP_MILLIS = 5000;

type Answer = Result<ParcelReply, TransportFailure>;
type Waiting = Map<string, (answer: Answer) => void>;

const headersOf = ({ headers, path }: Parcel, replyTo: string): MsgHdrs => {
  const all = newHeaders();
  all.set(REPLY_TO, replyTo);
  all.set(`${PARCEL_PREFIX}path`, path);
  for (const [name, value] of Object.entries(headers)) all.set(PARCEL_PREFIX + name, value);
  return all;
};

const hear = (waiting: Waiting, { subject, data, headers }: Msg, { replyBytes }: TransportLimits): void => {
  const settle = waiting.get(subject);
  if (settle === undefined) return;
  const status = Number(headers?.get(STATUS) ?? 0);
  settle(data.length > replyBytes ? err({ code: 'REPLY_TOO_LARGE' }) : ok({ status, body: data }));
};

/** Sends, then waits for the answer of the organ: that the servers keep a parcel delivers nothing. */
const sendOne = async (
  carrier: NatsCarrier, waiting: Waiting,
  { parcel, name, replyTo, limits }: Readonly<{
    parcel: Parcel; name: string; replyTo: string; limits: TransportLimits;
  }>,
): Promise<Answer> => {
  const answered = Promise.withResolvers<Answer>();
  waiting.set(replyTo, answered.resolve);
  const timer = setTimeout(() => answered.resolve(err({ code: 'TIMED_OUT' })), limits.answerMillis);
  try {
    await carrier.client.publish(subjectOf(name), parcel.body, {
      headers: headersOf(parcel, replyTo), timeout: KEEP_MILLIS,
    });
    return await answered.promise;
  } catch {
    return err({ code: 'UNREACHABLE' });
  } finally {
    clearTimeout(timer);
    waiting.delete(replyTo);
  }
};

/**
 * Parcels over NATS JetStream: kept by the servers until the organ takes them, or until their signature is
 * too old. Addresses are `nats:<name>`. The carrier is closed by whoever opened it.
 */
export const natsTransport = (
  carrier: NatsCarrier, limits: TransportLimits = TRANSPORT_LIMITS,
): Transport => {
  const waiting: Waiting = new Map();
  const inbox = createInbox();
  const answers: Subscription = carrier.connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error === null) hear(waiting, message, limits);
    },
  });
  let sent = 0;
  return {
    authorityOf: nameOf,
    send: async (address, parcel) => {
      if (parcel.body.length > limits.parcelBytes) return err({ code: 'PARCEL_TOO_LARGE' });
      sent += 1;
      const replyTo = `${inbox}.${sent}`;
      return sendOne(carrier, waiting, { parcel, name: nameOf(address), replyTo, limits });
    },
    close: async () => {
      answers.unsubscribe();
      for (const settle of waiting.values()) settle(err({ code: 'UNREACHABLE' }));
    },
  };
};
