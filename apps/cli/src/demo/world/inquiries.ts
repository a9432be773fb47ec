import type { Actor, InquiryBody, InquiryStepBody } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { INQUIRERS, type InquirerKind } from '@fengcun/registry';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, KINDERGARTEN, POLICE } from './organs.ts';
import { OFFICER } from './people.ts';
import type { Draw } from './random.ts';
import type { Invented } from './records.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Standing, type Step, textIn } from './steps.ts';

/** How far an inquiry has come when its story ends. */
export type InquiryEnd =
  | 'applied' | 'supplementing' | 'supplemented' | 'accepted' | 'proposed' | 'granted' | 'undertaken'
  | 'prepared' | 'disclosed' | 'refused' | 'notAccepted' | 'referred' | 'withdrawn' | 'verifying';

/** An inquiry of the world: who asks as what, about whom, from which instant on, up to where. */
export type PlannedInquiry = Readonly<{
  asker: Actor; unit: string; kind: InquirerKind; about: Invented; start: number; end: InquiryEnd;
  changed?: Partial<InquiryBody>; isHasty?: boolean;
}>;

const NO_BASIS = { basisId: 'LB-76', occupation: 'rideHailingDriver' } as const;
const CIVIL_SERVICE = { basisId: 'LB-01', occupation: 'civilServant', occasion: 'hiring' } as const;
const SCHOOL_STAFF = { basisId: 'LB-14', occupation: 'schoolStaff', occasion: 'hiring' } as const;
const KINDERGARTEN_STAFF = { basisId: 'LB-15', occupation: 'kindergartenStaff', occasion: 'hiring' } as const;
const TEACHER = { basisId: 'LB-11', occupation: 'teacher', occasion: 'licence' } as const;

const basisOf = (kind: InquirerKind, unit: string): Partial<InquiryBody> => {
  if (kind === 'minorContactUnit') return unit.includes('幼儿园') ? KINDERGARTEN_STAFF : SCHOOL_STAFF;
  if (kind === 'unit') return CIVIL_SERVICE;
  if (kind === 'administrativeOrgan') return TEACHER;
  return INQUIRERS[kind].basis === 'case'
    ? { caseNumber: '（2026）岭0202刑初990号', occasion: 'case' } : {};
};

const documentOf = ({ number }: Invented): InquiryBody['person']['document'] =>
  ({ type: 'residentIdentityCard', number });

const applicationOf = ({ kind, unit, about, end, changed }: PlannedInquiry): InquiryBody => {
  const { materials } = INQUIRERS[kind];
  const isIncomplete = end === 'supplementing' || end === 'supplemented';
  return {
    kind, track: 'sealedRecords', organ: COURT, inquirer: { name: unit },
    officer: { name: OFFICER.name, document: documentOf(OFFICER) },
    person: { name: about.name, nationality: 'CHN', document: documentOf(about) },
    letterNumber: '虚函〔2026〕7号', reasons: '依法审查', purpose: '依法审查', scopeOfUse: '仅限本事项，由经办人知悉',
    materials: isIncomplete ? materials.slice(0, -1) : materials, ...basisOf(kind, unit), ...changed,
  };
};

type Cast = Readonly<{ asker: Actor; reviewer: Actor; approver: Actor; clerk: Actor }>;

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ id: textIn(standing, 'inquiryId') });

const proposalOf = (kind: InquirerKind, outcome: 'grant' | 'refuse'): InquiryStepBody => ({
  type: 'Propose', outcome, reasons: outcome === 'grant' ? '依申请材料审查，符合规定' : '所引规定不属于国家规定',
  confirmations: outcome === 'refuse' ? []
    : INQUIRERS[kind].confirmations.map((what) => ({ what, holds: 'yes' as const })),
  readings: outcome === 'refuse' || INQUIRERS[kind].disclosure !== 'answer'
    || INQUIRERS[kind].basis !== 'registry' ? [] : [{ question: 'K5', reading: 'asBasisAllows' }],
});

type Question = Readonly<{ recordId: string; item: string }>;

const questionsIn = (standing: Standing): readonly Question[] => {
  const { questions } = standing;
  return (Array.isArray(questions) ? questions : []).map((one: unknown) => ({
    recordId: String(Reflect.get(Object(one), 'recordId')), item: String(Reflect.get(Object(one), 'item')),
  }));
};

