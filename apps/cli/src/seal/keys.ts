import { EXIT } from '../exit.ts';
import { textOption } from '../options.ts';
import { SEAL_OPTIONS, type SealVerb } from './verb.ts';
import { onSeals } from './with-seals.ts';

/** `seal keys`: how this platform stands in the files of its organs: name, address, public key. */
export const keysVerb: SealVerb = {
  options: { ...SEAL_OPTIONS, address: { type: 'string' } },
  run: async (given, terminal) => {
    const address = textOption(given, 'address') ?? 'http://127.0.0.1:8787';
    const { organ, keyId, publicKey } =
      await onSeals(given, terminal, async ({ exchange }) => exchange.signer);
    terminal.out(`${JSON.stringify({ organ, address, keys: [{ keyId, publicKey }] })}\n`);
    return EXIT.done;
  },
};
