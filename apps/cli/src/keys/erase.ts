import {
  blobsIn, type Deployment, type ErasureOutcome, eraseSubject, extentOf, type SubjectExtent,
} from '@fengcun/application';
import type { ErasureGround } from '@fengcun/registry';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { dataFolder } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { accountOf, type KeyAction, refuse, tell } from './actions.ts';

const GROUNDS: readonly ErasureGround[] = ['retentionEnded', 'decisionAnnulled', 'unlawfullyCollected'];
const ID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/;

/** An id or token of a person, as the id. */
const subjectOf = ({ words }: Arguments): string => {
  const [id = '', ...others] = words;
  if (!ID.test(id) || others.length > 0) {
    throw new UnusableInput('name one person by the id of its subject, as its records have it');
  }
  const digits = id.replaceAll('-', '');
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20]].map(([from, to]) => digits.slice(from, to)).join('-');
};

const groundOf = (given: Arguments): ErasureGround => {
  const ground = GROUNDS.find((one) => one === textOption(given, 'ground'));
  if (ground === undefined) throw new UnusableInput(`--ground: one of ${GROUNDS.join(', ')}`);
  return ground;
};

type Asked = Readonly<{ subjectId: string; ground: ErasureGround; requestedBy: string }>;

const CODE_DIGITS = 8;

/** Names this deletion, this extent and whoever asked for it; another extent has another code. */
const codeOf = ({ pseudonyms }: Deployment, asked: Asked, extent: SubjectExtent): string => {
  const { subjectId, ground, requestedBy } = asked;
  const { openRecords, sealedRecords } = extent;
  const text = [subjectId, ground, requestedBy, openRecords, sealedRecords].join('|');
  return pseudonyms.textOf('erase-confirmation', text).slice(0, CODE_DIGITS);
};

const first = (given: Arguments, terminal: Terminal, asked: Asked & Readonly<{
  extent: SubjectExtent; code: string;
}>): ExitCode => {
  const { extent: { openRecords, sealedRecords }, code, requestedBy } = asked;
  tell(given, terminal, {
    value: { openRecords, sealedRecords, code },
    inWords: () => `${openRecords} open and ${sealedRecords} sealed records would be deleted for good.\n`
      + 'Nothing was deleted. A second person runs the same command with another --account and\n'
      + `  --requested-by ${requestedBy} --confirm ${code}\n`,
  });
  return EXIT.findings;
};

const removeFiles = async (given: Arguments, { blobIds }: ErasureOutcome): Promise<void> => {
  const blobs = blobsIn(dataFolder(given));
  for (const blobId of blobIds) await blobs.remove(blobId);
};

/**
 * `keys erase SUBJECT --ground G`: two runs by two people. The first tells what would be deleted and gives a
 * code; the second, with the code and under another account, deletes.
 */
export const erasure: KeyAction = async (deployment, given, terminal) => {
  const [subjectId, ground, account] = [subjectOf(given), groundOf(given), accountOf(given)];
  const told = textOption(given, 'confirm');
  const requestedBy = told === undefined ? account : textOption(given, 'requested-by');
  if (requestedBy === undefined) throw new UnusableInput('--requested-by: the account of the first run');
  const extent = await extentOf(deployment, { subjectId, account });
  if (extent.openRecords + extent.sealedRecords === 0) return refuse(given, terminal, 'SUBJECT_UNKNOWN');
  const asked = { subjectId, ground, requestedBy };
  const code = codeOf(deployment, asked, extent);
  if (told === undefined) return first(given, terminal, { ...asked, extent, code });
  if (told !== code) {
    throw new UnusableInput('--confirm: not the code of this deletion; run it without --confirm for another');
  }
  const erased = await eraseSubject(deployment, { ...asked, approvedBy: account });
  if (!erased.ok) return refuse(given, terminal, erased.error.code);
  await removeFiles(given, erased.value);
  const { records, areKeysErased } = erased.value;
  const rest = areKeysErased ? '' : '; the keys wait: run keys settle';
  tell(given, terminal, {
    value: { records, areKeysErased }, inWords: () => `✔ ${records} records deleted${rest}\n`,
  });
  return areKeysErased ? EXIT.done : EXIT.findings;
};
