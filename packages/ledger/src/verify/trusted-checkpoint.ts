import { err, ok, type Result } from '@fengcun/kernel';
import { type Checkpoint, type CheckpointRefusal, parseCheckpoint } from './checkpoint.ts';
import { type NoteRefusal, parseNote } from './note.ts';
import { openNote } from './open-note.ts';
import { isQuorum, type TlogPolicy } from './policy.ts';

/** A witness that vouches for a checkpoint, by its name in the policy, and when (POSIX seconds). */
export type WitnessedBy = Readonly<{ name: string; timestamp: number }>;

/** A checkpoint signed by a log of the policy and cosigned by its quorum. */
export type TrustedCheckpoint = Readonly<{ checkpoint: Checkpoint; witnesses: readonly WitnessedBy[] }>;

/** Why a checkpoint is not to be trusted. */
export type TrustRefusal = NoteRefusal | CheckpointRefusal
  | Readonly<{ code: 'CHECKPOINT_LOG_UNKNOWN' | 'CHECKPOINT_QUORUM_MISSING' }>;

/**
 * Checks a signed checkpoint against a policy: the origin is the key name of a listed log, that log has
 * signed, and the quorum of witnesses has cosigned. @see C2SP tlog-policy; C2SP tlog-proof, Verifying
 */
export const trustCheckpoint = (
  policy: TlogPolicy, signed: Uint8Array | string,
): Result<TrustedCheckpoint, TrustRefusal> => {
  const note = parseNote(signed);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  const logs = policy.logs.map(({ key }) => key).filter((key) => key.name === checkpoint.value.origin);
  if (logs.length === 0) return err({ code: 'CHECKPOINT_LOG_UNKNOWN' });
  const named = policy.members.flatMap((member) =>
    (member.type === 'witness' ? [{ name: member.name, key: member.party.key }] : []));
  const opened = openNote(note.value, [...logs, ...named.map(({ key }) => key)]);
  if (!opened.ok) return opened;
  const seen = opened.value.verified.map(({ key }) => key);
  if (!logs.some((key) => seen.includes(key))) return err({ code: 'NOTE_UNSIGNED' });
  if (!isQuorum(policy, seen)) return err({ code: 'CHECKPOINT_QUORUM_MISSING' });
  const witnesses = named.flatMap(({ name, key }) =>
    opened.value.verified.filter((line) => line.key === key).map(({ timestamp }) => ({ name, timestamp })));
  return ok({ checkpoint: checkpoint.value, witnesses });
};
