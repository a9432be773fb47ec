/** A case behind the wall, as far as routing needs it. */
export type SealedRoute = Readonly<{ caseId: string; oneCaseCode: string }>;

/**
 * Which sealed cases messages name: by digests of their numbers under the keys of the sealed side, and by
 * their codes. For the way of late messages only; the sender learns nothing of the answer.
 */
export type SealedRoutes = Readonly<{
  /** Routes by the digits of the digest. */
  byReference: (digests: readonly Uint8Array[]) => Promise<ReadonlyMap<string, SealedRoute>>;
  byCode: (codes: readonly string[]) => Promise<ReadonlyMap<string, SealedRoute>>;
}>;
