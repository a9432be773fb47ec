import { resolve } from 'node:path';
import { type Deployment, deploymentSigner } from '@fengcun/application';
import { stopOnSignal } from '@fengcun/server';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { nameCopiesOf } from '../node/name-copies.ts';
import { readNodeConfig } from '../node/node-config.ts';
import { type NodeService, nodeService, type NodeStart } from '../node/node-service.ts';
import { DATA_OPTIONS, dataFolder, onData, openData } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { isDemonstration } from '../program-clock.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, organ: { type: 'string' }, platform: { type: 'string' }, port: { type: 'string' },
  config: { type: 'string' }, copies: { type: 'string' }, 'delay-ms': { type: 'string' },
  address: { type: 'string' }, account: { type: 'string' }, 'approved-by': { type: 'string' },
  none: { type: 'boolean' },
} as const;

const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z]{2,18}(?:-[0-9A-Z]{1,8})?$/;
const PORT_DEFAULT = 8788;
const DELAY_MAX = 600_000;
/** LIMIT: the last signing and closing may take so long once the last request is done. */
const CLOSE_MILLISECONDS = 10_000;

const needed = (given: Arguments, name: string, right: string): string => {
  const text = textOption(given, name);
  if (text === undefined) throw new UnusableInput(`--${name}: ${right}`);
  return text;
};

const organOf = (given: Arguments): string => {
  const right = 'the organ as <type>/<code>, such as police/110105000000';
  const organ = needed(given, 'organ', right);
  if (ORGAN.test(organ)) return organ;
  throw new UnusableInput(`--organ: ${right}`);
};

const wholeOf = (given: Arguments, name: string, max: number): number | undefined => {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && Number(text) <= max) return Number(text);
  throw new UnusableInput(`--${name}: a number from 0 to ${max}`);
};

const delayOf = (given: Arguments): number | undefined => {
  const delay = wholeOf(given, 'delay-ms', DELAY_MAX);
  if (delay === undefined || isDemonstration()) return delay;
  throw new UnusableInput('--delay-ms is for demonstrations only: an organ seals as soon as it is told');
};

/** Prints how the organ stands in the directory of the platform: address and public key. */
const printKeys = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  const organ = organOf(given);
  const port = wholeOf(given, 'port', 65_535) ?? PORT_DEFAULT;
  const address = textOption(given, 'address') ?? `http://127.0.0.1:${port}`;
  const { keyId, publicKey } = await onData(
    given, terminal, (deployment) => deploymentSigner(deployment, organ));
  terminal.out(`${JSON.stringify({ organ, address, keys: [{ keyId, publicKey }] })}\n`);
  return EXIT.done;
};

const startOf = async (given: Arguments, terminal: Terminal): Promise<NodeStart> => {
  const organ = organOf(given);
  const path = resolve(needed(given, 'config', 'a file with the platform: its organ, address and keys'));
  const delayMillis = delayOf(given);
  return {
    organ, terminal, config: await readNodeConfig(path, textOption(given, 'platform')),
    port: wholeOf(given, 'port', 65_535) ?? PORT_DEFAULT, copies: textOption(given, 'copies') ?? 'own',
    dataDirectory: dataFolder(given),
    logHolder: textOption(given, 'database-url') === undefined ? 'embedded' : `node-${process.pid}`,
    ...(delayMillis === undefined ? {} : { delayMillis }),
  };
};

const listen = async ({ server }: NodeService, port: number): Promise<string> => {
  try {
    return (await server.listen()).url;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    throw new UnusableInput(`port ${port} cannot be listened on (${String(code)}); name another with --port`);
  }
};

const run = async (deployment: Deployment, start: NodeStart): Promise<ExitCode> => {
  const { terminal } = start;
  const service = await nodeService(deployment, start);
  let isSigned = false;
  const end = async (): Promise<void> => {
    isSigned = await service.finish();
  };
  try {
    const url = await listen(service, start.port);
    const stopped = stopOnSignal(service.server, process, end);
    const entry = { organ: start.organ, address: url, keys: [service.entry] };
    terminal.note(`${JSON.stringify({ node: { event: 'ready', entry } })}\n`);
    terminal.out(`${start.organ} ${terminal.language === 'zh' ? '正在监听' : 'listening on'} ${url}\n`);
    const { hasFinished } = await stopped;
    return hasFinished && isSigned ? EXIT.done : EXIT.findings;
  } catch (error) {
    await service.server.stop();
    await end();
    throw error;
  }
};

/** `fengcun node`: an organ's side of sealing, until it is told to stop; `node keys` prints its key. */
export const nodeCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const [word, ...more] = given.words;
  if (word === 'keys' && more.length === 0) return printKeys(given, terminal);
  if (word === 'copies') return nameCopiesOf(given, terminal, organOf(given));
  if (word !== undefined) {
    throw new UnusableInput('node takes options, or the words keys, copies; see ./fengcun help node');
  }
  const start = await startOf(given, terminal);
  const deployment = await openData(given);
  try {
    return await run(deployment, start);
  } finally {
    const timer = setTimeout(() => process.exit(EXIT.fault), CLOSE_MILLISECONDS);
    await deployment.close();
    clearTimeout(timer);
  }
};
