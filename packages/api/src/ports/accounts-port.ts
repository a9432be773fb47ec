import type { Json, Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { SessionStanding } from '../access/session.ts';
import type {
  AccountShown, AlarmFinding, AlarmShown, BreakGlassShown, FactorKind, FactorProof, FactorProposal,
  JointShown, MySession,
} from '../routes/sign-in-schemas.ts';

/** A session that has begun: its secret goes to the browser and is kept nowhere. */
export type NewSession = Readonly<{ secret: string; endsAt: string }>;

/**
 * Why a second factor was not taken. `SECOND_FACTOR_REFUSED` says nothing more, whether the code was wrong,
 * old, used before, or there were too many.
 */
export type FactorRefusal =
  Readonly<{ code: 'SECOND_FACTOR_REFUSED' | 'SECOND_FACTOR_STANDS' | 'SIGN_IN_AGAIN' }>;

/** Why an act of several people was not taken. */
export type JointRefusal = Readonly<{ code: 'NOTHING_TO_TELL' | 'FOUR_EYES' | 'JOINT_ACT_OVER' }>;

/** Why an emergency was not taken in: nobody outside of the organ would learn of it. */
export type AlarmRefusal = Readonly<{ code: 'NOBODY_TO_ALARM' }>;

/** Why a step on an alarm was not taken. */
export type AlarmStepRefusal = Readonly<{ code: 'NOTHING_TO_TELL' | 'FOUR_EYES' | 'STANDS_OTHERWISE' }>;

/** Where a session is used: its standing and the kind of browser. */
export type AtSession = Readonly<{ session: SessionStanding; browser: string }>;

/** What breaking the glass is for: an act of the interface, and why. */
export type BreakGlassAsked = Readonly<{ action: string; reason: string }>;

/** Accounts, sessions and second factors. Its transactions are its own. */
export type AccountsPort = Readonly<{
  /** Begins a session of an account that was identified; undefined where it may no longer sign in. */
  open: (accountId: string, browser: string) => Promise<NewSession | undefined>;
  close: (session: SessionStanding) => Promise<void>;
  mine: (session: SessionStanding, actor: Actor) => Promise<MySession>;
  /** Proposes a second factor; soon after signing in, or with the one that stands. */
  propose: (session: SessionStanding, kind: FactorKind) => Promise<Result<FactorProposal, FactorRefusal>>;
  /** Shows that a proposed one works. The session goes on under a new secret. */
  confirm: (proof: FactorProof, at: AtSession) => Promise<Result<NewSession, FactorRefusal>>;
  /** What an authenticator is to sign. */
  challenge: (session: SessionStanding) => Promise<Result<Readonly<{ options: Json }>, FactorRefusal>>;
  /** Uses a second factor. The session goes on under a new secret. */
  use: (proof: FactorProof, at: AtSession) => Promise<Result<NewSession, FactorRefusal>>;
  /** In the order of names, after a name. */
  list: (page: Readonly<{ after: string; limit: number }>) => Promise<readonly AccountShown[]>;
  /** False where there is no such account. */
  endSessionsOf: (account: string) => Promise<boolean>;
  askRecovery: (account: string, by: Actor) => Promise<Result<JointShown, JointRefusal>>;
  agreeRecovery: (jointId: string, by: Actor) => Promise<Result<JointShown, JointRefusal>>;
  askBreakGlass: (asked: BreakGlassAsked, by: Actor) => Promise<Result<JointShown, AlarmRefusal>>;
  /** What was asked, and by which organ; undefined where nobody asked. */
  findBreakGlass: (jointId: string) => Promise<BreakGlassShown | undefined>;
  agreeBreakGlass: (jointId: string, by: Actor) => Promise<Result<JointShown, JointRefusal>>;
  refuseBreakGlass: (jointId: string, by: Actor) => Promise<Result<JointShown, JointRefusal>>;
  /** Emergencies of which the procuratorate of the actor was told, the newest first. */
  listAlarms: (by: Actor) => Promise<readonly AlarmShown[]>;
  /** Takes the mark of what nobody there has looked at from it. */
  seeAlarm: (jointId: string, by: Actor) => Promise<Result<AlarmShown, AlarmStepRefusal>>;
  /** What one that was used comes to, by somebody who had no part in it. */
  reviewAlarm: (
    jointId: string, finding: AlarmFinding, by: Actor,
  ) => Promise<Result<AlarmShown, AlarmStepRefusal>>;
}>;
