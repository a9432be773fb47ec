import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifyingKey } from '@fengcun/crypto';
import type { Result } from '@fengcun/kernel';
import {
  type ChainRefusal, COORDINATOR, openChain, type SessionChain, type SessionParcel, type SessionRefusal,
  sessionState, type SessionState,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { UnusableInput } from '../../exit.ts';

// LIMIT: messages of a role; a hundred rounds and three steps are the most there can be.
const MESSAGES_MAX = 128;

const folderOf = (exchange: string, role: string): string => join(exchange, role.replace('/', '-'));
const nameOf = (seq: number): string => String(seq).padStart(4, '0');

const unlessAbsent = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** All parcels of a role that stand in the exchange folder, in order. */
export const readParcels = async (exchange: string, role: string): Promise<readonly SessionParcel[]> => {
  const parcels: SessionParcel[] = [];
  for (let seq = 0; seq < MESSAGES_MAX; seq += 1) {
    const path = join(folderOf(exchange, role), nameOf(seq));
    const line = await unlessAbsent(readFile(`${path}.json`, 'utf8'));
    if (line === undefined) break;
    const payload = await unlessAbsent(readFile(`${path}.words`));
    parcels.push({ line: line.trimEnd(), ...(payload === undefined ? {}
      : { payload: new Uint8Array(payload) }) });
  }
  return parcels;
};

/** Puts a parcel into the folder of its role; the line last, so that it is seen whole or not at all. */
export const writeParcel = async (
  exchange: string, at: Readonly<{ role: string; seq: number }>, { line, payload }: SessionParcel,
): Promise<void> => {
  const folder = folderOf(exchange, at.role);
  await mkdir(folder, { recursive: true });
  if (payload !== undefined) await writeWhole(join(folder, `${nameOf(at.seq)}.words`), payload);
  await writeWhole(join(folder, `${nameOf(at.seq)}.json`), `${line}\n`);
};

/** A message that is not what it must be ends the command: nobody goes on with a session that was touched. */
const orRefused = <T>(result: Result<T, ChainRefusal | SessionRefusal>): T => {
  if (result.ok) return result.value;
  const { error } = result;
  const where = 'role' in error ? ` (${error.role}, message ${error.seq})` : '';
  throw new UnusableInput(`the session cannot go on: ${error.code}${where}; nothing is taken of it`);
};

/**
 * What a role has said in this session, every message checked. @throws Fault with the code of what is
 * wrong
 */
export const readChain = async (
  exchange: string, at: Readonly<{ session: string; role: string; key: VerifyingKey }>,
): Promise<SessionChain> => orRefused(openChain(await readParcels(exchange, at.role), at));

/** The session as its coordinator tells it. @throws UnusableInput with the code of what is wrong */
export const readSession = async (
  exchange: string, at: Readonly<{ session: string; key: VerifyingKey }>,
): Promise<SessionState> => orRefused(sessionState(await readChain(exchange, { ...at, role: COORDINATOR })));
