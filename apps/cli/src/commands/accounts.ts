import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type AccountListed, type AccountRefusal, addAccount, changeRoles, type Deployment, disableAccount,
  listAccounts, parseNewAccount, parseRoles,
} from '@fengcun/application';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS, onData } from '../open-data.ts';
import { type Arguments, type OptionTable, parseOptions, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const COMMON = { ...DATA_OPTIONS, json: { type: 'boolean' }, account: { type: 'string' } } as const;

const ADDING = {
  ...COMMON, file: { type: 'string' }, organ: { type: 'string' }, role: { type: 'string', multiple: true },
  'display-name': { type: 'string' }, issuer: { type: 'string' }, subject: { type: 'string' },
  'same-as': { type: 'string' },
} as const;

type At = Readonly<{ deployment: Deployment; given: Arguments; terminal: Terminal; by: string }>;
type Action = Readonly<{ options: OptionTable; run: (at: At) => Promise<ExitCode> }>;

/** The security administrator who acts, as the log will know them. */
const keeperOf = (given: Arguments): string => {
  const account = textOption(given, 'account');
  if (account !== undefined) return account;
  throw new UnusableInput('accounts: name the security administrator who acts with --account');
};

const oneWord = ({ words }: Arguments, what: string): string => {
  const [word, more] = words;
  if (word === undefined || more !== undefined) throw new UnusableInput(`accounts ${what} takes one account`);
  return word;
};

const refused = (terminal: Terminal, { message }: AccountRefusal): ExitCode => {
  terminal.note(`${message}\n`);
  return EXIT.findings;
};

const readAccounts = async (path: string): Promise<readonly unknown[]> => {
  try {
    const value: unknown = JSON.parse(await readFile(resolve(path), 'utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // Said below: a missing file and one that is no JSON are put right alike.
  }
  throw new UnusableInput(`--file: ${path} must be a JSON list of accounts (docs/access.md)`);
};

const fromOptions = (given: Arguments): unknown => {
  const [issuer, subject] = [textOption(given, 'issuer'), textOption(given, 'subject')];
  const [organ, displayName, sameAs] =
    ['organ', 'display-name', 'same-as'].map((name) => textOption(given, name));
  return {
    account: oneWord(given, 'add'), roles: given.values['role'] ?? [],
    ...(organ === undefined ? {} : { organ }), ...(sameAs === undefined ? {} : { sameAs }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(issuer === undefined && subject === undefined ? {} : { subjects: [{ issuer, subject }] }),
  };
};

/**
 * Adds one account, or those of a file; identity numbers come from files alone, never from a command line.
 */
const add = async ({ deployment, given, terminal, by }: At): Promise<ExitCode> => {
  const file = textOption(given, 'file');
  const asked = file === undefined ? [fromOptions(given)] : await readAccounts(file);
  const parsed = asked.map(parseNewAccount);
  // All are looked at before the first is added.
  for (const one of parsed) if (!one.ok) return refused(terminal, one.error);
  for (const one of parsed) {
    if (!one.ok) continue;
    const added = await addAccount(deployment, by, one.value);
    if (!added.ok) return refused(terminal, added.error);
    terminal.out(given.values['json'] === true
      ? `${JSON.stringify({ added: added.value })}\n` : `${added.value}\n`);
  }
  return EXIT.done;
};

const lineOf = ({ account, organ, roles, state, displayName }: AccountListed): string =>
  `${account}  ${organ}  ${roles.join(',')}  ${state}  ${displayName}\n`;

const list = async ({ deployment, given, terminal, by }: At): Promise<ExitCode> => {
  for (const one of await listAccounts(deployment, by)) {
    terminal.out(given.values['json'] === true ? `${JSON.stringify(one)}\n` : lineOf(one));
  }
  return EXIT.done;
};

const disable = async ({ deployment, given, terminal, by }: At): Promise<ExitCode> => {
  const done = await disableAccount(deployment, by, oneWord(given, 'disable'));
  if (!done.ok) return refused(terminal, done.error);
  terminal.out(`${done.value}\n`);
  return EXIT.done;
};

const roles = async ({ deployment, given, terminal, by }: At): Promise<ExitCode> => {
  const [account, ...names] = given.words;
  if (account === undefined) throw new UnusableInput('accounts roles ACCOUNT ROLE…');
  const wanted = parseRoles(names);
  if (!wanted.ok) return refused(terminal, wanted.error);
  const done = await changeRoles(deployment, by, { account, roles: wanted.value });
  if (!done.ok) return refused(terminal, done.error);
  terminal.out(`${done.value}: ${wanted.value.join(', ')}\n`);
  return EXIT.done;
};

const ACTIONS: Readonly<Record<string, Action>> = {
  add: { options: ADDING, run: add },
  list: { options: COMMON, run: list },
  disable: { options: COMMON, run: disable },
  roles: { options: COMMON, run: roles },
};

/** `fengcun accounts add|list|disable|roles`: the directory; each is an act of the security administrator. */
export const accountsCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UnusableInput(`accounts «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const given = parseOptions(rest, action.options);
  const by = keeperOf(given);
  return withFaults(terminal, `accounts ${name}`, () =>
    onData(given, terminal, (deployment) => action.run({ deployment, given, terminal, by })));
};
