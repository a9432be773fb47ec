import type { Disk, OpenFile, OpenFolder } from '../disk/disk.ts';
import type { LogDatabase } from '../sequencer/setup.ts';

/** How a call fails: refused by the system, or the process ends before it, or right after it took effect. */
export type FaultKind = 'ENOSPC' | 'EIO' | 'killedBefore' | 'killedAfter';

/** The end of a process: from then on none of its calls does anything. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/** Counts every call that can fail halfway, and lets the one of number `at` (from 1) fail. */
export type Faults = Readonly<{
  calls: () => readonly string[];
  run: <T>(name: string, call: () => Promise<T>, half?: () => Promise<unknown>) => Promise<T>;
}>;

/** `at` 0: nothing fails, for counting. */
export const faultsAt = (at: number, kind: FaultKind): Faults => {
  const calls: string[] = [];
  let isDead = false;
  return {
    calls: () => calls,
    run: async (name, call, half) => {
      if (isDead) throw new Killed();
      calls.push(name);
      if (calls.length !== at) return call();
      if (kind === 'ENOSPC' || kind === 'EIO') {
        // A full disk takes what still fits.
        await half?.();
        throw systemError(kind);
      }
      isDead = true;
      if (kind === 'killedAfter') await call();
      throw new Killed();
    },
  };
};

/** A disk on which the chosen call fails. */
export const faultyDisk = (disk: Disk, { run }: Faults): Disk => {
  const file = (path: string, open: OpenFile): OpenFile => ({
    write: (bytes) => run(`write ${path}`, () => open.write(bytes), () => open.write(bytes.subarray(0, bytes.length >> 1))),
    sync: () => run(`fsync ${path}`, open.sync),
    close: open.close,
  });
  const folder = (path: string, open: OpenFolder): OpenFolder => ({
    sync: () => run(`fsync folder ${path}`, open.sync), close: open.close,
  });
  return {
    ...disk,
    makeFolder: (path) => run(`mkdir ${path}`, () => disk.makeFolder(path)),
    openFolder: async (path) => folder(path, await disk.openFolder(path)),
    create: async (path) => file(path, await run(`create ${path}`, () => disk.create(path))),
    rename: (from, to) => run(`rename ${to}`, () => disk.rename(from, to)),
    link: (from, to) => run(`link ${to}`, () => disk.link(from, to)),
    remove: (path) => run(`remove ${path}`, () => disk.remove(path)),
  };
};

/** A database whose statements and commits fail where chosen. Reading transactions are not counted. */
export const faultyDatabase = (database: LogDatabase, { run }: Faults): LogDatabase => ({
  audit: database.audit,
  sequence: (work) =>
    run('COMMIT', () => database.sequence((leaves) => work({
      ...leaves,
      claim: (claim) => run('claim', () => leaves.claim(claim)),
      write: (batch) => run('write batch', () => leaves.write(batch)),
    }))),
});
