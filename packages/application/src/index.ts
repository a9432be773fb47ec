export * from './deployment/index.ts';
export * from './intake/index.ts';
