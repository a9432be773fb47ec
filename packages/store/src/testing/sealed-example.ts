import { household } from './invented.ts';
import type { Bench } from './contract/bench.ts';

/** Puts one row on each side of the wall, so that an attempt that gets through would find something. */
export const sealedExample = async ({ write, seal, seed }: Bench): Promise<void> => {
  const [hidden, shown] = [household(`${seed}/hidden`), household(`${seed}/shown`)];
  await write(({ open }) => open.subjects.add([shown.subject]));
  await seal(async ({ sealed }) => {
    await sealed.subjects.add([hidden.subject]);
    await sealed.records.add([hidden.record]);
  });
};
