declare module 'virtual:route-table' {
  const table: Readonly<Record<import('@fengcun/api').RouteId, Readonly<{
    method: 'GET' | 'POST' | 'PATCH'; path: string; mediaType: string; statuses: readonly number[];
    idempotency: 'safe' | 'natural' | 'key' | 'offset';
  }>>>;
  export default table;
}
