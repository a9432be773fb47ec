import type { Actor, InquiryBody, InquiryStepBody } from '@fengcun/api';
import { INQUIRERS, type InquirerKind } from '@fengcun/registry';
import { COURT, POLICE } from './organs.ts';
import { OFFICER } from './people.ts';
import type { Invented } from './records.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Standing, type Step, textIn } from './steps.ts';

/** How far an inquiry has come when its story ends. */
export type InquiryEnd =
  | 'applied' | 'supplementing' | 'supplemented' | 'accepted' | 'proposed' | 'granted' | 'undertaken'
  | 'prepared' | 'disclosed' | 'refused' | 'notAccepted' | 'referred' | 'withdrawn' | 'verifying'
  | 'sentBack' | 'verified';

/** An inquiry of the world: who asks as what, about whom, from which instant on, up to where. */
export type PlannedInquiry = Readonly<{
  asker: Actor; unit: string; kind: InquirerKind; about: Invented; start: number; end: InquiryEnd;
  changed?: Partial<InquiryBody>; isHasty?: boolean;
  /** So many days after it was filed somebody reviewed whether the person may learn of it, and how. */
  review?: Readonly<{ afterDays: number; prolongs: 'yes' | 'no' }>;
}>;

/** A departmental rule: no basis in the sense of the law. */
export const NO_BASIS = { basisId: 'LB-76', occupation: 'rideHailingDriver' } as const;
const CIVIL_SERVICE = { basisId: 'LB-01', occupation: 'civilServant', occasion: 'hiring' } as const;
const SCHOOL_STAFF = { basisId: 'LB-14', occupation: 'schoolStaff', occasion: 'hiring' } as const;
const KINDERGARTEN_STAFF = { basisId: 'LB-15', occupation: 'kindergartenStaff', occasion: 'hiring' } as const;
const TEACHER = { basisId: 'LB-11', occupation: 'teacher', occasion: 'licence' } as const;

const basisOf = ({ kind, unit, changed }: PlannedInquiry): Partial<InquiryBody> => {
  // Somebody's own rules are stated in words: there is no row of the registry for them.
  if (changed?.statedNorm !== undefined) return {};
  if (kind === 'minorContactUnit') return unit.includes('幼儿园') ? KINDERGARTEN_STAFF : SCHOOL_STAFF;
  if (kind === 'unit') return CIVIL_SERVICE;
  if (kind === 'administrativeOrgan') return TEACHER;
  return INQUIRERS[kind].basis === 'case'
    ? { caseNumber: '（2026）岭0202刑初990号', occasion: 'case' } : {};
};

const documentOf = ({ number }: Invented): InquiryBody['person']['document'] =>
  ({ type: 'residentIdentityCard', number });

const applicationOf = (planned: PlannedInquiry): InquiryBody => {
  const { kind, unit, about, end, changed } = planned;
  const { materials } = INQUIRERS[kind];
  const isIncomplete = end === 'supplementing' || end === 'supplemented';
  return {
    kind, track: 'sealedRecords', organ: COURT, inquirer: { name: unit },
    officer: { name: OFFICER.name, document: documentOf(OFFICER) },
    person: { name: about.name, nationality: 'CHN', document: documentOf(about) },
    letterNumber: '虚函〔2026〕7号', reasons: '依法审查', purpose: '依法审查',
    scopeOfUse: '仅限本事项，由经办人知悉',
    materials: isIncomplete ? materials.slice(0, -1) : materials, ...basisOf(planned), ...changed,
  };
};

type Cast = Readonly<{ asker: Actor; reviewer: Actor; approver: Actor; clerk: Actor }>;

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ id: textIn(standing, 'inquiryId') });

const proposalOf = (kind: InquirerKind, outcome: 'grant' | 'refuse'): InquiryStepBody => ({
  type: 'Propose', outcome,
  reasons: outcome === 'grant' ? '依申请材料审查，符合规定' : '所引规定不属于国家规定',
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

const wholeWay = ({ kind, isHasty = false }: PlannedInquiry, cast: Cast,
  isRefused: boolean): readonly Step[] => [
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
  given: (one) => ({ params: idOf(one), body: { type: 'BeginVerification',
    reasons: '同名同岁，须核实身份' } }),
});

const verifiedStep = (cast: Cast): Step => ({
  who: cast.reviewer, route: 'takeInquiryStep', afterMinutes: 1440,
  given: (one) => ({ params: idOf(one), body: { type: 'EndVerification' } }),
});

const sendBackStep = (cast: Cast): Step => ({
  who: cast.approver, route: 'decideInquiry', afterMinutes: 200,
  given: (one) => ({ params: idOf(one), body: { agrees: false, reasons: '请补充岗位说明后再报' } }),
});

const stepsAfter = (planned: PlannedInquiry, cast: Cast): readonly Step[] => {
  const { end } = planned;
  const way = wholeWay(planned, cast, end === 'refused');
  switch (end) {
    case 'supplementing': case 'notAccepted': case 'referred': return way.slice(0, 1);
    case 'supplemented': return [...way.slice(0, 1), supplementStep(cast, planned)];
    case 'verifying': return [...way.slice(0, 1), verifyStep(cast)];
    case 'verified': return [...way.slice(0, 1), verifyStep(cast), verifiedStep(cast)];
    case 'sentBack': return [...way.slice(0, 2), sendBackStep(cast)];
    case 'withdrawn': return [...way.slice(0, 1), withdrawStep(cast)];
    case 'refused': return way.slice(0, 3);
    case 'disclosed': return way;
    default: return way.slice(0, WAY.indexOf(end) + (end === 'prepared' ? 1 : 0));
  }
};

const DAY_MINUTES = 1440;

const reviewSteps = ({ review }: PlannedInquiry, cast: Cast): readonly Step[] =>
  (review === undefined ? [] : [{
    who: cast.approver, route: 'reviewWithholding', afterMinutes: review.afterDays * DAY_MINUTES,
    given: (one) => ({ params: idOf(one), body: {
      prolongs: review.prolongs,
      ...(review.prolongs === 'yes' ? { ground: 'wouldHinderDuty', reasons: '案件尚在侦查，告知将影响取证' }
        : { reasons: '案件已办结，告知不影响办案' }),
    } }),
  }]);

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
    ...stepsAfter(planned, cast), ...reviewSteps(planned, cast),
  ]);
};
