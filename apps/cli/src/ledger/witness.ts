import { randomBytes } from 'node:crypto';
import { logsOfPolicy, logsOfTexts, openWitness, startWitness } from '@fengcun/application';
import { parsePolicy } from '@fengcun/ledger/verify';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { readNamed } from './named-file.ts';

type Logs = Parameters<typeof openWitness>[0]['logs'];

const DEFAULT_PORT = 7380;

const portOf = (given: Arguments): number => {
  const text = textOption(given, 'port');
  const port = text === undefined ? DEFAULT_PORT : Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UnusableInput('--port: a number from 0 to 65535');
};

const logsFrom = async (given: Arguments): Promise<Logs> => {
  const policyFile = textOption(given, 'policy');
  const texts = Array.isArray(given.values['log']) ? given.values['log'].map(String) : [];
  const named = logsOfTexts(texts);
  if (!named.ok) throw new UnusableInput('--log: the verifier key of a log (NAME+ID+KEY), or ORIGIN=KEY');
  if (policyFile === undefined) return named.value;
  const policy = parsePolicy(Buffer.from(await readNamed(policyFile, '--policy')).toString('utf8'));
  if (policy.ok) return [...logsOfPolicy(policy.value), ...named.value];
  const { line, code } = policy.error;
  throw new UnusableInput(`--policy: not of C2SP tlog-policy in line ${line} (${code})`);
};

const untilStopped = (): Promise<void> => new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

/**
 * `ledger witness`: follows logs, remembers their heads, cosigns what continues them. Ends on SIGINT or
 * SIGTERM.
 */
export const witness = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const [folder, name] = [textOption(given, 'data'), textOption(given, 'name')];
  if (folder === undefined) {
    throw new UnusableInput('--data is missing: the folder that remembers what this witness has seen');
  }
  if (name === undefined) {
    throw new UnusableInput('--name is missing: the name in policies, such as archive.example');
  }
  const keyPath = textOption(given, 'key');
  const port = portOf(given);
  const opened = await openWitness({
    folder, name, logs: await logsFrom(given), now: () => Date.now(),
    random: (length) => new Uint8Array(randomBytes(length)),
    ...(keyPath === undefined ? {} : { keyPath }),
  });
  if (!opened.ok) {
    throw new UnusableInput(opened.error.code === 'WITNESS_WITHOUT_LOGS'
      ? 'no log to follow; give --policy FILE or --log KEY' : '--name: no space and no plus sign');
  }
  const host = textOption(given, 'host');
  const { verifierKey } = opened.value;
  const address = { port, ...(host === undefined ? {} : { host }) };
  const server = await startWitness(opened.value.witness, address, (error) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'a bug';
    terminal.note(`fengcun ledger witness: a request could not be answered (${code})\n`);
  });
  const origins = opened.value.witness.logs.map(({ origin }) => origin);
  const { url } = server;
  const words = [url, `witness ${name} ${verifierKey} ${url}`, ...origins.map((origin) => `    ${origin}`)];
  const isJson = given.values['json'] === true;
  terminal.out(`${isJson ? JSON.stringify({ url, name, verifierKey, logs: origins }) : words.join('\n')}\n`);
  await untilStopped();
  await server.close();
  return EXIT.done;
};
