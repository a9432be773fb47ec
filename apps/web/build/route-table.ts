import { ALL_ROUTES } from '@fengcun/api';
import type { Plugin } from 'vite';

const NAME = 'virtual:route-table';

/**
 * The addresses of the interface, taken from the routes the server mounts when the pages are built: the
 * browser gets no schema and no handler, and no list can fall out of step.
 */
export const routeTable = (): Plugin => ({
  name: 'fengcun-route-table',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => {
    if (id !== `\0${NAME}`) return undefined;
    const table = Object.fromEntries(ALL_ROUTES.map(([name, { method, path, reply, idempotency }]) =>
      [name, { method, path, mediaType: reply.mediaType, statuses: reply.statuses, idempotency }]));
    return `export default ${JSON.stringify(table)};`;
  },
});
