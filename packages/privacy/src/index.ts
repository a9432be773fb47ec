export * from './job/index.ts';
export * from './statistics/index.ts';
export * from './intersection/index.ts';
export * from './transcript/index.ts';
export * from './recognition/index.ts';
export * from './federation/index.ts';
export * from './private-training/index.ts';
export * from './joint-counts/index.ts';
