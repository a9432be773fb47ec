import type {
  Actor, Authenticator, Authorizer, IssuerDoor, SenderKey, ServicePorts, SessionLookup,
} from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
import type { ServerConfig } from '../config/server-config.ts';
import type { LogLine } from './log-line.ts';
import type { RefusalBudget } from './refusal-budget.ts';

/** Time and randomness, from outside; `now` is the instant of acts, in UTC. */
export type Ambience = Readonly<{
  now: () => Temporal.Instant;
  /** Cryptographically random bytes. */
  random: (length: number) => Uint8Array;
  log: (line: LogLine) => void;
}>;

/** How people sign in: their sessions, their issuer, and how much each may ask for at once. */
export type SignIn = Readonly<{
  sessions: SessionLookup;
  issuer?: IssuerDoor;
  mayAct: (actor: Pick<Actor, 'id' | 'organ'>) => boolean;
}>;

/** What every part of the shell works with. */
export type Shell = Ambience & Readonly<{
  config: ServerConfig;
  ports: ServicePorts;
  authorizer: Authorizer;
  authenticators: readonly Authenticator[];
  /** Without it only systems are let in. */
  signIn: SignIn | undefined;
  keyOf: (keyId: string) => SenderKey | undefined;
  refusals: RefusalBudget;
  describe: () => Json;
  isStopping: () => boolean;
}>;
