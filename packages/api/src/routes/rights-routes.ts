/** What the person concerned may ask for: routes by operation id. */
export const RIGHTS_ROUTES = {} as const;
