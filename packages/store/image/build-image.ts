import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, zstdCompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { IMAGE_FILE, IMAGE_WINDOW_LOG } from '../src/database/image.ts';
import { connectEngine } from '../src/database/embedded.ts';
import { migrate } from '../src/migrations/migrate.ts';

/**
 * Makes the pre-initialised database that a first start unpacks: initialised by the engine itself, migrated,
 * emptied of anything else. Run it after the engine's version changes, or before a release after a new
 * migration: `node packages/store/image/build-image.ts`.
 */
const COMPRESSION_LEVEL = 19;

const engine = await PGlite.create();
await migrate(connectEngine(engine, []), '2026-11-21T00:00:00.000Z');
await engine.exec('checkpoint');
const tar = new Uint8Array(await (await engine.dumpDataDir('none')).arrayBuffer());
await engine.close();

const folder = new URL('./', IMAGE_FILE);
mkdirSync(folder, { recursive: true });
const images = readdirSync(folder).filter((file) => file.endsWith('.tar.zst'));
for (const name of images) rmSync(new URL(name, folder));
const params = {
  [constants.ZSTD_c_compressionLevel]: COMPRESSION_LEVEL,
  [constants.ZSTD_c_windowLog]: IMAGE_WINDOW_LOG,
  [constants.ZSTD_c_enableLongDistanceMatching]: 1,
};
const image = zstdCompressSync(tar, { params });
writeFileSync(IMAGE_FILE, image);
process.stdout.write(`${IMAGE_FILE.pathname}: ${image.length} bytes, ${tar.length} unpacked\n`);
