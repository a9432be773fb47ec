/** What the procurator sees and orders: routes by operation id. */
export const SUPERVISION_ROUTES = {} as const;
