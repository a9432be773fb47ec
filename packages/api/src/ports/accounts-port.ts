/** Accounts, sessions and second factors. Its transactions are its own. */
export type AccountsPort = Readonly<Record<never, never>>;
