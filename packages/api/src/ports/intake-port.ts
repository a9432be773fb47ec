import type { Actor } from '../access/actor.ts';
import type { IntakeEnvelope, IntakeResult } from '../routes/intake-schemas.ts';

/**
 * Takes intake messages in: attacker-controlled envelopes of an authenticated sender whose organ they name.
 * One result a message, in their order. Idempotent by source key; what cannot be taken is kept as an
 * exception.
 */
export type IntakePort = Readonly<{
  submit: (messages: readonly IntakeEnvelope[], sender: Actor) => Promise<readonly IntakeResult[]>;
}>;
