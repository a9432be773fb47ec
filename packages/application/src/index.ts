export * from './attachments/index.ts';
export * from './deployment/index.ts';
export * from './fsck/index.ts';
export * from './intake/index.ts';
export * from './keys/index.ts';
export * from './ledger/index.ts';
export * from './sealing/index.ts';
export * from './service/index.ts';
