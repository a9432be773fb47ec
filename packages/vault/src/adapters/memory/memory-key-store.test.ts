import { keyStoreContract } from '../../testing/key-store-contract.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { memoryKeyStore } from './memory-key-store.ts';

keyStoreContract({ name: 'memory', make: async () => memoryKeyStore(seededRandom('memory')), skip: false });
