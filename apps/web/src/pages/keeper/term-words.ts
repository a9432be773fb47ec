import type { Words } from '../../app/language.tsx';

/** Terms that a platform may set, by the rule; one that is added later is shown by its id. */
export const TERM_WORDS: Readonly<Record<string, Words | undefined>> = {
  serveAfterEffect: { zh: '裁判生效后送达封存决定', en: 'serve the seal order after the judgment' },
  serveAfterNonProsecution: { zh: '不起诉后送达封存决定', en: 'serve the seal order after non-prosecution' },
  sealOwnCopy: { zh: '封存本机关保存的记录', en: 'seal the own copy' },
  sealByOrder: { zh: '收到通知后封存', en: 'seal on an order' },
  sealAfterRelease: { zh: '刑满释放后封存', en: 'seal after release' },
  sealPublicOrder: { zh: '治安违法记录封存', en: 'seal a public-order record' },
  correctiveReply: { zh: '回复纠正意见', en: 'reply to a corrective opinion' },
  proposalReply: { zh: '回复检察建议', en: 'reply to a procuratorial proposal' },
  leakNotice: { zh: '通知泄露', en: 'tell of a leak' },
  sealingApplication: { zh: '答复封存申请', en: 'answer an application to seal' },
  rightsAnswer: { zh: '答复个人信息权利请求', en: 'answer a request about personal data' },
  rightsAppeal: { zh: '答复申诉', en: 'answer an appeal' },
  complaintReferral: { zh: '移送投诉', en: 'pass a complaint on' },
  completenessCheck: { zh: '审查材料是否齐全（建议）', en: 'check completeness (proposal)' },
  supplement: { zh: '补正材料（建议）', en: 'supplement (proposal)' },
  applicationDecision: { zh: '作出决定（建议）', en: 'decide (proposal)' },
  objection: { zh: '提出异议（建议）', en: 'object (proposal)' },
  panelOpinion: { zh: '评议意见（建议）', en: 'opinion of the panel (proposal)' },
  appeal: { zh: '提出申诉（建议）', en: 'appeal (proposal)' },
  appealDecision: { zh: '上级决定（建议）', en: 'decision above (proposal)' },
};
