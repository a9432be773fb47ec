import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type {
  AccountAsked, DeadLetterShown, KeeperActShown, KeysShown, LettersAsked, RoleChangeAsked, RotationAsked,
  SettingChangeAsked,
} from '../routes/keeping-schemas.ts';

/** Why an act of administrators was not taken. */
export type KeeperRefusal = Readonly<{
  code: 'NOTHING_TO_TELL' | 'FOUR_EYES' | 'JOINT_ACT_OVER' | 'ROTATION_STANDS' | 'SETTING_FIXED'
    | 'SETTING_VALUE' | 'SETTING_DAY' | 'CHANGE_STANDS' | 'ACCOUNT_TAKEN' | 'ACCOUNT_INCOMPLETE'
    | 'ROLES_JOINED' | 'LAST_ADMINISTRATOR';
}>;

/** Answer to an act of administrators. */
export type KeeperReply = Promise<Result<KeeperActShown, KeeperRefusal>>;

/** Which kind of act is decided on. */
export type DecidedKind = 'keyRotation' | 'settingChange' | 'roleChange';

/** A decision of another administrator. */
export type KeeperDecision = Readonly<{ id: string; kind: DecidedKind; isAgreed: boolean }>;

/** Which dead letters: after an id, and whether those that rest. */
export type LettersPage = Readonly<{ limit: number; after?: string; isResting: boolean }>;

/** What administrators look at and do. Its transactions are its own; no key and nobody's record is told. */
export type KeepingPort = Readonly<{
  keys: () => Promise<KeysShown>;
  askRotation: (asked: RotationAsked, by: Actor) => KeeperReply;
  settingChanges: () => Promise<readonly KeeperActShown[]>;
  askSettingChange: (asked: SettingChangeAsked, by: Actor) => KeeperReply;
  roleChanges: () => Promise<readonly KeeperActShown[]>;
  addAccount: (asked: AccountAsked, by: Actor) => KeeperReply;
  askRoles: (asked: RoleChangeAsked, by: Actor) => KeeperReply;
  suspend: (asked: Readonly<{ account: string; reason: string }>, by: Actor) => KeeperReply;
  decide: (decision: KeeperDecision, by: Actor) => KeeperReply;
  letters: (page: LettersPage) => Promise<readonly DeadLetterShown[]>;
  retryLetters: (asked: LettersAsked, by: Actor) => KeeperReply;
  restLetters: (asked: LettersAsked, by: Actor) => KeeperReply;
}>;
