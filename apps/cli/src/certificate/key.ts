import { codeKey, type CodeKey, codeSigner } from '@fengcun/application';
import { existsSync, readFileSync } from 'node:fs';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { openData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** The key named by `--key`: base64 of 32 bytes, or a file with it; else that of the data. */
export const keyFor = async (given: Arguments): Promise<CodeKey> => {
  const named = textOption(given, 'key');
  if (named === undefined) {
    const deployment = await openData(given);
    try {
      const { signer } = await codeSigner(deployment);
      return codeKey(signer.publicKey) ?? unusable();
    } finally {
      await deployment.close();
    }
  }
  const text = existsSync(named) ? readFileSync(named, 'utf8').trim() : named;
  return (BASE64.test(text) ? codeKey(Buffer.from(text, 'base64')) : undefined) ?? unusable();
};

const unusable = (): never => {
  throw new UnusableInput('--key: base64 of a public key (32 bytes), or a file with it');
};

/** Prints the public key that papers are checked with. */
export const tellKey = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const { keyId, key } = await keyFor(given);
  const publicKey = Buffer.from(key.publicKey).toString('base64');
  const json = JSON.stringify({ keyId, publicKey });
  terminal.out(given.values['json'] === true ? `${json}\n` : `${publicKey}\n`);
  return EXIT.done;
};
