/** LIMIT: a key-encryption key stays in memory for at most 15 minutes after it was unwrapped. */
export const LEASE_MS = 15 * 60 * 1000;

/** Why a key cannot be had or used. */
export type KeyRefusal = Readonly<{
  code:
    /** No such epoch, or none for this tree yet. */
    | 'EPOCH_UNKNOWN'
    /** The key above it no longer exists: whatever it protected is lost on purpose. */
    | 'KEY_DESTROYED'
    /** The stored form does not open: changed, moved, or of another deployment. */
    | 'CIPHERTEXT_REJECTED'
    /** The 15 minutes are over: ask the key ring again. */
    | 'KEY_LEASE_OVER'
    /** The erasure key was erased. */
    | 'ERASED';
}>;

/** Something held until an instant (milliseconds of the clock the caller passes everywhere). */
export type Leased = Readonly<{ heldFrom: number; heldUntil: number }>;

/** The lease of something unwrapped now. */
export const leaseFrom = (now: number): Leased => ({ heldFrom: now, heldUntil: now + LEASE_MS });

/** LIMIT: how old the instant of a request under way may be; so long a key outlives its place in the ring. */
export const UNDER_WAY_MS = 60 * 1000;

/**
 * Whether a lease still runs. A clock that went back far before the start ends it as well: it could otherwise
 * prolong a key without end. A little before is a request that looked at the clock before another loaded.
 */
export const isHeld = (lease: Leased, now: number): boolean =>
  now >= lease.heldFrom - UNDER_WAY_MS && now < lease.heldUntil;
