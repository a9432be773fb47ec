// Writes the expected lives anew: `node packages/application/src/seals/testing/write-golden.ts [ID …]`; read every difference before it is committed.
import { writeFileSync } from 'node:fs';
import { goldenOf, lifeOf, LIVES } from './lawful-life.ts';

const wanted = process.argv.slice(2);
for (const life of LIVES.filter(({ scene }) => wanted.length === 0 || wanted.includes(scene.id))) {
  writeFileSync(goldenOf(life.scene.id), `${JSON.stringify(await lifeOf(life), null, 2)}\n`);
}
