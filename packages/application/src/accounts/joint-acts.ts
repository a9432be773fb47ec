import {
  type Actor, type AlarmRefusal, type BreakGlassShown, type JointRefusal, type JointShown, personOf,
} from '@fengcun/api';
import { err, ok, present, type Result } from '@fengcun/kernel';
import type { JointActRow, OperationStores } from '@fengcun/store';
import { type AccountAct, beginBreaking, concludeWith } from './account-act.ts';
import type { AccountParts } from './account-parts.ts';
import { accountNamed } from './keep-accounts.ts';

/** LIMIT: how long others have to agree, and how long what was agreed on can be used. */
const RECOVERY_HOURS = 24;
const BREAK_GLASS_MINUTES = 60;
const NEEDED = { recovery: 1, breakGlass: 2 } as const;

type Decided = Promise<Result<JointShown, JointRefusal>>;

/** How many have yet to agree. */
export const stillNeeded = ({ actKind, firstBy, secondBy, state }: JointActRow): number =>
  (state === 'asked' ? NEEDED[actKind] - [firstBy, secondBy].filter((one) => one !== null).length : 0);

const shown = (row: JointActRow): JointShown => ({
  jointId: row.jointId, state: row.state, about: row.about, stillNeeded: stillNeeded(row),
  endsAt: new Date(row.endsAt).toISOString(),
});

type Asked =
  Readonly<{ by: Actor; actKind: JointActRow['actKind']; about: string; reason: string; endsAt: number }>;

const asked = (
  { deployment: { clock } }: AccountParts, act: AccountAct, { by, endsAt, ...given }: Asked,
): JointActRow => ({
  ...given, jointId: act.mint(), state: 'asked', organ: by.organ, askedBy: by.id, askedPerson: personOf(by),
  firstBy: null, firstPerson: null, secondBy: null, secondPerson: null, version: 1, usedAt: null,
  askedAt: new Date(clock()).toISOString(), endsAt: new Date(endsAt).toISOString(),
  supervisor: null, seenAt: null, reviewedBy: null, reviewedPerson: null, reviewedAt: null, finding: null,
});

const found = async (
  { deployment: { database } }: AccountParts, jointId: string, actKind: JointActRow['actKind'],
): Promise<JointActRow | undefined> => {
  const row = await database.operate(async ({ jointActs }) => ok(await jointActs.find(jointId)));
  const value = present(row.ok ? row : undefined, 'a look').value;
  return value?.actKind === actKind ? value : undefined;
};

/** The row after one more person agreed; refused to whoever asked, agreed before, or is whom it is about. */
const agreedBy = (
  row: JointActRow, by: Actor, { now, others }: Readonly<{ now: number; others: readonly string[] }>,
): Result<JointActRow, JointRefusal> => {
  if (row.state !== 'asked' || now >= Date.parse(row.endsAt)) return err({ code: 'JOINT_ACT_OVER' });
  const person = personOf(by);
  const involved = [row.askedPerson, row.firstPerson, row.secondPerson, ...others];
  const isInvolved = involved.includes(person) || [row.askedBy, row.firstBy].includes(by.id);
  if (isInvolved) return err({ code: 'FOUR_EYES' });
  const next = row.firstBy === null
    ? { ...row, firstBy: by.id, firstPerson: person } : { ...row, secondBy: by.id, secondPerson: person };
  const isEnough = stillNeeded(next) === 0;
  return ok({ ...next, version: row.version + 1, state: isEnough ? 'agreed' : 'asked' });
};

/**
 * One administrator asks that the second factors of an account be taken away, so that new ones can be set up.
 */
export const askRecovery = async (
  parts: AccountParts, act: AccountAct, { account, by }: Readonly<{ account: string; by: Actor }>,
): Decided => {
  const target = await accountNamed(parts.deployment, account);
  if (target === undefined) return err({ code: 'NOTHING_TO_TELL' });
  if (target.personId === personOf(by)) return err({ code: 'FOUR_EYES' });
  const endsAt = parts.deployment.clock() + RECOVERY_HOURS * 3_600_000;
  const row = asked(parts, act, { by, actKind: 'recovery', about: account, reason: 'recovery', endsAt });
  return concludeWith(parts.deployment, act, async ({ operations: { jointActs } }) => {
    await jointActs.add(row);
    return ok(shown(row));
  });
};

/** Another administrator agrees: factors and sessions of the account are gone, in the same transaction. */
export const agreeRecovery = async (
  parts: AccountParts, act: AccountAct, { jointId, by }: Readonly<{ jointId: string; by: Actor }>,
): Decided => {
  const { deployment } = parts;
  const row = await found(parts, jointId, 'recovery');
  const target = row === undefined ? undefined : await accountNamed(deployment, row.about);
  if (row === undefined || target === undefined) return err({ code: 'NOTHING_TO_TELL' });
  const now = deployment.clock();
  const agreed = agreedBy(row, by, { now, others: [target.personId] });
  if (!agreed.ok) return agreed;
  const used: JointActRow = { ...agreed.value, state: 'used', usedAt: new Date(now).toISOString() };
  return concludeWith(deployment, act, async ({ operations: { jointActs, factors, sessions } }) => {
    if (!await jointActs.replace(used, row.version)) return err({ code: 'JOINT_ACT_OVER' });
    await factors.removeOf(target.accountId);
    await sessions.removeOf(target.accountId);
    return ok(shown(used));
  });
};

