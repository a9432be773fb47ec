import { Fault } from '@fengcun/kernel';
import {
  PROBLEM_MEDIA_TYPE, problemBody, type ProblemCode, type ProblemPlace, problemSpec,
} from '@fengcun/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditRefusal } from './audit.ts';
import { errorPlace } from './log-line.ts';
import { Refused } from './refused.ts';
import { type RequestState, stateOf } from './request-state.ts';
import type { Shell } from './shell.ts';

/** What the framework calls its own refusals, as problems of ours. */
const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'REQUEST_MALFORMED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_NOT_JSON',
  FST_ERR_BAD_URL: 'PARAMETER_INVALID',
  FST_ERR_MAX_PARAM_LENGTH: 'PARAMETER_INVALID',
};

/** A request and the answer it will get. */
export type Exchange = Readonly<{ request: FastifyRequest; reply: FastifyReply }>;

type Understood = Readonly<{ code: ProblemCode; places: readonly ProblemPlace[] }>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Places from the validator: pointer and keyword, which the schema names; never a value or a foreign name.
 */
const placesOf = (validation: unknown): readonly ProblemPlace[] =>
  (Array.isArray(validation) ? validation : []).filter(isRecord).map((one) =>
    ({ at: textOf(one['instancePath']).slice(0, 200), rule: textOf(one['keyword']).slice(0, 40) }));

/** The problem an error comes to. What nobody foresaw is INTERNAL. */
const understood = (error: unknown): Understood => {
  if (error instanceof Refused) return { code: error.code, places: error.places };
  if (error instanceof Fault) return { code: error.retryable ? 'UNAVAILABLE' : 'INTERNAL', places: [] };
  if (!isRecord(error)) return { code: 'INTERNAL', places: [] };
  if (error['validation'] !== undefined) {
    const code = error['validationContext'] === 'body' ? 'BODY_INVALID' : 'PARAMETER_INVALID';
    return { code, places: placesOf(error['validation']) };
  }
  const known = textOf(error['code']);
  const code = Object.hasOwn(FRAMEWORK_CODES, known) ? FRAMEWORK_CODES[known] : undefined;
  return { code: code ?? 'INTERNAL', places: [] };
};

/** A body that was refused unread must not be waited for: the connection ends with the answer. */
const leavesBodyUnread = ({ headers, body }: RequestState): boolean =>
  body.length === 0
  && (headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0');

const RETRY_SECONDS = '1';

/** Sends a problem: the same bytes for the same code and language. */
export const sendProblem = (
  reply: FastifyReply, state: RequestState, { code, places }: Understood, shell: Shell,
): FastifyReply => {
  const { status } = problemSpec(code);
  if (status === 401) {
    const challenges = state.route?.authentication === 'signature'
      ? ['Signature'] : shell.authenticators.map(({ challenge }) => challenge);
    reply.header('www-authenticate', challenges.join(', '));
  }
  const isPassing = code === 'UNAVAILABLE' || code === 'IDEMPOTENCY_IN_PROGRESS';
  if (isPassing) reply.header('retry-after', RETRY_SECONDS);
  if (leavesBodyUnread(state) || shell.isStopping()) reply.header('connection', 'close');
  return reply.code(status).header('content-language', state.language === 'zh' ? 'zh-CN' : 'en')
    .header('content-type', PROBLEM_MEDIA_TYPE)
    // As bytes: to text the framework would add a charset, which the media type does not have.
    .send(Buffer.from(JSON.stringify(problemBody(code, state.language, places))));
};

/** The one place where errors become answers: audited, logged without a word of the request, answered. */
export const answerError = async (
  error: unknown, { request, reply }: Exchange, shell: Shell,
): Promise<void> => {
  const state = stateOf(request);
  const problem = understood(error);
  const { status } = problemSpec(problem.code);
  if (status >= 500) {
    const at = shell.now().toString();
    shell.log({ at, level: 'error', event: 'failure', requestId: state.requestId, ...errorPlace(error) });
  }
  const isAudited = await auditRefusal(shell, state, { problem: problem.code, status });
  if (error instanceof Refused) reply.headers(error.headers);
  sendProblem(reply, state, isAudited ? problem : { code: 'UNAVAILABLE', places: [] }, shell);
};
