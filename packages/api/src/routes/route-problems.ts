import type { ProblemCode } from '../problems/problem-table.ts';
import type { AnyRoute } from './route.ts';

const ALWAYS: readonly ProblemCode[] = ['PARAMETER_INVALID', 'HEADER_INVALID', 'INTERNAL', 'UNAVAILABLE'];
const BEARER: readonly ProblemCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];
const SIGNATURE: readonly ProblemCode[] = [
  'SIGNATURE_MISSING', 'SIGNATURE_MALFORMED', 'SIGNATURE_COVERAGE', 'SIGNATURE_EXPIRED', 'SIGNATURE_INVALID',
  'SIGNATURE_REPLAYED', 'DIGEST_MISMATCH', 'FORBIDDEN',
];
const SESSION: readonly ProblemCode[] = [...BEARER, 'CROSS_SITE', 'SECOND_FACTOR_NEEDED', 'LIMIT_REACHED'];
const BY_AUTHENTICATION: Readonly<Record<AnyRoute['authentication'], readonly ProblemCode[]>> = {
  none: [], bearer: BEARER, session: SESSION, signature: SIGNATURE, issuer: BEARER,
};
const BODY: readonly ProblemCode[] = [
  'BODY_NOT_JSON', 'BODY_TOO_DEEP', 'BODY_TOO_LARGE', 'BODY_INVALID', 'MEDIA_TYPE_UNSUPPORTED',
  'REQUEST_TIMEOUT',
];
const STREAMED: readonly ProblemCode[] = ['BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED', 'REQUEST_TIMEOUT'];
const KEYED: readonly ProblemCode[] = [
  'IDEMPOTENCY_KEY_INVALID', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED',
];

/** Every problem a route can answer with: its own, and those that follow from how it is declared. */
export const routeProblems = (route: AnyRoute): readonly ProblemCode[] => [...new Set([
  ...ALWAYS,
  ...BY_AUTHENTICATION[route.authentication],
  ...(route.body === undefined ? [] : BODY),
  ...(route.stream === undefined ? [] : STREAMED),
  ...(route.idempotency === 'safe' || route.idempotency === 'offset' ? [] : KEYED),
  ...(route.idempotency === 'key' ? ['IDEMPOTENCY_KEY_MISSING' as const] : []),
  ...route.problems,
])];
