export * from './job/index.ts';
export * from './statistics/index.ts';
