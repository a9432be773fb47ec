import type { OutboxMessage } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';

/** How long sessions and second factors count; minutes. */
export type SignInSettings = Readonly<{
  /** A session nobody uses. */
  idleMinutes: number;
  /** A session from its beginning. */
  sessionMinutes: number;
  /** A second factor after it was used. */
  secondFactorMinutes: number;
}>;

/**
 * LIMIT: a quarter of an hour without a request, a working day in all, five minutes for what needs the second
 * factor. @see GB/T 22239-2019 8.1.4.1; OWASP Session Management
 */
export const DEFAULT_SIGN_IN: SignInSettings =
  { idleMinutes: 15, sessionMinutes: 480, secondFactorMinutes: 5 };

/**
 * Who authenticators sign for: the host and the origins under which browsers reach it. @see WebAuthn §5.1.2
 */
export type RelyingParty = Readonly<{ id: string; origins: readonly string[] }>;

/** What accounts, sessions and second factors stand on. */
export type AccountParts = Readonly<{
  deployment: Deployment; settings: SignInSettings;
  /** Without it there are codes only, and no authenticators. */
  party?: RelyingParty;
  /** Tells a procuratorate outside of the organ; without it no emergency is taken in. */
  alarm?: Alarm;
}>;

/** What an alarm says: ids and codes. */
export type AlarmContent =
  Readonly<{ jointId: string; organ: string; about: string; reason: string; at: string }>;

/** Which procuratorate an alarm reaches, and the message that tells it, to be handed in with the act. */
export type AlarmTold = Readonly<{ supervisor: string; message: OutboxMessage }>;

/** Prepares an alarm; undefined where nobody outside of the organ would learn of it: the act is refused. */
export type Alarm = (content: AlarmContent) => Promise<AlarmTold | undefined>;

