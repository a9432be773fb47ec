/** Exit codes others script against. @see ARCHITECTURE.md, Command line */
export const EXIT = { done: 0, findings: 1, unusable: 2, fault: 3, interrupted: 130 } as const;

/** One of the documented exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Input nobody can work with: one clear sentence, exit code 2, nothing written. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}
