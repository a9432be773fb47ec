import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomBytes } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import {
  formatNoteKey, isKeyName, type NoteKey, parseNoteKey, type TlogPolicy, type Witness, type WitnessedLog,
} from '@fengcun/ledger';
import { LOCAL_DISK } from '../disk/local-disk.ts';
import { keyFileKey } from '../keys/key-file.ts';
import { lineSigner } from '../keys/log-key.ts';
import { fileWitnessStore } from './witness-store.ts';

/** A witness and its folder. `now` in milliseconds. */
export type WitnessOptions = Readonly<{
  folder: string; name: string; logs: readonly WitnessedLog[]; keyPath?: string; now: () => number;
  random: RandomBytes;
}>;

/** A log in words that cannot be followed. */
export type WitnessedLogRefusal = Readonly<{ code: 'WITNESSED_LOG_MALFORMED' }>;

const grouped = (keys: readonly Readonly<{ origin: string; key: NoteKey }>[]): readonly WitnessedLog[] =>
  [...Map.groupBy(keys, ({ origin }) => origin)]
    .map(([origin, group]) => ({ origin, keys: group.map(({ key }) => key) }));

/** Logs of a policy: the name of a log's key is its origin. @see C2SP tlog-policy */
export const logsOfPolicy = ({ logs }: TlogPolicy): readonly WitnessedLog[] =>
  grouped(logs.map(({ key }) => ({ origin: key.name, key })));

const originAndKey = (text: string): Readonly<{ origin: string; key: NoteKey }> | undefined => {
  const whole = parseNoteKey(text);
  if (whole.ok) return { origin: whole.value.name, key: whole.value };
  // An origin may hold equals signs and so may a key; the split is where a key begins.
  for (let at = text.indexOf('='); at > 0; at = text.indexOf('=', at + 1)) {
    const key = parseNoteKey(text.slice(at + 1));
    if (key.ok) return { origin: text.slice(0, at), key: key.value };
  }
  return undefined;
};

/** Logs given one by one: a verifier key, or `ORIGIN=KEY` for a log whose origin is not its key's name. */
export const logsOfTexts = (
  texts: readonly string[],
): Result<readonly WitnessedLog[], WitnessedLogRefusal> => {
  const keys = texts.map(originAndKey).filter((each) => each !== undefined);
  return keys.length === texts.length ? ok(grouped(keys)) : err({ code: 'WITNESSED_LOG_MALFORMED' });
};

/** Why a witness cannot be opened. */
export type WitnessOpenRefusal = Readonly<{ code: 'WITNESS_NAME_MALFORMED' | 'WITNESS_WITHOUT_LOGS' }>;

/** A witness ready to serve, and the line its key stands under in policies. */
export type OpenedWitness = Readonly<{ witness: Witness; verifierKey: string }>;

/**
 * Opens a witness over a folder: makes folder and key the first time. Its memory is what it witnesses with,
 * so the folder is never restored from an old backup; a witness that lost it takes a new name and key.
 */
export const openWitness = async (
  options: WitnessOptions,
): Promise<Result<OpenedWitness, WitnessOpenRefusal>> => {
  const { folder, name, logs, now, random } = options;
  if (!isKeyName(name)) return err({ code: 'WITNESS_NAME_MALFORMED' });
  if (logs.length === 0) return err({ code: 'WITNESS_WITHOUT_LOGS' });
  const heads = join(folder, 'heads');
  await mkdir(heads, { recursive: true, mode: 0o700 });
  const privateKey = await keyFileKey(options.keyPath ?? join(folder, 'witness.key'), random);
  const signer = lineSigner(privateKey, name, 'ed25519-cosignature');
  const tag = `witness-${process.pid}`;
  const witness: Witness = {
    logs, keys: [signer], store: fileWitnessStore(LOCAL_DISK, heads, tag),
    now: () => Math.floor(now() / 1000),
  };
  return ok({ witness, verifierKey: formatNoteKey(signer.key) });
};
