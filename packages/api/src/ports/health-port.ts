/** One part of the service and whether it works; `name` is a fixed word, never an address or message. */
export type HealthCheck = Readonly<{ name: string; isReady: boolean }>;

/**
 * Probes what the service needs (database writable, ledger not stale, keys open). The shell bounds its time.
 */
export type HealthPort = Readonly<{ check: () => Promise<readonly HealthCheck[]> }>;
