/** What the procurator sees and orders. Its transactions are its own. */
export type SupervisionPort = Readonly<Record<never, never>>;
