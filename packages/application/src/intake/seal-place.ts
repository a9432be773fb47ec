import { type Suite, SUITES } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import type { RecordPlace, SuiteName } from '@fengcun/vault';

/** Tables whose rows an import seals. */
export type SealedTable = 'event' | 'exceptionItem';

/** Where a row of an import is at home. */
export const placeOf = (table: SealedTable, recordId: string, version: number): RecordPlace =>
  ({ tree: 'open', table, recordId, version, purposeClass: 'criminalRecord' });

/** The suite of a name. */
export const suiteNamed = (name: SuiteName): Suite =>
  present(SUITES.find((suite) => suite.name === name), 'suite');
