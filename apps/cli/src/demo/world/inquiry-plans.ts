import type { InquiryBody } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { type InquiryEnd, NO_BASIS, type PlannedInquiry } from './inquiries.ts';
import { KINDERGARTEN, POLICE } from './organs.ts';
import { OFFICER } from './people.ts';
import type { Draw } from './random.ts';
import type { Invented } from './records.ts';
import type { Stage } from './stage.ts';

type Asking = Pick<PlannedInquiry, 'asker' | 'unit' | 'kind'>;

const askersOf = (stage: Stage): readonly [Asking, ...Asking[]] => [
  { asker: stage.person('school-inquirer'), unit: '虚构市柳岸小学', kind: 'minorContactUnit' },
  { asker: stage.colleague('demo-kindergarten', KINDERGARTEN, 'inquirer'), unit: '虚构市柳岸幼儿园',
    kind: 'minorContactUnit' },
  { asker: stage.person('unit-inquirer'), unit: '虚构市人事局', kind: 'unit' },
  { asker: stage.person('notary-inquirer'), unit: '虚构市公证处', kind: 'notary' },
  { asker: stage.person('lawyer-inquirer'), unit: '虚构律师事务所', kind: 'lawyer' },
  { asker: stage.colleague('demo-education', 'educationBureau/B01', 'inquirer'), unit: '虚构市教育局',
    kind: 'administrativeOrgan' },
];

/** Ends of the inquiries of the past, in turn. */
const PAST: readonly InquiryEnd[] = ['disclosed', 'refused', 'disclosed', 'withdrawn', 'refused',
  'disclosed'];
/** Where the newest stand, with how many working days ago each was filed. */
const PRESENT: readonly (readonly [InquiryEnd, number])[] = [
  ['applied', 0], ['applied', 1], ['supplementing', 2], ['supplemented', 4], ['accepted', 2], ['accepted', 3],
  ['accepted', 5], ['proposed', 2], ['proposed', 3], ['proposed', 4], ['granted', 3], ['undertaken', 4],
  ['prepared', 4], ['sentBack', 4],
];

/** Inquiries at the police, by their own rules. */
const AT_POLICE: readonly (readonly [InquiryEnd, number])[] = [['verifying', 2], ['accepted', 3],
  ['proposed', 2], ['verified', 5], ['disclosed', 30]];
/** Granted so many days ago and never used: its day is over. */
const UNUSED_DAYS = 40;

const changedFor = (end: InquiryEnd): Partial<PlannedInquiry> => {
  if (end === 'refused') return { kind: 'unit', changed: NO_BASIS };
  if (end === 'notAccepted') return { kind: 'platform', changed: {} };
  return end === 'referred' ? { kind: 'individual', changed: {} } : {};
};

/** Inquiries of two years: those of the past are over, the newest wait for somebody. */
export const planInquiries = (
  stage: Stage, draw: Draw, { today, people }: Readonly<{ today: CivilDate; people: readonly Invented[] }>,
): readonly PlannedInquiry[] => {
  const askers = askersOf(stage);
  const pick = (at: number): Asking => askers[at % askers.length] ?? askers[0];
  const past = Array.from({ length: 24 }, (_, at): PlannedInquiry => {
    const day = workingDaysBefore(addDays(today, -690 + at * 28), 0);
    const end = PAST[at % PAST.length] ?? 'disclosed';
    return { ...pick(at), about: draw.of(people), start: instantOf(day, 9 + draw.below(7), draw.below(60)),
      end, ...changedFor(end) };
  });
  const newest = PRESENT.map(([end, days], at): PlannedInquiry => ({
    ...pick(end === 'applied' ? at : 0), about: draw.of(people), end,
    start: instantOf(workingDaysBefore(today, days), 8, 30 + at),
  }));
  const ends = (['notAccepted', 'referred', 'withdrawn', 'refused'] as const).map((end,
    at): PlannedInquiry => ({
    ...pick(0), about: draw.of(people), end, ...changedFor(end),
    start: instantOf(workingDaysBefore(today, 6 + at), 10, at),
  }));
  const police = AT_POLICE.map(([end, days], at): PlannedInquiry => ({
    ...pick(2), about: draw.of(people), end, changed: { organ: POLICE, track: 'certificateRules' },
    start: instantOf(workingDaysBefore(today, days), 9, 40 + at),
  }));
  const unused: PlannedInquiry = {
    ...pick(0), about: draw.of(people), end: 'granted',
    start: instantOf(workingDaysBefore(addDays(today, -UNUSED_DAYS), 0), 10, 5),
  };
  return [...past, ...newest, ...ends, ...police, unused];
};

