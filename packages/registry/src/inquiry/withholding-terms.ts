import { addDays, type CivilDate } from '@fengcun/kernel';
import type { InquirerKind } from './inquirer-kinds.ts';
import type { InquiryApplication } from './inquiry-application.ts';

/**
 * LAW: 个保法35 names no day on which the silence about a case ends; half a year after the application, and once
 * half a year more where a person justifies it [I].
 */
export const WITHHELD_DAYS = 183;

/** Grounds on which a look stays withheld, each with its article. */
export const WITHHOLDING_GROUNDS = {
  /** 法律、行政法规规定应当保密. */
  secrecyByLaw: 'PIPL_18_1',
  /** 告知将妨碍国家机关履行法定职责. */
  wouldHinderDuty: 'PIPL_35',
} as const satisfies Readonly<Record<string, string>>;

/** One of those grounds. */
export type WithholdingGround = keyof typeof WITHHOLDING_GROUNDS;

/** How long a look stays withheld from the person, and whether it was prolonged. */
export type LookWithheld = Readonly<{ cite: string; until: CivilDate; isProlonged: boolean }>;

/** Kinds whose looks may be withheld: only those who handle a case. */
export const MAY_WITHHOLD: ReadonlySet<InquirerKind> = new Set<InquirerKind>(['judicialOrgan', 'stateOrgan']);

/** What is withheld from the day an application is filed; undefined for whoever handles no case. */
export const withheldFrom = (
  { kind, occasion, caseNumber }: InquiryApplication, on: CivilDate,
): LookWithheld | undefined => {
  const isCase = occasion === 'case' || caseNumber !== undefined;
  if (!isCase || !MAY_WITHHOLD.has(kind)) return undefined;
  return { cite: 'PIPL_35', until: addDays(on, WITHHELD_DAYS), isProlonged: false };
};
