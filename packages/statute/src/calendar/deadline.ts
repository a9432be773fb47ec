import { addDays, assert, type CivilDate, ok, type Result } from '@fengcun/kernel';
import {
  addWorkingDays, CALENDAR_SOURCE, type CalendarRefusal, type CalendarSource, workingDayFrom,
} from './working-days.ts';

// 「期间开始的时和日不算在期间以内。」
// 「期间的最后一日为节假日的，以节假日后的第一日为期满日期，但犯罪嫌疑人、被告人或者罪犯在押期间，
//   应当至期满之日为止，不得因节假日而延长。」

/** A last day, with the calendar and the articles it rests on. */
export type Deadline = Readonly<{ dueOn: CivilDate; source: CalendarSource; cites: readonly string[] }>;

/** A period in calendar days from a day that is not counted; `inCustody`: it keeps a person in custody. */
export type DayPeriod = Readonly<{ from: CivilDate; days: number; inCustody?: boolean }>;

/**
 * Last day of a procedural period in days: the first day is not counted; a last day on a weekend or holiday
 * moves to the first working day after it, but not while it keeps a person in custody.
 * LAW: weekends are read as 节假日 (settled practice), make-up Saturdays and Sundays are not; that art. 105 also
 * governs the three days of the 2022 Measures is a reading, not text.
 * @see 《刑事诉讼法》(2018) 第105条第2款、第4款
 */
export const proceduralDeadline = (period: DayPeriod): Result<Deadline, CalendarRefusal> => {
  assert(Number.isInteger(period.days) && period.days > 0, 'a procedural period has whole days');
  const cites = ['CPL_105'];
  const lastOn = addDays(period.from, period.days);
  if (period.inCustody === true) return ok({ dueOn: lastOn, source: CALENDAR_SOURCE, cites });
  const moved = workingDayFrom(lastOn);
  return moved.ok ? ok({ dueOn: moved.value.on, source: moved.value.source, cites }) : moved;
};

/** How days of a period are counted; `sameDay` ends on the day it begins. */
export type PeriodKind = 'procedural' | 'working' | 'sameDay';

/** Why days do not count: 调查核实, 补正. */
export type PauseGround = 'verification' | 'supplement';

/** A period: `fixedByLaw` false means that no text gives the number and a deployment may set its own [I]. */
export type PeriodRow = Readonly<{
  days: number; kind: PeriodKind; cite: string; fixedByLaw: boolean; pausedBy?: readonly PauseGround[];
}>;

/**
 * Periods of the law that sealing and certificates run in, each number defined once. A period that nothing
 * may pause has no `pausedBy`: a pause that somebody claims for it does not count.
 */
