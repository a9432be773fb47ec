import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type Door, type Parcel, type ParcelReply, type Receiver, type TransportLimits, TRANSPORT_LIMITS,
} from './transport.ts';

/** Where a door listens; port 0 is any free one. Loopback unless TLS is in front. */
export type HttpDoorOptions = Readonly<{ host?: string; port?: number; limits?: TransportLimits }>;

/** LIMIT: a signed request needs about 2 KiB of headers. */
const HEADER_BYTES_MAX = 16_384;
/** LIMIT: connections at once. */
const CONNECTIONS_MAX = 256;
/** How long connections that are idle, and requests under way, are waited for when a door closes. */
const CLOSE_MILLIS = 5000;

const headersOf = (request: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(request.headersDistinct)
    .map(([name, values]) => [name, (values ?? []).map((value) => value.trim()).join(', ')]));

/** The body up to its bound; undefined beyond it. */
const bodyOf = async (request: IncomingMessage, bytesMax: number): Promise<Uint8Array | undefined> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!(part instanceof Uint8Array)) return undefined;
    length += part.length;
    if (length > bytesMax) return undefined;
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
};

const EMPTY = new Uint8Array();
const status = (code: number): ParcelReply => ({ status: code, body: EMPTY });

const answer = async (
  request: IncomingMessage, receiver: Receiver, limits: TransportLimits,
): Promise<ParcelReply> => {
  if (request.method !== 'POST') return status(405);
  const headers = headersOf(request);
  const url = request.url ?? '';
  // Nothing behind a question mark is signed by our senders, so nothing there is read.
  if (url.includes('?')) return status(404);
  const body = await bodyOf(request, limits.parcelBytes);
  if (body === undefined) return status(413);
  const parcel: Parcel = {
    method: 'POST', path: url, headers, body, authority: (headers['host'] ?? '').toLowerCase(),
  };
  return receiver(parcel);
};

const reply = (response: ServerResponse, { status: code, body }: ParcelReply): void => {
  if (response.destroyed) return;
  response.writeHead(code, {
    'content-type': 'application/json', 'content-length': body.length, 'cache-control': 'no-store',
    // A body that was not read to its end leaves the connection unusable.
    ...(code === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
};

const close = (server: Server): Promise<void> => new Promise((resolve) => {
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MILLIS);
  server.close(() => {
    clearTimeout(timer);
    resolve();
  });
  server.closeIdleConnections();
});

/**
 * A door for parcels over HTTP, for an organ that offers nothing else; the platform takes them at the same
 * path of its interface. Attacker-controlled requests are bounded in size, number and time.
 */
export const openHttpDoor = async (receiver: Receiver, options: HttpDoorOptions = {}): Promise<Door> => {
  const { host = '127.0.0.1', port = 0, limits = TRANSPORT_LIMITS } = options;
  const server = createServer({
    maxHeaderSize: HEADER_BYTES_MAX, requestTimeout: limits.answerMillis, headersTimeout: limits.answerMillis,
    connectionsCheckingInterval: Math.min(1000, limits.answerMillis),
  }, (request, response) => {
    answer(request, receiver, limits)
      .then((given) => reply(response, given), () => reply(response, status(500)));
  });
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  const authority = `${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}`;
  return { address: `http://${authority}`, authority, close: () => close(server) };
};
