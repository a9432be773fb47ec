import { type RandomBytes, SECRET_BYTES, takeRandom } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import type { KeyStore } from '@fengcun/vault';

const NAME = 'copy-commitments';

type KeyPlace = Readonly<{ keyStore: Pick<KeyStore, 'readState' | 'replaceState'>; random: RandomBytes }>;

/**
 * The secret under which copies in an organ's own system are committed to: 32 bytes, made on the first use,
 * in the key store and in no backup of the data. Fault: COPY_KEY_MISSING.
 */
export const copyKey = async ({ keyStore, random }: KeyPlace): Promise<Buffer> => {
  for (let tries = 0; tries < 2; tries += 1) {
    const stored = await keyStore.readState(NAME);
    if (stored !== undefined) return Buffer.from(stored.bytes);
    await keyStore.replaceState(NAME, 0, takeRandom(random, SECRET_BYTES));
  }
  throw new Fault('COPY_KEY_MISSING', 'The key of commitments to copies cannot be made or read.');
};
