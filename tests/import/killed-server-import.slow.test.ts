import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { startServer } from '../../packages/store/src/testing/postgres-server.ts';
import { killedImports } from './killed-imports.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-killed-server-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

test('PostgreSQL: kill -9 of a real import at seeded moments leaves nothing half, and the next takes the rest', async (t) => {
  const server = await startServer();
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const committed = async (): Promise<number> => {
      const { rows: [there] } = await client.query("select to_regclass('open.event') is not null as is_there");
      if (there?.is_there !== true) return 0;
      const { rows: [row] } = await client.query('select count(*)::integer as n from open.event');
      return row?.n ?? 0;
    };
    await killedImports(t, { folder, name: 'server', url: server.url, progress: committed, steps: [1, 100, 500] });
  } finally {
    await client.end();
    await server.stop();
  }
});
