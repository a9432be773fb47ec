import { openDatabase } from '../database/open-database.ts';
import { benchOf } from './contract/bench.ts';
import { household, NOW } from './invented.ts';

/** A process to be killed: writes one subject an act, and says its number once the act is committed. */
const [dataDirectory = '', seed = ''] = process.argv.slice(2);
const database = await openDatabase({ kind: 'embedded', dataDirectory, now: () => NOW });
const { write } = benchOf(database, seed);
for (let number = 0; ; number += 1) {
  const { subject, events } = household(`${seed}/${number}`);
  await write(async ({ open }) => {
    await open.subjects.add([subject]);
    await open.events.append(events);
  });
  process.stdout.write(`${number}\n`);
}
