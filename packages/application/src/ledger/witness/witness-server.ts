import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Fault } from '@fengcun/kernel';
import { answerAddCheckpoint, type Witness, type WitnessAnswer } from '@fengcun/ledger';

/** Where a witness listens; loopback unless another host is named. Port 0 takes a free one. */
export type WitnessAddress = Readonly<{ port: number; host?: string }>;

/** A witness that answers. */
export type WitnessServer = Readonly<{ url: string; close: () => Promise<void> }>;

/** LIMIT: bytes of a request: 63 hashes and a note with some post-quantum lines. */
const REQUEST_BYTES_MAX = 256 * 1024;

/** LIMIT: time for a whole request, in milliseconds. */
const REQUEST_MILLIS = 10_000;

const PLAIN = 'text/plain; charset=utf-8';
const plain = (status: number, body: string): WitnessAnswer =>
  ({ status, contentType: PLAIN, body: `${body}\n` });

const readBody = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes: unknown = part;
    if (!(bytes instanceof Uint8Array)) return undefined;
    length += bytes.length;
    if (length > REQUEST_BYTES_MAX) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
};

const answerTo = async (witness: Witness, request: IncomingMessage): Promise<WitnessAnswer> => {
  if (request.url !== '/add-checkpoint') return plain(404, 'NOT_FOUND: POST /add-checkpoint');
  if (request.method !== 'POST') return plain(405, 'METHOD_NOT_ALLOWED: POST /add-checkpoint');
  const body = await readBody(request);
  return body === undefined ? plain(413, 'REQUEST_TOO_LONG') : answerAddCheckpoint(witness, body);
};

const send = (response: ServerResponse, answer: WitnessAnswer): void => {
  const length = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': length });
  response.end(answer.body);
};

const listen = (server: Server, { port, host = '127.0.0.1' }: WitnessAddress): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const what = isTaken ? 'is taken by another program' : `cannot be used (${error.code ?? '?'})`;
      reject(new Fault('ADDRESS_UNUSABLE', `${host}:${port} ${what}; choose another --port or --host`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });

/**
 * Serves a witness over HTTP. `onFault` hears of errors that are ours (a full disk, for example): the log is
 * answered 500 and asks again later; nothing is signed that was not stored. Fault: ADDRESS_UNUSABLE.
 */
export const startWitness = async (
  witness: Witness, address: WitnessAddress, onFault: (error: unknown) => void,
): Promise<WitnessServer> => {
  const server = createServer({ requestTimeout: REQUEST_MILLIS }, (request, response) => {
    answerTo(witness, request).then((answer) => send(response, answer)).catch((error: unknown) => {
      onFault(error);
      if (response.headersSent) response.destroy();
      else send(response, plain(500, 'WITNESS_FAULT'));
    });
  });
  const url = await listen(server, address);
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  return { url, close };
};
