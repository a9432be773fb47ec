import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '@fengcun/kernel';
import { type FolderTask, writtenTask, type WrittenTask } from './folder-task.ts';
import {
  COPIES_MAX, type CopyAnswer, type CopyRef, type CopyRefusal, type OrganCopies, REF_LENGTH_MAX,
} from './organ-copies.ts';

/** LIMIT: bytes of an answer; a thousand names of copies fit. */
const ANSWER_BYTES_MAX = 1024 * 1024;

const REFUSALS: readonly CopyRefusal['code'][] = ['COPY_UNKNOWN', 'SUPERSEDED'];
const COMMITMENT = /^[a-z0-9-]{1,20}:[0-9a-f]{64}$/;

const NOT_YET: CopyAnswer<never> = err({ code: 'NOT_YET' });
const INVALID: CopyAnswer<never> = err({ code: 'ANSWER_INVALID' });
const UNREACHABLE: CopyAnswer<never> = err({ code: 'SYSTEM_UNREACHABLE' });

const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/** Writes beside and renames: whoever watches the folder never sees half a file. */
const writeWhole = async (folder: string, { name, text }: WrittenTask): Promise<void> => {
  const path = join(folder, name);
  if (await isThere(path)) return;
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
};

/** The JSON of an answer that is complete; undefined while there is none. A link is no file. */
const readAnswer = async (path: string): Promise<object | undefined> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    if (size > ANSWER_BYTES_MAX) return undefined;
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // Written without a rename, it is still growing: it is whole the next time.
    return undefined;
  } finally {
    await file.close();
  }
};

/** Where tasks go out, answers come in, and answers to nothing are put aside. */
type Folders = Readonly<{ out: string; in: string; aside: string }>;

const ask = async <T>(
  folders: Folders, task: FolderTask, parse: (value: unknown) => T | undefined,
): Promise<CopyAnswer<T>> => {
  const written = writtenTask(task);
  try {
    for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folders.in, written.name);
    const answer = await readAnswer(path);
    if (answer === undefined) {
      // Only where there is no answer: what was told before sealing must not be told again after it.
      await writeWhole(folders.out, written);
      return NOT_YET;
    }
    if (Reflect.get(answer, 'taskId') !== written.taskId) {
      // An answer to another task, or to an older order: kept for a person to see, and asked for again.
      await rename(path, join(folders.aside, `${written.name}.stale`));
      return NOT_YET;
    }
    const refusal: unknown = Reflect.get(answer, 'refusal');
    const code = REFUSALS.find((known) => known === refusal);
    if (code !== undefined) return err({ code });
    const value = refusal === undefined ? parse(Reflect.get(answer, 'value')) : undefined;
    return value === undefined ? INVALID : ok(value);
  } catch {
    return UNREACHABLE;
  }
};

const isRef = (value: unknown): value is CopyRef =>
  typeof value === 'string' && value.length > 0 && value.length <= REF_LENGTH_MAX;

const parseRefs = (value: unknown): readonly CopyRef[] | undefined => {
  const isList = Array.isArray(value) && value.length <= COPIES_MAX;
  return isList && value.every(isRef) ? [...new Set(value)] : undefined;
};

const parseCommitment = (value: unknown): string | undefined =>
  (typeof value === 'string' && COMMITMENT.test(value) ? value : undefined);

const parseDone = (value: unknown): true | undefined => (value === 'done' ? true : undefined);

/**
 * An organ's system behind a folder: tasks go out as files, answers come back as files of the same name.
 * Files appear by renaming; unfinished and foreign files are ignored, answers to another task are put aside.
 */
export const folderCopies = (folder: string): OrganCopies => {
  const folders: Folders = { out: join(folder, 'out'), in: join(folder, 'in'), aside: join(folder, 'aside') };
  const bring = (action: 'seal' | 'open'): OrganCopies['seal'] => async (ref, order) => {
    const done = await ask(folders, { action, order, ref }, parseDone);
    return done.ok ? ok(undefined) : done;
  };
  return {
    find: (order) => ask(folders, { action: 'find', order }, parseRefs),
    commitment: (ref, order, moment) =>
      ask(folders, { action: 'commitment', order, ref, moment }, parseCommitment),
    seal: bring('seal'),
    open: bring('open'),
  };
};
