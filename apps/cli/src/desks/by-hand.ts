import {
  type DeskAction, type Deployment, deskByHand, type HandedDesks, type HandNamed, type HandRefusal,
} from '@fengcun/application';
import { isRole, type Role } from '@fengcun/api';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { DATA_OPTIONS, dataFolder, onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import { sealsParts } from '../seal/with-seals.ts';
import { sealingConfiguration } from '../serve/configuration.ts';
import { desksOfPersons } from '../serve/desks-of-persons.ts';
import type { Terminal } from '../terminal.ts';

/** Options of acts at the desks over the data: who acts, for which organ, in which role. */
export const DESK_OPTIONS = {
  ...DATA_OPTIONS, config: { type: 'string' }, policies: { type: 'string' }, account: { type: 'string' },
  organ: { type: 'string' }, role: { type: 'string', multiple: true }, json: { type: 'boolean' },
} as const;

const ACCOUNT = /^[^\s\p{C}]{1,100}$/u;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const rolesOf = (given: Arguments): readonly Role[] => {
  const told = given.values['role'];
  const names = Array.isArray(told) ? told.map(String) : [];
  const roles = names.filter(isRole);
  if (roles.length === names.length) return roles;
  throw new UnusableInput('--role: clerk, reviewer, approver or supervisor');
};

/** Who acts. Four eyes are about people: without an account there is nobody to tell apart. */
const namedIn = (given: Arguments): HandNamed => {
  const [account = '', organ] = [textOption(given, 'account'), textOption(given, 'organ')];
  if (!ACCOUNT.test(account)) throw new UnusableInput('--account: say who acts; another person must decide');
  if (organ !== undefined && !ORGAN.test(organ)) throw new UnusableInput('--organ: TYPE/CODE, as court/A01');
  return { account, roles: rolesOf(given), ...(organ === undefined ? {} : { organ }) };
};

const REFUSED: Readonly<Record<HandRefusal['code'], Readonly<{ zh: string; en: string }>>> = {
  ACCOUNT_DISABLED: { zh: '该账号已停用。', en: 'The account is disabled.' },
  OTHER_ORGAN: { zh: '该账号属于另一机关。', en: 'The account belongs to another organ.' },
  ORGAN_MISSING: {
    zh: '名录中没有这个账号：请用 --organ 和 --role 说明其机关和职责。',
    en: 'The directory has no such account: say its organ and roles with --organ and --role.',
  },
  FORBIDDEN: { zh: '该账号的职责不包括此项操作。', en: 'The roles of the account do not include this act.' },
};

/** The one thing that is named. @throws UnusableInput */
export const idAt = ({ words: [id = ''] }: Arguments, what: string): string => {
  if (ID.test(id)) return id;
  throw new UnusableInput(`name one ${what} by its id; \`list\` tells their ids`);
};

/** An option that must be there. @throws UnusableInput with what would be right */
export const wanted = (given: Arguments, name: string, right: string): string => {
  const value = textOption(given, name);
  if (value !== undefined && value.trim() !== '') return value;
  throw new UnusableInput(`--${name} is missing; give ${right}`);
};

const desksFor = async (given: Arguments, terminal: Terminal, deployment: Deployment) => {
  const configuration = await sealingConfiguration(textOption(given, 'config'), dataFolder(given));
  const seals = configuration.organs.length === 0 ? undefined : await sealsParts(deployment, configuration, {
    policies: textOption(given, 'policies'), today: terminal.today,
  });
  return { deployment, ...desksOfPersons(deployment, seals) };
};

/** What an act came to: something to print, or the code of a refusal. */
export type Handled = Readonly<{ body: unknown; text: string }> | Readonly<{ refused: string }>;

/** An act at a desk: what it is for the log and the roles, and what it does. */
export type HandWork = Readonly<{
  action: DeskAction; objectId?: string; work: (desks: HandedDesks) => Promise<Handled>;
}>;

/**
 * Takes one act over the data the options name and prints what came of it; what it did is signed into the
 * log. Exit 1 for a refusal. @throws UnusableInput as `onData`, and for options that say too little
 */
export const atDesk = async (
  given: Arguments, terminal: Terminal, { work, ...act }: HandWork,
): Promise<ExitCode> => {
  const named = namedIn(given);
  const handled = await onData(given, terminal, async (deployment): Promise<Handled> => {
    const desks = await deskByHand(await desksFor(given, terminal, deployment), named, act);
    if (desks.ok) return work(desks.value);
    return { refused: `${REFUSED[desks.error.code][terminal.language]} (${desks.error.code})` };
  });
  const asJson = given.values['json'] === true;
  if ('refused' in handled) {
    if (asJson) terminal.out(`${JSON.stringify({ refused: handled.refused })}\n`);
    else terminal.note(`✘ ${handled.refused}\n`);
    return EXIT.findings;
  }
  terminal.out(asJson ? `${JSON.stringify(handled.body)}\n` : handled.text);
  return EXIT.done;
};

/** Nobody has this, or it is none of the account's organ: both are answered alike. */
export const NOTHING: Handled = { refused: 'NOTHING_TO_TELL' };