/** Stages in the order an inquiry goes through them, and how many steps each takes. */
const WAY: readonly InquiryEnd[] =
  ['applied', 'accepted', 'proposed', 'granted', 'undertaken', 'prepared', 'disclosed'];

const wholeWay = ({ kind, isHasty = false }: PlannedInquiry, cast: Cast, isRefused: boolean): readonly Step[] => [
  {
    who: cast.reviewer, route: 'takeInquiryStep', afterMinutes: isHasty ? 1 : 150,
    given: (one) => ({ params: idOf(one), body: { type: 'CheckIntake' } }),
  },
  {
    who: cast.reviewer, route: 'takeInquiryStep', afterMinutes: isHasty ? 1 : 1440,
    given: (one) => ({ params: idOf(one), body: proposalOf(kind, isRefused ? 'refuse' : 'grant') }),
  },
  {
    who: cast.approver, route: 'decideInquiry', afterMinutes: isHasty ? 1 : 170,
    given: (one) => ({ params: idOf(one), body: { agrees: true, reasons: '' } }),
  },
  {
    who: cast.asker, route: 'signUndertaking', afterMinutes: 45,
    given: (one) => ({ params: idOf(one), body: { signer: OFFICER.name } }),
  },
  {
    who: cast.clerk, route: 'prepareInquiry', afterMinutes: 30,
    given: (one) => ({ params: idOf(one), body: { answers: [] } }),
  },
  {
    who: cast.clerk, route: 'prepareInquiry', afterMinutes: 5,
    isNeeded: (one) => questionsIn(one).length > 0,
    given: (one) => ({
      params: idOf(one), body: {
        answers: questionsIn(one).map((asked) => ({ ...asked, isRelevant: true, reasons: '经核对案卷' })),
      },
    }),
  },
  {
    who: cast.asker, route: 'discloseInquiry', afterMinutes: 25,
    given: (one) => ({ params: idOf(one), body: {} }),
  },
];

const supplementStep = (cast: Cast, { kind }: PlannedInquiry): Step => ({
  who: cast.asker, route: 'supplementInquiry', afterMinutes: 1500,
  given: (one) => ({ params: idOf(one), body: { materials: INQUIRERS[kind].materials } }),
});

const withdrawStep = (cast: Cast): Step => ({
  who: cast.asker, route: 'withdrawInquiry', afterMinutes: 90,
  given: (one) => ({ params: idOf(one), body: {} }),
});

const verifyStep = (cast: Cast): Step => ({
  who: cast.reviewer, route: 'takeInquiryStep', afterMinutes: 120,
  given: (one) => ({ params: idOf(one), body: { type: 'BeginVerification', reasons: '同名同岁，须核实身份' } }),
});

const stepsAfter = (planned: PlannedInquiry, cast: Cast): readonly Step[] => {
  const { end } = planned;
  const way = wholeWay(planned, cast, end === 'refused');
  switch (end) {
    case 'supplementing': case 'notAccepted': case 'referred': return way.slice(0, 1);
    case 'supplemented': return [...way.slice(0, 1), supplementStep(cast, planned)];
    case 'verifying': return [...way.slice(0, 1), verifyStep(cast)];
    case 'withdrawn': return [...way.slice(0, 1), withdrawStep(cast)];
    case 'refused': return way.slice(0, 3);
    case 'disclosed': return way;
    default: return way.slice(0, WAY.indexOf(end) + (end === 'prepared' ? 1 : 0));
  }
};

/** Plays one inquiry as far as its story goes. */
export const playInquiry = (stage: Stage, planned: PlannedInquiry): void => {
  const word = planned.changed?.organ === POLICE ? 'police' : 'court';
  const cast = {
    asker: planned.asker, reviewer: stage.person(`${word}-reviewer`),
    approver: stage.person(`${word}-approver`), clerk: stage.person(`${word}-clerk`),
  };
  const body = applicationOf(planned);
  playSteps(stage, planned.start, [
    { who: planned.asker, route: 'applyForInquiry', afterMinutes: 0, given: () => ({ body }) },
    ...stepsAfter(planned, cast),
  ]);
};

type Asking = Pick<PlannedInquiry, 'asker' | 'unit' | 'kind'>;

