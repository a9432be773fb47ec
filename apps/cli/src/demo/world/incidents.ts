import type { RouteId } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { PROCURATORATE } from './organs.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

/** What is done about a leak, in this order. */
type Move = 'contain' | 'assess' | 'tell' | 'refer' | 'spare' | 'agree' | 'close';

type Leak = Readonly<{ word: 'police' | 'court'; daysAgo: number; facts: string; moves: readonly Move[] }>;

/** Leaks: closed long ago, one that nobody had to be told of, one in every stage, one of yesterday. */
const LEAKS: readonly Leak[] = [
  { word: 'police', daysAgo: 300, facts: '工作人员拍摄屏幕并转发',
    moves: ['contain', 'assess', 'refer', 'tell', 'close'] },
  { word: 'court', daysAgo: 130, facts: '卷宗复印件遗留在会议室，十分钟后取回',
    moves: ['contain', 'assess', 'spare', 'agree', 'close'] },
  { word: 'court', daysAgo: 26, facts: '开庭公告误附当事人身份证号', moves: ['contain', 'assess', 'tell'] },
  { word: 'court', daysAgo: 6, facts: '旧电脑报废前未清除数据，已追回', moves: ['contain', 'assess', 'spare'] },
  { word: 'police', daysAgo: 4, facts: '错发含有记录的电子邮件', moves: ['contain', 'assess'] },
  { word: 'court', daysAgo: 2, facts: '内网共享盘权限设置过宽', moves: ['contain'] },
  { word: 'police', daysAgo: 1, facts: '打印件遗失在大厅', moves: [] },
];

type Taking = Readonly<{ afterMinutes: number; route?: RouteId; body: Readonly<Record<string, unknown>> }>;

const PERSONS = ['person-1', 'person-2'] as const;

const MOVES: Readonly<Record<Move, Taking>> = {
  contain: { afterMinutes: 30, body: { type: 'Contain', measures: '停用账号，撤下链接' } },
  assess: { afterMinutes: 300, body: {
    type: 'Assess', persons: PERSONS, content: ['罪名', '裁判日期'], cause: '违规导出', harm: '名誉可能受损' } },
  refer: { afterMinutes: 200, body: {
    type: 'Refer', kind: 'discipline', to: PROCURATORATE, document: '泄移〔2026〕1号' } },
  tell: { afterMinutes: 600, body: {
    type: 'Notify', persons: PERSONS, document: '泄通〔2026〕1号', advice: '留存证据，可以申请处理',
    contact: '法制大队' } },
  spare: { afterMinutes: 500, body: { type: 'ProposeSparing', reasons: '监控显示无人接触，措施能够有效避免危害' } },
  agree: { afterMinutes: 400, route: 'decideSparing', body: {
    type: 'DecideSparing', agrees: 'yes', reasons: '' } },
  close: { afterMinutes: 3000, body: { type: 'CloseIncident', reasons: '已整改并通知完毕' } },
};

const stepOf = ({ person }: Stage, word: Leak['word'], move: Move): Step => {
  const { afterMinutes, route = 'takeIncidentStep', body } = MOVES[move];
  return {
    who: person(`${word}-${move === 'agree' ? 'approver' : 'reviewer'}`), route, afterMinutes,
    given: (one) => ({ params: { id: textIn(one, 'incidentId') }, body }),
  };
};

/** Leaks of two years. */
export const playIncidents = (stage: Stage, today: CivilDate): void => {
  for (const { word, daysAgo, facts, moves } of LEAKS) {
    const knownOn = workingDaysBefore(addDays(today, -daysAgo), 0);
    playSteps(stage, instantOf(knownOn, 14, 10), [
      {
        who: stage.person(`${word}-reviewer`), route: 'reportIncident', afterMinutes: 0,
        given: () => ({ body: { facts, knownOn } }),
      },
      ...moves.map((move) => stepOf(stage, word, move)),
    ]);
  }
};
