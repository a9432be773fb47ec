/** A bug of ours: crashes the request, is counted, is never caught below the shell. */
export class BugError extends Error {
  override readonly name = 'BugError';
}

/** Guarantees `condition` afterwards; a false one is our bug, so the message starts with `bug:`. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new BugError(`bug: ${message}`);
}

/** Ends an exhaustive switch: reaching it means that a union gained a member nobody handled. */
export const assertNever = (value: never): never => {
  throw new BugError(`bug: unhandled case ${typeof value}`);
};

/** The value, which our own logic guarantees to be present; absence is a bug. */
export const present = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new BugError(`bug: missing ${what}`);
  return value;
};
