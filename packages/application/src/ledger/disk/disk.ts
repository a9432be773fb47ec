/** A file being written; nothing of it is durable before `sync` has returned. */
export type OpenFile = Readonly<{
  write: (bytes: Uint8Array) => Promise<void>;
  sync: () => Promise<void>;
  close: () => Promise<void>;
}>;

/**
 * A folder held open. Its names are durable when `sync` has returned; because it is held from before the
 * change, an error of writing back is reported here and not lost.
 */
export type OpenFolder = Readonly<{ sync: () => Promise<void>; close: () => Promise<void> }>;

/**
 * The calls of the operating system that can fail halfway, one by one, so that a test can let each of them
 * fail in turn. Paths are absolute; errors of the system are thrown as they are.
 */
export type Disk = Readonly<{
  /** Whole content; undefined where there is no file. */
  read: (path: string) => Promise<Uint8Array | undefined>;
  /** Names in a folder; none where there is no folder. */
  names: (folder: string) => Promise<readonly string[]>;
  /** Makes one folder under an existing one; one that exists is left as it is. */
  makeFolder: (path: string) => Promise<void>;
  openFolder: (path: string) => Promise<OpenFolder>;
  /** Creates or empties a file. */
  create: (path: string) => Promise<OpenFile>;
  /** Replaces whatever has the new name, in one step. */
  rename: (from: string, to: string) => Promise<void>;
  /** Gives a file a second name; false, and no change, if the name is taken. */
  link: (from: string, to: string) => Promise<boolean>;
  /** Removes a file or a folder with all that is in it; what is not there stays away. */
  remove: (path: string) => Promise<void>;
}>;
