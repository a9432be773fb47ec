import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '@fengcun/kernel';
import type { Channel, Parcel, RunRole } from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';

/** Files of a run: `<folder>/<role>/000012.json`, and `.points` beside it where there are points. */
export type FolderPlace = Readonly<{ folder: string; role: RunRole; waitSeconds: number }>;

/** How often a side that waits looks. */
const LOOK_MS = 25;

const nameOf = (seq: number): string => String(seq).padStart(6, '0');

const unlessAbsent = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const readParcel = async (folder: string, seq: number): Promise<Parcel | undefined> => {
  const line = await unlessAbsent(readFile(join(folder, `${nameOf(seq)}.json`), 'utf8'));
  if (line === undefined) return undefined;
  const payload = await unlessAbsent(readFile(join(folder, `${nameOf(seq)}.points`)));
  return { line: line.trimEnd(), ...(payload === undefined ? {} : { payload: new Uint8Array(payload) }) };
};

/**
 * Carries a run as files in two folders, one a side, that a courier or a data diode may copy. The line is
 * written last, so that a parcel is seen whole or not at all. Waiting ends with a Fault `PEER_SILENT`: the
 * run goes on when the same command is called again.
 */
export const folderChannel = async ({ folder, role, waitSeconds }: FolderPlace): Promise<Channel> => {
  const own = join(folder, role);
  const theirs = join(folder, role === 'holder' ? 'registry' : 'holder');
  await mkdir(own, { recursive: true });
  return {
    sent: (seq) => readParcel(own, seq),
    send: async (seq, { line, payload }) => {
      if (payload !== undefined) await writeWhole(join(own, `${nameOf(seq)}.points`), payload);
      await writeWhole(join(own, `${nameOf(seq)}.json`), `${line}\n`);
    },
    receive: async (seq) => {
      for (let waited = 0; waited <= waitSeconds * 1000; waited += LOOK_MS) {
        const parcel = await readParcel(theirs, seq);
        if (parcel !== undefined) return parcel;
        await pause(LOOK_MS);
      }
      throw new Fault('PEER_SILENT', `message ${seq} of the other side has not arrived`, { retryable: true });
    },
  };
};
