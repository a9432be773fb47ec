declare module 'virtual:route-table' {
  const table: Readonly<Record<import('@fengcun/api').RouteId, Readonly<{
    method: 'GET' | 'POST' | 'PATCH'; path: string; mediaType: string; statuses: readonly number[];
    idempotency: 'safe' | 'natural' | 'key' | 'offset';
  }>>>;
  export default table;
}

declare module 'virtual:inquiry-tables' {
  export const INQUIRERS: typeof import('@fengcun/registry').INQUIRERS;
  export const INQUIRY_MATERIALS: typeof import('@fengcun/registry').INQUIRY_MATERIALS;
  export const CONFIRMATIONS: typeof import('@fengcun/registry').CONFIRMATIONS;
}
