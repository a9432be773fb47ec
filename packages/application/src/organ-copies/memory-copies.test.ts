import { memoryCopies, type MemoryCopy } from './memory-copies.ts';
import { copiesContract, COPY_KEY } from './testing/copies-contract.ts';

copiesContract('in memory', async () => {
  const held = new Map<string, MemoryCopy>();
  return {
    copies: memoryCopies(held, COPY_KEY),
    add: async (ref, { reference, content }) => { held.set(ref, { reference, content: Buffer.from(content), isSealed: false, sequence: 0 }); },
    isSealed: async (ref) => held.get(ref)?.isSealed === true, works: async () => undefined, close: async () => undefined,
  };
});
