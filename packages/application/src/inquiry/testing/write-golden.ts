// Writes the expected lives anew: `node packages/application/src/inquiry/testing/write-golden.ts`; read every difference before it is committed.
import { writeFileSync } from 'node:fs';
import { goldenLives, goldenOf } from './golden-lives.ts';

for (const [id, life] of await goldenLives()) writeFileSync(goldenOf(id), `${JSON.stringify(life, null, 2)}\n`);
