import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Fault } from '@fengcun/kernel';
import { CamelCasePlugin, Kysely, type LogConfig, PGliteDialect } from 'kysely';
import { lockDataDirectory } from './data-lock.ts';
import { exclusiveDialect } from './exclusive-dialect.ts';
import { imageForEngine, readImage } from './image.ts';
import { COLUMN_PARSERS } from './parsers.ts';
import { SESSION_SETTINGS } from './session.ts';
import type { Connection, Tables } from './tables.ts';
import { unpackImage } from './unpack-image.ts';

/** An open embedded database: one session, and what it takes to let go of it. */
export type EmbeddedDatabase = Readonly<{
  connection: Connection; engine: PGlite; close: () => Promise<void>;
}>;

/** Folder of the database in a data directory. */
export const DATABASE_FOLDER = 'database';
const UNFINISHED = 'database.unfinished';

const BYTEA = 17;
/**
 * Bytes that stay bytes are sent in binary form, twice as fast as the text the engine would make of them one
 * by one. Its type of a serializer knows only text.
 */
const sendBinary = (bytes: Uint8Array): string => bytes as unknown as string;
const CODECS = { parsers: Object.fromEntries(COLUMN_PARSERS), serializers: { [BYTEA]: sendBinary } };

/** Statements over one engine, one flow at a time. */
export const connectEngine = (engine: PGlite, log: LogConfig): Connection =>
  new Kysely<Tables>({
    dialect: exclusiveDialect(new PGliteDialect({ pglite: engine })), plugins: [new CamelCasePlugin()], log,
  });

/** Gives a session of an engine the settings every session has. */
export const settle = async (engine: PGlite): Promise<void> => {
  for (const [name, value] of SESSION_SETTINGS) await engine.exec(`set ${name} to '${value}'`);
};

/** Fills a new folder under another name and renames it: a start that is killed leaves nothing half made. */
const initialise = async (dataDirectory: string): Promise<void> => {
  const unfinished = join(dataDirectory, UNFINISHED);
  rmSync(unfinished, { recursive: true, force: true });
  const image = readImage();
  if (image !== undefined) unpackImage(image, unfinished);
  else await (await PGlite.create(unfinished)).close();
  renameSync(unfinished, join(dataDirectory, DATABASE_FOLDER));
};

const openFolder = async (dataDirectory: string): Promise<PGlite> => {
  const folder = join(dataDirectory, DATABASE_FOLDER);
  if (!existsSync(folder)) {
    if (readdirSync(dataDirectory).includes('PG_VERSION')) {
      const what = `${dataDirectory} is a database folder itself`;
      throw new Fault('DATA_DIRECTORY_UNUSABLE', `${what}; give the folder that shall hold everything`);
    }
    await initialise(dataDirectory);
  }
  return PGlite.create(folder, CODECS);
};

/** A database in memory, gone when closed. For tests and demonstrations. */
export const openInMemory = async (log: LogConfig): Promise<EmbeddedDatabase> => {
  const engine = await PGlite.create({ ...CODECS, ...imageForEngine() });
  await settle(engine);
  return { connection: connectEngine(engine, log), engine, close: () => engine.close() };
};

/**
 * Opens the database of a data directory and makes it on the first start. One process at a time.
 * It survives a crash of the process, not of the power: the engine does not sync its files.
 */
export const openEmbedded = async (
  dataDirectory: string, options: Readonly<{ now: string; log: LogConfig }>,
): Promise<EmbeddedDatabase> => {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const lock = lockDataDirectory(dataDirectory, options.now);
  try {
    const engine = await openFolder(dataDirectory);
    await settle(engine);
    const close = async (): Promise<void> => {
      try {
        await engine.close();
      } finally {
        lock.release();
      }
    };
    return { connection: connectEngine(engine, options.log), engine, close };
  } catch (error) {
    lock.release();
    throw error;
  }
};
