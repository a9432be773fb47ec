import type { DeploymentLogs } from '@fengcun/application';
import { readNamed } from '../ledger/named-file.ts';
import { dataFolder } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';

/** Options of a service that say where its logs are and who witnesses them, as `ledger sequence` has them. */
export const LOG_OPTIONS = {
  host: { type: 'string' }, lock: { type: 'string' }, witnesses: { type: 'string' },
} as const;

/** Where the logs of a service are, under which name, and who cosigns them. @throws UnusableInput */
export const logPlaces = async (given: Arguments): Promise<DeploymentLogs> => {
  const [host, lockFolder, witnessFile] =
    ['host', 'lock', 'witnesses'].map((name) => textOption(given, name));
  const witnesses = witnessFile === undefined ? undefined
    : Buffer.from(await readNamed(witnessFile, '--witnesses')).toString('utf8');
  return {
    dataDirectory: dataFolder(given),
    // The lock of the data directory excludes others; on a server each process has a name of its own.
    holder: textOption(given, 'database-url') === undefined ? 'embedded' : `serve-${process.pid}`,
    ...(host === undefined ? {} : { host }), ...(lockFolder === undefined ? {} : { lockFolder }),
    ...(witnesses === undefined ? {} : { witnesses }),
  };
};
