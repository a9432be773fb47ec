export { BLOB_READ_MAX, blobStore } from './blobs/blob-store.ts';
export { type DurableFiles, durableFiles, FILE_CALLS, type FileCalls } from './blobs/durable-files.ts';
export { type Administration, distributeServer, migrateServer } from './database/administration.ts';
export { type DataLock, lockDataDirectory } from './database/data-lock.ts';
export {
  type DatabaseConfig, type EmbeddedConfig, type MemoryConfig, openDatabase, type ServerConfig,
  type StatementListener,
} from './database/open-database.ts';
export { OWNER_NAME, ROLE_NAMES, type Role } from './database/roles.ts';
export {
  assertId, type IdParts, mintId, SHARD_KEYS, shardKeyOf, shardKeyOfDigest, shardKeyOfName,
} from './identity/sharded-id.ts';
export { type MigrationReport } from './migrations/migrate.ts';
export { type Migration, MIGRATIONS } from './migrations/migrations.ts';
export type * from './ports/audit-queue.ts';
export type * from './ports/blob-store.ts';
export type * from './ports/database.ts';
export type * from './ports/event-store.ts';
export type * from './ports/leaf-store.ts';
export type * from './ports/operation-stores.ts';
export type * from './ports/record-stores.ts';
export type * from './ports/rows.ts';
export type * from './ports/wall.ts';
export { type DistributionOptions } from './schema/distribution.ts';
