import type { AccessDecision, HeaderFields, ProblemCode, ProblemPlace } from '@fengcun/api';

/**
 * A refusal on its way to the one place that audits and answers it; thrown, so that transactions are undone.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: ProblemCode;
  readonly places: readonly ProblemPlace[];
  readonly headers: HeaderFields;

  /** `code` is the problem that is answered; `headers` go with the answer. */
  constructor(code: ProblemCode, places: readonly ProblemPlace[] = [], headers: HeaderFields = {}) {
    super(code);
    this.code = code;
    this.places = places;
    this.headers = headers;
  }
}

/** What denied an act, for the audit line of the refusal. */
export type Denial = Pick<AccessDecision, 'policies' | 'policySetHash'>;
