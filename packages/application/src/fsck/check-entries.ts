import { ok } from '@fengcun/kernel';
import { parseEntry } from '@fengcun/ledger';
import type { Leaf } from '@fengcun/store';
import type { LogDatabase } from '../ledger/sequencer/setup.ts';
import { type CheckReport, tallyOf } from './check.ts';
import { type IdSet, idSet } from './id-set.ts';

const SENTENCES = {
  ENTRY_MALFORMED: 'an entry of the log is not of the form of an audit entry',
  ENTRY_ID_DIFFERS: 'an entry stands under another id than its own',
  OUTCOME_WITHOUT_INTENT: 'an outcome names an intent that is not before it in any log',
  OUTCOME_BY_ANOTHER: 'an outcome names the intent of another person',
} as const;

/** Entries read on the way, for the checks of rows against them; `named`: how many records an entry names. */
export type EntriesSeen = Readonly<{
  report: CheckReport; ids: IdSet; named: ReadonlyMap<string, number>;
  /** Whether anybody was ever erased: their events are gone, and no entry says how many. */
  hasErasures: boolean;
}>;

/** The act that takes away rows with their entries left behind. */
const ERASURE = 'subject.erase';

/** LIMIT: entries in memory at once. */
const PAGE_ENTRIES = 2048;

const leavesOf = async function* (database: Pick<LogDatabase, 'audit'>, logId: string): AsyncGenerator<Leaf> {
  for (let from = 0; ; from += PAGE_ENTRIES) {
    const range = { logId, from, limit: PAGE_ENTRIES };
    const page = await database.audit(async ({ leaves }) => ok(await leaves.page(range)));
    const rows = page.ok ? page.value : [];
    yield* rows;
    if (rows.length < PAGE_ENTRIES) return;
  }
};

/** Every entry of some logs, oldest log first: its form, its id, and that each outcome follows its intent. */
export const checkEntries = async (
  database: Pick<LogDatabase, 'audit'>, logIds: readonly string[],
): Promise<EntriesSeen> => {
  const tally = tallyOf(SENTENCES);
  const ids = idSet();
  const named = new Map<string, number>();
  let hasErasures = false;
  // Intents by id, with the actor: an act is finished by whoever began it.
  const intents = new Map<string, string>();
  let checked = 0;
  for (const logId of [...logIds].sort()) {
    for await (const { entryId, entry, index } of leavesOf(database, logId)) {
      const place = `${logId}#${index}`;
      checked += 1;
      ids.add(entryId);
      const parsed = parseEntry(entry);
      if (!parsed.ok) {
        tally.find('ENTRY_MALFORMED', place);
        continue;
      }
      const { id, phase, actor, prev, records, act } = parsed.value;
      hasErasures ||= phase === 'outcome' && act === ERASURE;
      if (records !== undefined) named.set(entryId, records.length);
      if (id !== entryId) tally.find('ENTRY_ID_DIFFERS', place);
      if (phase === 'intent') intents.set(id, actor);
      else if (!intents.has(prev ?? '')) tally.find('OUTCOME_WITHOUT_INTENT', place);
      else if (intents.get(prev ?? '') !== actor) tally.find('OUTCOME_BY_ANOTHER', place);
    }
  }
  return { report: { check: 'entries', checked, findings: tally.findings() }, ids, named, hasErasures };
};
