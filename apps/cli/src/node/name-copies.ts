import {
  type Deployment, deploymentExchange, deploymentSigner, nameCopies, type NameRefusal, nodeAct,
  organDirectory,
} from '@fengcun/application';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Language, Terminal } from '../terminal.ts';

const REFUSALS: Readonly<Record<NameRefusal['code'], Readonly<Record<Language, string>>>> = {
  FOUR_EYES: { zh: '须由另一人批准', en: 'another person must approve' },
  NOT_WAITING: { zh: '没有等待认定副本的通知', en: 'no order on this record waits for its copies' },
  COPY_UNKNOWN: { zh: '本机关没有这一记录或案件', en: 'this organ has no such record or case' },
  CASE_HAS_SEVERAL: { zh: '该案有多人，请给出记录编号', en: 'the case is about several people; name the record' },
  JOURNAL_BUSY: { zh: '正在办理，请稍后再试', en: 'it is being worked on; try again' },
};

const needed = (given: Arguments, name: string): string => {
  const text = textOption(given, name);
  if (text !== undefined && text !== '') return text;
  throw new UnusableInput(`--${name}: who decides, and who approves it; two people`);
};

const partsOf = async (deployment: Deployment, organ: string): Promise<Parameters<typeof nameCopies>[0]> => ({
  deployment, organ, platform: '', copies: 'own', act: nodeAct(deployment), tell: () => undefined,
  exchange: deploymentExchange(deployment, await deploymentSigner(deployment, organ), organDirectory([])),
});

/**
 * `node copies RECORD COPY…`: two people name the copies an order that waits is about, by record or one-case
 * code; with --none that there is none. The node goes on with its next look. @throws UnusableInput
 */
export const nameCopiesOf = async (
  given: Arguments, terminal: Terminal, organ: string,
): Promise<ExitCode> => {
  const [, recordId, ...copies] = given.words;
  const isNone = given.values['none'] === true;
  if (recordId === undefined || (copies.length === 0) !== isNone) {
    throw new UnusableInput('node copies: the record as the exception names it, then its copies, or --none');
  }
  const [account, approvedBy] = [needed(given, 'account'), needed(given, 'approved-by')];
  const named = await onData(given, terminal, async (deployment) =>
    nameCopies(await partsOf(deployment, organ), { recordId, copies, account, approvedBy }));
  if (named.ok) return EXIT.done;
  terminal.note(`✘ ${recordId}  ${REFUSALS[named.error.code][terminal.language]}\n`);
  return EXIT.findings;
};
