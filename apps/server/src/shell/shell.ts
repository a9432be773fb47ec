import type { Authenticator, Authorizer, SenderKey, ServicePorts } from '@fengcun/api';
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

/** What every part of the shell works with. */
export type Shell = Ambience & Readonly<{
  config: ServerConfig;
  ports: ServicePorts;
  authorizer: Authorizer;
  authenticators: readonly Authenticator[];
  keyOf: (keyId: string) => SenderKey | undefined;
  refusals: RefusalBudget;
  describe: () => Json;
  isStopping: () => boolean;
}>;
