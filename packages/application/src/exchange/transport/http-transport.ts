import { Agent as PlainAgent, type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';
import { err, ok, type Result } from '@fengcun/kernel';
import {
  type Parcel, type ParcelReply, type Transport, type TransportFailure, type TransportLimits,
  TRANSPORT_LIMITS,
} from './transport.ts';

/** LIMIT: connections kept open to one organ. */
const SOCKETS_MAX = 8;

type Answer = Result<ParcelReply, TransportFailure>;

/** Reads an answer up to its bound. */
const readReply = (
  message: IncomingMessage, replyBytes: number, settle: (answer: Answer) => void,
): void => {
  const parts: Buffer[] = [];
  let length = 0;
  message.on('data', (part: Buffer) => {
    length += part.length;
    parts.push(part);
    if (length <= replyBytes) return;
    settle(err({ code: 'REPLY_TOO_LARGE' }));
    message.destroy();
  });
  message.on('end', () => settle(ok({ status: message.statusCode ?? 0, body: Buffer.concat(parts) })));
  message.on('error', () => settle(err({ code: 'UNREACHABLE' })));
};

type Sending = Readonly<{ limits: TransportLimits; agents: readonly [PlainAgent, SecureAgent] }>;

const open = (address: string, { path, headers, body }: Parcel, { agents }: Sending): ClientRequest => {
  const url = new URL(path, address);
  const options = {
    method: 'POST', headers: { ...headers, 'content-length': String(body.length) },
  };
  return url.protocol === 'https:'
    ? secure(url, { ...options, agent: agents[1] }) : plain(url, { ...options, agent: agents[0] });
};

const post = (address: string, parcel: Parcel, sending: Sending): Promise<Answer> =>
  new Promise((resolve) => {
    const { answerMillis, replyBytes } = sending.limits;
    const request = open(address, parcel, sending);
    // One clock over connecting, sending and reading: a slow answer must not hold a place for ever.
    const timer = setTimeout(() => settle(err({ code: 'TIMED_OUT' })), answerMillis);
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
      if (!answer.ok) request.destroy();
    };
    request.on('response', (message) => readReply(message, replyBytes, settle));
    request.on('error', () => settle(err({ code: 'UNREACHABLE' })));
    request.end(parcel.body);
  });

/** Parcels over HTTP, with connections kept open; addresses are base URLs. Redirects are not followed. */
export const httpTransport = (limits: TransportLimits = TRANSPORT_LIMITS): Transport => {
  const agents = [
    new PlainAgent({ keepAlive: true, maxSockets: SOCKETS_MAX }),
    new SecureAgent({ keepAlive: true, maxSockets: SOCKETS_MAX }),
  ] as const;
  return {
    authorityOf: (address) => new URL(address).host,
    send: async (address, parcel) => {
      if (parcel.body.length > limits.parcelBytes) return err({ code: 'PARCEL_TOO_LARGE' });
      return post(address, parcel, { limits, agents });
    },
    close: async () => {
      for (const agent of agents) agent.destroy();
    },
  };
};
