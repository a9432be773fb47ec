import type { Ciphertext } from './rows.ts';

/**
 * An account as it stands. `roles`: sorted, one blank between two; `standing` counts what ends sessions:
 * other roles, another organ, disabling; `rowDigest`: keyed digest over what is decided on. The id is minted
 * in the shard of the name.
 */
export type AccountRow = Ciphertext & Readonly<{
  accountId: string; accountName: string; personId: string; organ: string; roles: string;
  state: 'active' | 'disabled'; standing: number; rowDigest: Uint8Array; createdAt: string;
  changedAt: string;
}>;

/** A keyed digest of 32 bytes that finds accounts: a subject finds one, an identity perhaps several. */
export type AccountTerm =
  Readonly<{ term: Uint8Array; termKind: 'subject' | 'identity' | 'ward'; accountId: string }>;

/** A second factor; its secret or public key is in the content. The id is in the shard of the account. */
export type SecondFactorRow = Ciphertext & Readonly<{
  factorId: string; accountId: string; factorKind: 'totp' | 'webauthn'; state: 'proposed' | 'confirmed';
  lastUse: number; createdAt: string;
}>;

/** A session under the digest of its secret. */
export type SessionRow = Readonly<{
  sessionHash: Uint8Array; accountId: string; standing: number; binding: Uint8Array; begunAt: string;
  seenAt: string; endsAt: string; secondFactorAt: string | null; challenge: string | null;
}>;

/**
 * An act that several people have to agree on before it is used, once. `supervisor`: the procuratorate that
 * an emergency alarmed; `seenAt`: when somebody there first looked since it was last told; `finding`: what
 * was found afterwards.
 */
export type JointActRow = Readonly<{
  jointId: string; actKind: 'recovery' | 'breakGlass'; state: 'asked' | 'agreed' | 'used' | 'refused';
  about: string; organ: string; reason: string; askedBy: string; askedPerson: string;
  firstBy: string | null; firstPerson: string | null; secondBy: string | null; secondPerson: string | null;
  version: number; askedAt: string; endsAt: string; usedAt: string | null;
  supervisor: string | null; seenAt: string | null;
  reviewedBy: string | null; reviewedPerson: string | null; reviewedAt: string | null;
  finding: 'inOrder' | 'pursued' | null;
}>;

/**
 * One draw from a bucket of so many thousandths of tokens; times in milliseconds; `fullAt`: when it may be
 * forgotten.
 */
export type BucketDraw = Readonly<{
  bucketKey: Uint8Array; burstMilli: number; millisPerToken: number; atMillis: number; fullAt: string;
}>;

/** Who may act. Nothing here opens a content. */
export type AccountStores = Readonly<{
  /** False where the name or a subject is taken; then nothing was added. */
  add: (row: AccountRow, terms: readonly AccountTerm[]) => Promise<boolean>;
  find: (accountId: string) => Promise<AccountRow | undefined>;
  byName: (accountName: string) => Promise<AccountRow | undefined>;
  byTerm: (term: Uint8Array, termKind: AccountTerm['termKind']) => Promise<readonly AccountRow[]>;
  ofPerson: (personId: string) => Promise<readonly AccountRow[]>;
  /** In the order of names, after a name. LIMIT: `limit` rows. */
  list: (page: Readonly<{ afterName: string; limit: number }>) => Promise<readonly AccountRow[]>;
  /** Replaces what stands in `row` if it still has the version; false if another was faster. */
  replace: (row: AccountRow, expected: number) => Promise<boolean>;
}>;

/** Second factors of accounts. */
export type SecondFactors = Readonly<{
  add: (row: SecondFactorRow) => Promise<void>;
  ofAccount: (accountId: string) => Promise<readonly SecondFactorRow[]>;
  /** A proposed one counts from now on, with another content where one is given. */
  confirm: (factorId: string, content?: Ciphertext) => Promise<boolean>;
  /** Notes a use above the last one; false where `lastUse` is not above: a code or counter that was used. */
  use: (factorId: string, lastUse: number) => Promise<boolean>;
  /** How many there were. */
  removeOf: (accountId: string, state?: SecondFactorRow['state']) => Promise<number>;
}>;

/** Sessions by the digest of their secret. */
export type Sessions = Readonly<{
  add: (row: SessionRow) => Promise<void>;
  find: (sessionHash: Uint8Array) => Promise<SessionRow | undefined>;
  see: (sessionHash: Uint8Array, seenAt: string) => Promise<void>;
  challenge: (sessionHash: Uint8Array, challenge: string | null) => Promise<boolean>;
  remove: (sessionHash: Uint8Array) => Promise<boolean>;
  removeOf: (accountId: string) => Promise<number>;
  purge: (endedBefore: string) => Promise<number>;
}>;

/** Acts that several people agree on. */
export type JointActs = Readonly<{
  add: (row: JointActRow) => Promise<void>;
  find: (jointId: string) => Promise<JointActRow | undefined>;
  /** Agreed to, asked for by this account for this act, and not over; the oldest. Few rows: no index. */
  agreed: (
    of: Readonly<{ askedBy: string; about: string; now: string }>,
  ) => Promise<JointActRow | undefined>;
  /**
   * Emergencies that alarmed a procuratorate: those that wait for it first, each time the newest first, so
   * that what came later hides none that nobody has looked at. LIMIT: `limit` rows.
   */
  told: (to: Readonly<{ supervisor: string; limit: number }>) => Promise<readonly JointActRow[]>;
  /** Replaces what still has the version; false if another was faster. */
  replace: (row: JointActRow, expected: number) => Promise<boolean>;
}>;

/** Limits that outlive the process. */
export type RateBuckets = Readonly<{
  /** Whether one token was there; it is gone then. */
  draw: (draw: BucketDraw) => Promise<boolean>;
  purge: (fullBefore: string) => Promise<number>;
}>;
