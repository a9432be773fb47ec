import type { SupervisionOpeningBody } from '@fengcun/api';
import { addDays, type CivilDate } from '@fengcun/kernel';
import { instantOf, workingDaysBefore } from './calendar.ts';
import { COURT, POLICE, POLICE_ABOVE } from './organs.ts';
import type { Stage } from './stage.ts';
import { playSteps, type Step, textIn } from './steps.ts';

/** What happens in a matter once it is opened: by the procurator, another one, or the unit. */
type Move =
  | 'propose' | 'suggest' | 'serve' | 'sendBack' | 'correct' | 'explain' | 'uphold' | 'escalate' | 'close'
  | 'noError';

type Matter = Readonly<{ daysAgo: number; moves: readonly Move[]; opening: SupervisionOpeningBody }>;

const opening = (
  matter: SupervisionOpeningBody['matter'], unit: string, facts: string,
): SupervisionOpeningBody => ({ matter, origin: 'ownFinding', unit, about: [], facts });

const MATTERS: readonly Matter[] = [
  { daysAgo: 400, moves: ['propose', 'serve', 'correct', 'close'],
    opening: opening('overdueSeal', POLICE, '三份封存通知逾期未送回回执') },
  { daysAgo: 260, moves: ['propose', 'serve', 'explain', 'close'],
    opening: opening('improperRefusal', COURT, '以未缴费为由不予受理查询') },
  { daysAgo: 200, moves: ['noError'],
    opening: opening('sealedAnswered', POLICE, '群众反映政审中提及已封存的记录') },
  { daysAgo: 120, moves: ['propose', 'serve', 'escalate'],
    opening: opening('inquiryPattern', POLICE, '同一单位多次以部门规章为依据查询') },
  { daysAgo: 45, moves: ['suggest', 'serve', 'correct'],
    opening: opening('disclosure', COURT, '裁判文书公开前未隐去姓名') },
  { daysAgo: 34, moves: ['propose', 'serve', 'explain', 'uphold'],
    opening: opening('improperRefusal', COURT, '以案件较多为由未在期限内答复查询') },
  { daysAgo: 20, moves: ['propose', 'serve', 'explain'],
    opening: opening('shouldBeSealed', POLICE, '一名未成年人的治安处罚未纳入封存') },
  { daysAgo: 12, moves: ['propose', 'serve'], opening: opening('overdueSeal', POLICE, '两份封存通知逾期') },
  { daysAgo: 8, moves: ['propose', 'sendBack'],
    opening: opening('disclosure', COURT, '开庭公告显示了未成年人姓名') },
  { daysAgo: 4, moves: ['propose'],
    opening: opening('improperBasis', POLICE, '以平台规则为依据的查询获得许可') },
  { daysAgo: 1, moves: [], opening: opening('sealedAnswered', POLICE, '已封存的记录出现在对外答复中') },
];

const idOf = (standing: Readonly<Record<string, unknown>>) => ({ id: textIn(standing, 'matterId') });

type Body = Readonly<Record<string, unknown>>;
type Taking = Readonly<{ afterMinutes: number; body: Body }>;

const TEXT = '请查明原因，依法纠正，并书面回复';

const takingOf = (move: Move, daysAgo: number): Taking => {
  const document = `临渡检纠〔2026〕${daysAgo}号`;
  switch (move) {
    case 'propose':
      return { afterMinutes: 300, body: { type: 'ProposeOpinion', kind: 'correctiveOpinion', text: TEXT } };
    case 'suggest': return { afterMinutes: 300, body: {
      type: 'ProposeOpinion', kind: 'procuratorialProposal', text: TEXT } };
    case 'serve': return { afterMinutes: 1500, body: {
      type: 'DecideOpinion', agrees: 'yes', reasons: '', document } };
    case 'sendBack': return { afterMinutes: 1500, body: {
      type: 'DecideOpinion', agrees: 'no', reasons: '请先核对公告原文再报', document } };
    case 'correct': return { afterMinutes: 5000, body: {
      type: 'ReportCorrection', measures: '已补正并送回回执', result: '三日内全部完成' } };
    case 'explain': return { afterMinutes: 5000, body: {
      type: 'GiveReasons', reasons: '申请材料不全，已一次性告知' } };
    case 'uphold': return { afterMinutes: 3000, body: {
      type: 'Uphold', reasons: '材料齐全，所述理由与卷宗不符' } };
    case 'escalate': return { afterMinutes: 60 * 24 * 40, body: {
      type: 'Escalate', unitAbove: POLICE_ABOVE, document: '临渡检通〔2026〕3号' } };
    case 'close': return { afterMinutes: 4000, body: { type: 'Close' } };
    case 'noError': return { afterMinutes: 4300, body: {
      type: 'FindNoError', reasons: '答复内容来自本人自述，未见记录外泄' } };
  }
};

const stepOf = ({ person }: Stage, { daysAgo, opening: { unit } }: Matter, move: Move): Step => {
  const { afterMinutes, body } = takingOf(move, daysAgo);
  const given: Step['given'] = (one) => ({ params: idOf(one), body });
  const word = unit === COURT ? 'court' : 'police';
  switch (move) {
    case 'serve': case 'sendBack':
      return { who: person('procurator-second'), route: 'decideOpinion', afterMinutes, given };
    case 'correct': case 'explain':
      return { who: person(`${word}-reviewer`), route: 'replyToMatter', afterMinutes, given };
    default: return { who: person('procurator'), route: 'takeMatterStep', afterMinutes, given };
  }
};

/** Matters of the procuratorate, old ones that are closed and new ones that wait for somebody. */
export const playSupervision = (stage: Stage, today: CivilDate): void => {
  for (const matter of MATTERS) {
    const start = instantOf(workingDaysBefore(addDays(today, -matter.daysAgo), 0), 9, 20);
    playSteps(stage, start, [
      { who: stage.person('procurator'), route: 'openMatter', afterMinutes: 0,
        given: () => ({ body: matter.opening }) },
      ...matter.moves.map((move) => stepOf(stage, matter, move)),
    ]);
  }
};
