import type { AccountsPort, AccountShown, MySession } from '@fengcun/api';
import { Fault, ok, present } from '@fengcun/kernel';
import type { AccountRow, OperationStores } from '@fengcun/store';
import { type AccountAct, concludeWith } from '../accounts/account-act.ts';
import type { AccountParts } from '../accounts/account-parts.ts';
import { isAsWritten, openAccount, rolesOf } from '../accounts/account-rows.ts';
import {
  agreeRecovery, askBreakGlass, askRecovery, decideBreakGlass, findBreakGlass,
} from '../accounts/joint-acts.ts';
import { listAlarms, reviewAlarm, seeAlarm } from '../accounts/emergency-alarms.ts';
import { accountNamed } from '../accounts/keep-accounts.ts';
import {
  challengeFactor, confirmFactor, proposeFactor, useFactor,
} from '../accounts/second-factors.ts';
import { freshSession, hashOfStanding } from '../accounts/sessions.ts';
import { actOfService } from '../proceedings/index.ts';
import type { ServiceAct } from './service-act.ts';

const notConfigured = (): Fault =>
  new Fault('SIGN_IN_NOT_CONFIGURED', 'This service signs nobody in; configure it.', { retryable: true });

type Look = <T>(work: (stores: OperationStores) => Promise<T>) => Promise<T>;

const looking = ({ deployment: { database } }: AccountParts): Look => async (work) => {
  const done = await database.operate(async (stores) => ok(await work(stores)));
  return present(done.ok ? done : undefined, 'a look that refuses nothing').value;
};

const shown = (row: AccountRow): AccountShown => ({
  account: row.accountName, person: row.personId, organ: row.organ, roles: rolesOf(row), state: row.state,
});

type Bound = Readonly<{ parts: AccountParts; service: () => ServiceAct }>;

const sessionParts = ({ parts, service }: Bound): Pick<AccountsPort, 'open' | 'close' | 'mine'> => {
  const { deployment } = parts;
  const look = looking(parts);
  return {
    open: async (accountId, browser) => {
      const account = await look(({ accounts }) => accounts.find(accountId));
      if (account?.state !== 'active' || !isAsWritten(deployment, account)) return undefined;
      const { row, session } = freshSession(parts, account, browser);
      await concludeWith(deployment, actOfService(service()), async ({ operations }) => {
        const { sessions, buckets } = operations;
        // What is over is forgotten by whoever comes next.
        const now = new Date(deployment.clock()).toISOString();
        await sessions.purge(now);
        await buckets.purge(now);
        await sessions.add(row);
        return ok(undefined);
      });
      return session;
    },
    close: async (standing) => {
      await concludeWith(deployment, actOfService(service()), async ({ operations: { sessions } }) =>
        ok(await sessions.remove(hashOfStanding(standing))));
    },
    mine: async ({ accountId, endsAt, secondFactorUntil }, actor): Promise<MySession> => {
      const act = actOfService(service());
      const row = present(await look(({ accounts }) => accounts.find(accountId)), 'the account of a session');
      const rows = await look(({ factors }) => factors.ofAccount(accountId));
      const content = await openAccount(deployment, act, row);
      await concludeWith(deployment, act, async () => ok(undefined));
      const factors = rows.filter(({ state }) => state === 'confirmed').map(({ factorKind }) => factorKind);
      return {
        account: actor.id, organ: actor.organ, roles: actor.roles, endsAt, factors,
        displayName: content?.displayName ?? actor.id, hasSecondFactor: actor.hasSecondFactor,
        ...(secondFactorUntil === undefined ? {} : { secondFactorUntil }),
      };
    },
  };
};

const keepingParts = ({ parts, service }: Bound): Pick<AccountsPort, 'list' | 'endSessionsOf'> => {
  const { deployment } = parts;
  const look = looking(parts);
  return {
    list: async ({ after, limit }) => {
      const rows = await look(({ accounts }) => accounts.list({ afterName: after, limit }));
      await concludeWith(deployment, actOfService(service()), async () => ok(undefined));
      return rows.map(shown);
    },
    endSessionsOf: async (account) => {
      const row = await accountNamed(deployment, account);
      if (row === undefined) return false;
      await concludeWith(deployment, actOfService(service()), async ({ operations: { sessions } }) =>
        ok(await sessions.removeOf(row.accountId)));
      return true;
    },
  };
};

type At = () => Readonly<{ parts: AccountParts; act: AccountAct }>;

type Breaking = 'agreeBreakGlass' | 'refuseBreakGlass' | 'listAlarms' | 'seeAlarm' | 'reviewAlarm';

const breakingParts = (at: At): Pick<AccountsPort, Breaking> => ({
  agreeBreakGlass: async (jointId, by) => {
    const { parts, act } = at();
    return decideBreakGlass(parts, act, { jointId, by, isAgreed: true });
  },
  refuseBreakGlass: async (jointId, by) => {
    const { parts, act } = at();
    return decideBreakGlass(parts, act, { jointId, by, isAgreed: false });
  },
  listAlarms: async (by) => {
    const { parts, act } = at();
    return listAlarms(parts, act, by);
  },
  seeAlarm: async (jointId, by) => {
    const { parts, act } = at();
    return seeAlarm(parts, act, { jointId, by });
  },
  reviewAlarm: async (jointId, finding, by) => {
    const { parts, act } = at();
    return reviewAlarm(parts, act, { jointId, finding, by });
  },
});

/**
 * Accounts, sessions and second factors in an act that was committed before. Fault: SIGN_IN_NOT_CONFIGURED.
 */
export const accountsPort = (given: AccountParts | undefined, service: () => ServiceAct): AccountsPort => {
  const bound = (): Bound => {
    if (given === undefined) throw notConfigured();
    return { parts: given, service };
  };
  const at = () => ({ ...bound(), act: actOfService(service()) });
  return {
    open: (accountId, browser) => sessionParts(bound()).open(accountId, browser),
    close: (session) => sessionParts(bound()).close(session),
    mine: (session, actor) => sessionParts(bound()).mine(session, actor),
    list: (page) => keepingParts(bound()).list(page),
    endSessionsOf: (account) => keepingParts(bound()).endSessionsOf(account),
    propose: async (session, kind) => {
      const { parts, act } = at();
      return proposeFactor(parts, act, { session, kind });
    },
    confirm: async (proof, where) => {
      const { parts, act } = at();
      return confirmFactor(parts, act, { proof, at: where });
    },
    challenge: async (session) => {
      const { parts, act } = at();
      return challengeFactor(parts, act, session);
    },
    use: async (proof, where) => {
      const { parts, act } = at();
      return useFactor(parts, act, { proof, at: where });
    },
    askRecovery: async (account, by) => {
      const { parts, act } = at();
      return askRecovery(parts, act, { account, by });
    },
    agreeRecovery: async (jointId, by) => {
      const { parts, act } = at();
      return agreeRecovery(parts, act, { jointId, by });
    },
    askBreakGlass: async (asked, by) => {
      const { parts, act } = at();
      return askBreakGlass(parts, act, { ...asked, by });
    },
    findBreakGlass: async (jointId) => findBreakGlass(bound().parts, jointId),
    ...breakingParts(at),
  };
};
