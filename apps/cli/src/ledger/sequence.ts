import { resolve } from 'node:path';
import { type SettledLog, sentenceOf, settleLedgers } from '@fengcun/application';
import { EXIT, type ExitCode } from '../exit.ts';
import { openData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { readNamed } from './named-file.ts';

const asJson = ({ logId, result }: SettledLog): string => {
  if (!result.ok) return JSON.stringify({ logId, refused: result.error.code });
  const heads = result.value.map(({ origin, size, isPublished, witnesses }) =>
    ({ origin, size, isPublished, witnesses }));
  return JSON.stringify({ logId, heads });
};

const inWords = ({ logId, result }: SettledLog): string => {
  if (!result.ok) return `✘ ${logId}  ${sentenceOf(result.error)}`;
  return result.value.map(({ origin, size, isPublished, witnesses }) => {
    const answers = witnesses.map(({ name, outcome }) => ` · ${name} ${outcome}`).join('');
    return `${isPublished ? '✔' : '–'} ${origin}  ${size}${answers}`;
  }).join('\n');
};

/** `ledger sequence`: gives waiting entries their places and publishes the heads, where no server does. */
export const sequence = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [host, lockFolder] = ['host', 'lock'].map((name) => textOption(given, name));
  const witnessFile = textOption(given, 'witnesses');
  const witnesses = witnessFile === undefined ? undefined
    : Buffer.from(await readNamed(witnessFile, '--witnesses')).toString('utf8');
  // The lock of the data directory excludes others; on a server each process has a name of its own.
  const holder = textOption(given, 'database-url') === undefined ? 'embedded' : `command-${process.pid}`;
  const deployment = await openData(given);
  try {
    const settled = await settleLedgers(deployment, {
      dataDirectory: resolve(textOption(given, 'data') ?? 'data'), holder,
      ...(host === undefined ? {} : { host }), ...(lockFolder === undefined ? {} : { lockFolder }),
      ...(witnesses === undefined ? {} : { witnesses }),
    });
    const write = given.values['json'] === true ? asJson : inWords;
    for (const log of settled) terminal.out(`${write(log)}\n`);
    const isGood = settled.every(({ result }) =>
      result.ok && result.value.every(({ isPublished }) => isPublished));
    return isGood ? EXIT.done : EXIT.findings;
  } finally {
    await deployment.close();
  }
};
