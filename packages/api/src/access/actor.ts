import type { ProblemCode } from '../problems/problem-table.ts';
import type { Result } from '@fengcun/kernel';
import type { Role } from './roles.ts';

/** Whoever acts, as the platform knows them: pseudonymous. */
export type Actor = Readonly<{
  /** Pseudonym of the account or person; never a name. */
  id: string;
  /** `<organ type>/<organ code>`, such as `court/A01`. */
  organ: string;
  roles: readonly Role[];
  /** Signed in with a second factor in this session. */
  hasSecondFactor: boolean;
  /** The person behind the account, where it is known; one person can have several accounts. */
  person?: string;
}>;

/** Whoever it is for the rule of four eyes: the person where one is known, the account otherwise. */
export const personOf = ({ id, person }: Pick<Actor, 'id' | 'person'>): string => person ?? id;

/** Whoever has not said who they are: what is public is open to them, nothing else. */
export const ANONYMOUS: Actor = { id: 'anonymous', organ: 'none', roles: [], hasSecondFactor: false };

/**
 * Tells who sent a request from its Authorization header: service accounts; people sign in, see `session.ts`.
 * Refused without a hint whether the account exists, in the same time.
 */
export type Authenticator = Readonly<{
  /** Scheme of the header, lower case, and the challenge of a refusal. @see RFC 9110 §11 */
  scheme: string;
  challenge: string;
  authenticate: (credentials: string) => Promise<Result<Actor, ProblemCode>>;
}>;
