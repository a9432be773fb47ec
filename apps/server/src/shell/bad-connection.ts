import type { Socket } from 'node:net';
import { PROBLEM_MEDIA_TYPE, problemBody, type ProblemCode, problemSpec } from '@fengcun/api';

const CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request', 408: 'Request Timeout', 413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
};

/**
 * Answers what is no request: the parser gave up, or the sender was too slow. No state exists, so nothing is
 * said but the code; the connection ends.
 */
export const answerBadConnection = (code: string, socket: Socket): ProblemCode => {
  const problem = Object.hasOwn(CODES, code) ? CODES[code] ?? 'REQUEST_MALFORMED' : 'REQUEST_MALFORMED';
  // A reset connection has nobody left to read; one that already got part of an answer must not get two.
  if (code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return problem;
  }
  const { status } = problemSpec(problem);
  const body = JSON.stringify(problemBody(problem, 'en'));
  socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? 'Bad Request'}\r\nconnection: close\r\n`
    + `content-type: ${PROBLEM_MEDIA_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    + `cache-control: no-store\r\n\r\n${body}`);
  return problem;
};
