export { keyTablePath } from './key-file.ts';
export { type Deployment, type DeploymentConfig, openDeployment } from './open-deployment.ts';
export { pooledRandom } from './pooled-random.ts';
export type { Pseudonyms } from './pseudonyms.ts';
export type { SerialBatch, SerialSource } from './serial-blocks.ts';
export { fromColumns, serialOf, toColumns } from './stored-ciphertext.ts';
