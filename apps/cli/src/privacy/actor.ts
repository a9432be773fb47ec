import type { JobActor } from '@fengcun/application';
import { UnusableInput } from '../exit.ts';
import { DATA_OPTIONS } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';

/** Options of every act on privacy jobs: the data, who acts, for which organ, and the form of the answer. */
export const JOB_OPTIONS = {
  ...DATA_OPTIONS, account: { type: 'string' }, organ: { type: 'string' }, role: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const ACCOUNT = /^[^\s\p{C}]{1,100}$/u;
const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Za-z]{1,32}$/;
const ROLE = /^[a-z][A-Za-z]{0,31}$/;

/**
 * Who acts, as the options say. On the command line an account is a person: whoever can open the data can
 * write any account, so that four eyes are a rule of the house here and of the sign-in over HTTP.
 * @throws UnusableInput with what would be right
 */
export const jobActor = (given: Arguments): JobActor => {
  const [account, organ] = [textOption(given, 'account') ?? '', textOption(given, 'organ') ?? ''];
  if (!ACCOUNT.test(account)) throw new UnusableInput('--account: say who acts');
  if (!ORGAN.test(organ)) throw new UnusableInput('--organ: whose organ, as court/110000000001');
  const role = textOption(given, 'role') ?? 'publisher';
  if (!ROLE.test(role)) throw new UnusableInput('--role: one word');
  return { account, person: account, organ, role };
};

/** Whoever only reads may leave out who they are; the log then knows the command line. */
export const readingActor = (given: Arguments): JobActor =>
  (textOption(given, 'account') === undefined
    ? { account: 'command-line', person: 'command-line', organ: 'registry/0', role: 'reader' }
    : jobActor(given));
