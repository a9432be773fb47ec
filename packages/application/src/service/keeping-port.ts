import type { KeepingPort } from '@fengcun/api';
import { err, ok } from '@fengcun/kernel';
import { concludeWith } from '../accounts/account-act.ts';
import { dealWithLetters, deadLetters } from '../keeping/dead-letters.ts';
import { askRotation, decideRotation, type KeeperAct } from '../keeping/key-rotations.ts';
import { type KeepingParts, notConfigured } from '../keeping/keeping-parts.ts';
import { keysShown } from '../keeping/keys-shown.ts';
import {
  addByTwo, askRoles, decideRoles, roleChanges, suspendAccount,
} from '../keeping/role-changes.ts';
import { askSettingChange, decideSettingChange, settingChanges } from '../keeping/setting-changes.ts';
import { actOfService } from '../proceedings/index.ts';
import type { ServiceAct } from './service-act.ts';

type At = Readonly<{ parts: KeepingParts; act: KeeperAct }>;
type Bound = () => At;

/** Says in the log that a look was carried out. */
const looked = async <T>(at: Bound, look: (one: At) => Promise<T>): Promise<T> => {
  const one = at();
  const value = await look(one);
  await concludeWith(one.parts.deployment, one.act, async () => ok(undefined));
  return value;
};

type Looks = Pick<KeepingPort, 'keys' | 'settingChanges' | 'roleChanges' | 'letters'>;

const looks = (at: Bound): Looks => ({
  keys: () => looked(at, ({ parts, act }) => keysShown(parts, act.intentId)),
  settingChanges: () => looked(at, ({ parts }) => settingChanges(parts)),
  roleChanges: () => looked(at, ({ parts }) => roleChanges(parts)),
  letters: (page) => looked(at, ({ parts }) => deadLetters(parts, page)),
});

const deciding = (at: Bound): KeepingPort['decide'] => async ({ id, kind, isAgreed }, by) => {
  const { parts: { settings, ...parts }, act } = at();
  switch (kind) {
    case 'keyRotation': return decideRotation(parts, act, { id, by, isAgreed });
    case 'settingChange': return settings === undefined ? err({ code: 'NOTHING_TO_TELL' })
      : decideSettingChange({ ...parts, settings }, act, { id, by, isAgreed });
    case 'roleChange': return decideRoles(parts, act, { id, by, isAgreed });
  }
};

/**
 * What administrators look at and do, in an act that was committed before. Fault: KEEPING_NOT_CONFIGURED.
 */
export const keepingPort = (given: KeepingParts | undefined, service: () => ServiceAct): KeepingPort => {
  const at: Bound = () => {
    if (given === undefined) throw notConfigured();
    const one = service();
    return { parts: given, act: { ...actOfService(one), intentId: one.act.intentId } };
  };
  const acting = <Asked, T>(
    work: (parts: KeepingParts, act: KeeperAct, wish: Asked) => Promise<T>, wish: Asked,
  ): Promise<T> => {
    const { parts, act } = at();
    return work(parts, act, wish);
  };
  return {
    ...looks(at),
    decide: deciding(at),
    askRotation: async (asked, by) => acting(askRotation, { asked, by }),
    askSettingChange: async (asked, by) => {
      const { parts: { settings, ...parts }, act } = at();
      if (settings === undefined) return err({ code: 'SETTING_FIXED' });
      return askSettingChange({ ...parts, settings }, act, { asked, by });
    },
    addAccount: async (asked, by) => acting(addByTwo, { asked, by }),
    askRoles: async (asked, by) => acting(askRoles, { asked, by }),
    suspend: async (asked, by) => acting(suspendAccount, { asked, by }),
    retryLetters: async (asked, by) => acting(dealWithLetters, { action: 'retry' as const, asked, by }),
    restLetters: async (asked, by) => acting(dealWithLetters, { action: 'rest' as const, asked, by }),
  };
};
