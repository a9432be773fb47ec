import { addDays, type CivilDate, parseCivilDate } from '@fengcun/kernel';
import { workingDaysBetween } from '@fengcun/statute';
import type { ProceedingRow } from '@fengcun/store';
import { CERTIFICATE_MACHINE } from '../certificate/machine.ts';
import { INQUIRY_KIND } from '../inquiry/inquiry-machine.ts';
import { readProceedings } from '../proceedings/index.ts';
import { RIGHTS_KIND } from '../rights/rights-machine.ts';
import { INCIDENT_KIND, SUPERVISION_KIND } from './supervision-machines.ts';
import type { SupervisionActor, SupervisionParts } from './supervision-parts.ts';

/** Procedures whose terms are listed. */
export type DutyKind = 'rights' | 'supervision' | 'incident' | 'inquiry' | 'certificate';

/** A term that runs for an organ. Late from the day after the last one on. */
export type Duty = Readonly<{
  kind: DutyKind; id: string; state: string; dueOn: CivilDate; stands: 'late' | 'lastDay' | 'running';
  workingDaysLeft: number;
}>;

/** LIMIT: terms that end later are no duty of today, and so many are listed at once. */
const AHEAD_DAYS = 90;
const LISTED_MAX = 500;
const PAGE = 500;
const PAGES_MAX = 20;

const KINDS: ReadonlyMap<string, DutyKind> = new Map([
  [RIGHTS_KIND, 'rights'], [SUPERVISION_KIND, 'supervision'], [INCIDENT_KIND, 'incident'],
  [INQUIRY_KIND, 'inquiry'], [CERTIFICATE_MACHINE.kind, 'certificate'],
]);

const dutyOf = ({ proceedingId: id, proceedingKind, state, dueOn }: ProceedingRow, today: CivilDate):
readonly Duty[] => {
  const kind = KINDS.get(proceedingKind);
  const due = parseCivilDate(dueOn ?? '');
  if (kind === undefined || !due.ok) return [];
  const last = due.value;
  const stands = last < today ? 'late' : last === today ? 'lastDay' : 'running';
  const workingDaysLeft = last < today ? -workingDaysBetween(last, today) : workingDaysBetween(today, last);
  return [{ kind, id, state, dueOn: last, stands, workingDaysLeft }];
};

/**
 * Terms that run for an organ in every procedure on both sides of the wall, the earliest first; rows alone
 * are read, nothing is opened. Seals have a list of their own. The same statements run for every organ.
 */
export const listDuties = async (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
): Promise<readonly Duty[]> => {
  const today = parts.today();
  const found: Duty[] = [];
  for (const side of ['open', 'sealed'] as const) {
    await readProceedings(parts, { side, act }, async ({ list }) => {
      let afterId: string | undefined;
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const rows = await list({
          organ, dueUntil: addDays(today, AHEAD_DAYS), limit: PAGE,
          ...(afterId === undefined ? {} : { afterId }),
        });
        found.push(...rows.flatMap((row) => dutyOf(row, today)));
        afterId = rows.at(-1)?.proceedingId;
        if (rows.length < PAGE) break;
      }
    });
  }
  return found.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn))).slice(0, LISTED_MAX);
};
