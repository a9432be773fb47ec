import {
  importItems, type ItemOutcome, policyHashOf, readDocuments, type ReadingOrder,
} from '@fengcun/application';
import type { SourceDocument } from '@fengcun/judgment';
import { ORGAN_TYPES } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { expandFiles, type InputFile } from '../files.ts';
import { importReport, type ImportTally, newTally, tallyOutcomes } from '../import-report.ts';
import { DATA_OPTIONS, openData, settleLog } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { loadPacks, packsInForce } from '../packs-folder.ts';
import { parseAsOf } from '../decide-record.ts';
import { openSources } from '../sources.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  ...DATA_OPTIONS, organ: { type: 'string' }, account: { type: 'string' }, 'as-of': { type: 'string' },
  policies: { type: 'string' }, json: { type: 'boolean' }, strict: { type: 'boolean' },
} as const;

/** Code of the sending organ where the operator names none: files rarely say it in a registered form. */
const ORGAN_UNREGISTERED = '00';
const ORGAN = /^(?:([a-zA-Z]+)\/)?([0-9A-Z]{2,18}(?:-[0-9A-Z]{1,8})?)$/;

/** The importing organ: its code, and its kind where the operator says it. */
const organOf = (given: Arguments): Pick<ReadingOrder, 'organCode' | 'organType'> => {
  const [, named, organCode] = ORGAN.exec(textOption(given, 'organ') ?? ORGAN_UNREGISTERED) ?? [];
  const organType = ORGAN_TYPES.find((type) => type === named);
  if (organCode === undefined || (named !== undefined && organType === undefined)) {
    throw new UnusableInput('--organ: the registered code of the organ, 2 to 18 digits and capital letters,'
      + ' or kind and code, for example police/110105');
  }
  return { organCode, ...(organType === undefined ? {} : { organType }) };
};

const documentsOf = async function* (files: readonly InputFile[]): AsyncGenerator<SourceDocument> {
  for (const file of files) {
    for await (const { document } of openSources(file)) yield document;
  }
};

type Prepared = Readonly<{ files: readonly InputFile[]; order: ReadingOrder; policyHash: string }>;

const prepare = async (given: Arguments, terminal: Terminal): Promise<Prepared> => {
  if (given.words.length === 0) {
    throw new UnusableInput(
      'nothing to import; give files or folders, for example ./fengcun import examples/documents');
  }
  const packs = packsInForce(await loadPacks(textOption(given, 'policies')));
  const asOf = parseAsOf(textOption(given, 'as-of') ?? terminal.today());
  const order = { ...organOf(given), packs, asOf };
  const policyHash = policyHashOf(packs.map((pack) => pack.hash));
  return { files: await expandFiles(given.words), order, policyHash };
};

/** Takes everything in and counts it; the data is closed whatever happens. */
const run = async (given: Arguments, prepared: Prepared, terminal: Terminal): Promise<ImportTally> => {
  const tally = newTally();
  const deployment = await openData(given);
  try {
    const account = textOption(given, 'account') ?? 'command-line';
    const actor = { account, policyHash: prepared.policyHash };
    const onOutcomes = (outcomes: readonly ItemOutcome[]): void => tallyOutcomes(tally, outcomes);
    const items = readDocuments(documentsOf(prepared.files), prepared.order);
    await importItems(deployment, items, { actor, onOutcomes });
    await settleLog(deployment, given, terminal);
  } finally {
    await deployment.close();
  }
  return tally;
};

/**
 * `fengcun import`: records of files into the registry. What cannot be taken is listed and waits in the
 * queue, so nothing is lost and the exit is 0; with --strict it is 1 while something of this import waits.
 */
export const importCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const tally = await run(given, await prepare(given, terminal), terminal);
  const asJson = given.values['json'] === true;
  terminal.out(asJson ? `${JSON.stringify(tally)}\n` : importReport(tally, terminal.language));
  return given.values['strict'] === true && tally.exceptions.length > 0 ? EXIT.findings : EXIT.done;
};
