import { err, ok } from '@fengcun/kernel';
import type { KeeperReply, KeepingPort } from '../ports/keeping-port.ts';
import type { KeeperActShown } from '../routes/keeping-schemas.ts';
import { personOf } from '../access/actor.ts';
import { type Journal, setIn } from './journal.ts';

/** An act of administrators in memory, with the person who asked. */
export type MemoryKeeperAct = Readonly<{ shown: KeeperActShown; askedPerson: string }>;

const AT = '2026-11-02T00:00:00Z';

/** Acts of administrators that are kept, and nothing that follows from them. */
export const memoryKeeping = (acts: Map<string, MemoryKeeperAct>, undo: Journal): KeepingPort => {
  const asked = (kind: KeeperActShown['kind'], reason: string, by: Parameters<KeepingPort['askRoles']>[1]): KeeperReply => {
    const id = `00000000-0000-7000-8000-${String(acts.size + 1).padStart(12, '0')}`;
    const shown: KeeperActShown = { id, kind, state: 'asked', reason, askedBy: by.id, askedAt: AT, endsAt: AT };
    setIn(acts, [id, { shown, askedPerson: personOf(by) }], undo);
    return Promise.resolve(ok(shown));
  };
  const of = (...kinds: readonly string[]) => [...acts.values()].map(({ shown }) => shown).filter(({ kind }) => kinds.includes(kind));
  return {
    keys: async () => ({
      store: 'file', suites: ['intl'], termDays: 90, idleRoots: 0, rotations: of('keyRotation'),
      trees: [{ tree: 'open', erasuresWaiting: 0, epochs: [{ createdAt: AT, suite: 'intl', dueAt: AT, isDue: true, rows: 3 }] }],
    }),
    askRotation: ({ reason }, by) => asked('keyRotation', reason, by),
    settingChanges: async () => of('settingChange', 'changedOutside'),
    askSettingChange: ({ reason }, by) => asked('settingChange', reason, by),
    roleChanges: async () => of('roleChange', 'suspension'),
    addAccount: ({ reason }, by) => asked('roleChange', reason, by),
    askRoles: ({ reason }, by) => asked('roleChange', reason, by),
    suspend: ({ reason }, by) => asked('suspension', reason, by),
    decide: async ({ id, kind, isAgreed }, by) => {
      const found = acts.get(id);
      if (found === undefined || found.shown.kind !== kind) return err({ code: 'NOTHING_TO_TELL' });
      if (found.askedPerson === personOf(by)) return err({ code: 'FOUR_EYES' });
      if (found.shown.state !== 'asked') return err({ code: 'JOINT_ACT_OVER' });
      const shown: KeeperActShown = { ...found.shown, state: isAgreed ? 'agreed' : 'refused', decidedBy: by.id, decidedAt: AT };
      setIn(acts, [id, { ...found, shown }], undo);
      return ok(shown);
    },
    letters: async () => [],
    retryLetters: ({ reason }, by) => asked('letters', reason, by),
    restLetters: ({ reason }, by) => asked('letters', reason, by),
  };
};
