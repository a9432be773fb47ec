import { timingSafeEqual } from 'node:crypto';
import { canonicalJson, Fault, type Json, ok } from '@fengcun/kernel';
import { concludeWith } from '../accounts/account-act.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { doneRow } from './keeper-act-row.ts';
import { operating } from './operating.ts';
import type { LiveSettings } from './live-settings.ts';

/** What a service was started with: the hash of its configuration, and its settings by id. */
export type StartedWith = Readonly<{ fileHash: string; values: Readonly<Record<string, string>> }>;

/** What the last start was; `changes`: how many changes had been agreed on then. */
type Mark = StartedWith & Readonly<{ v: 1; startedAt: string; changes: number }>;

/** A setting that stands otherwise in the configuration than at the last start. */
export type ChangedOutside = Readonly<{ setting: string; before: string; after: string }>;

const JOB = 'settings-at-start';
/** Whoever starts the service is not known to it. */
const SERVICE = { id: 'service', organ: 'platform/1', roles: [], hasSecondFactor: false } as const;
const NOBODY = { ...SERVICE, id: 'unknown' } as const;

const broken = (what: string): Fault => new Fault('SETTINGS_UNREADABLE',
  `The mark of the last start cannot be read (${what}); restore the database from a backup.`);

const signed = ({ pseudonyms }: Pick<Deployment, 'pseudonyms'>, mark: Mark): string => {
  const text = canonicalJson(mark as unknown as Json);
  return JSON.stringify({ mark: text,
    digest: Buffer.from(pseudonyms.bytesOf('settings-mark', text)).toString('hex') });
};

const parsed = ({ pseudonyms }: Pick<Deployment, 'pseudonyms'>, stored: string): Mark => {
  const value: unknown = JSON.parse(stored);
  if (typeof value !== 'object' || value === null) throw broken('its form');
  const [text, digest]: readonly unknown[] = [Reflect.get(value, 'mark'), Reflect.get(value, 'digest')];
  if (typeof text !== 'string' || typeof digest !== 'string') throw broken('its form');
  const right = Buffer.from(pseudonyms.bytesOf('settings-mark', text));
  const told = Buffer.from(digest, 'hex');
  if (told.length !== right.length || !timingSafeEqual(told,
    right)) throw broken('it was changed behind the service');
  return JSON.parse(text) as Mark;
};

const differing = (before: StartedWith, after: StartedWith): readonly ChangedOutside[] =>
  [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])].sort().flatMap((setting) => {
    const [was, is] = [before.values[setting] ?? '—', after.values[setting] ?? '—'];
    return was === is ? [] : [{ setting, before: was, after: is }];
  });

/**
 * Notes with which configuration a service starts. Where it is another than at the last start, that is an act
 * of nobody known, with an entry of the log: changed outside, between that start and this one. Undefined
 * where nothing changed or this is the first start. Fault: SETTINGS_UNREADABLE.
 */
export const markStart = async (
  deployment: Deployment, live: LiveSettings, started: StartedWith,
): Promise<readonly ChangedOutside[] | undefined> => {
  const stored = await operating(deployment, ({ jobs }) => jobs.read(JOB));
  const last = stored === undefined ? undefined : parsed(deployment, stored);
  if (last !== undefined && live.count() < last.changes) {
    throw broken(`${last.changes} changes were agreed on and ${live.count()} are there`);
  }
  const now = deployment.clock();
  const instant = new Date(now).toISOString();
  const mark: Mark = { v: 1, ...started, startedAt: instant, changes: live.count() };
  const position = signed(deployment, mark);
  if (last === undefined || last.fileHash === started.fileHash) {
    await operating(deployment, ({ jobs }) => jobs.write({ job: JOB, position, changedAt: instant }));
    return undefined;
  }
  const changes = differing(last, started);
  const act = await beginCustody(deployment, {
    act: 'settings.changedOutside', account: SERVICE.id, role: 'none', purpose: 'platformKeeping',
      legalBasis: 'csl-21',
    request: canonicalJson({ before: last.fileHash, after: started.fileHash }),
  });
  const row = doneRow(deployment, {
    id: act.mint(), kind: 'changedOutside', about: 'configuration', by: NOBODY, now, endsAt: now, reason: '',
    detail: { since: last.startedAt, until: instant, changes: [...changes],
      hash: started.fileHash } as unknown as Json,
  });
  await concludeWith(deployment, act, async ({ operations: { keeperActs, jobs } }) => {
    await keeperActs.add(row);
    await jobs.write({ job: JOB, position, changedAt: instant });
    return ok(undefined);
  });
  return changes;
};
