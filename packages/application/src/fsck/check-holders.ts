import { type AuditorSelect, type Walk, walk } from './auditor-select.ts';
import { type CheckReport, tallyOf } from './check.ts';
import { idSet } from './id-set.ts';

const SENTENCES = {
  RECORD_WITHOUT_HOLDER: 'a record names no organ that keeps it, so nobody can be told to seal it',
  SEALED_NOT_ORDERED: 'a record is sealed, but none of its holders was ever told to seal its copy',
  SEAL_NOT_FINISHED: 'every holder has acknowledged, but the record is still on the open side',
  HOLDER_MISPLACED: 'a holder is ordered to seal its copy of a record that is still on the open side',
} as const;

type Holder = Readonly<{ recordId: string; organ: string; state: string }>;
type Id = Readonly<{ recordId: string }>;

const recordsOn = (side: string): Walk => ({
  table: `${side}.record`, columns: [],
  key: [['shard_key', 'integer', 'shardKey'], ['record_id', 'uuid', 'recordId']],
});

const holdersOn = (side: string): Walk => ({
  table: `${side}.holder`, columns: ['state'],
  key: [['shard_key', 'integer', 'shardKey'], ['record_id', 'uuid', 'recordId'], ['organ', 'text', 'organ']],
});

/** Holders of each record together, in the order of the key. */
const groups = async function* (select: AuditorSelect, side: string): AsyncGenerator<readonly Holder[]> {
  let group: Holder[] = [];
  for await (const holder of walk<Holder>(select, holdersOn(side))) {
    if (group[0] !== undefined && group[0].recordId !== holder.recordId) {
      yield group;
      group = [];
    }
    group.push(holder);
  }
  if (group.length > 0) yield group;
};

const isTold = ({ state }: Holder): boolean => state !== 'holding';

/**
 * Holders against seals: with the order the copy here is sealed at once, and its holders are told, but for
 * those that execute the sentence and get theirs when it ends; with an opening it comes back at once, and its
 * holders are told to follow.
 */
export const checkHolders = async (select: AuditorSelect): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  let checked = 0;
  for (const side of ['open', 'sealed'] as const) {
    const kept = idSet();
    for await (const holders of groups(select, side)) {
      const recordId = holders[0]?.recordId ?? '';
      kept.add(recordId);
      checked += holders.length;
      if (side === 'sealed' && !holders.some(isTold)) find('SEALED_NOT_ORDERED', recordId);
      const states = new Set(holders.map(({ state }) => state));
      const isAcknowledged = states.size === 1 && states.has('acknowledged');
      if (side === 'open' && isAcknowledged) find('SEAL_NOT_FINISHED', recordId);
      if (side === 'open' && states.has('sealOrdered')) find('HOLDER_MISPLACED', recordId);
    }
    for await (const { recordId } of walk<Id>(select, recordsOn(side))) {
      checked += 1;
      if (!kept.has(recordId)) find('RECORD_WITHOUT_HOLDER', recordId);
    }
  }
  return { check: 'holders', checked, findings: findings() };
};
