import { existsSync, readFileSync } from 'node:fs';
import { zstdDecompressSync, constants } from 'node:zlib';

/** The version of the embedded database the image was made with; another version makes its own start. */
export const IMAGE_ENGINE = '0.5.16';

/** Where the pre-initialised database is kept. Made by `image/build-image.ts`, never edited. */
export const IMAGE_FILE = new URL(`../../image/pglite-${IMAGE_ENGINE}.tar.zst`, import.meta.url);

/** LIMIT: a window of 32 MiB; the three template databases in the image are copies of each other. */
export const IMAGE_WINDOW_LOG = 25;

/**
 * An initialised, migrated database as a tar archive, or undefined where none is shipped: then the database
 * initialises itself, which takes seconds instead of a fraction of one. Migrations run after it in any case,
 * so an image that is older than the schema is only slower, never wrong.
 */
export const readImage = (): Uint8Array<ArrayBuffer> | undefined => {
  if (!existsSync(IMAGE_FILE)) return undefined;
  const params = { [constants.ZSTD_d_windowLogMax]: IMAGE_WINDOW_LOG };
  const { buffer, byteOffset, length } = zstdDecompressSync(readFileSync(IMAGE_FILE), { params });
  return new Uint8Array(buffer, byteOffset, length);
};

/** The image as the engine takes it when it opens a database in memory. */
export const imageForEngine = (): Readonly<{ loadDataDir?: Blob }> => {
  const image = readImage();
  return image === undefined ? {} : { loadDataDir: new Blob([image]) };
};
