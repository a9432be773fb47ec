import type { CivilDate } from '@fengcun/kernel';
import { legalDay, type PatternFinding } from '@fengcun/registry';
import { LIMIT_KIND } from '../certificate/noted-limit.ts';
import { idAt, type ProceedingAct, readProceedings, rowPages } from '../proceedings/index.ts';
import type { SupervisionParts } from './supervision-parts.ts';

const DAY_MILLIS = 86_400_000;
/** Characters of a keyed digest that tell one person from another. */
const ABOUT_LENGTH = 32;

/**
 * Who reached the bound of a day at an organ that the procuratorate supervises, and on how many days of the
 * window. Rows alone are read.
 */
export const notedLimits = (
  parts: SupervisionParts,
  { act, organ, from }: Readonly<{ act: ProceedingAct; organ: string; from: CivilDate }>,
): Promise<readonly PatternFinding[]> =>
  readProceedings(parts, { side: 'sealed', act }, async ({ list }) => {
    const days = new Map<string, number>();
    const afterId = idAt(Date.parse(from) - DAY_MILLIS);
    for await (const rows of rowPages(list, { proceedingKind: LIMIT_KIND, afterId })) {
      for (const row of rows) {
        if (parts.supervisorOf(row.organ) !== organ || legalDay(row.openedAt) < from) continue;
        const about = Buffer.from(row.applicant).toString('hex').slice(0, ABOUT_LENGTH);
        days.set(about, (days.get(about) ?? 0) + 1);
      }
    }
    return [...days].map(([about, measured]) =>
      ({ rule: 'certificatesOfDay' as const, about, measured, bound: 0, inquiryIds: [] }));
  });
