import { assert, err, ok, type Result } from '@fengcun/kernel';
import { placeText, type RecordPlace } from '../records/place.ts';

declare const committed: unique symbol;

/**
 * Proof that the intention to read was durably recorded before anything is unwrapped: no audit, no
 * plaintext. Only `commitIntent` makes one; a forged object opens nothing.
 */
export type CommittedIntent = Readonly<{ [committed]: true; entryId: string; committedAt: number }>;

/** The part of a log entry the vault looks at; the entries of the ledger have it. */
export type IntentEntry = Readonly<{
  id: string;
  act: string;
  phase: 'intent' | 'outcome';
  decision: 'allow' | 'deny';
}>;

/** Why there is no proof. */
export type AuditRefusal = Readonly<{ code: 'INTENT_NOT_ALLOWED' | 'AUDIT_NOT_COMMITTED' }>;

/**
 * The audit log. `commit` answers `ok` with the name of the entry only after the entry is durable and was
 * read back; a full disk, a missing sink or an old checkpoint is a refusal or a thrown `Fault`, and it
 * answers within its own time limit.
 */
export type AuditPort<Entry extends IntentEntry> = Readonly<{
  commit: (entry: Entry) => Promise<Result<Readonly<{ entryId: string }>, AuditRefusal>>;
}>;

/** An act, and every record version it may open. */
export type IntentRequest<Entry extends IntentEntry> = Readonly<{
  entry: Entry;
  places: readonly RecordPlace[];
  now: number;
}>;

/** LIMIT: an intention is used within five minutes… */
export const INTENT_MS_MAX = 5 * 60 * 1000;

/** …and names at most 1000 record versions, so one entry cannot stand for a mass reading. */
export const INTENT_PLACES_MAX = 1000;

// What each proof still allows; the proof itself carries nothing that could be copied into another.
const grants = new WeakMap<CommittedIntent, Set<string>>();

/** Records the intention and mints its proof; without `ok` from the log there is none. */
export const commitIntent = async <Entry extends IntentEntry>(
  audit: AuditPort<Entry>, request: IntentRequest<Entry>,
): Promise<Result<CommittedIntent, AuditRefusal>> => {
  const { entry, places, now } = request;
  assert(places.length > 0 && places.length <= INTENT_PLACES_MAX, 'an intention names 1–1000 records');
  if (entry.phase !== 'intent' || entry.decision !== 'allow') return err({ code: 'INTENT_NOT_ALLOWED' });
  const answer = await audit.commit(entry);
  if (!answer.ok) return answer;
  if (answer.value.entryId !== entry.id) return err({ code: 'AUDIT_NOT_COMMITTED' });
  const intent = Object.freeze({ entryId: entry.id, committedAt: now }) as CommittedIntent;
  grants.set(intent, new Set(places.map((place) => placeText(place))));
  return ok(intent);
};

/**
 * Uses a proof for one record version: true once, then false. So the number of openings never exceeds what
 * the log announced, and a monitor can compare the two.
 */
export const consumeIntent = (intent: CommittedIntent, place: RecordPlace, now: number): boolean => {
  const grant = grants.get(intent);
  const age = now - intent.committedAt;
  if (grant === undefined || age < 0 || age >= INTENT_MS_MAX) return false;
  return grant.delete(placeText(place));
};
