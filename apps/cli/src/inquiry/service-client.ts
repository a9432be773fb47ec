import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Fault } from '@fengcun/kernel';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';

/** What a service answered. */
export type ServiceAnswer =
  Readonly<{ isDone: boolean; status: number; body: Readonly<Record<string, unknown>>; bytes: Uint8Array }>;

/** Sends requests to a running service as the account of a token. */
export type ServiceClient = (path: string, body?: unknown) => Promise<ServiceAnswer>;

const TOKEN = 'FENGCUN_TOKEN';
const DEFAULT_SERVER = 'http://127.0.0.1:8787';
/** LIMIT: a service that says nothing for so long is not there. */
const WAIT_MILLIS = 60_000;

const tokenOf = async (given: Arguments): Promise<string> => {
  const path = textOption(given, 'token-file');
  const text = path === undefined ? process.env[TOKEN]
    : await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && text.trim() !== '') return text.trim();
  throw new UnusableInput(`no token; give --token-file FILE or the environment variable ${TOKEN}`);
};

const membersOf = (bytes: Uint8Array): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    // A paper: bytes, no JSON.
    return {};
  }
};

/** @throws UnusableInput without a token or with a server that is no address; Fault SERVICE_UNREACHABLE */
export const serviceClient = async (given: Arguments): Promise<ServiceClient> => {
  const server = textOption(given, 'server') ?? DEFAULT_SERVER;
  if (!URL.canParse(server)) throw new UnusableInput(`--server: give an address such as ${DEFAULT_SERVER}`);
  const token = await tokenOf(given);
  return async (path, body) => {
    const response = await fetch(new URL(path, server), {
      method: body === undefined ? 'GET' : 'POST', signal: AbortSignal.timeout(WAIT_MILLIS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token}`, 'idempotency-key': `"${randomUUID()}"`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    }).catch((cause: unknown) => {
      const text = 'the service does not answer; is `fengcun serve` running?';
      throw new Fault('SERVICE_UNREACHABLE', text, { cause });
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { isDone: response.ok, status: response.status, body: membersOf(bytes), bytes };
  };
};
