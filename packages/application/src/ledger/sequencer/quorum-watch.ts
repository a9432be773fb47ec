import { isQuorum, openNote, parseNote, type TlogPolicy } from '@fengcun/ledger';
import type { Publication } from './publish-head.ts';

/** Age from which operators are warned, in milliseconds. */
export const QUORUM_WARN_MILLIS = 60_000;

/**
 * Age at which sealed records are no longer read: 4 hours, as X-Road stops without a timestamp (14,400 s).
 */
export const QUORUM_STOP_MILLIS = 4 * 60 * 60 * 1000;

/** LIMIT: how far a witness' clock may be ahead of ours. */
const CLOCK_SKEW_MILLIS = 5 * 60 * 1000;

/**
 * When a quorum had seen this checkpoint: the time of the newest cosignatures that suffice, in milliseconds;
 * undefined without a quorum. Cosignatures from the future do not count: a wrong clock must not hold the gate
 * open.
 */
export const quorumTime = (policy: TlogPolicy, signed: string, now: number): number | undefined => {
  const keys = policy.members.flatMap((member) => (member.type === 'witness' ? [member.party.key] : []));
  const note = parseNote(signed);
  const opened = note.ok ? openNote(note.value, keys) : undefined;
  if (opened?.ok !== true || policy.quorum === 'none') return undefined;
  const newest = opened.value.verified
    .map(({ key, timestamp }) => ({ key, millis: timestamp * 1000 }))
    .filter(({ millis }) => millis <= now + CLOCK_SKEW_MILLIS)
    .sort((a, b) => b.millis - a.millis);
  const needed = newest.findIndex((_, at) => isQuorum(policy, newest.slice(0, at + 1).map(({ key }) => key)));
  return needed < 0 ? undefined : Math.min(newest[needed]?.millis ?? 0, now);
};

/** How fresh the newest quorum checkpoint is. */
export type QuorumState = Readonly<{ state: 'fresh' | 'stale' | 'closed'; ageMillis: number | undefined }>;

/** State of a quorum that was last reached at `lastQuorum` (milliseconds; undefined: never seen). */
export const quorumState = (lastQuorum: number | undefined, now: number): QuorumState => {
  if (lastQuorum === undefined) return { state: 'closed', ageMillis: undefined };
  const ageMillis = now - lastQuorum;
  // A clock set back makes every age unknown, and unknown is closed.
  if (ageMillis > QUORUM_STOP_MILLIS || ageMillis < -CLOCK_SKEW_MILLIS) return { state: 'closed', ageMillis };
  return { state: ageMillis > QUORUM_WARN_MILLIS ? 'stale' : 'fresh', ageMillis };
};

/** Watches over the quorum of a log. */
export type QuorumWatch = Readonly<{
  observe: (publication: Publication) => void;
  state: (now: number) => QuorumState;
  /**
   * Whether sealed records may be read: only while a quorum of witnesses has seen the log within four hours.
   * Closed before the first observation, after a clock set back, and whenever nothing is known.
   */
  mayReadSealed: (now: number) => boolean;
}>;

/**
 * A watch that begins closed, or with the checkpoint that was published before this start. Where a policy
 * asks for no witness, what counts is that this log could still be signed and published.
 */
export const quorumWatch = (
  options: Readonly<{ policy: TlogPolicy; origin: string; now: () => number; checkpoint?: string }>,
): QuorumWatch => {
  const { policy, origin, now, checkpoint } = options;
  let last = checkpoint === undefined ? undefined : quorumTime(policy, checkpoint, now());
  const state = (at: number): QuorumState => quorumState(last, at);
  return {
    observe: (publication) => {
      if (!publication.isPublished || publication.origin !== origin) return;
      const seen = policy.quorum === 'none' ? now() : quorumTime(policy, publication.signed, now());
      if (seen !== undefined && (last === undefined || seen > last)) last = seen;
    },
    state,
    mayReadSealed: (at) => state(at).state !== 'closed',
  };
};
