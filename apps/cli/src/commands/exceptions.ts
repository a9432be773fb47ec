import {
  casesOfException, decideAllBy, type ExceptionDecision, linkCases, listExceptions, type Registrar,
  resolveException, showException,
} from '@fengcun/application';
import { MERGE_REASONS } from '@fengcun/registry';
import { parseAsOf } from '../decide-record.ts';
import { linkRefusalText, reasonOf, twoPeople } from '../cases/link.ts';
import { caseCodeOf, decisionOf } from '../exceptions/decision.ts';
import { itemLine, reasonText, refusalText, resultLine, versionLines } from '../exceptions/words.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { withFaults } from '../ledger/faults.ts';
import { DATA_OPTIONS, onData } from '../open-data.ts';
import { type Arguments, type OptionTable, parseOptions, textOption } from '../options.ts';
import { loadPacks, packsInForce } from '../packs-folder.ts';
import type { Terminal } from '../terminal.ts';

type Run = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;

const COMMON = {
  ...DATA_OPTIONS, json: { type: 'boolean' }, account: { type: 'string' }, 'approved-by': { type: 'string' },
} as const;
const TRYING = { ...COMMON, message: { type: 'string' }, policies: { type: 'string' } } as const;

const STATES = ['waiting', 'replayed', 'rejected'] as const;
// LIMIT: what a person looks through; more with --after.
const LISTED_MAX = 1000;
const LISTED_DEFAULT = 200;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const registrarOf = (given: Arguments): Registrar => {
  const approvedBy = textOption(given, 'approved-by');
  return {
    account: textOption(given, 'account') ?? 'command-line', organ: 'registry',
    ...(approvedBy === undefined ? {} : { approvedBy }),
  };
};

const idOf = ({ words }: Arguments): string => {
  const [id = '', ...others] = words;
  if (ID.test(id) && others.length === 0) return id;
  throw new UnusableInput('name one exception by its id, as `exceptions list` shows it');
};

const stateOf = (given: Arguments): Readonly<{ state?: (typeof STATES)[number] }> => {
  const told = textOption(given, 'state') ?? 'waiting';
  const state = STATES.find((one) => one === told);
  if (state === undefined && told !== 'all') {
    throw new UnusableInput(`--state: one of ${STATES.join(', ')}, all`);
  }
  return state === undefined ? {} : { state };
};

const limitOf = (given: Arguments): number => {
  const told = textOption(given, 'limit') ?? String(LISTED_DEFAULT);
  const limit = /^\d{1,4}$/.test(told) ? Number(told) : 0;
  if (limit >= 1 && limit <= LISTED_MAX) return limit;
  throw new UnusableInput(`--limit: a whole number from 1 to ${LISTED_MAX}`);
};

const list: Run = async (given, terminal) => {
  const [organ, afterId] = ['of', 'after'].map((name) => textOption(given, name));
  if (afterId !== undefined && !ID.test(afterId)) throw new UnusableInput('--after: the id of an exception');
  const page = {
    ...stateOf(given), limit: limitOf(given), ...(organ === undefined ? {} : { organ }),
    ...(afterId === undefined ? {} : { afterId }),
  };
  const items = await onData(given, terminal, (deployment) =>
    listExceptions(deployment, registrarOf(given), page));
  const { language } = terminal;
  for (const item of items) {
    terminal.out(given.values['json'] === true ? `${JSON.stringify(item)}\n` : itemLine(item, language));
  }
  const none = language === 'zh' ? '没有异常' : 'no exceptions';
  if (items.length === 0 && given.values['json'] !== true) terminal.out(`${none}\n`);
  return EXIT.done;
};

const show: Run = async (given, terminal) => {
  const id = idOf(given);
  const shown = await onData(given, terminal, (deployment) =>
    showException(deployment, registrarOf(given), id));
  const { language } = terminal;
  if (shown === undefined) {
    terminal.note(`${refusalText({ code: 'EXCEPTION_UNKNOWN' }, language)}\n`);
    return EXIT.findings;
  }
  if (given.values['json'] === true) {
    terminal.out(`${JSON.stringify(shown)}\n`);
    return EXIT.done;
  }
  const details = shown.details.map(({ code, at = '' }) => `    ${reasonText(code, language)} ${at}\n`);
  terminal.out(`${itemLine(shown.item, language)}${details.join('')}`);
  terminal.out(`${JSON.stringify(shown.input, null, 2)}\n${versionLines(shown.versions ?? [], language)}`);
  return EXIT.done;
};

