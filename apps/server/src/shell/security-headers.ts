import { traceparent } from '@fengcun/api';
import type { FastifyReply } from 'fastify';
import type { RequestState } from './request-state.ts';

/**
 * What every answer says to browsers and caches: keep nothing, guess nothing, load nothing, tell nobody.
 * @see OWASP HTTP Headers; RFC 9111 §5.2.2.5; RFC 6797
 */
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const STRICT_TRANSPORT = 'max-age=31536000';

/** Sets them, with the id of the request and its place in the trace. */
export const setSecurityHeaders = (
  reply: FastifyReply, state: RequestState, { isBehindTls }: Readonly<{ isBehindTls: boolean }>,
): void => {
  reply.headers(HEADERS);
  reply.header('x-request-id', state.requestId);
  reply.header('traceparent', traceparent(state.trace));
  if (isBehindTls) reply.header('strict-transport-security', STRICT_TRANSPORT);
};
