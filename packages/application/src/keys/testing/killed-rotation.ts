import { randomBytes } from 'node:crypto';
import { openDeployment } from '../../deployment/open-deployment.ts';
import type { Deployment } from '../../deployment/open-deployment.ts';
import { rotateKeys } from '../rotate-keys.ts';

// A process that rotates the keys of the open side and is ended by SIGKILL at the call of a number to database or key store; 0 lets it live.

const [dataDirectory = '', keyPath = '', number = '0'] = process.argv.slice(2);
const at = Number(number);
let count = 0;

const killed = async <T>(call: () => Promise<T>): Promise<T> => {
  count += 1;
  if (count !== at) return call();
  // Half of the points die with the call done, half with it under way.
  if (at % 2 === 0) await call();
  else void call().catch(() => undefined);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

const deployment = await openDeployment({
  database: { kind: 'embedded', dataDirectory }, keys: { type: 'file', path: keyPath, defaultFolder: dataDirectory },
  clock: () => Date.now(), random: (length) => randomBytes(length),
});
const { database, keyStore } = deployment;
const counted: Deployment = {
  ...deployment,
  database: { ...database, keep: (act, work) => killed(() => database.keep(act, work)), write: (act, work) => killed(() => database.write(act, work)) },
  keyStore: { ...keyStore, create: (key) => killed(() => keyStore.create(key)), wrap: (place, key) => killed(() => keyStore.wrap(place, key)) },
};
const done = await rotateKeys(counted, { tree: 'open', account: 'custodian', isAlone: true, batch: 2, freshRoot: true });
process.stdout.write(`${done.ok ? done.value.outcome : done.error.code} ${count}\n`);
await deployment.close();
