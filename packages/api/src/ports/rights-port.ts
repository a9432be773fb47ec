/** What the person concerned may ask for. Its transactions are its own. */
export type RightsPort = Readonly<Record<never, never>>;
