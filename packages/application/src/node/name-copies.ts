import { err, ok, type Result } from '@fengcun/kernel';
import { parseCaseCode } from '@fengcun/registry';
import { appendJournal, loadJournal } from './holder-journal.ts';
import { inNodeAct, type NodeParts, type Within } from './node-parts.ts';

/** What two people found out about an order that waits: the copies it is about, or that there is none. */
export type CopiesDecision = Readonly<{
  /** Record on the platform, as the exception names it. */
  recordId: string;
  /** Records of this deployment by their ids, or one-case codes of cases that hold one record only. */
  copies: readonly string[];
  account: string; approvedBy: string;
}>;

/** Why nothing was noted. */
export type NameRefusal = Readonly<{
  code: 'FOUR_EYES' | 'NOT_WAITING' | 'COPY_UNKNOWN' | 'CASE_HAS_SEVERAL' | 'JOURNAL_BUSY';
}>;

const copyOf = async ({ stores }: Within, named: string): Promise<Result<string, NameRefusal>> => {
  const code = parseCaseCode(named);
  if (!code.ok) {
    const isId = /^[0-9a-f-]{36}$/.test(named);
    const side = isId ? await stores.worklists.sideOf(named) : undefined;
    return side === undefined ? err({ code: 'COPY_UNKNOWN' }) : ok(named);
  }
  const found = await stores.open.cases.findByCode(code.value);
  const records = found === undefined ? [] : await stores.open.records.ofCase(found.caseId);
  const [only, another] = records;
  if (only === undefined) return err({ code: 'COPY_UNKNOWN' });
  return another === undefined ? ok(only.recordId) : err({ code: 'CASE_HAS_SEVERAL' });
};

/**
 * Two people name the copies of an order that waits; the node then does with them what the order wants. For
 * the standing order only: a newer one is looked at anew, with these among what is known.
 */
export const nameCopies = async (
  parts: NodeParts, { recordId, copies, account, approvedBy }: CopiesDecision,
): Promise<Result<void, NameRefusal>> => {
  if (account === approvedBy) return err({ code: 'FOUR_EYES' });
  const { deployment: { clock, pseudonyms }, organ } = parts;
  return inNodeAct<void, NameRefusal>(parts, 'copy.named', async (stores, ready) => {
    const journal = await loadJournal(stores, ready, { organ, recordId });
    const { waits, holder: { standing } } = journal;
    if (standing === undefined || waits?.sequence !== standing.sequence) return err({ code: 'NOT_WAITING' });
    const copyIds: string[] = [];
    for (const named of copies) {
      const copy = await copyOf({ stores, ready }, named);
      if (!copy.ok) return copy;
      copyIds.push(copy.value);
    }
    const entryId = ready.act.mint();
    const [by, and] = [account, approvedBy].map((one) => pseudonyms.textOf('actor', one));
    const at = new Date(clock()).toISOString();
    const { sequence } = standing;
    const event = { type: 'CopiesNamed', sequence, copyIds, by: `${by}+${and}`, at } as const;
    const after = await appendJournal(stores, ready, { journal, events: [event], entryId });
    if (!after.ok) return after;
    await stores.audit.append([ready.act.outcome(entryId, { act: 'copy.decided' })]);
    return ok(undefined);
  });
};
