import type { RightsStepBody } from '@fengcun/api';
import type { BodyOf } from '../../../api/interface.ts';
import type { Words } from '../../../app/language.tsx';
import type { Entered, StepField } from '../../../parts/step/step-field.tsx';
import { RIGHT_GROUNDS, RIGHT_OUTCOMES } from '../../citizen/words.ts';

type Answer = Extract<RightsStepBody, { type: 'ProposeAnswer' }>['answer'];
type Kind = BodyOf<'readRightsRequest'>['kind'];
type Names = 'outcome' | 'grounds' | 'reasons' | 'measures';

const REFUSALS: readonly Words[] = [
  { zh: '经核对原始文书，所载信息与文书一致。', en: 'Checked against the documents: it is as they say.' },
  { zh: '依法应当保存的期限尚未届满，期满后本机关将主动处理。', en: 'It must still be kept; afterwards we act on our own.' },
  { zh: '该记录由其他机关保存，已告知请求人向该机关提出。', en: 'Another organ keeps it; the person was told where to go.' },
];
/** What a grant of each request usually comes to. */
const GRANTS: Readonly<Record<Kind, readonly Words[]>> = {
  copy: [{ zh: '已提供本人信息的复制件。', en: 'A copy was provided.' }],
  correction: [{ zh: '已按请求更正，并通知接收过该信息的机关。', en: 'Corrected; every organ that had it was told.' }],
  deletion: [{ zh: '已删除，并通知接收过该信息的机关。', en: 'Deleted; every organ that had it was told.' }],
  reexamination: [{ zh: '经复查，原结果有误，已予更正。', en: 'Looked at again: the result was wrong and was corrected.' }],
  sealing: [{ zh: '已提交封存审查，结果另行通知。', en: 'Handed to the sealing desk; the result will be told.' }],
  objection: [{ zh: '已移送人民检察院，并配合核查。', en: 'Referred to the procuratorate; we help it look.' }],
  complaint: [{ zh: '已移送人民检察院；涉嫌泄露的，已停用相关账号并启动处置。',
    en: 'Referred to the procuratorate; the leak is being dealt with.' }],
};

// Keys of tables of ours: the names are the type.
const OUTCOMES = Object.keys(RIGHT_OUTCOMES) as readonly Answer['outcome'][];
const GROUNDS = Object.keys(RIGHT_GROUNDS) as readonly Answer['grounds'][number][];

// In part it is both; as long as nobody chose, neither is asked for.
const isRefused = (at: Entered<Names>): boolean => at('outcome') === 'refused' || at('outcome') === 'partlyGranted';
const isGranted = (at: Entered<Names>): boolean => at('outcome') === 'granted' || at('outcome') === 'partlyGranted';

/** Fields of an answer: a refusal names grounds and reasons, a grant what was done. */
export const answerFields = (t: (words: Words) => string, kind: Kind): readonly StepField<Names>[] => [
  { name: 'outcome', label: { zh: '结论', en: 'Outcome' }, kind: 'choice',
    options: OUTCOMES.map((value) => ({ value, label: t(RIGHT_OUTCOMES[value]) })) },
  { name: 'grounds', label: { zh: '不同意的法定理由', en: 'Grounds of law' }, kind: 'several',
    options: GROUNDS.map((value) => ({ value, label: t(RIGHT_GROUNDS[value]) })),
    isShown: isRefused },
  { name: 'reasons', label: { zh: '理由', en: 'Reasons' }, kind: 'words', prepared: REFUSALS,
    isShown: isRefused },
  { name: 'measures', label: { zh: '办理措施', en: 'What was done' }, kind: 'words', prepared: GRANTS[kind],
    isShown: isGranted },
];

/** The answer as it was entered; what its outcome does not show is not sent. */
export const answerOf = (at: Entered<Names>): Answer => {
  const outcome = OUTCOMES.find((one) => one === at('outcome')) ?? 'refused';
  return {
    outcome, grounds: outcome === 'granted' ? [] : GROUNDS.filter((one) => at('grounds').split(' ').includes(one)),
    reasons: outcome === 'granted' ? '' : at('reasons'), measures: outcome === 'refused' ? '' : at('measures'),
  };
};
