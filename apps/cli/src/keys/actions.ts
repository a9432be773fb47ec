import {
  type Deployment, keyStatus, migrateSuite, rotateKeys, settleErasures,
} from '@fengcun/application';
import type { KeyTree, SuiteName } from '@fengcun/vault';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { refusalText, rotationText, statusText, suiteText } from './words.ts';

/** What an action on keys works with. */
export type KeyAction = (
  deployment: Deployment, given: Arguments, terminal: Terminal,
) => Promise<ExitCode>;

const TREES: readonly KeyTree[] = ['open', 'sealed'];
const SUITES: readonly SuiteName[] = ['intl', 'sm'];
const BATCH_MAX = 10_000;

/** The account in whose name the log tells of it. */
export const accountOf = (given: Arguments): string => textOption(given, 'account') ?? 'command-line';

/** The data directory is locked for this process, so that nobody else can hold a key; a server is shared. */
const isAlone = (given: Arguments): boolean => textOption(given, 'database-url') === undefined;

const treesOf = (given: Arguments): readonly KeyTree[] => {
  const named = textOption(given, 'tree');
  if (named === undefined) return TREES;
  const tree = TREES.find((one) => one === named);
  if (tree === undefined) throw new UnusableInput(`--tree: one of ${TREES.join(', ')}`);
  return [tree];
};

const batchOf = (given: Arguments): Readonly<{ batch?: number }> => {
  const told = textOption(given, 'batch');
  if (told === undefined) return {};
  const batch = /^\d{1,5}$/.test(told) ? Number(told) : 0;
  if (batch >= 1 && batch <= BATCH_MAX) return { batch };
  throw new UnusableInput(`--batch: a whole number from 1 to ${BATCH_MAX}`);
};

/** Prints a result as JSON or in words. */
export const tell = <T>(
  given: Arguments, terminal: Terminal, told: Readonly<{ value: T; inWords: (value: T) => string }>,
): void => {
  const isJson = given.values['json'] === true;
  terminal.out(isJson ? `${JSON.stringify(told.value)}\n` : told.inWords(told.value));
};

/** Prints a refusal as one line and ends with findings. */
export const refuse = (given: Arguments, terminal: Terminal, code: string): ExitCode => {
  tell(given, terminal, { value: { refused: code }, inWords: () => `✘ ${refusalText(code)}\n` });
  return EXIT.findings;
};

/** `keys status`: epochs, what hangs from them, what waits; exit 1 when something is to be done. */
export const status: KeyAction = async (deployment, given, terminal) => {
  const found = await keyStatus(deployment, accountOf(given));
  tell(given, terminal, { value: found, inWords: statusText });
  const isGood = found.trees.every(({ pendingErasures, erasedRows, strangeRows, epochs }) =>
    pendingErasures + erasedRows + strangeRows === 0 && epochs.every(({ isDue }) => !isDue));
  return isGood ? EXIT.done : EXIT.findings;
};

/** `keys rotate`: the next epoch for each tree; goes on where a kill stopped it. */
export const rotation: KeyAction = async (deployment, given, terminal) => {
  let isDone = true;
  for (const tree of treesOf(given)) {
    const rotated = await rotateKeys(deployment, {
      tree, account: accountOf(given), isAlone: isAlone(given), ...batchOf(given),
      ...(given.values['fresh-root'] === true ? { freshRoot: true } : {}),
    });
    if (!rotated.ok) return refuse(given, terminal, rotated.error.code);
    const { value } = rotated;
    isDone &&= value.outcome === 'destroyed';
    tell(given, terminal, { value: { tree, ...value }, inWords: () => rotationText(tree, value) });
  }
  return isDone ? EXIT.done : EXIT.findings;
};

/** `keys migrate-suite --to SUITE`: wrapping keys and contents of each tree in another suite. */
export const suiteChange: KeyAction = async (deployment, given, terminal) => {
  const to = SUITES.find((one) => one === textOption(given, 'to'));
  if (to === undefined) throw new UnusableInput(`--to: one of ${SUITES.join(', ')}`);
  let isDone = true;
  for (const tree of treesOf(given)) {
    const moved = await migrateSuite(deployment, {
      tree, to, account: accountOf(given), isAlone: isAlone(given),
    });
    if (!moved.ok) return refuse(given, terminal, moved.error.code);
    const { value } = moved;
    isDone &&= value.rotation.outcome === 'destroyed' && value.unreadable === 0;
    tell(given, terminal, { value: { tree, ...value }, inWords: () => suiteText(tree, value) });
  }
  return isDone ? EXIT.done : EXIT.findings;
};

/** `keys settle [--clean]`: ends erasures that wait, and writes tables anew that rows have left. */
export const settling: KeyAction = async (deployment, given, terminal) => {
  const settled = await settleErasures(deployment);
  if (!settled.ok) return refuse(given, terminal, settled.error.code);
  const isCleaned = given.values['clean'] === true && deployment.database.clean !== undefined;
  if (isCleaned) await deployment.database.clean?.();
  const value = { erased: settled.value, isCleaned };
  const cleaned = isCleaned ? '; the tables were written anew' : '';
  tell(given, terminal, { value, inWords: ({ erased }) => `✔ ${erased} erasures ended${cleaned}\n` });
  return EXIT.done;
};