const askersOf = (stage: Stage): readonly [Asking, ...Asking[]] => [
  { asker: stage.person('school-inquirer'), unit: '虚构市柳岸小学', kind: 'minorContactUnit' },
  { asker: stage.colleague('demo-kindergarten', KINDERGARTEN, 'inquirer'), unit: '虚构市柳岸幼儿园', kind: 'minorContactUnit' },
  { asker: stage.person('unit-inquirer'), unit: '虚构市人事局', kind: 'unit' },
  { asker: stage.person('notary-inquirer'), unit: '虚构市公证处', kind: 'notary' },
  { asker: stage.person('lawyer-inquirer'), unit: '虚构律师事务所', kind: 'lawyer' },
  { asker: stage.colleague('demo-education', 'educationBureau/B01', 'inquirer'), unit: '虚构市教育局', kind: 'administrativeOrgan' },
];

/** Ends of the inquiries of the past, in turn. */
const PAST: readonly InquiryEnd[] = ['disclosed', 'refused', 'disclosed', 'withdrawn', 'refused', 'disclosed'];
/** Where the newest stand, with how many working days ago each was filed. */
const PRESENT: readonly (readonly [InquiryEnd, number])[] = [
  ['applied', 0], ['applied', 1], ['supplementing', 2], ['supplemented', 4], ['accepted', 2], ['accepted', 3],
  ['accepted', 5], ['proposed', 2], ['proposed', 3], ['proposed', 4], ['granted', 3], ['undertaken', 4],
  ['prepared', 4],
];

/** Inquiries at the police, by their own rules. */
const AT_POLICE: readonly (readonly [InquiryEnd, number])[] = [['verifying', 2], ['accepted', 3], ['proposed', 2], ['disclosed', 30]];
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
    return { ...pick(at), about: draw.of(people), start: instantOf(day, 9 + draw.below(7), draw.below(60)), end, ...changedFor(end) };
  });
  const newest = PRESENT.map(([end, days], at): PlannedInquiry => ({
    ...pick(end === 'applied' ? at : 0), about: draw.of(people), end,
    start: instantOf(workingDaysBefore(today, days), 8, 30 + at),
  }));
  const ends = (['notAccepted', 'referred', 'withdrawn', 'refused'] as const).map((end, at): PlannedInquiry => ({
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

/** What supervision finds noticeable: at night, decided in a minute, about oneself, one person again and again. */
export const planPatterns = (
  stage: Stage, { today, people }: Readonly<{ today: CivilDate; people: readonly Invented[] }>,
): readonly PlannedInquiry[] => {
  const [first, second] = people;
  if (first === undefined || second === undefined) return [];
  const asker = stage.colleague('demo-second-court', 'court/530203', 'inquirer');
  const own = { asker, unit: '虚构市望川区人民法院', kind: 'judicialOrgan' as const, end: 'refused' as const };
  const unit = { asker: stage.person('unit-inquirer'), unit: '虚构出行有限公司', kind: 'unit' as const, end: 'refused' as const };
  const on = (days: number, hour: number, minute: number): number =>
    instantOf(workingDaysBefore(addDays(today, -days), 0), hour, minute);
  return [
    ...[9, 8, 7, 6].map((days): PlannedInquiry =>
      ({ ...own, about: first, start: on(days, 10, days), end: 'accepted' })),
    { ...own, about: OFFICER, start: on(10, 15, 2), end: 'accepted' },
    ...[12, 13, 15].map((days): PlannedInquiry =>
      ({ ...unit, about: second, start: on(days, 21, days), changed: NO_BASIS, isHasty: true })),
  ];
};

/** Looks at the record of the citizen of the demonstration: for a case long ago, and by a school that was told nothing. */
export const planLooks = (
  stage: Stage, { today, about }: Readonly<{ today: CivilDate; about: Invented }>,
): readonly PlannedInquiry[] => [
  {
    asker: stage.colleague('demo-second-court', 'court/530203', 'inquirer'), unit: '虚构市望川区人民法院',
    kind: 'judicialOrgan', about, end: 'disclosed', start: instantOf(workingDaysBefore(addDays(today, -240), 0), 10),
  },
  {
    asker: stage.person('school-inquirer'), unit: '虚构市柳岸小学', kind: 'minorContactUnit', about,
    end: 'disclosed', start: instantOf(workingDaysBefore(addDays(today, -60), 0), 14, 20),
  },
  {
    asker: stage.person('unit-inquirer'), unit: '虚构出行有限公司', kind: 'unit', about, end: 'refused',
    changed: NO_BASIS, start: instantOf(workingDaysBefore(addDays(today, -40), 0), 11, 10),
  },
];
