import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { type Actor, personOf } from '../access/actor.ts';
import type { SessionLookup, SessionStanding } from '../access/session.ts';
import type { AccountsPort, AlarmStepRefusal, FactorRefusal, JointRefusal, NewSession } from '../ports/accounts-port.ts';
import type { AccountShown, AlarmShown, FactorKind, JointShown } from '../routes/sign-in-schemas.ts';
import { type Journal, setIn } from './journal.ts';

/** The one code that second factors in memory take, each time. */
export const MEMORY_CODE = '123456';

type MemoryJoint = Readonly<{ shown: JointShown; organ: string; askedPerson: string; agreed: readonly string[] }>;
type MemorySession = Readonly<{ accountId: string; browser: string; endsAt: string; secondFactorUntil?: string }>;

/** What accounts in memory hold; sessions by the digits of the digest of their secret. */
export type MemoryAccounts = Readonly<{
  actors: Map<string, Actor>; sessions: Map<string, MemorySession>; factors: Map<string, FactorKind>; joint: Map<string, MemoryJoint>;
}>;

/** Nobody, and nothing asked for. */
export const noAccounts = (): MemoryAccounts => ({ actors: new Map(), sessions: new Map(), factors: new Map(), joint: new Map() });

/** The instant at which sessions in memory end. */
export const MEMORY_END = '2026-11-02T11:00:00Z';

const keyOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Finds sessions in memory. */
export const memorySessionLookup = ({ actors, sessions }: MemoryAccounts): SessionLookup => async ({ secret, browser }) => {
  const key = keyOf(secret);
  const found = sessions.get(key);
  const actor = actors.get(found?.accountId ?? '');
  if (found === undefined || actor === undefined || found.browser !== browser) return err('UNAUTHENTICATED');
  const { accountId, endsAt, secondFactorUntil } = found;
  const session: SessionStanding = {
    key, accountId, endsAt, minutes: 1, ...(secondFactorUntil === undefined ? {} : { secondFactorUntil, secondFactorMinutes: 0 }),
  };
  return ok({ actor: { ...actor, hasSecondFactor: secondFactorUntil !== undefined }, session });
};

/** Begins a session in memory, for tests that want one at once; its secret. */
export const beginMemorySession = ({ sessions }: MemoryAccounts, of: MemorySession): string => {
  const secret = Buffer.from(`invented-session-${sessions.size}-${of.accountId}`).toString('base64url').slice(0, 43).padEnd(43, 'A');
  sessions.set(keyOf(secret), of);
  return secret;
};

const JOINT_ID = '01900000-0000-7000-8000-0000000000e9';

const jointActs = ({ joint }: MemoryAccounts, undo: Journal) => {
  const ask = (about: string, by: Actor, needed: number): JointShown => {
    const shown: JointShown = { jointId: JOINT_ID, state: 'asked', about, stillNeeded: needed, endsAt: MEMORY_END };
    setIn(joint, [JOINT_ID, { shown, organ: by.organ, askedPerson: personOf(by), agreed: [] }], undo);
    return shown;
  };
  const decide = (id: string, by: Actor, isAgreed: boolean): Result<JointShown, JointRefusal> => {
    const found = joint.get(id);
    if (found === undefined) return err({ code: 'NOTHING_TO_TELL' });
    if (found.shown.state !== 'asked') return err({ code: 'JOINT_ACT_OVER' });
    if ([found.askedPerson, ...found.agreed].includes(personOf(by))) return err({ code: 'FOUR_EYES' });
    const stillNeeded = Math.max(0, found.shown.stillNeeded - (isAgreed ? 1 : 0));
    const state = isAgreed ? (stillNeeded === 0 ? 'agreed' : 'asked') : 'refused';
    const shown: JointShown = { ...found.shown, state, stillNeeded };
    setIn(joint, [id, { ...found, shown, agreed: [...found.agreed, personOf(by)] }], undo);
    return ok(shown);
  };
  return { ask, decide };
};

