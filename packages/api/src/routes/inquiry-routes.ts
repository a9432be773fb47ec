/** Applications to see records, their decisions and what they disclose: routes by operation id. */
export const INQUIRY_ROUTES = {} as const;