const OWN_RULES: Partial<InquiryBody> = {
  statedNorm: { words: '《虚构出行平台准入规则》第三条', level: 'platformTerms' }, occupation: 'rideHailingDriver',
};

/**
 * What supervision finds noticeable: at night, decided in a minute, about oneself, one person again and
 * again.
 */
export const planPatterns = (
  stage: Stage, { today, people }: Readonly<{ today: CivilDate; people: readonly Invented[] }>,
): readonly PlannedInquiry[] => {
  const [first, second] = people;
  if (first === undefined || second === undefined) return [];
  const asker = stage.colleague('demo-second-court', 'court/530203', 'inquirer');
  const own = { asker, unit: '虚构市望川区人民法院', kind: 'judicialOrgan' as const,
    end: 'refused' as const };
  const unit = { asker: stage.person('unit-inquirer'), unit: '虚构出行有限公司', kind: 'unit' as const,
    end: 'refused' as const };
  const on = (days: number, hour: number, minute: number): number =>
    instantOf(workingDaysBefore(addDays(today, -days), 0), hour, minute);
  return [
    ...[9, 8, 7, 6].map((days): PlannedInquiry =>
      ({ ...own, about: first, start: on(days, 10, days), end: 'accepted' })),
    { ...own, about: OFFICER, start: on(10, 15, 2), end: 'accepted' },
    ...[12, 13, 15].map((days): PlannedInquiry =>
      ({ ...unit, about: second, start: on(days, 21, days), changed: OWN_RULES, isHasty: true })),
  ];
};

/** Days of the silence about a case; the last thirty are those in which somebody reviews it. */
const WITHHELD: readonly (readonly [daysAgo: number, review: PlannedInquiry['review']])[] = [
  [300, { afterDays: 160, prolongs: 'yes' }], [182, { afterDays: 170, prolongs: 'yes' }],
  [120, { afterDays: 60, prolongs: 'no' }],
];

/** Looks for cases that those concerned learn of later: prolonged, over, and shown before their time. */
export const planWithheld = (
  stage: Stage, { today, people }: Readonly<{ today: CivilDate; people: readonly Invented[] }>,
): readonly PlannedInquiry[] => WITHHELD.flatMap(([days, review], at) => {
  const about = people[at];
  return about === undefined ? [] : [{
    asker: stage.colleague('demo-second-court', 'court/530203', 'inquirer'), unit: '虚构市望川区人民法院',
    kind: 'judicialOrgan', about, end: 'disclosed', ...(review === undefined ? {} : { review }),
    start: instantOf(workingDaysBefore(addDays(today, -days), 0), 9, 20 + at),
  }];
});

/** Two looks at the citizen's record for cases; nobody has reviewed yet whether they may learn of them. */
const UNREVIEWED_DAYS = [172, 164] as const;

/**
 * Looks at the record of the citizen of the demonstration: for a case long ago, and by a school that was told
 * nothing.
 */
export const planLooks = (
  stage: Stage, { today, about }: Readonly<{ today: CivilDate; about: Invented }>,
): readonly PlannedInquiry[] => [
  {
    asker: stage.colleague('demo-second-court', 'court/530203', 'inquirer'), unit: '虚构市望川区人民法院',
    kind: 'judicialOrgan', about, end: 'disclosed', start: instantOf(workingDaysBefore(addDays(today, -240),
      0), 10),
  },
  ...UNREVIEWED_DAYS.map((days, at): PlannedInquiry => ({
    asker: stage.colleague('demo-second-court', 'court/530203', 'inquirer'), unit: '虚构市望川区人民法院',
    kind: 'judicialOrgan', about, end: 'disclosed',
    start: instantOf(workingDaysBefore(addDays(today, -days), 0), 9, 5 + at),
  })),
  {
    asker: stage.person('school-inquirer'), unit: '虚构市柳岸小学', kind: 'minorContactUnit', about,
    end: 'disclosed', start: instantOf(workingDaysBefore(addDays(today, -60), 0), 14, 20),
  },
  {
    asker: stage.person('unit-inquirer'), unit: '虚构出行有限公司', kind: 'unit', about, end: 'refused',
    changed: NO_BASIS, start: instantOf(workingDaysBefore(addDays(today, -40), 0), 11, 10),
  },
];