/** Merges the cases that a waiting message names, the later ones into the oldest, by two people. */
const mergeNamed = async (given: Arguments, terminal: Terminal): Promise<void> => {
  const people = twoPeople(given, terminal.language);
  const reason = reasonOf(given, MERGE_REASONS);
  const exceptionId = idOf(given);
  await onData(given, terminal, async (deployment) => {
    const codes = await casesOfException(deployment, people, exceptionId);
    const [survivor, ...others] = codes.map((code) => caseCodeOf(code, 'a stored code'));
    if (survivor === undefined || others.length === 0) {
      throw new UnusableInput('--merge: the message does not name two cases');
    }
    for (const absorbed of others) {
      const done = await linkCases(deployment, people, { act: 'merge', survivor, absorbed, reason });
      if (!done.ok) throw new UnusableInput(`--merge: ${linkRefusalText(done.error, terminal.language)}`);
    }
  });
};

const decide = async (
  given: Arguments, terminal: Terminal, decision: ExceptionDecision,
): Promise<ExitCode> => {
  const exceptionId = idOf(given);
  const packs = packsInForce(await loadPacks(textOption(given, 'policies')));
  const decideAll = decideAllBy(packs, parseAsOf(terminal.today()));
  const done = await onData(given, terminal, (deployment) =>
    resolveException(deployment, registrarOf(given), { exceptionId, decision, decideAll }));
  const asJson = given.values['json'] === true;
  const { language } = terminal;
  if (!done.ok) {
    const text = refusalText(done.error, language);
    const refused = { ...done.error, message: text };
    if (asJson) terminal.out(`${JSON.stringify({ exceptionId, refused })}\n`);
    else terminal.note(`✘ ${text}\n`);
    return EXIT.findings;
  }
  const { item, results } = done.value;
  terminal.out(asJson ? `${JSON.stringify({ item, results })}\n`
    : itemLine(item, language) + results.map((result) => resultLine(result, language)).join(''));
  return results.some(({ outcome }) => outcome === 'exception') ? EXIT.findings : EXIT.done;
};

const resolve: Run = async (given, terminal) => {
  const decision = await decisionOf(given);
  const merges = given.values['merge'] === true;
  const isEmpty = decision.action === 'try' && Object.keys(decision).length === 1 && !merges;
  if (isEmpty) {
    throw new UnusableInput('say what resolves it: --set POINTER=VALUE, --case-code CODE, --merge,'
      + ' --same-as TOKEN, --another-person, --message FILE, --choose VERSION or'
      + ' --dismiss REASON;'
      + ' `exceptions replay` tries it as it is');
  }
  if (merges && decision.action === 'dismiss') {
    throw new UnusableInput('--dismiss gives the exception up; leave the other options out');
  }
  if (merges) await mergeNamed(given, terminal);
  return decide(given, terminal, decision);
};

const ACTIONS: Readonly<Record<string, Readonly<{ options: OptionTable; run: Run }>>> = {
  list: {
    options: {
      ...COMMON, state: { type: 'string' }, of: { type: 'string' }, after: { type: 'string' },
      limit: { type: 'string' },
    },
    run: list,
  },
  show: { options: COMMON, run: show },
  resolve: {
    options: {
      ...TRYING, set: { type: 'string', multiple: true }, 'case-code': { type: 'string' },
      dismiss: { type: 'string' }, choose: { type: 'string' }, merge: { type: 'boolean' },
      reason: { type: 'string' },
      'same-as': { type: 'string' }, 'another-person': { type: 'boolean' },
    },
    run: resolve,
  },
  replay: {
    options: TRYING,
    run: async (given, terminal) => decide(given, terminal, await decisionOf(given)),
  },
};

/** `fengcun exceptions list|show|resolve|replay`: what waits, and what a person does about it. */
export const exceptions = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name = '', ...rest] = argv;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    throw new UnusableInput(`exceptions «${name}»: there are ${Object.keys(ACTIONS).join(', ')}`);
  }
  const given = parseOptions(rest, action.options);
  return withFaults(terminal, `exceptions ${name}`, () => action.run(given, terminal));
};
