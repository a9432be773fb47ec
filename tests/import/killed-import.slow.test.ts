import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { killedImports } from './killed-imports.ts';

const folder = mkdtempSync(join(tmpdir(), 'fengcun-killed-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

test('PGlite: kill -9 of a real import at seeded moments leaves nothing half, and the next takes the rest', (t) =>
  killedImports(t, { folder, name: 'embedded', steps: [0.4, 0.7] }));
