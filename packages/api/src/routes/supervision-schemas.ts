import { DUTY_KINDS } from '@fengcun/registry';
import { choice, list, named, object, oneOf, text, type TypeOf, whole } from '../schema/schema.ts';
import { seenVersion } from './seen-version.ts';

const MATTERS = [
  'shouldBeSealed', 'wronglySealed', 'overdueSeal', 'sealedAnswered', 'disclosure', 'inquiryPattern',
  'improperBasis', 'improperRefusal',
] as const;
const ORIGINS = ['application', 'complaint', 'objection', 'ownFinding', 'escalation'] as const;
const OPINIONS = ['correctiveOpinion', 'procuratorialProposal'] as const;
const STAGES = [
  'opened', 'proposed', 'opinionServed', 'reasonsGiven', 'correctionReported', 'upheld', 'escalated',
  'closed',
] as const;
const INCIDENT_STATES = ['reported', 'contained', 'assessed', 'notified', 'closed'] as const;

const day = text({ max: 10, min: 10, pattern: /^\d{4}-\d{2}-\d{2}$/, title: '日期' });
const organ = text({ max: 80, pattern: /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/, title: '机关' });
const words = text({ max: 4000 });
const MATTER_PAPERS = ['supervision-opinion', 'procuratorial-proposal', 'supervision-escalation'] as const;
const INCIDENT_PAPERS = ['leak-notice', 'incident-referral'] as const;
const maybeWords = text({ max: 4000, min: 0 });
const documentNumber = text({ max: 80, title: '文书编号' });
const about = text({ max: 80 });
const papers = list(object({ paper: text({ max: 40 }), number: documentNumber }), { min: 0, max: 12 });

/** Id of a matter or leak; answered alike whether there is one or not. */
export const matterId = text({
  max: 36, min: 36, pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
});

/** A paper of a matter. */
export const matterPaperName = choice(MATTER_PAPERS, '文书');
/** A paper of a leak. */
export const incidentPaperName = choice(INCIDENT_PAPERS, '文书');

/** A matter to open. @see 2022 Measures art. 22 */
export const supervisionOpening = named('SupervisionOpening', object({
  matter: choice(MATTERS, '监督事项'), origin: choice(ORIGINS, '来源'), unit: organ,
  about: list(about, { min: 0, max: 200 }), facts: words,
}));

/** A matter to open. */
export type SupervisionOpeningBody = TypeOf<typeof supervisionOpening>;

/** What a procurator does in a matter. */
export const supervisionStep = named('SupervisionStep', oneOf(
  object({ type: choice(['FindNoError', 'Uphold']), reasons: words }),
  object({ type: choice(['ProposeOpinion']), kind: choice(OPINIONS, '文书'), text: words }),
  object({ type: choice(['Escalate']), unitAbove: organ, document: documentNumber }),
  object({ type: choice(['Close']) })));

/** Another procurator decides on a proposed opinion. */
export const opinionDecision = named('OpinionDecision', object({
  type: choice(['DecideOpinion']), agrees: choice(['yes', 'no']), reasons: maybeWords,
  document: documentNumber,
}, { version: seenVersion }));

/** What the unit answers: its reasons, or measures and result. */
export const supervisionReply = named('SupervisionReply', oneOf(
  object({ type: choice(['GiveReasons']), reasons: words }),
  object({ type: choice(['ReportCorrection']), measures: words, result: words })));

/** A step of a matter. */
export type SupervisionStepBody =
  TypeOf<typeof supervisionStep> | TypeOf<typeof opinionDecision> | TypeOf<typeof supervisionReply>;

/** A matter as those see it who have to do with it. */
export const matterShown = named('MatterShown', object(
  {
    matterId, matter: choice(MATTERS), origin: choice(ORIGINS), procuratorate: organ, unit: organ,
    bearer: organ, stage: choice(STAGES), about: list(about, { min: 0, max: 200 }), facts: words,
  },
  {
    dueOn: day, result: choice(['corrected', 'reasonsAccepted', 'noError']),
    opinion: object({ kind: choice(OPINIONS), text: words }, { document: documentNumber }),
    isOverdue: choice(['yes']), papers, version: seenVersion,
    /** Records that a correction asks to be sealed, or opened as wrongly sealed: a person orders it. */
    correction: object({
      order: choice(['corrective', 'wrongSeal']), recordIds: list(about, { min: 0, max: 200 }),
      opinionNumber: documentNumber,
    }),
  }));

/** A matter as it is shown. */
export type MatterShown = TypeOf<typeof matterShown>;

/** A matter or leak in a list: nothing of it is opened for that. */
export const matterListed = object(
  { id: matterId, organ: text({ max: 80 }), state: text({ max: 40 }), openedAt: text({ max: 30 }) },
  { dueOn: day });

/** A matter or leak in a list. */
export type MatterListed = TypeOf<typeof matterListed>;

/** A page of matters or leaks. */
export const matterPage = object(
  { items: list(matterListed, { min: 0, max: 100 }) }, { next: text({ max: 80 }) });

