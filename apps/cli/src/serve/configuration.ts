import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DEFAULT_CONFIG, makeToken, mistakeLines, parseServerConfig } from '@fengcun/server';
import { sha256Hex } from '@fengcun/kernel';
import { UnusableInput } from '../exit.ts';
import { parseCertificates } from './certificate-configuration.ts';
import type { Configured } from './configured.ts';
import { parseInquiries } from './inquiry-configuration.ts';
import { NO_ORGANS, parseExchange, type SealingConfiguration } from './exchange-configuration.ts';

/** Configuration of a data directory, made at its first start. */
const FILE = 'serve.json';
const FIRST_ACCOUNT = 'first-clerk';
const TOKEN_BYTES = 32;

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const jsonOf = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableInput(`${path}: not JSON; correct it`);
  }
};

const parse = (text: string, path: string): Configured => {
  const value = jsonOf(text, path);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const {
    exchange = undefined, certificates = undefined, inquiries = undefined, ...rest
  }: Readonly<Record<string, unknown>> = isObject ? { ...value } : {};
  const config = parseServerConfig(isObject ? rest : value);
  if (!config.ok) throw new UnusableInput(`${path}:\n${mistakeLines(config.error)}`);
  return {
    config: config.value, sealing: parseExchange(exchange, path),
    certificates: parseCertificates(certificates, path), inquiries: parseInquiries(inquiries, path), path,
    fileHash: sha256Hex(text),
  };
};

/** Reads a configuration the operator names. @throws UnusableInput with every mistake in it */
export const readConfiguration = async (path: string): Promise<Configured> => {
  const text = await readText(path);
  if (text === undefined) throw new UnusableInput(`--config: no file ${path}`);
  return parse(text, path);
};

/** What the named configuration, or that of the data directory, says of sealing. @throws UnusableInput */
export const sealingConfiguration = async (
  path: string | undefined, dataDirectory: string,
): Promise<SealingConfiguration> => {
  if (path !== undefined) return (await readConfiguration(resolve(path))).sealing;
  const own = join(dataDirectory, FILE);
  const text = await readText(own);
  return text === undefined ? NO_ORGANS : parse(text, own).sealing;
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
  if (text !== undefined) return parse(text, path);
  const { token, tokenHash } = makeToken(FIRST_ACCOUNT, randomBytes(TOKEN_BYTES));
  const accounts = [{ id: FIRST_ACCOUNT, organ, roles: ['clerk'], hasSecondFactor: false, tokenHash }];
  const { host, port } = DEFAULT_CONFIG;
  const made = `${JSON.stringify({ host, port, accounts }, null, 2)}\n`;
  const configured = parse(made, '--organ');
  await writeSecretly(path, made);
  return { ...configured, path, token };
};
