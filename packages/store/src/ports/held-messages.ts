import type { KeptRow } from './rows.ts';

/** A message of a sealed case that waits behind the wall; the id is minted in the shard of the case. */
export type HeldMessage = KeptRow & Readonly<{
  heldId: string; caseId: string; source: string; messageKey: Uint8Array; reason: string;
}>;

/** Messages held on the sealed side. */
export type HeldMessages = Readonly<{
  add: (rows: readonly HeldMessage[]) => Promise<void>;
  ofCase: (caseId: string) => Promise<readonly HeldMessage[]>;
  remove: (heldId: string) => Promise<boolean>;
}>;
