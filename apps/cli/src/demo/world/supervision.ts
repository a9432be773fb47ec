import type { SupervisionOpeningBody } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, POLICE, POLICE_ABOVE } from './organs.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

type Matter = Readonly<{
  daysAgo: number; steps: number; opening: SupervisionOpeningBody; ending?: 'reasons' | 'escalated';
}>;

const opening = (
  matter: SupervisionOpeningBody['matter'], unit: string, facts: string,
): SupervisionOpeningBody => ({ matter, origin: 'ownFinding', unit, about: [], facts });

const MATTERS: readonly Matter[] = [
  { daysAgo: 400, steps: 5, opening: opening('overdueSeal', POLICE, '三份封存通知逾期未送回回执') },
  { daysAgo: 260, steps: 5, opening: opening('improperRefusal', COURT, '以未缴费为由不予受理查询'),
    ending: 'reasons' },
  { daysAgo: 120, steps: 4, opening: opening('inquiryPattern', POLICE, '同一单位多次以部门规章为依据查询'),
    ending: 'escalated' },
  { daysAgo: 45, steps: 3, opening: opening('disclosure', COURT, '裁判文书公开前未隐去姓名') },
  { daysAgo: 12, steps: 2, opening: opening('overdueSeal', POLICE, '两份封存通知逾期') },
  { daysAgo: 4, steps: 1, opening: opening('improperBasis', POLICE, '以平台规则为依据的查询获得许可') },
  { daysAgo: 1, steps: 0, opening: opening('sealedAnswered', POLICE, '已封存的记录出现在对外答复中') },
];

const idOf = (standing: Readonly<Record<string, unknown>>, name = 'matterId') => ({ id: textIn(standing,
  name) });

const answerOf = ({ ending }: Matter): Readonly<Record<string, unknown>> => (ending === 'reasons'
  ? { type: 'GiveReasons', reasons: '申请材料不全，已一次性告知' }
  : { type: 'ReportCorrection', measures: '已补正并送回回执', result: '三日内全部完成' });

const lastOf = (stage: Stage): Step => ({
  who: stage.person('procurator'), route: 'takeMatterStep', afterMinutes: 4000,
  given: (one) => ({ params: idOf(one), body: { type: 'Close' } }),
});

const escalateStep = (stage: Stage): Step => ({
  who: stage.person('procurator'), route: 'takeMatterStep', afterMinutes: 60 * 24 * 40,
  given: (one) => ({ params: idOf(one), body: { type: 'Escalate', unitAbove: POLICE_ABOVE,
    document: '临渡检通〔2026〕3号' } }),
});

const stepsOf = (stage: Stage, matter: Matter): readonly Step[] => {
  const { opening: { unit }, daysAgo, steps, ending } = matter;
  const word = unit === COURT ? 'court' : 'police';
  const all: readonly Step[] = [
    {
      who: stage.person('procurator'), route: 'takeMatterStep', afterMinutes: 300,
      given: (one) => ({ params: idOf(one), body: {
        type: 'ProposeOpinion', kind: steps === 3 ? 'procuratorialProposal' : 'correctiveOpinion',
        text: '请查明原因，依法纠正，并书面回复',
      } }),
    },
    {
      who: stage.person('procurator-second'), route: 'decideOpinion', afterMinutes: 1500,
      given: (one) => ({ params: idOf(one), body: {
        type: 'DecideOpinion', agrees: 'yes', reasons: '', document: `临渡检纠〔2026〕${daysAgo}号`,
      } }),
    },
    {
      who: stage.person(`${word}-reviewer`), route: 'replyToMatter', afterMinutes: 5000,
      given: (one) => ({ params: idOf(one), body: answerOf(matter) }),
    },
  ];
  if (ending === 'escalated') return [...all.slice(0, 2), escalateStep(stage)];
  return steps > 3 ? [...all, lastOf(stage)] : all.slice(0, steps);
};

const playMatters = (stage: Stage, today: CivilDate): void => {
  for (const matter of MATTERS) {
    const start = instantOf(workingDaysBefore(addDays(today, -matter.daysAgo), 0), 9, 20);
    playSteps(stage, start, [
      { who: stage.person('procurator'), route: 'openMatter', afterMinutes: 0,
        given: () => ({ body: matter.opening }) },
      ...stepsOf(stage, matter),
    ]);
  }
};

const incidentSteps = (stage: Stage): readonly Step[] => {
  const reviewer = stage.person('police-reviewer');
  const step = (afterMinutes: number, body: Readonly<Record<string, unknown>>): Step => ({
    who: reviewer, route: 'takeIncidentStep', afterMinutes,
    given: (one) => ({ params: idOf(one, 'incidentId'), body }),
  });
  return [
    step(30, { type: 'Contain', measures: '停用账号，撤下链接' }),
    step(300, {
      type: 'Assess', persons: ['person-1', 'person-2'], content: ['罪名', '裁判日期'], cause: '违规导出',
      harm: '名誉可能受损',
    }),
    step(600, {
      type: 'Notify', persons: ['person-1', 'person-2'], document: '泄通〔2026〕1号',
      advice: '留存证据，可以申请处理', contact: '法制大队',
    }),
    step(3000, { type: 'CloseIncident', reasons: '已整改并通知完毕' }),
  ];
};

/** Leaks: one closed long ago, one contained, one of yesterday. */
const INCIDENTS: readonly (readonly [daysAgo: number, steps: number, facts: string])[] = [
  [300, 4, '工作人员拍摄屏幕并转发'], [4, 2, '错发含有记录的电子邮件'], [1, 0, '打印件遗失在大厅'],
];

/** Matters of the procuratorate and leaks, old ones that are closed and new ones that wait for somebody. */
export const playSupervision = (stage: Stage, today: CivilDate): void => {
  playMatters(stage, today);
  for (const [daysAgo, steps, facts] of INCIDENTS) {
    const knownOn = workingDaysBefore(addDays(today, -daysAgo), 0);
    playSteps(stage, instantOf(knownOn, 14, 10), [
      {
        who: stage.person('police-reviewer'), route: 'reportIncident', afterMinutes: 0,
        given: () => ({ body: { facts, knownOn } }),
      },
      ...incidentSteps(stage).slice(0, steps),
    ]);
  }
};
