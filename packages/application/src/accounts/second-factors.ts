import type {
  AtSession, FactorKind, FactorProof, FactorProposal, FactorRefusal, NewSession, SessionStanding,
} from '@fengcun/api';
import { assertNever, err, type Json, ok, present, type Result } from '@fengcun/kernel';
import { type AccountRow, type SecondFactorRow, type SessionRow, shardKeyOf } from '@fengcun/store';
import { type AccountAct, concludeWith } from './account-act.ts';
import type { AccountParts } from './account-parts.ts';
import { openContents, sealContent } from './account-rows.ts';
import { drawLimits, SECOND_FACTOR_LIMITS } from './limits.ts';
import { hashOfStanding, renewedSession } from './sessions.ts';
import { base32, TOTP_SECRET_BYTES, totpAddress, totpMatch } from './totp.ts';
import {
  authenticated, authenticationOptions, type Authenticator, registered, registrationOptions,
} from './webauthn.ts';

type TotpContent = Readonly<{ secret: string }>;
type FactorContent = TotpContent | Authenticator | Readonly<Record<never, never>>;

/** A factor with what it opens to. */
type OpenFactor = Readonly<{ row: SecondFactorRow; content: FactorContent }>;

/** Everything a step of a session is about. */
type Standing = Readonly<{ account: AccountRow; session: SessionRow; factors: readonly OpenFactor[] }>;

/** LIMIT: how old a session may be to set up the first second factor; afterwards one signs in again. */
const FRESH_MINUTES = 5;
const CHALLENGE_BYTES = 32;
const REFUSED = err<FactorRefusal>({ code: 'SECOND_FACTOR_REFUSED' });

const isAuthenticator = (content: FactorContent): content is Authenticator => 'credentialId' in content;
const isTotp = (content: FactorContent): content is TotpContent => 'secret' in content;

/**
 * Account, session and factors of a standing, with their contents; undefined where the session ended
 * meanwhile.
 */
const standingOf = async (
  { deployment }: AccountParts, act: AccountAct, at: SessionStanding,
): Promise<Standing | undefined> => {
  const found = await deployment.database.operate(async ({ accounts, sessions, factors }) => {
    const [session, account] = [await sessions.find(hashOfStanding(at)), await accounts.find(at.accountId)];
    return ok({ session, account, rows: await factors.ofAccount(at.accountId) });
  });
  const { session, account, rows } = present(found.ok ? found : undefined, 'a look').value;
  if (session === undefined || account === undefined) return undefined;
  const contents = await openContents<FactorContent>(deployment, act, rows.map((row) =>
    ({ table: 'secondFactor', id: row.factorId, version: row.version, row })));
  const factors = rows.map((row, index) => ({ row, content: present(contents[index], 'a content') }));
  return { account, session, factors };
};

const confirmedOf = ({ factors }: Standing): readonly OpenFactor[] =>
  factors.filter(({ row }) => row.state === 'confirmed');

const authenticatorsOf = (factors: readonly OpenFactor[]): readonly Authenticator[] =>
  factors.flatMap(({ content }) => (isAuthenticator(content) ? [content] : []));

/** Keeps a factor that is proposed, in place of one that was proposed before. */
const keepProposed = async (
  { deployment }: AccountParts, act: AccountAct,
  given: Readonly<{ standing: Standing; kind: FactorKind; content: FactorContent; challenge: string | null }>,
): Promise<Result<void, FactorRefusal>> => {
  const { standing: { account, session }, kind, content, challenge } = given;
  const factorId = act.mint(shardKeyOf(account.accountId));
  const place = { table: 'secondFactor', id: factorId, version: 1 } as const;
  const sealed = await sealContent(deployment, place, { ...content });
  const row: SecondFactorRow = {
    factorId, accountId: account.accountId, factorKind: kind, state: 'proposed', lastUse: 0, ...sealed,
    createdAt: new Date(deployment.clock()).toISOString(),
  };
  return concludeWith(deployment, act, async ({ operations: { factors, sessions } }) => {
    await factors.removeOf(account.accountId, 'proposed');
    await factors.add(row);
    return await sessions.challenge(session.sessionHash, challenge) ? ok(undefined) : REFUSED;
  });
};

/** Whether a factor may be added now: soon after signing in, or with the one that stands. */
const mayAdd = (standing: Standing, session: SessionStanding): Result<void, FactorRefusal> => {
  if (confirmedOf(standing).length > 0) {
    return session.secondFactorUntil === undefined ? err({ code: 'SECOND_FACTOR_STANDS' }) : ok(undefined);
  }
  return session.minutes < FRESH_MINUTES ? ok(undefined) : err({ code: 'SIGN_IN_AGAIN' });
};

/** Proposes a second factor. */
export const proposeFactor = async (
  parts: AccountParts, act: AccountAct,
  { session, kind }: Readonly<{ session: SessionStanding; kind: FactorKind }>,
): Promise<Result<FactorProposal, FactorRefusal>> => {
  const { deployment: { random }, party } = parts;
  const standing = await standingOf(parts, act, session);
  if (standing === undefined) return REFUSED;
  const may = mayAdd(standing, session);
  if (!may.ok) return may;
  const { account: { accountName } } = standing;
  switch (kind) {
    case 'totp': {
      const bytes = random(TOTP_SECRET_BYTES);
      const content = { secret: Buffer.from(bytes).toString('base64url') };
      const kept = await keepProposed(parts, act, { standing, kind, content, challenge: null });
      return kept.ok
        ? ok({ kind, secret: base32(bytes), address: totpAddress(accountName, bytes) }) : kept;
    }
    case 'webauthn': {
      if (party === undefined) return REFUSED;
      const challenge = Buffer.from(random(CHALLENGE_BYTES)).toString('base64url');
      const known = authenticatorsOf(confirmedOf(standing));
      const options = await registrationOptions({ party, challenge }, accountName, known);
      const kept = await keepProposed(parts, act, { standing, kind, content: {}, challenge });
      return kept.ok ? ok({ kind, options: options as Readonly<{ challenge: string }> }) : kept;
    }
    default: return assertNever(kind);
  }
};

