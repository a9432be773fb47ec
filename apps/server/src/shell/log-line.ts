/**
 * One line of the service's log. Closed: route templates, codes and numbers. No body, no parameter, no header
 * value, no message of an error can be in it, because there is no member for it.
 */
export type LogLine = Readonly<{
  at: string;
  level: 'info' | 'warn' | 'error';
  event: 'listening' | 'request' | 'failure' | 'badConnection' | 'auditFailure' | 'stopping' | 'stopped';
  requestId?: string;
  /** Method and template, such as `GET /v1/cases/{code}/timeline`; `none` where no route matched. */
  route?: string;
  status?: number;
  milliseconds?: number;
  /** Code of a problem or fault, or the class of an error. */
  code?: string;
  /** Where in our code, as `file:line`; never the error's message. */
  where?: string;
}>;

const FRAME = /([\w.-]{1,80}\.[jt]s):(\d{1,6}):\d{1,6}\)?$/m;

/** Class and place of an error, for the log. */
export const errorPlace = (error: unknown): Pick<LogLine, 'code' | 'where'> => {
  if (!(error instanceof Error)) return { code: typeof error };
  const code: unknown = Reflect.get(error, 'code');
  // The stack begins with the message, which may hold anything; frames are looked for after it.
  const frames = (error.stack ?? '').slice(String(error.message).length);
  const [, file, line] = FRAME.exec(frames) ?? [];
  return {
    code: typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : error.name,
    ...(file === undefined ? {} : { where: `${file}:${line}` }),
  };
};