/**
 * Somebody asks to break the glass. A procuratorate outside of the organ is told at once, before anybody has
 * agreed; where none would learn of it, nothing is asked.
 */
export const askBreakGlass = async (
  parts: AccountParts, act: AccountAct, given: Readonly<{ action: string; reason: string; by: Actor }>,
): Promise<Result<JointShown, AlarmRefusal>> => {
  const { action: about, reason, by } = given;
  const endsAt = parts.deployment.clock() + BREAK_GLASS_MINUTES * 60_000;
  const row = asked(parts, act, { by, actKind: 'breakGlass', about, reason, endsAt });
  const { jointId, organ, askedAt: at } = row;
  const told = await parts.alarm?.({ jointId, organ, about, reason, at });
  if (told === undefined) return err({ code: 'NOBODY_TO_ALARM' });
  return concludeWith(parts.deployment, act, async ({ operations: { jointActs, outbox } }) => {
    await jointActs.add({ ...row, supervisor: told.supervisor });
    await outbox.put([told.message]);
    return ok({ ...shown(row), told: told.supervisor });
  });
};

/** What was asked, by which organ and why. */
export const findBreakGlass = async (
  parts: AccountParts, jointId: string,
): Promise<BreakGlassShown | undefined> => {
  const row = await found(parts, jointId, 'breakGlass');
  // Written from an asking whose reason the schema had seen to.
  return row === undefined ? undefined
    : { ...shown(row), organ: row.organ, reason: row.reason as BreakGlassShown['reason'] };
};

/** One of two agrees, or somebody does not; each is one person and none of them asked. */
export const decideBreakGlass = async (
  parts: AccountParts, act: AccountAct,
  { jointId, by, isAgreed }: Readonly<{ jointId: string; by: Actor; isAgreed: boolean }>,
): Decided => {
  const row = await found(parts, jointId, 'breakGlass');
  if (row === undefined) return err({ code: 'NOTHING_TO_TELL' });
  const agreed = agreedBy(row, by, { now: parts.deployment.clock(), others: [] });
  if (!agreed.ok) return agreed;
  const next: JointActRow = isAgreed ? agreed.value : { ...agreed.value, state: 'refused' };
  return concludeWith(parts.deployment, act, async ({ operations: { jointActs } }) =>
    (await jointActs.replace(next, row.version) ? ok(shown(next)) : err({ code: 'JOINT_ACT_OVER' })));
};

/** Who agreed that the glass is broken: accounts, for the approvals of a decision. */
export type GlassBroken = Readonly<{ approvals: readonly string[]; organ: string; reason: string }>;

/** What is used, by whom and when; `supervisor`: who is told that it is, and looks again. */
type Using = Readonly<{ jointId: string; by: Actor; action: string; now: number; supervisor: string }>;

/**
 * Uses what two people agreed on, for the act it was asked for and by whoever asked, within its hour. In the
 * transaction of the act: undone with it, and of two uses one is refused.
 */
export const useBreakGlass = async (
  { jointActs }: Pick<OperationStores, 'jointActs'>, { jointId, by, action, now, supervisor }: Using,
): Promise<Result<GlassBroken, JointRefusal>> => {
  const row = await jointActs.find(jointId);
  const isTheirs = row?.actKind === 'breakGlass' && row.askedBy === by.id && row.about === action;
  if (row === undefined || !isTheirs) return err({ code: 'NOTHING_TO_TELL' });
  if (row.state !== 'agreed' || now >= Date.parse(row.endsAt)) return err({ code: 'JOINT_ACT_OVER' });
  const [usedAt, version] = [new Date(now).toISOString(), row.version + 1];
  const used: JointActRow = { ...row, state: 'used', usedAt, version, supervisor, seenAt: null };
  if (!await jointActs.replace(used, row.version)) return err({ code: 'JOINT_ACT_OVER' });
  const approvals = [row.firstBy, row.secondBy].filter((one) => one !== null);
  return ok({ approvals, organ: row.organ, reason: row.reason });
};

/**
 * Uses what two people agreed on for this actor and act, if anything; the procuratorate is told again, and
 * where none would learn of it nothing is used. True once: of two uses at one moment one is refused.
 */
export const breakGlassFor = async (
  parts: Pick<AccountParts, 'deployment' | 'alarm'>, by: Actor, action: string,
): Promise<boolean> => {
  const { deployment, alarm } = parts;
  const [millis, wanted] = [deployment.clock(), { askedBy: by.id, about: action }];
  const now = new Date(millis).toISOString();
  const agreed = await deployment.database.operate(async ({ jointActs }) =>
    ok(await jointActs.agreed({ ...wanted, now })));
  const row = present(agreed.ok ? agreed : undefined, 'a look').value;
  if (row === undefined) return false;
  const { jointId, organ, about, reason } = row;
  const [role = 'none'] = by.roles;
  const act = await beginBreaking(deployment, { account: by.id, role, request: jointId });
  const told = await alarm?.({ jointId: act.mint(), organ, about: `${about}.used`, reason, at: now });
  if (told === undefined) return false;
  const used = await concludeWith(deployment, act, async ({ operations: { jointActs, outbox } }) => {
    const { supervisor } = told;
    const done = await useBreakGlass({ jointActs }, { jointId, by, action, now: millis, supervisor });
    if (done.ok) await outbox.put([told.message]);
    return done;
  });
  return used.ok;
};
