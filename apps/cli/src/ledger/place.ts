import { openStoredLedgers, type StoredLedgers, type StoredRefusal } from '@fengcun/application';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import { readNamed } from './named-file.ts';

const sentenceFor = ({ code, line }: StoredRefusal, place: string): string => {
  const where = line === undefined ? '' : ` in line ${line}`;
  switch (code) {
    case 'NO_DATA':
      return `${place}: no data here; name the folder with --data DIR, or import something first`;
    case 'POLICY_MALFORMED':
      return `the policy is not of C2SP tlog-policy${where}`;
    case 'DESCRIPTION_MALFORMED':
      return `${place}: the description of a log (log.json) cannot be read; restore it from a backup`;
  }
};

/** Runs `work` on the stored ledgers and closes them. @throws UnusableInput where there are none */
export const onStoredLedgers = async <T>(
  given: Arguments, work: (ledgers: StoredLedgers) => Promise<T>,
): Promise<T> => {
  const dataDirectory = textOption(given, 'data') ?? './data';
  const [databaseUrl, lockFolder] = ['database-url', 'lock'].map((name) => textOption(given, name));
  const policyFile = textOption(given, 'policy');
  const policy = policyFile === undefined ? undefined
    : Buffer.from(await readNamed(policyFile, '--policy')).toString('utf8');
  const opened = await openStoredLedgers({
    dataDirectory, now: () => new Date().toISOString(), ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(lockFolder === undefined ? {} : { lockFolder }), ...(policy === undefined ? {} : { policy }),
  });
  if (!opened.ok) throw new UnusableInput(sentenceFor(opened.error, dataDirectory));
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
};