/** Which: those that wait for the organ, or those it opened. */
export const matterSearch = object(
  {}, { cursor: text({ max: 80 }), limit: whole(1, 100), which: choice(['waiting', 'opened']) });

/** What supervision found noticeable: the rule with its sentence, the number and its bound. */
export const patternsShown = named('PatternsShown', object({
  findings: list(object({
    rule: text({ max: 40 }), says: text({ max: 200 }), about: text({ max: 200 }),
    measured: whole(0, 1_000_000), bound: whole(0, 1_000_000),
    inquiryIds: list(matterId, { min: 0, max: 5000 }),
  }), { min: 0, max: 1000 }),
}));

/** Patterns. */
export type PatternsShown = TypeOf<typeof patternsShown>;

const share = text({ max: 10, min: 0, title: '比率（无可计算者为空）' });
const count = whole(0, 1_000_000_000);

/** Coverage, timeliness and refusals by organ and year; shares are decimals, empty where there is none. */
export const statisticsShown = named('StatisticsShown', object({
  rows: list(object({
    organ: text({ max: 80 }), year: whole(1900, 3000), mustSeal: count, sealed: count, unknown: count,
    overdue: count, inTime: count, coverage: share, timeliness: share, decided: count, refused: count,
    refusalShare: share,
    decidedInTime: share,
  }), { min: 0, max: 2000 }),
}));

/** Statistics. */
export type StatisticsShown = TypeOf<typeof statisticsShown>;

const dutyKind = choice(DUTY_KINDS);
const cites = list(text({ max: 24 }), { min: 0, max: 4 });

/**
 * Terms of the own organ, the earliest first, with the day of the last reminder and who was told that it is
 * late; then late duties of supervised organs that were told here. Nothing of what they are about is opened.
 * `counts` are of all own terms, whatever the page; the next page of either list begins at its mark.
 */
export const dutiesShown = named('DutiesShown', object({
  duties: list(object({
    kind: dutyKind, id: matterId, state: text({ max: 40 }), dueOn: day,
    stands: choice(['late', 'lastDay', 'running']), workingDaysLeft: whole(-10_000, 10_000), cites,
  }, { remindedOn: day, escalatedTo: organ }), { min: 0, max: 500 }),
  escalated: list(object({
    kind: dutyKind, id: matterId, bearer: organ, dueOn: day, escalatedOn: day, reminders: whole(1, 100_000),
    cites,
  }), { min: 0, max: 500 }),
  counts: object({ late: count, lastDay: count, running: count }),
}, { nextOwn: text({ max: 80 }), nextTold: text({ max: 80 }) }));

/** Where the page of each list begins. */
export const dutiesSearch = object({}, { ownAfter: text({ max: 80 }), toldAfter: text({ max: 80 }) });

/** Duties. */
export type DutiesShown = TypeOf<typeof dutiesShown>;

/** A leak to report. @see 个人信息保护法第57条 */
export const incidentReport = named('IncidentReport', object({ facts: words, knownOn: day }));

/** A leak to report. */
export type IncidentReportBody = TypeOf<typeof incidentReport>;

/** What is done about a leak. */
export const incidentStep = named('IncidentStep', oneOf(
  object({ type: choice(['Contain']), measures: words }),
  object({
    type: choice(['Assess']), persons: list(about, { min: 0, max: 1000 }),
    content: list(text({ max: 40 }), { min: 1, max: 20 }), cause: words, harm: words,
  }),
  object({
    type: choice(['Notify']), persons: list(about, { min: 1, max: 1000 }), document: documentNumber,
    advice: words, contact: text({ max: 120 }),
  }),
  object({
    type: choice(['Refer']), kind: choice(['discipline', 'crime']), to: organ, document: documentNumber,
  }),
  object({ type: choice(['ProposeSparing', 'CloseIncident']), reasons: words })));

/** A second person decides that no notice is needed, or sends that back. @see 个人信息保护法第57条第2款 */
export const sparingDecision = named('SparingDecision', object({
  type: choice(['DecideSparing']), agrees: choice(['yes', 'no']), reasons: maybeWords,
}, { version: seenVersion }));

/** A step about a leak. */
export type IncidentStepBody = TypeOf<typeof incidentStep> | TypeOf<typeof sparingDecision>;

/** A leak as its organ and its supervisor see it; persons by their ids. */
export const incidentShown = named('IncidentShown', object(
  {
    incidentId: matterId, organ, state: choice(INCIDENT_STATES), knownOn: day,
    persons: list(about, { min: 0, max: 1000 }), notified: list(about, { min: 0, max: 1000 }),
    referrals: list(choice(['discipline', 'crime']), { min: 0, max: 100 }),
  },
  {
    isSpared: choice(['yes']), sparingProposed: words, papers, facts: words, version: seenVersion,
    measures: list(words, { min: 0, max: 100 }),
    assessment: object({ content: list(text({ max: 40 }), { min: 1, max: 20 }), cause: words, harm: words }),
    sentBack: words,
  }));

/** A leak as it is shown. */
export type IncidentShown = TypeOf<typeof incidentShown>;
