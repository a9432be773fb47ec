import type { KeyStatus, SuiteReport, TreeStatus } from '@fengcun/application';
import type { RotationReport } from '@fengcun/vault';

/** What refusals of keys mean, and what would be right. */
const SENTENCES: Readonly<Record<string, string>> = {
  EPOCH_UNKNOWN: 'this side has no epoch; restore the database that belongs to these keys',
  SUITE_NOT_OFFERED: 'the key store offers no keys of this suite; use another key store',
  KEY_DESTROYED: 'a key above it no longer exists; restore the key store that belongs to this data',
  CIPHERTEXT_REJECTED: 'a stored key does not open: it was changed, or belongs to other data',
  KEY_LEASE_OVER: 'the keys were held too long; run the command again, it goes on where it stopped',
  KEY_STORE_BUSY: 'another process changes the key store all the time; run the command again',
  SUBJECT_UNKNOWN: 'nobody of this id is in the registry; give the id of a person, as its records name it',
  FOUR_EYES: 'one account asks and another confirms; give another --account',
  RECORD_BUSY: 'others change the same records all the time; run the command again',
  CONTENT_UNREADABLE: 'a stored content does not open; run fsck and keys status',
};

/** A refusal in one sentence. */
export const refusalText = (code: string): string => SENTENCES[code] ?? `refused (${code})`;

/** A rotation in one line. */
export const rotationText = (tree: string, report: RotationReport): string => {
  const { outcome, rewrapped, erased, rejected, remaining } = report;
  const counts = `${rewrapped} keys rewrapped, ${erased} erased, ${rejected} rejected`;
  return outcome === 'destroyed' ? `✔ ${tree}  ${counts}; the old epoch is gone\n`
    : `– ${tree}  ${counts}; ${remaining} still name the old epoch: run it again in 15 minutes\n`;
};

/** A change of suite in two lines. */
export const suiteText = (tree: string, { rotation, resealed, unreadable }: SuiteReport): string =>
  `${rotationText(tree, rotation)}  ${resealed} contents sealed anew, ${unreadable} do not open\n`;

const treeText = (tree: TreeStatus): string => {
  const epochs = tree.epochs.map(({ id, suite, createdAt, retiredAt, isDue, rows }) => {
    const hanging = Object.entries(rows).map(([table, count]) => `${table} ${count}`).join(', ');
    const state = retiredAt === undefined ? (isDue ? 'in use, due' : 'in use') : `retired ${retiredAt}`;
    return `  ${id}  ${suite}  ${createdAt}  ${state}\n    ${hanging === '' ? 'no rows' : hanging}\n`;
  });
  const rotation = tree.rotation === undefined ? '' : `  a rotation is under way (${tree.rotation})\n`;
  const { pendingErasures: pending, erasedRows, strangeRows } = tree;
  const waiting = pending === 0 ? '' : `  ${pending} erasures wait: run keys settle\n`;
  const dead = erasedRows === 0 ? ''
    : `  ${erasedRows} rows hang from erased keys: nobody can open them; a restore brought them back\n`;
  const strange = strangeRows === 0 ? '' : `  ${strangeRows} rows have keys in no form of ours: run fsck\n`;
  return `${tree.tree}\n${epochs.join('')}${rotation}${waiting}${dead}${strange}`;
};

/** The status of all keys. */
export const statusText = ({ name, suites, trees, idleRoots }: KeyStatus): string => {
  const idle = idleRoots.length === 0 ? '' : `${idleRoots.length} roots hang from nothing\n`;
  return `${name}  suites: ${suites.join(', ')}\n${trees.map(treeText).join('')}${idle}`;
};
