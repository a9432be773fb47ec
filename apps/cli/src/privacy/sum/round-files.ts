import { type KeyObject, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deriveBytes, SECRET_BYTES, takeSecret } from '@fengcun/crypto';
import type { Json } from '@fengcun/kernel';
import {
  agreementKey, type AgreementKey, type Directory, discreteGaussian, keyedBytes, parseRoundTerms,
  randomIntegers, rational, readTable, type RoundParcel, type RoundTerms, type ShareNoise,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import { type Keeper, type KeptPlace, readKept, usingSecret, writeKept } from '../kept-secret.ts';
import { openOrganKey, readPeerKey } from '../organ-key.ts';

/** The text of an option that must be there. */
export const needed = (given: Arguments, name: string, what: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing: ${what}`);
  return value;
};

/** A JSON file of an option. */
export const readJson = async (given: Arguments, name: string, what: string): Promise<Json> => {
  const path = needed(given, name, what);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Json;
  } catch {
    throw new UnusableInput(`--${name}: ${path} cannot be read as JSON`);
  }
};

/** A list in a JSON file that may not exist yet. */
export const readList = async (given: Arguments, name: string, what: string): Promise<readonly Json[]> => {
  const path = needed(given, name, what);
  const text = await readFile(path, 'utf8').catch(() => '[]');
  const list = JSON.parse(text) as Json;
  if (!Array.isArray(list)) throw new UnusableInput(`--${name}: ${path} holds no list`);
  return list;
};

/** The agreed terms of a round. */
export const readRoundTerms = async (given: Arguments): Promise<RoundTerms> => {
  const terms = parseRoundTerms(await readJson(given, 'terms', 'the file of the agreed terms'));
  if (terms.ok) return terms.value;
  throw new UnusableInput(`--terms: wrong in ${terms.error.members.join(', ')}`);
};

/** Terms under which something is counted: they say what every cell counts, except in a trial. */
export const readTermsToRun = async (given: Arguments): Promise<RoundTerms> => {
  const terms = await readRoundTerms(given);
  if (terms.table !== undefined || terms.trial === true) return terms;
  throw new UnusableInput('--terms: they do not say what the cells count; draw them up with --cells FILE');
};

/** The table of `--cells`: a list of names of cells; a bare number of them in a trial. */
export const readCells = async (given: Arguments): Promise<Readonly<{ cells: number; table?: string }>> => {
  const right = 'a file with the list of the names of the cells, no two alike';
  const text = needed(given, 'cells', right);
  const isNumber = /^[0-9]{1,7}$/.test(text);
  if (isNumber && given.values['without-job'] === true) return { cells: Number(text) };
  const table = isNumber ? undefined : readTable(await readJson(given, 'cells', right));
  if (table?.ok === true) return table.value;
  throw new UnusableInput(`--cells: ${right}`);
};

/** Public keys of organs as this organ's own file has them: `{ "court/A05": "ed25519:…" }`. */
export const readDirectory = async (given: Arguments): Promise<Directory> => {
  const list = await readJson(given, 'directory', 'the file of the organs\' public keys');
  const entries = Object.entries(list as Readonly<Record<string, string>>);
  return new Map(entries.map(([organ, text]) => [organ, readPeerKey(text, '--directory')]));
};

/** Writes a parcel: the line, and its bytes beside it. */
export const writeParcel = async (path: string, { line, payload }: RoundParcel): Promise<void> => {
  if (payload !== undefined) await writeWhole(`${path}.bytes`, payload);
  await writeWhole(path, `${line}\n`);
};

/** Reads a parcel; a folder that was given lines only has lines only. */
export const readParcel = async (path: string): Promise<RoundParcel> => {
  const line = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`${path} cannot be read`);
  });
  const payload = await readFile(`${path}.bytes`).catch(() => undefined);
  return { line: line.trimEnd(), ...(payload === undefined ? {} : { payload: new Uint8Array(payload) }) };
};

/** Every parcel of a folder, by file name. */
export const readParcels = async (folder: string): Promise<readonly RoundParcel[]> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readParcel(join(folder, name))));
};

/** The name of the file of an organ: `court-A05.json`. */
export const fileOf = (organ: string): string => `${organ.replace('/', '-')}.json`;

/** What an organ keeps for one round: all of it comes from one sealed seed. */
export type RoundSecrets = Readonly<{
  key: AgreementKey; saltKey: KeyObject;
  /** A fresh copy of what the round's noise is drawn from. */
  noiseSeed: () => Uint8Array;
}>;

const SALT = new TextEncoder().encode('fengcun/sum/state/1');

const secretsOf = (seed: Uint8Array, roundId: string): RoundSecrets => {
  const root = takeSecret(Uint8Array.from(seed));
  const bytes = (use: string): Uint8Array => deriveBytes({
    hash: 'sha256', key: root, salt: SALT, info: new TextEncoder().encode(`${roundId} ${use}`), length: 32,
  });
  return {
    key: agreementKey(() => bytes('agreement')), saltKey: takeSecret(bytes('salt')),
    noiseSeed: () => bytes('noise'),
  };
};

/** Noise of a seed, which is overwritten: the same at every call, for drawn anew it would average out. */
export const noiseFrom = (seed: Uint8Array, shareVariance: number): ShareNoise => {
  const source = randomIntegers(keyedBytes(takeSecret(seed)));
  return () => discreteGaussian(source, rational(BigInt(shareVariance)));
};

/** Where a secret of a round is kept: the member's seed, or the decryptor's key. */
export const roundPlace = (what: 'seed' | 'decryptionKey', roundId: string): KeptPlace =>
  ({ kind: `sum-${what}`, id: roundId });

/** What this organ keeps its secrets under. */
export const roundKeeper = async (given: Arguments): Promise<Keeper> =>
  (await openOrganKey(needed(given, 'key', 'the key file of this organ'))).keeper;

/** Secrets of a round; drawn at the first call, read at every later one. Sealed under the organ's key. */
export const roundSecrets = async (given: Arguments, roundId: string): Promise<RoundSecrets> => {
  const path = needed(given, 'state', 'the file of this organ\'s secrets of the round');
  const [keeper, place] = [await roundKeeper(given), roundPlace('seed', roundId)];
  const kept = await readKept(path, keeper, place);
  const seed = kept ?? new Uint8Array(randomBytes(SECRET_BYTES));
  return usingSecret(seed, async (secret) => {
    if (kept === undefined) await writeKept(path, keeper, { place, secret });
    return secretsOf(secret, roundId);
  });
};
