import type { Actor } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, PROCURATORATE } from './organs.ts';
import { type PlannedRequest, REQUESTS, type RightsMove } from './rights-plans.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

/** Working days of the answer to a request: what makes one due today. */
const ANSWER_DAYS = 15;

type Staff = Readonly<{ reviewer: Actor; approver: Actor }>;

const staffOf = ({ person }: Stage, organ: string): Staff => {
  if (organ === COURT) return { reviewer: person('court-reviewer'), approver: person('court-approver') };
  return organ === PROCURATORATE
    ? { reviewer: person('procurator-clerk'), approver: person('procurator-approver') }
    : { reviewer: person('police-reviewer'), approver: person('police-approver') };
};

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ id: textIn(standing, 'requestId') });

const GRANTED = { outcome: 'granted', grounds: [], reasons: '', measures: '已按请求办理' };
const UPHELD = {
  outcome: 'granted', grounds: [], reasons: '', measures: '责令原办理机关三日内撤下，并核查其他公开渠道',
};
/** Of each kind the ground of law that fits. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  deletion: { grounds: ['retentionRuns'], reasons: '法定保存期限尚未届满，期满后删除；现仅存储和采取必要的安全保护措施' },
  reexamination: { grounds: ['resultStands'], reasons: '经复查，原查询结果无误' },
};
const NOT_OURS = { grounds: ['notOurRecord'], reasons: '经核查，所述信息不是本机关提供' };

type Taking = Omit<Step, 'given'> & Readonly<{ body: Readonly<Record<string, unknown>> }>;

type Acting = Staff & Readonly<{ stage: Stage; planned: PlannedRequest; number: (word: string) => string }>;

const stepOfReviewer = ({ reviewer, planned: { body }, number }: Acting, move: RightsMove): Taking => {
  const step = { who: reviewer, route: 'takeRightsStep' } as const;
  switch (move) {
    case 'check':
      return { ...step, afterMinutes: 240, body: { type: 'CheckRequest', document: number('受') } };
    case 'refer':
      return {
        ...step, afterMinutes: 600, body: { type: 'Refer', to: PROCURATORATE, document: number('移') },
      };
    default: {
      const answer = move === 'grant' ? GRANTED
        : { outcome: 'refused', measures: '', ...REFUSED[body.kind] ?? NOT_OURS };
      return { ...step, afterMinutes: 3000, body: { type: 'ProposeAnswer', answer } };
    }
  }
};

const stepOfApprover = ({ approver, stage, number }: Acting, move: RightsMove): Taking => {
  const step = { who: approver, route: 'decideRightsRequest', afterMinutes: 300 } as const;
  switch (move) {
    case 'extend': return { ...step, body: { type: 'Extend', reasons: '须向外省核实，情况复杂' } };
    case 'sendBack': return { ...step, body: {
      type: 'DecideAnswer', agrees: 'no', reasons: '请先核对原件再答复', document: number('答') } };
    case 'answerAppeal': return {
      ...step, who: staffOf(stage, PROCURATORATE).approver, afterMinutes: 4 * 1440,
      body: { type: 'AnswerAppeal', answer: UPHELD, document: number('复') } };
    default: return { ...step, body: {
      type: 'DecideAnswer', agrees: 'yes', reasons: '', document: number('答') } };
  }
};

const OWN: Readonly<Partial<Record<RightsMove, Readonly<Record<string, unknown>>>>> = {
  supplement: { type: 'Supplement', supplement: { materials: ['disclosureProof'] } },
  appeal: { type: 'Appeal', statement: '答复没有查明信息从何处传出', to: PROCURATORATE },
  withdraw: { type: 'Withdraw' },
};
const OF_APPROVER: ReadonlySet<RightsMove> = new Set(['extend', 'sendBack', 'answer', 'answerAppeal']);
const OWN_AFTER_MINUTES = 1500;

const stepOf = (acting: Acting, move: RightsMove): Step => {
  const { stage, planned } = acting;
  const own = OWN[move];
  const asking = { who: stage.person(planned.who), route: 'takeOwnRightsStep' } as const;
  const { body, ...step } = own !== undefined ? { ...asking, afterMinutes: OWN_AFTER_MINUTES, body: own }
    : OF_APPROVER.has(move) ? stepOfApprover(acting, move) : stepOfReviewer(acting, move);
  return { ...step, given: (one) => ({ params: idOf(one), body }) };
};

/** Plays the requests of the citizen and of the guardian. */
export const playRights = (stage: Stage, today: CivilDate): void => {
  for (const [index, planned] of REQUESTS.entries()) {
    const { who, daysAgo, body, moves, isDueToday = false } = planned;
    const day = isDueToday ? workingDaysBefore(today, ANSWER_DAYS)
      : workingDaysBefore(addDays(today, -daysAgo), 0);
    const number = (word: string): string => `权${word}〔${String(2000 + daysAgo)}〕号`;
    const acting = { ...staffOf(stage, body.organ), stage, planned, number };
    playSteps(stage, instantOf(day, 8, 40 + index), [
      { who: stage.person(who), route: 'fileRightsRequest', afterMinutes: 0, given: () => ({ body }) },
      ...moves.map((move) => stepOf(acting, move)),
    ]);
  }
};
