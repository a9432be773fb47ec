import { type CivilDate, parseCivilDate } from '@fengcun/kernel';
import { type DutyKind, ENDED_STAGES, type WatchedDuty } from '@fengcun/registry';
import type { ProceedingRow } from '@fengcun/store';
import { CERTIFICATE_MACHINE } from '../certificate/machine.ts';
import { INQUIRY_KIND } from '../inquiry/inquiry-machine.ts';
import { RIGHTS_KIND } from '../rights/rights-machine.ts';
import { INCIDENT_KIND, SUPERVISION_KIND } from '../supervision/supervision-machines.ts';

const KINDS: ReadonlyMap<string, DutyKind> = new Map([
  [RIGHTS_KIND, 'rights'], [SUPERVISION_KIND, 'supervision'], [INCIDENT_KIND, 'incident'],
  [INQUIRY_KIND, 'inquiry'], [CERTIFICATE_MACHINE.kind, 'certificate'],
]);

const ENDED: ReadonlySet<string> = new Set(ENDED_STAGES);
/** The day of a grant is the inquirer's, who lets it pass or not; the organ owes nothing by it. */
const GRANTED: ReadonlySet<string> = new Set(['granted', 'undertaken', 'prepared']);

/** What an inquiry that is over still owes is the review of what is withheld from the person. */
const kindOf = ({ proceedingKind, state }: ProceedingRow): DutyKind | undefined => {
  const kind = KINDS.get(proceedingKind);
  return kind === 'inquiry' && ENDED.has(state) ? 'withholding' : kind;
};

/**
 * The term that a row tells of; undefined where none runs, and for a withholding whose last day is over: it
 * has ended by itself, and nobody owes a review any more.
 */
export const listedDuty = (row: ProceedingRow, today: CivilDate): WatchedDuty | undefined => {
  const [kind, due] = [kindOf(row), parseCivilDate(row.dueOn ?? '')];
  if (kind === undefined || !due.ok || (kind === 'withholding' && due.value < today)) return undefined;
  return { kind, id: row.proceedingId, bearer: row.organ, dueOn: due.value };
};

/** The duty of an organ in a row, of which it is reminded. */
export const watchedDuty = (row: ProceedingRow, today: CivilDate): WatchedDuty | undefined =>
  (row.proceedingKind === INQUIRY_KIND && GRANTED.has(row.state) ? undefined : listedDuty(row, today));
