import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const NAME = 'virtual:statistics';
const at = (file: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../../../packages/privacy/src/statistics/${file}`, import.meta.url)));

/**
 * The verifier of releases and the fractions of the budget, as the service runs them: their package also holds
 * libraries that compile code, which the policy of the pages forbids.
 */
export const statisticsVerifier = (): Plugin => ({
  name: 'fengcun-statistics', enforce: 'pre',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id !== `\0${NAME}` ? undefined : [
    `export { releaseHash, verifyRelease } from ${at('signed-release.ts')};`,
    `export { groupOfCharge } from ${at('catalogue.ts')};`,
    `export { approximately, isMore, plus, readRational, writtenRational, ZERO } from ${at('rational.ts')};`,
  ].join('\n')),
});
