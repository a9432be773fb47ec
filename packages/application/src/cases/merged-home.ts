import { MERGED_CASES_MAX } from '@fengcun/registry';
import type { CaseRow, RecordStores } from '@fengcun/store';

/** The case that a stored case was merged into, over any number of merges; itself where it was not. */
export const survivorOf = async (open: RecordStores, row: CaseRow): Promise<CaseRow> => {
  let current = row;
  for (let steps = 0; steps < MERGED_CASES_MAX && current.mergedInto !== null; steps += 1) {
    const next = await open.cases.find(current.mergedInto);
    if (next === undefined) break;
    current = next;
  }
  return current;
};

/** The code under which a case is told: its own, or that of the case it was merged into. */
export const toldCodeOf = async (open: RecordStores, caseId: string): Promise<string | undefined> => {
  const row = await open.cases.find(caseId);
  return row === undefined ? undefined : (await survivorOf(open, row)).oneCaseCode;
};

/** The one case that several are by now; undefined where they are more than one. */
export const mergedHome = async (
  open: RecordStores, caseIds: readonly string[],
): Promise<string | undefined> => {
  const survivors = new Set<string>();
  for (const caseId of new Set(caseIds)) {
    const row = await open.cases.find(caseId);
    survivors.add(row === undefined ? caseId : (await survivorOf(open, row)).caseId);
    if (survivors.size > 1) return undefined;
  }
  return [...survivors][0];
};
