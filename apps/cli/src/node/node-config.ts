import { readFile } from 'node:fs/promises';
import {
  type ExchangeOrgan, parseOrgans, quoteNames, type QuotedNames, type ViewNames,
} from '@fengcun/application';
import { mistakeLines, parseServerConfig, type ServerConfig } from '@fengcun/server';
import { UnusableInput } from '../exit.ts';

/** What a node is told in its file: the platform, who may hand records in, how an organ's view is named. */
export type NodeConfig = Readonly<{ platform: ExchangeOrgan; server: ServerConfig; view?: QuotedNames }>;

const KNOWN: readonly string[] =
  ['platform', 'accounts', 'host', 'isBehindTls', 'authorities', 'limits', 'view'];

const member = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

const unusable = (path: string, mistakes: readonly string[]): UnusableInput =>
  new UnusableInput(`${path}:\n${mistakes.join('\n')}`);

const platformOf = (given: unknown, address: string | undefined): ReturnType<typeof parseOrgans> => {
  const told = typeof given === 'object' && given !== null ? given : {};
  return parseOrgans([address === undefined ? told : { ...told, address }]);
};

const textsOf = (value: unknown, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => {
    const text = member(value, name);
    return [name, typeof text === 'string' ? text : ''];
  }));

const VIEW_COLUMNS = ['ref', 'reference', 'content', 'isSealed'];
const MARK_COLUMNS = ['ref', 'recordId', 'sequence', 'target', 'markedAt'];

const viewOf = (given: unknown): ReturnType<typeof quoteNames> => quoteNames({
  ...textsOf(given, ['view', 'marks']), viewColumns: textsOf(member(given, 'viewColumns'), VIEW_COLUMNS),
  markColumns: textsOf(member(given, 'markColumns'), MARK_COLUMNS),
  // Every member is there as a text; `quoteNames` looks at each.
} as unknown as ViewNames);

const readJson = async (path: string): Promise<object> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`--config: no file ${path}`);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, without the text: it may hold hashes of tokens.
  }
  throw new UnusableInput(`${path}: a JSON object; correct it`);
};

const first = (mistakes: readonly string[]): readonly string[] =>
  mistakes.map((one) => one.replaceAll('organs[0]', 'platform'));

/**
 * Reads a node's file. `address`: of the platform, where the operator names it. Every mistake is told.
 * @throws UnusableInput
 */
export const readNodeConfig = async (path: string, address: string | undefined): Promise<NodeConfig> => {
  const given = await readJson(path);
  const unknown = Object.keys(given).filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) throw unusable(path, unknown.map((name) => `${name}: no setting of a node`));
  const { platform: named, view: told, ...rest } = given as Readonly<Record<string, unknown>>;
  const platform = platformOf(named, address);
  const server = parseServerConfig(rest);
  const view = told === undefined ? undefined : viewOf(told);
  if (!platform.ok) throw unusable(path, first(platform.error));
  if (!server.ok) throw unusable(path, [mistakeLines(server.error)]);
  if (view?.ok === false) throw unusable(path, view.error.map((one) => `view.${one}`));
  const [organ] = platform.value;
  if (organ === undefined) throw unusable(path, ['platform: missing']);
  const signingKeys = organ.keys.map(({ keyId, publicKey }) =>
    ({ keyId, organ: organ.organ, roles: ['clerk' as const], publicKey }));
  return {
    platform: organ, server: { ...server.value, signingKeys },
    ...(view === undefined ? {} : { view: view.value }),
  };
};
