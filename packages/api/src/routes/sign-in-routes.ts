/** Accounts, sessions and second factors: routes by operation id. */
export const SIGN_IN_ROUTES = {} as const;
