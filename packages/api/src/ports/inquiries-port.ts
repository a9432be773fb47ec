/** Applications to see records, their decisions and what they disclose. Its transactions are its own. */
export type InquiriesPort = Readonly<Record<never, never>>;
