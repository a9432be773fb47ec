/** An operational failure (disk, peer, timeout): thrown with its cause, handled only in the apps. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: string;
  readonly retryable: boolean;

  /** `code` is UPPER_SNAKE; `message` carries no personal data. */
  constructor(code: string, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
