import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  DEFAULT_CONFIG, makeToken, mistakeLines, parseServerConfig, type ServerConfig,
} from '@fengcun/server';
import { UnusableInput } from '../exit.ts';

/** Configuration of a data directory, made at its first start. */
const FILE = 'serve.json';
const FIRST_ACCOUNT = 'first-clerk';
const TOKEN_BYTES = 32;

/** A configuration, and the token of the account that was made with it; told once and kept nowhere. */
export type Configured = Readonly<{ config: ServerConfig; path: string; token?: string }>;

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const parse = (text: string, path: string): ServerConfig => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnusableInput(`${path}: not JSON; correct it`);
  }
  const config = parseServerConfig(value);
  if (config.ok) return config.value;
  throw new UnusableInput(`${path}:\n${mistakeLines(config.error)}`);
};

/** Reads a configuration the operator names. @throws UnusableInput with every mistake in it */
export const readConfiguration = async (path: string): Promise<Configured> => {
  const text = await readText(path);
  if (text === undefined) throw new UnusableInput(`--config: no file ${path}`);
  return { config: parse(text, path), path };
};

const writeSecretly = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
};

/**
 * The configuration of a data directory. At the first start it is made, for its owner's eyes only, with one
 * account for intake: the file keeps the hash of its token. The caller holds the lock of the directory.
 */
export const ownConfiguration = async (dataDirectory: string, organ: string): Promise<Configured> => {
  const path = join(dataDirectory, FILE);
  const text = await readText(path);
  if (text !== undefined) return { config: parse(text, path), path };
  const { token, tokenHash } = makeToken(FIRST_ACCOUNT, randomBytes(TOKEN_BYTES));
  const accounts = [{ id: FIRST_ACCOUNT, organ, roles: ['clerk'], hasSecondFactor: false, tokenHash }];
  const { host, port } = DEFAULT_CONFIG;
  const made = `${JSON.stringify({ host, port, accounts }, null, 2)}\n`;
  const config = parse(made, '--organ');
  await writeSecretly(path, made);
  return { config, path, token };
};
