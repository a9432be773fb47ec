import { timingSafeEqual } from 'node:crypto';
import { type Actor, type KeeperActShown, type KeeperRefusal, personOf } from '@fengcun/api';
import { canonicalJson, err, Fault, type Json, ok, type Result } from '@fengcun/kernel';
import type { KeeperActKind, KeeperActRow } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';

/** A row before its digest. */
type Bare = Omit<KeeperActRow, 'rowDigest'>;

const digestOf = ({ pseudonyms }: Pick<Deployment, 'pseudonyms'>, row: Bare): Uint8Array => {
  const { keeperActId, actKind, state, about, detail, reason, serial, askedBy, askedPerson } = row;
  const { decidedBy, decidedPerson, version } = row;
  return pseudonyms.bytesOf('keeper-act-row', canonicalJson([
    keeperActId, actKind, state, about, detail, reason, serial, askedBy, askedPerson, decidedBy,
      decidedPerson,
    version,
  ]));
};

/** The row as it is stored: with its digest. */
export const signedRow = (from: Pick<Deployment, 'pseudonyms'>, row: Bare): KeeperActRow => {
  const { keeperActId, actKind, state, about, detail, reason, serial, askedBy, askedPerson } = row;
  const { decidedBy, decidedPerson, version, askedAt, endsAt, decidedAt, doneAt } = row;
  return {
    keeperActId, actKind, state, about, detail, reason, serial, askedBy, askedPerson, decidedBy,
      decidedPerson,
    version, askedAt, endsAt, decidedAt, doneAt, rowDigest: digestOf(from, row),
  };
};

/**
 * Whether a row is as the service wrote it. What nobody decided on in time was ended without a new digest.
 */
export const isAsWritten = (from: Pick<Deployment, 'pseudonyms'>, row: KeeperActRow): boolean => {
  const digest = digestOf(from, row.state === 'over' ? { ...row, state: 'asked' } : row);
  return digest.length === row.rowDigest.length && timingSafeEqual(digest, row.rowDigest);
};

/** What is told apart from who and when; written by us, guarded by the digest. Fault: KEEPER_ACT_CHANGED. */
export const detailOf = <T>(from: Pick<Deployment, 'pseudonyms'>, row: KeeperActRow): T => {
  if (isAsWritten(from, row)) return JSON.parse(row.detail) as T;
  const text = 'An act of administrators was changed in the database behind the service; restore a backup.';
  throw new Fault('KEEPER_ACT_CHANGED', text);
};

/** What somebody asks for. `endsAt`: until when another has to decide. */
export type Asked = Readonly<{
  id: string; kind: KeeperActKind; about: string; detail: Json; reason: string; by: Actor; now: number;
  endsAt: number;
}>;

const instant = (millis: number): string => new Date(millis).toISOString();

/** A row that waits for another administrator. */
export const askedRow = (from: Pick<Deployment, 'pseudonyms'>, asked: Asked): KeeperActRow =>
  signedRow(from, {
    keeperActId: asked.id, actKind: asked.kind, state: 'asked', about: asked.about,
    detail: canonicalJson(asked.detail), reason: asked.reason, serial: null, askedBy: asked.by.id,
    askedPerson: personOf(asked.by), decidedBy: null, decidedPerson: null, version: 1,
    askedAt: instant(asked.now), endsAt: instant(asked.endsAt), decidedAt: null, doneAt: null,
  });

/** Something one administrator did alone and answers for. */
export const doneRow = (from: Pick<Deployment, 'pseudonyms'>, asked: Asked): KeeperActRow =>
  signedRow(from, { ...askedRow(from, asked), state: 'done', doneAt: instant(asked.now) });

/** Who decides, when, and how; `detail`: what the act is about from now on. */
export type Deciding = Readonly<{ by: Actor; now: number; isAgreed: boolean; detail?: Json }>;

/**
 * The row after another administrator decided. Refused to whoever asked, also under another account, and
 * where
 * it was decided on already or not in time.
 */
export const decidedRow = (
  from: Pick<Deployment, 'pseudonyms'>, row: KeeperActRow, { by, now, isAgreed, detail }: Deciding,
): Result<KeeperActRow, KeeperRefusal> => {
  if (row.state !== 'asked' || now >= Date.parse(row.endsAt)) return err({ code: 'JOINT_ACT_OVER' });
  if (row.askedBy === by.id || row.askedPerson === personOf(by)) return err({ code: 'FOUR_EYES' });
  return ok(signedRow(from, {
    ...row, state: isAgreed ? 'agreed' : 'refused', decidedBy: by.id, decidedPerson: personOf(by),
    decidedAt: instant(now), version: row.version + 1,
    ...(detail === undefined ? {} : { detail: canonicalJson(detail) }),
  }));
};

/** The row with another state or detail. */
export const changedRow = (
  from: Pick<Deployment, 'pseudonyms'>, row: KeeperActRow,
  change: Readonly<Partial<Pick<KeeperActRow, 'state' | 'doneAt' | 'serial'>> & { detail?: Json }>,
): KeeperActRow => {
  const { detail, ...rest } = change;
  return signedRow(from, {
    ...row, ...rest, version: row.version + 1,
    ...(detail === undefined ? {} : { detail: canonicalJson(detail) }),
  });
};

/** Members of the answer that say what the act is about, by its kind. */
const MEMBERS: Readonly<Record<KeeperActKind, 'rotation' | 'setting' | 'outside' | 'account' | 'letters'>> = {
  keyRotation: 'rotation', settingChange: 'setting', changedOutside: 'outside', roleChange: 'account',
  suspension: 'account', letters: 'letters',
};

const SHOWN: Readonly<Record<(typeof MEMBERS)[KeeperActKind], readonly string[]>> = {
  rotation: ['trees', 'freshRoot', 'rewrapped', 'of'], setting: ['setting', 'before', 'after', 'from'],
  outside: ['since', 'until', 'changes'], account: ['account', 'organ', 'before', 'after'],
  letters: ['action', 'messages'],
};

/** An act as administrators see it. */
export const keeperActShown = (
  from: Pick<Deployment, 'pseudonyms'>, row: KeeperActRow, now: number,
): KeeperActShown => {
  const detail = detailOf<Readonly<Record<string, unknown>>>(from, row);
  const member = MEMBERS[row.actKind];
  const told = Object.fromEntries(Object.entries(detail).filter(([name]) => SHOWN[member].includes(name)));
  const isOver = row.state === 'asked' && now >= Date.parse(row.endsAt);
  const shown = {
    id: row.keeperActId, kind: row.actKind, state: isOver ? 'over' : row.state, reason: row.reason,
    askedBy: row.askedBy, askedAt: instant(Date.parse(row.askedAt)), endsAt: instant(Date.parse(row.endsAt)),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    ...(row.decidedAt === null ? {} : { decidedAt: instant(Date.parse(row.decidedAt)) }),
    ...(row.doneAt === null ? {} : { doneAt: instant(Date.parse(row.doneAt)) }), [member]: told,
  };
  // Written by this area, guarded by the digest.
  return shown as KeeperActShown;
};
