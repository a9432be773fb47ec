import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  commitWholeAct, keyTablePath, putKeysBack, readManifest, type RebuiltLog, rebuildLogs, restoreBackup,
  type RestoreReport, sentenceOf, settleLedgers,
} from '@fengcun/application';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { onStoredLedgers } from '../ledger/place.ts';
import { DATA_OPTIONS, dataFolder, keyFileOf, openData } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { styled, type Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, keys: { type: 'string' }, account: { type: 'string' }, json: { type: 'boolean' },
} as const;

/** The keys of the backup, before anything is written: without them nothing that is put back ever opens. */
const requireKeys = async (given: Arguments, deployment: string): Promise<void> => {
  const keyFile = keyFileOf(given, deployment);
  const copy = textOption(given, 'keys');
  if (!existsSync(keyFile)) {
    const what = `${keyFile}: the key file of this backup is not there`;
    throw new UnusableInput(`${what}; put it back or name it with --key-file`);
  }
  if (copy !== undefined) await putKeysBack(keyFile, { path: resolve(copy), now: Date.now() });
  if (!existsSync(keyTablePath(keyFile))) {
    const what = `${keyTablePath(keyFile)}: the keys of this backup are not there`;
    throw new UnusableInput(`${what}; put them back, or name a copy of at most a week with --keys`);
  }
};

const put = (folder: string, given: Arguments): Promise<RestoreReport> => {
  const [dataDirectory, url] = [dataFolder(given), textOption(given, 'database-url')];
  return restoreBackup({
    folder, dataDirectory, clock: () => Date.now(), random: (length) => randomBytes(length),
    target: url === undefined ? { kind: 'embedded', dataDirectory } : { kind: 'server', url },
  });
};

/** Says in the log that the registry was restored, and signs it, if the log may be signed. */
const record = async (given: Arguments, { manifest, entryId }: RestoreReport): Promise<readonly string[]> => {
  const deployment = await openData(given);
  try {
    const account = textOption(given, 'account') ?? 'command-line';
    await commitWholeAct(deployment, {
      account, act: 'registry.restore', about: manifest.entryId, prev: manifest.entryId, id: entryId,
    });
    const holder = textOption(given, 'database-url') === undefined ? 'embedded' : `command-${process.pid}`;
    const settled = await settleLedgers(deployment, { dataDirectory: dataFolder(given), holder });
    return settled.flatMap(({ logId, result }) =>
      (result.ok ? [] : [`${logId}: ${sentenceOf(result.error)}`]));
  } finally {
    await deployment.close();
  }
};

const NEW_LOCK =
  'the lock store was not there and begins with the checkpoint of the backup; the witnesses will tell';

const refusalsOf = (rebuilt: readonly RebuiltLog[]): readonly string[] =>
  rebuilt.flatMap(({ logId, refused }) =>
    (refused === undefined ? [] : [`${logId}: ${sentenceOf(refused)}`]));

/**
 * `fengcun restore FOLDER`: a backup into an empty place. Exit 1 when everything is back but the log must not
 * be signed, because more was signed after the backup than it holds.
 */
export const restoreCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [named, ...rest] = given.words;
  if (named === undefined || rest.length > 0) {
    const example = './fengcun restore /mnt/backup/2026-11-21';
    throw new UnusableInput(`name the folder of one backup, for example ${example}`);
  }
  const folder = resolve(named);
  return withFaults(terminal, 'restore', async () => {
    await requireKeys(given, (await readManifest(folder)).deployment);
    const report = await put(folder, given);
    const rebuilt = await onStoredLedgers(given, rebuildLogs);
    const refused = new Set([...refusalsOf(rebuilt), ...await record(given, report)]);
    const beganLock = rebuilt.some((log) => log.beganLock);
    const { manifest: { madeAt }, rows, blobs } = report;
    if (given.values['json'] === true) {
      terminal.out(`${JSON.stringify({ madeAt, rows, blobs, beganLock, refused: [...refused] })}\n`);
    } else {
      terminal.out(`${styled(terminal, 'green', '✔')} ${madeAt}  ${rows} rows · ${blobs} attachments\n`);
      if (beganLock) terminal.note(`${NEW_LOCK}\n`);
      for (const line of refused) terminal.out(`${styled(terminal, 'red', '✘')} ${line}\n`);
    }
    return refused.size === 0 ? EXIT.done : EXIT.findings;
  });
};
