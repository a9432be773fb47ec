import { WRAPPED_PLACES } from '@fengcun/store';
import type { AuditorSelect } from './auditor-select.ts';
import { type CheckReport, tallyOf } from './check.ts';

const SENTENCES = {
  KEY_UNKNOWN: 'rows hang from an epoch that is not in the database: nobody can open them',
  KEY_OF_OTHER_SIDE: 'rows hang from an epoch of the other side',
  ERASURE_PENDING: 'keys of what was sealed or deleted are still to be erased: run keys settle',
  EPOCHS_DOUBLED: 'a side has more than one epoch in use, or none',
} as const;

type Epoch = Readonly<{ id: string; tree: string; isRetired: boolean }>;

/**
 * Wrapping keys against rows, without any key: every row hangs from an epoch of its side, and nothing waits.
 * Whether rows hang from erased keys shows only with the keys: `keys status` tells it.
 */
export const checkKeys = async (select: AuditorSelect): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  const epochs = await select<Epoch>(
    'select epoch_id as "id", tree, retired_at is not null as "isRetired" from keys.epoch', []);
  const trees = new Map(epochs.map(({ id, tree }) => [id, tree]));
  let checked = epochs.length;
  for (const { table, side } of WRAPPED_PLACES) {
    const used = await select<Readonly<{ kekId: string }>>(
      `select distinct kek_id as "kekId" from ${table} where kek_id is not null`, []);
    checked += used.length;
    for (const { kekId } of used) {
      const tree = trees.get(kekId);
      if (tree === undefined) find('KEY_UNKNOWN', `${table} ${kekId}`);
      else if (side !== undefined && side !== tree) find('KEY_OF_OTHER_SIDE', `${table} ${kekId}`);
    }
  }
  for (const tree of epochs.length === 0 ? [] : ['open', 'sealed']) {
    const inUse = epochs.filter((epoch) => epoch.tree === tree && !epoch.isRetired);
    if (inUse.length !== 1) find('EPOCHS_DOUBLED', tree);
  }
  const released = await select<Readonly<{ tree: string; serial: number }>>(
    'select tree, serial from keys.released_serial order by tree, serial', []);
  for (const { tree, serial } of released) find('ERASURE_PENDING', `${tree} ${serial}`);
  return { check: 'keys', checked: checked + released.length, findings: findings() };
};
