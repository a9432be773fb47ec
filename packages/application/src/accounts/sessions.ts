import { createHash, timingSafeEqual } from 'node:crypto';
import type { Actor, NewSession, SessionLookup, SessionStanding } from '@fengcun/api';
import { err, ok, present } from '@fengcun/kernel';
import type { AccountRow, OperationStores, SessionRow } from '@fengcun/store';
import type { AccountParts, SignInSettings } from './account-parts.ts';
import { isAsWritten, rolesOf } from './account-rows.ts';

const SECRET_BYTES = 32;
const MINUTE = 60_000;
/**
 * LIMIT: how late the last use of a session may stand in its row; a request then writes at most once a
 * minute.
 */
const SEEN_MILLIS = MINUTE;

/** The digest a session is kept under. A plain hash will do: nobody guesses 256 bits. */
export const sessionHashOf = (secret: string): Buffer =>
  createHash('sha256').update(`fengcun-session-v1|${secret}`).digest();

/** What a session is bound to beside its secret: the kind of browser and system it was begun in. */
const bindingOf = (browser: string): Buffer =>
  createHash('sha256').update(`fengcun-binding-v1|${browser}`).digest();

/** The digest of the session of a standing. */
export const hashOfStanding = ({ key }: SessionStanding): Buffer => Buffer.from(key, 'hex');

/** Whoever acts under an account. `hasSecondFactor` is for the session to say. */
export const actorOf = (row: AccountRow): Actor => ({
  id: row.accountName, organ: row.organ, roles: rolesOf(row), hasSecondFactor: false, person: row.personId,
});

/** Milliseconds at which a session ends that is used no more. */
const idleEnd = ({ seenAt }: SessionRow, { idleMinutes }: SignInSettings): number =>
  Date.parse(seenAt) + idleMinutes * MINUTE;

const standingOf = (row: SessionRow, settings: SignInSettings, now: number): SessionStanding => {
  const { sessionHash, accountId, endsAt, begunAt, secondFactorAt } = row;
  const used = secondFactorAt === null ? Number.NaN : Date.parse(secondFactorAt);
  const until = used + settings.secondFactorMinutes * MINUTE;
  const minutesSince = (at: number): number => Math.max(0, Math.floor((now - at) / MINUTE));
  return {
    key: Buffer.from(sessionHash).toString('hex'), accountId, endsAt: new Date(endsAt).toISOString(),
    minutes: minutesSince(Date.parse(begunAt)),
    // A clock that went back makes no second factor count longer.
    ...(now < until && now >= used - MINUTE
      ? { secondFactorUntil: new Date(until).toISOString(), secondFactorMinutes: minutesSince(used) } : {}),
  };
};

type Found = Readonly<{ row: SessionRow; account: AccountRow }>;

/** The session and its account, where both still count. */
const findStanding = async (
  { deployment, settings }: AccountParts, { sessions, accounts }: OperationStores,
  given: Readonly<{ secret: string; browser: string; now: number }>,
): Promise<Found | undefined> => {
  const row = await sessions.find(sessionHashOf(given.secret));
  if (row === undefined) return undefined;
  const account = await accounts.find(row.accountId);
  const isOver = given.now >= Date.parse(row.endsAt) || given.now >= idleEnd(row, settings)
    || given.now < Date.parse(row.begunAt) - MINUTE;
  const isSameBrowser = timingSafeEqual(bindingOf(given.browser), Buffer.from(row.binding));
  const isSame = account?.state === 'active' && account.standing === row.standing
    && isAsWritten(deployment, account);
  if (account === undefined || isOver || !isSame || !isSameBrowser) return undefined;
  if (given.now - Date.parse(row.seenAt) >= SEEN_MILLIS) {
    await sessions.see(row.sessionHash, new Date(given.now).toISOString());
  }
  return { row, account };
};

/** Finds who is signed in; one transaction, without an act: nothing about anybody is opened. */
export const sessionLookup = (parts: AccountParts): SessionLookup => async ({ secret, browser }) => {
  const now = parts.deployment.clock();
  const found = await parts.deployment.database.operate(async (stores) =>
    ok(await findStanding(parts, stores, { secret, browser, now })));
  const standing = present(found.ok ? found : undefined, 'a look that refuses nothing').value;
  if (standing === undefined) return err('UNAUTHENTICATED');
  const session = standingOf(standing.row, parts.settings, now);
  const hasSecondFactor = session.secondFactorUntil !== undefined;
  return ok({ actor: { ...actorOf(standing.account), hasSecondFactor }, session });
};

/** A session as it is put into the database, and its secret. */
export type FreshSession = Readonly<{ row: SessionRow; session: NewSession }>;

/** A new session of an account. */
export const freshSession = (
  { deployment: { random, clock }, settings }: AccountParts, account: AccountRow, browser: string,
): FreshSession => {
  const secret = Buffer.from(random(SECRET_BYTES)).toString('base64url');
  const now = clock();
  const [begunAt, endsAt] = [now, now + settings.sessionMinutes * MINUTE]
    .map((millis) => new Date(millis).toISOString()) as [string, string];
  const { accountId, standing } = account;
  return {
    session: { secret, endsAt },
    row: {
      sessionHash: sessionHashOf(secret), accountId, standing, binding: bindingOf(browser), begunAt, endsAt,
      seenAt: begunAt, secondFactorAt: null, challenge: null,
    },
  };
};

/** The same session under a new secret, with a second factor used now. */
export const renewedSession = (
  { deployment: { random, clock } }: AccountParts, before: SessionRow,
): FreshSession => {
  const secret = Buffer.from(random(SECRET_BYTES)).toString('base64url');
  const now = new Date(clock()).toISOString();
  return {
    session: { secret, endsAt: new Date(before.endsAt).toISOString() },
    row: { ...before, sessionHash: sessionHashOf(secret), seenAt: now, secondFactorAt: now, challenge: null },
  };
};
