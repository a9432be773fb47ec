import type { KeptRow } from './rows.ts';

/** A message that belongs to a sealed case and waits behind the wall; the id is minted in the case's shard. */
export type HeldMessage = KeptRow & Readonly<{
  heldId: string; caseId: string; source: string; messageKey: Uint8Array; reason: string;
}>;

/** Messages held on the sealed side. */
export type HeldMessages = Readonly<{
  add: (rows: readonly HeldMessage[]) => Promise<void>;
  ofCase: (caseId: string) => Promise<readonly HeldMessage[]>;
  remove: (heldId: string) => Promise<boolean>;
}>;