const alarmOf = ({ shown, organ }: MemoryJoint): AlarmShown => ({
  jointId: shown.jointId, organ, about: shown.about, reason: 'dangerToLife', state: shown.state, stillNeeded: shown.stillNeeded, askedAt: MEMORY_END, endsAt: MEMORY_END,
});

const oneAlarm = ({ joint }: MemoryAccounts, id: string, more: Partial<AlarmShown>): Result<AlarmShown, AlarmStepRefusal> => {
  const found = joint.get(id);
  return found === undefined ? err({ code: 'NOTHING_TO_TELL' }) : ok({ ...alarmOf(found), seenAt: MEMORY_END, ...more });
};

/** Accounts in memory. */
export const memoryAccounts = (state: MemoryAccounts, undo: Journal): AccountsPort => {
  const { actors, sessions, factors } = state;
  const { ask, decide } = jointActs(state, undo);
  const begin = (of: MemorySession): NewSession => ({ secret: beginMemorySession(state, of), endsAt: of.endsAt });
  const proven = (code: string, { session, browser }: Readonly<{ session: SessionStanding; browser: string }>): Result<NewSession, FactorRefusal> => {
    if (code !== MEMORY_CODE) return err({ code: 'SECOND_FACTOR_REFUSED' });
    sessions.delete(session.key);
    return ok(begin({ accountId: session.accountId, browser, endsAt: session.endsAt, secondFactorUntil: session.endsAt }));
  };
  const shown = (actor: Actor): AccountShown =>
    ({ account: actor.id, person: personOf(actor), organ: actor.organ, roles: actor.roles, state: 'active' });
  return {
    open: async (accountId, browser) => (actors.has(accountId) ? begin({ accountId, browser, endsAt: MEMORY_END }) : undefined),
    close: async ({ key }) => { sessions.delete(key); },
    mine: async ({ endsAt, accountId, secondFactorUntil }, actor) => ({
      account: actor.id, organ: actor.organ, roles: actor.roles, displayName: '虚构', endsAt, hasSecondFactor: secondFactorUntil !== undefined,
      factors: factors.has(accountId) ? ['totp'] : [], ...(secondFactorUntil === undefined ? {} : { secondFactorUntil }),
    }),
    propose: async (_session, kind) => ok({ kind, secret: 'INVENTEDSECRET' }),
    confirm: async (proof, at) => {
      const done = proven(proof.kind === 'totp' ? proof.code : '', at);
      if (done.ok) factors.set(at.session.accountId, proof.kind);
      return done;
    },
    challenge: async () => ok({ options: { challenge: 'aW52ZW50ZWQ' } }),
    use: async (proof, at) => proven(proof.kind === 'totp' ? proof.code : '', at),
    list: async ({ after, limit }) => [...actors.values()].filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit).map(shown),
    endSessionsOf: async (account) => {
      const found = [...actors].find(([, { id }]) => id === account)?.[0];
      for (const [key, { accountId }] of sessions) if (accountId === found) sessions.delete(key);
      return found !== undefined;
    },
    askRecovery: async (account, by) => ([...actors.values()].some(({ id }) => id === account) ? ok(ask(account, by, 1)) : err({ code: 'NOTHING_TO_TELL' })),
    agreeRecovery: async (id, by) => decide(id, by, true),
    askBreakGlass: async ({ action }, by) => ok(ask(action, by, 2)),
    findBreakGlass: async (id) => {
      const found = state.joint.get(id);
      return found === undefined ? undefined : { ...found.shown, organ: found.organ, reason: 'dangerToLife' };
    },
    agreeBreakGlass: async (id, by) => decide(id, by, true),
    refuseBreakGlass: async (id, by) => decide(id, by, false),
    listAlarms: async () => [...state.joint.values()].map(alarmOf),
    seeAlarm: async (id) => oneAlarm(state, id, {}),
    reviewAlarm: async (id, finding) => oneAlarm(state, id, { finding, reviewedAt: MEMORY_END }),
  };
};