export const SEALING_PERIODS = {
  // LAW: 及时 in articles 11 and 12 is no number; three working days, configurable.
  serveAfterEffect: { days: 3, kind: 'working', cite: 'M2022_11', fixedByLaw: false },
  serveAfterNonProsecution: { days: 3, kind: 'working', cite: 'M2022_12', fixedByLaw: false },
  // LAW: the determining organ seals its own copies 及时 (art. 9); three days as for those it notifies.
  sealOwnCopy: { days: 3, kind: 'procedural', cite: 'M2022_9_1', fixedByLaw: false },
  /** 三日内 after receipt of the notice. */
  sealAfterReceipt: { days: 3, kind: 'procedural', cite: 'M2022_11', fixedByLaw: true },
  /** 三日内 after receipt of the decision not to prosecute. */
  sealAfterNonProsecution: { days: 3, kind: 'procedural', cite: 'M2022_12', fixedByLaw: true },
  // LAW: other holders (justice bureau, detention house …) have no number of their own; as those of art. 11.
  sealByOrder: { days: 3, kind: 'procedural', cite: 'M2022_14', fixedByLaw: false },
  /** 三日内 after 刑事执行完毕. */
  sealAfterCorrection: { days: 3, kind: 'procedural', cite: 'M2022_13', fixedByLaw: true },
  // LAW: the Prison Law gives no number of days; three by analogy with the Measures (W-29), configurable.
  sealAfterRelease: { days: 3, kind: 'procedural', cite: 'PL2026_115', fixedByLaw: false },
  // LAW: art. 136 names no day; on the day the decision is made.
  sealPublicOrder: { days: 0, kind: 'sameDay', cite: 'PSAP_136', fixedByLaw: false },
  // LAW: 「三日内」; counted in working days, as 行政处罚法第85条 has it [M-H: that article is not in the corpus].
  withdrawPublished: { days: 3, kind: 'working', cite: 'APL_48', fixedByLaw: true },
  // LAW: 及时 in article 22(2); ten days, configurable.
  correctiveReply: { days: 10, kind: 'procedural', cite: 'M2022_22_2', fixedByLaw: false },
  // LAW: two months to answer a 检察建议 (检察建议工作规定第19条) are from memory [M]; sixty days, configurable.
  proposalReply: { days: 60, kind: 'procedural', cite: 'M2022_22_2', fixedByLaw: false },
  // LAW: 立即 in 个保法57 is no number; the next day, configurable.
  leakNotice: { days: 1, kind: 'procedural', cite: 'PIPL_57', fixedByLaw: false },
  // LAW: article 21 names no day for the answer to an application; ten days, as for article 22.
  sealingApplication: {
    days: 10, kind: 'procedural', cite: 'M2022_21', fixedByLaw: false, pausedBy: ['supplement'],
  },
  /** 三个工作日内. */
  certificate: {
    days: 3, kind: 'working', cite: 'M2022_15', fixedByLaw: true, pausedBy: ['verification'],
  },
  /** 三个工作日内. */
  inquiryDecision: { days: 3, kind: 'working', cite: 'M2022_16_2', fixedByLaw: true },
  /** 七日以内, the competing rule of the procuratorates (K1). */
  inquiryDecisionOfProcuratorate: { days: 7, kind: 'procedural', cite: 'PPR_484_2', fixedByLaw: true },
  /** 三个工作日内 from the receipt; 调查核实 does not count. */
  policeInquiry: {
    days: 3, kind: 'working', cite: 'MPS2021_8', fixedByLaw: true, pausedBy: ['verification'],
  },
  /** 十五个工作日. */
  reexamination: { days: 15, kind: 'working', cite: 'MPS2021_REVIEW', fixedByLaw: true },
  /** 三十个工作日 in complex cases, approved by the head of the county-level organ. */
  reexaminationExtended: { days: 30, kind: 'working', cite: 'MPS2021_REVIEW', fixedByLaw: true },
  // LAW: 及时 in articles 45 and 46 is no number; fifteen working days as for a re-examination, configurable.
  rightsAnswer: {
    days: 15, kind: 'working', cite: 'PIPL_50', fixedByLaw: false, pausedBy: ['supplement'],
  },
  // LAW: no text names the term of the organ above; thirty working days, configurable.
  rightsAppeal: { days: 30, kind: 'working', cite: 'PIPL_50', fixedByLaw: false },
  // LAW: no text names a term for handing a complaint on; three working days, configurable.
  complaintReferral: { days: 3, kind: 'working', cite: 'M2022_21', fixedByLaw: false },
} as const satisfies Readonly<Record<string, PeriodRow>>;

/** Name of a period of the law. */
export type SealingPeriod = keyof typeof SEALING_PERIODS;

/** The row of a period, widened. */
export const sealingPeriod = (name: SealingPeriod): PeriodRow => SEALING_PERIODS[name];

/**
 * Last day of a named period of the law that begins with an event on `from` (not counted). Refused where the
 * holiday calendar does not reach; `sealingDue` gives a safe earlier day instead.
 */
export const sealingDeadline = (name: SealingPeriod, from: CivilDate): Result<Deadline, CalendarRefusal> => {
  const period = sealingPeriod(name);
  if (period.kind === 'sameDay') return ok({ dueOn: from, source: CALENDAR_SOURCE, cites: [period.cite] });
  if (period.kind === 'procedural') {
    const due = proceduralDeadline({ from, days: period.days });
    return due.ok ? ok({ ...due.value, cites: [period.cite, ...due.value.cites] }) : due;
  }
  const due = addWorkingDays(from, period.days);
  return due.ok ? ok({ dueOn: due.value.on, source: due.value.source, cites: [period.cite] }) : due;
};
