import type { Actor, RightsFilingBody } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, POLICE, PROCURATORATE } from './organs.ts';
import { WARD } from './people.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

/** A request of the world: who files what, how many days ago, and how many steps of its organ followed. */
type PlannedRequest = Readonly<{
  who: string; daysAgo: number; steps: number; body: RightsFilingBody; refused?: boolean; dueToday?: boolean;
}>;

const filing = (kind: RightsFilingBody['kind'], organ: string, statement: string): RightsFilingBody =>
  ({ kind, organ, requester: 'self', statement, materials: ['evidence', 'disclosureProof'] });

const forWard = (body: RightsFilingBody): RightsFilingBody => ({ ...body, requester: 'guardian',
  ward: WARD.name });

/** Working days of the answer to a request, and of the referral of a complaint: what makes one due today. */
const ANSWER_DAYS = 15;

const REQUESTS: readonly PlannedRequest[] = [
  { who: 'citizen', daysAgo: 320, steps: 3, body: filing('correction', COURT,
    '判决书上的出生日期有误，请更正') },
  { who: 'citizen', daysAgo: 150, steps: 3, refused: true, body: filing('deletion', POLICE,
    '请删除多年前的调查材料') },
  { who: 'citizen', daysAgo: 21, steps: 1, dueToday: true, body: filing('copy', COURT,
    '请提供本人记录的复制件') },
  { who: 'citizen', daysAgo: 1, steps: 0, body: filing('objection', POLICE, '用人单位不应知道已封存的记录') },
  { who: 'guardian', daysAgo: 90, steps: 3, body: forWard(filing('copy', PROCURATORATE,
    '请提供孩子不起诉记录的复制件')) },
  { who: 'guardian', daysAgo: 6, steps: 2, body: forWard(filing('correction', POLICE,
    '笔录中的学校名称有误')) },
  { who: 'guardian', daysAgo: 2, steps: 0, body: forWard(filing('sealing', POLICE, '请封存孩子的帮教材料')) },
  { who: 'citizen', daysAgo: 12, steps: 1, body: filing('sealing', POLICE, '请一并封存关联材料') },
];

const staffOf = (stage: Stage, organ: string): Readonly<{ reviewer: Actor; approver: Actor }> => {
  if (organ === COURT) return { reviewer: stage.person('court-reviewer'),
    approver: stage.person('court-approver') };
  if (organ === PROCURATORATE) return { reviewer: stage.person('procurator-clerk'),
    approver: stage.person('procurator-approver') };
  return { reviewer: stage.person('police-reviewer'), approver: stage.person('police-approver') };
};

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ id: textIn(standing, 'requestId') });

const GRANTED = { outcome: 'granted', grounds: [], reasons: '', measures: '已按请求办理' };
const REFUSED = { outcome: 'refused', grounds: ['retentionRuns'], reasons: '法定保存期限尚未届满',
  measures: '' };

const stepsOf = (stage: Stage, { body: { organ }, steps, refused = false,
  daysAgo }: PlannedRequest): readonly Step[] => {
  const { reviewer, approver } = staffOf(stage, organ);
  const number = (word: string): string => `权${word}〔${String(2000 + daysAgo)}〕号`;
  const all: readonly Step[] = [
    {
      who: reviewer, route: 'takeRightsStep', afterMinutes: 240,
      given: (one) => ({ params: idOf(one), body: { type: 'CheckRequest', document: number('受') } }),
    },
    {
      who: reviewer, route: 'takeRightsStep', afterMinutes: 3000,
      given: (one) => ({ params: idOf(one), body: { type: 'ProposeAnswer',
        answer: refused ? REFUSED : GRANTED } }),
    },
    {
      who: approver, route: 'decideRightsRequest', afterMinutes: 300,
      given: (one) => ({
        params: idOf(one), body: { type: 'DecideAnswer', agrees: 'yes', reasons: '', document: number('答') },
      }),
    },
  ];
  return all.slice(0, steps);
};

/** Plays the requests of the citizen and of the guardian. */
export const playRights = (stage: Stage, today: CivilDate): void => {
  for (const [index, planned] of REQUESTS.entries()) {
    const { who, daysAgo, body, dueToday = false } = planned;
    const day = dueToday ? workingDaysBefore(today, ANSWER_DAYS) : workingDaysBefore(addDays(today, -daysAgo),
      0);
    playSteps(stage, instantOf(day, 8, 40 + index), [
      { who: stage.person(who), route: 'fileRightsRequest', afterMinutes: 0, given: () => ({ body }) },
      ...stepsOf(stage, planned),
    ]);
  }
};
