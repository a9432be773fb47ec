/** Certificates of the person concerned. Its transactions are its own. */
export type CertificatesPort = Readonly<Record<never, never>>;
