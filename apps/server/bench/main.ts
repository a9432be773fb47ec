import { benchServer } from './bench-server.ts';

/** `node apps/server/bench/main.ts` prints the bench as JSON. */
process.stdout.write(`${JSON.stringify(await benchServer(), null, 1)}\n`);
