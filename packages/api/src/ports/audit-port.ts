import type { AuditLine } from '../access/audit-line.ts';

/** The entry an audit line became; reads are made in its name. */
export type AuditReceipt = Readonly<{ entryId: string }>;

/**
 * Appends to the ledger's queue in the transaction it is used in: committed with the act or not at all. An
 * `append` that cannot promise this throws a Fault, and the request fails with it: no audit, no act.
 */
export type AuditPort = Readonly<{ append: (line: AuditLine) => Promise<AuditReceipt> }>;
