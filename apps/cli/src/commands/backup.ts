import { resolve } from 'node:path';
import {
  type BackupReport, copyKeys, type Deployment, type KeyCopy, makeBackup, sentenceOf, settleLedgers,
} from '@fengcun/application';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS, dataFolder, keyFileOf, openData } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { styled, type Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, keys: { type: 'string' }, account: { type: 'string' }, json: { type: 'boolean' },
} as const;

/**
 * Signs what waits first, so that the backup holds a checkpoint over it; where that cannot be now, it waits.
 */
const settle = async (deployment: Deployment, given: Arguments, terminal: Terminal): Promise<void> => {
  const holder = textOption(given, 'database-url') === undefined ? 'embedded' : `command-${process.pid}`;
  const logs = { dataDirectory: dataFolder(given), holder };
  for (const { logId, result } of await settleLedgers(deployment, logs)) {
    if (!result.ok) terminal.note(`${logId}: ${sentenceOf(result.error)}\n`);
  }
};

const tell = (
  terminal: Terminal, folder: string, done: Readonly<{ report: BackupReport; keys: KeyCopy | undefined }>,
): void => {
  const { report: { rows, blobs, bytes }, keys } = done;
  const mark = styled(terminal, 'green', '✔');
  const megabytes = (bytes / 1e6).toFixed(1);
  const zh = terminal.language === 'zh';
  const [rowsName, blobsName] = zh ? ['行', '附件'] : ['rows', 'attachments'];
  terminal.out(`${mark} ${folder}  ${rows} ${rowsName} · ${blobs} ${blobsName} · ${megabytes} MB\n`);
  const words = zh ? '不含密钥；密钥库及其副本请另行保管' : 'without keys; the key store and its copies are kept apart';
  terminal.note(`${words}\n`);
  if (keys === undefined) return;
  const { discardAfter } = keys;
  const until = zh
    ? `密钥副本，${discardAfter} 之后必须销毁` : `copy of the keys, to be destroyed after ${discardAfter}`;
  terminal.out(`${mark} ${keys.path}  ${until}\n`);
};

/** `fengcun backup FOLDER`: everything but keys, as it was at one moment. */
export const backupCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [named, ...rest] = given.words;
  if (named === undefined || rest.length > 0) {
    throw new UnusableInput('name one new folder, for example ./fengcun backup /mnt/backup/2026-11-21');
  }
  const folder = resolve(named);
  return withFaults(terminal, 'backup', async () => {
    const deployment = await openData(given);
    try {
      await settle(deployment, given, terminal);
      const account = textOption(given, 'account') ?? 'command-line';
      const report = await makeBackup(deployment, { folder, dataDirectory: dataFolder(given), account });
      const path = textOption(given, 'keys');
      const keys = path === undefined ? undefined
        : await copyKeys(keyFileOf(given, deployment.name), { path: resolve(path), now: Date.now() });
      if (given.values['json'] === true) terminal.out(`${JSON.stringify({ folder, ...report, keys })}\n`);
      else tell(terminal, folder, { report, keys });
      return EXIT.done;
    } finally {
      await deployment.close();
    }
  });
};