/** What an authenticator of the account is to sign; kept with the session and used once. */
export const challengeFactor = async (
  parts: AccountParts, act: AccountAct, session: SessionStanding,
): Promise<Result<Readonly<{ options: Json }>, FactorRefusal>> => {
  const { deployment, party } = parts;
  const standing = await standingOf(parts, act, session);
  const known = standing === undefined ? [] : authenticatorsOf(confirmedOf(standing));
  if (party === undefined || known.length === 0) return REFUSED;
  const challenge = Buffer.from(deployment.random(CHALLENGE_BYTES)).toString('base64url');
  const options = await authenticationOptions({ party, challenge }, known);
  const kept = await concludeWith(deployment, act, async ({ operations: { sessions } }) =>
    (await sessions.challenge(hashOfStanding(session), challenge) ? ok(undefined) : REFUSED));
  return kept.ok ? ok({ options }) : kept;
};

/** A factor that was shown to be there, and what may not be used again. */
type Proven = Readonly<{ factor: OpenFactor; lastUse: number; content?: Authenticator }>;

const provenByCode = (factors: readonly OpenFactor[], code: string, now: number): Proven | undefined => {
  const found: Proven[] = [];
  for (const factor of factors) {
    if (!isTotp(factor.content)) continue;
    const step = totpMatch(Buffer.from(factor.content.secret, 'base64url'), code, now);
    if (step !== undefined) found.push({ factor, lastUse: step });
  }
  return found[0];
};

const provenByAuthenticator = async (
  { party }: AccountParts, { session, factors }: Standing, response: Readonly<Record<string, unknown>>,
): Promise<Proven | undefined> => {
  const { challenge } = session;
  if (party === undefined || challenge === null) return undefined;
  for (const factor of factors) {
    const { content, row } = factor;
    if (row.state === 'proposed') {
      const made = await registered(response, { party, challenge });
      if (made !== undefined) return { factor, lastUse: made.counter, content: made.authenticator };
    } else if (isAuthenticator(content)) {
      const known = { authenticator: content, counter: row.lastUse };
      const counter = await authenticated(response, { party, challenge }, known);
      if (counter !== undefined) return { factor, lastUse: counter };
    }
  }
  return undefined;
};

type Take = Readonly<{ proof: FactorProof; at: AtSession; state: SecondFactorRow['state'] }>;

const prove = async (
  parts: AccountParts, standing: Standing, { proof, state }: Take,
): Promise<Proven | undefined> => {
  const factors = standing.factors.filter(({ row }) => row.state === state && row.factorKind === proof.kind);
  return proof.kind === 'totp' ? provenByCode(factors, proof.code, parts.deployment.clock())
    : provenByAuthenticator(parts, { ...standing, factors }, proof.response);
};

/** Authenticators without a counter always say 0; there the challenge alone stands against a second use. */
const isUncounted = ({ factor: { row }, lastUse }: Proven): boolean =>
  row.factorKind === 'webauthn' && row.lastUse === 0 && lastUse === 0;

/**
 * Takes a proof, once: the use is noted, the session goes on under a new secret. The limit is drawn before
 * anything is compared, so that guesses count whatever comes of them.
 */
const takeProof = async (
  parts: AccountParts, act: AccountAct, take: Take,
): Promise<Result<NewSession, FactorRefusal>> => {
  const { deployment } = parts;
  const { at: { session: at }, state } = take;
  const draws = (['secondFactor', 'secondFactorDay'] as const)
    .map((kind) => ({ kind, key: at.accountId, limit: SECOND_FACTOR_LIMITS[kind] }));
  if (!await drawLimits(deployment, draws)) return REFUSED;
  const standing = await standingOf(parts, act, at);
  const proven = standing === undefined ? undefined : await prove(parts, standing, take);
  if (standing === undefined || proven === undefined) return REFUSED;
  // Another may stand since it was proposed: from then on none is added without it.
  const isSurpassed = state === 'proposed' && confirmedOf(standing).length > 0;
  if (isSurpassed && at.secondFactorUntil === undefined) return err({ code: 'SECOND_FACTOR_STANDS' });
  const { factor: { row }, lastUse, content } = proven;
  const place = { table: 'secondFactor', id: row.factorId, version: 1 } as const;
  const sealed = content === undefined ? undefined : await sealContent(deployment, place, { ...content });
  const fresh = renewedSession(parts, standing.session);
  return concludeWith(deployment, act, async ({ operations: { factors, sessions } }) => {
    if (!isUncounted(proven) && !await factors.use(row.factorId, lastUse)) return REFUSED;
    if (state === 'proposed' && !await factors.confirm(row.factorId, sealed)) return REFUSED;
    if (!await sessions.remove(standing.session.sessionHash)) return REFUSED;
    await sessions.add(fresh.row);
    return ok(fresh.session);
  });
};

/** Shows that a proposed factor works; it counts from now on. */
export const confirmFactor = (
  parts: AccountParts, act: AccountAct, given: Omit<Take, 'state'>,
): Promise<Result<NewSession, FactorRefusal>> => takeProof(parts, act, { ...given, state: 'proposed' });

/** Uses a confirmed factor. */
export const useFactor = (
  parts: AccountParts, act: AccountAct, given: Omit<Take, 'state'>,
): Promise<Result<NewSession, FactorRefusal>> => takeProof(parts, act, { ...given, state: 'confirmed' });

