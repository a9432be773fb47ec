import type { SupervisionOpeningBody } from '@fengcun/api';
import type { BodyOf } from '../../api/interface.ts';
import type { Words } from '../../app/language.tsx';

/** A matter of supervision as the interface shows it. */
export type Matter = BodyOf<'readMatter'>;
type Table<K extends string> = Readonly<Record<K, Words>>;

/** What a matter is about. */
export const MATTER_WORDS: Table<SupervisionOpeningBody['matter']> = {
  shouldBeSealed: { zh: '应当封存而未封存', en: 'should be sealed and is not' },
  wronglySealed: { zh: '不应当封存而封存', en: 'sealed and should not be' },
  overdueSeal: { zh: '逾期未封存', en: 'sealing is overdue' },
  sealedAnswered: { zh: '封存后仍对外答复', en: 'a sealed record was answered' },
  disclosure: { zh: '泄露', en: 'a leak' }, inquiryPattern: { zh: '查询异常', en: 'a pattern of inquiries' },
  improperBasis: { zh: '查询依据不当', en: 'an improper basis' },
  improperRefusal: { zh: '不当拒绝', en: 'an improper refusal' },
};

/** Where a matter comes from. */
export const ORIGIN_WORDS: Table<SupervisionOpeningBody['origin']> = {
  ownFinding: { zh: '履职中发现', en: 'found on duty' }, application: { zh: '申请', en: 'application' },
  complaint: { zh: '投诉', en: 'complaint' }, objection: { zh: '异议', en: 'objection' },
  escalation: { zh: '上报', en: 'escalation' },
};

/** How far a matter is. */
export const MATTER_STAGES: Table<Matter['stage']> = {
  opened: { zh: '已立', en: 'opened' }, proposed: { zh: '意见待审', en: 'opinion to be approved' },
  opinionServed: { zh: '意见已送达，待回复', en: 'opinion served' }, reasonsGiven: { zh: '单位已说明理由', en: 'reasons given' },
  correctionReported: { zh: '单位已报告纠正', en: 'correction reported' }, upheld: { zh: '维持意见', en: 'upheld' },
  escalated: { zh: '已报上级', en: 'escalated' }, closed: { zh: '已结', en: 'closed' },
};

/** What a procurator issues. */
export const OPINION_WORDS: Table<NonNullable<Matter['opinion']>['kind']> = {
  correctiveOpinion: { zh: '纠正意见', en: 'corrective opinion' },
  procuratorialProposal: { zh: '检察建议', en: 'procuratorial proposal' },
};

/** How a matter ended. */
export const RESULT_WORDS: Table<NonNullable<Matter['result']>> = {
  corrected: { zh: '已纠正', en: 'corrected' }, reasonsAccepted: { zh: '理由成立', en: 'reasons accepted' },
  noError: { zh: '未发现错误', en: 'no error' },
};
