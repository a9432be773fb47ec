import type { Client, Problem, Route, RouteId, ROUTES } from '@fengcun/api';
import table from 'virtual:route-table';
import { transmit, transmitTold } from './transmit.ts';

type AnyCall = Readonly<{
  params?: Readonly<Record<string, unknown>>; search?: Readonly<Record<string, unknown>>;
  body?: unknown; mediaType?: string; headers?: Readonly<Record<string, string>>;
  /** Hears how many bytes of the body have left. */
  sent?: (bytes: number) => void;
}>;

/** What a call came to, before its route gives it a type. */
export type AnyAnswer =
  | Readonly<{ ok: true; status: number; headers: Headers; body: unknown }>
  | Readonly<{ ok: false; status: number; headers: Headers; problem: Problem }>;

const addressOf = (path: string, { params = {}, search = {} }: AnyCall): string => {
  const filled = path.replace(/\{(\+?)([a-zA-Z]+)\}/g, (_whole, rest: string, name: string) => {
    const encoded = encodeURIComponent(String(params[name]));
    return rest === '+' ? encoded.replaceAll('%2F', '/') : encoded;
  });
  const parts = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return parts.size === 0 ? filled : `${filled}?${parts}`;
};

/** No answer came: the line is down or the service is being stopped. Told like a problem of the table. */
const unreached = (): Problem => ({
  type: 'urn:fengcun:problem:unreached', status: 503, code: 'UNAVAILABLE',
  title: document.documentElement.lang === 'en'
    ? 'The service cannot be reached; check the line and try again. What you entered is still here.'
    : '无法连接服务，请检查网络后重试；已填写的内容仍在本页。',
});

const bodyOf = async (mediaType: string, response: Response): Promise<unknown> => {
  if (response.status === 204) return {};
  if (mediaType === 'application/json') return response.json();
  if (mediaType.startsWith('text/')) return response.text();
  return new Uint8Array(await response.arrayBuffer());
};

/** Sends one request of the interface as whoever is signed in. Never throws for what a service says. */
export const send = async (id: RouteId, given: AnyCall): Promise<AnyAnswer> => {
  const route = table[id];
  const { body, mediaType = 'application/json' } = given;
  const isRaw = typeof body === 'string' || body instanceof Blob || body instanceof Uint8Array;
  try {
    const transmission = {
      address: addressOf(route.path, given), method: route.method,
      headers: {
        'x-fengcun-request': '1', 'accept-language': document.documentElement.lang,
        ...(body === undefined ? {} : { 'content-type': mediaType }), ...given.headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body as BodyInit : JSON.stringify(body) }),
    };
    const response = given.sent === undefined ? await transmit(transmission)
      : await transmitTold(transmission, given.sent);
    const { status, headers } = response;
    return route.statuses.includes(status)
      ? { ok: true, status, headers, body: await bodyOf(route.mediaType, response) }
      : { ok: false, status, headers, problem: await response.json() as Problem };
  } catch {
    return { ok: false, status: 0, headers: new Headers(), problem: unreached() };
  }
};

/** Whether a route needs a key by which a repeated request is known as the same. */
export const needsKey = (id: RouteId): boolean => table[id].idempotency === 'key';

type SentBody<Id extends RouteId> =
  (typeof ROUTES)[Id] extends Route<infer _P, infer _S, infer B, infer _Reply> ? B : never;

/** The call of a route, its body of the type that the route reads where it reads JSON. */
export type CallOf<Id extends RouteId> = Omit<Parameters<Client[Id]>[0], 'body'>
  & (SentBody<Id> extends undefined ? unknown
    : Readonly<{ body: SentBody<Id> extends Uint8Array ? unknown : SentBody<Id> }>);
/** The answer of a route, of its own type. */
export type AnswerOf<Id extends RouteId> = Awaited<ReturnType<Client[Id]>>;
/** The body of a good answer. */
export type BodyOf<Id extends RouteId> = Extract<AnswerOf<Id>, { ok: true }>['body'];
