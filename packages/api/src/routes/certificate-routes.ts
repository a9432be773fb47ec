/** Certificates of the person concerned: routes by operation id. */
export const CERTIFICATE_ROUTES = {} as const;
