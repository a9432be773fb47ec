import type { Words } from '../../app/language.tsx';

/** Steps of a seal and events of a case in words. */
const STEPS: Readonly<Record<string, Words>> = {
  SealOrdered: { zh: '作出封存通知', en: 'ordered to be sealed' },
  CorrectiveSealOrdered: { zh: '监督后作出封存通知', en: 'ordered after supervision' },
  HolderAdded: { zh: '新发现的保管机关', en: 'another holder became known' }, Acknowledged: { zh: '回执：已执行', en: 'carried out' },
  Reminded: { zh: '催办', en: 'reminded' }, Escalated: { zh: '逾期，报检察院', en: 'late, told to the procuratorate' },
  UnsealProposed: { zh: '提议解除封存', en: 'opening proposed' }, UnsealApproved: { zh: '同意解除封存', en: 'opening approved' },
  UnsealRefused: { zh: '不同意解除封存', en: 'opening refused' }, UnsealOrdered: { zh: '作出解封通知', en: 'ordered to be opened' },
  Rescinded: { zh: '撤销封存', en: 'rescinded' }, ExemptedByApplication: { zh: '申请免予封存', en: 'exempt on application' },
  ObservationStarted: { zh: '考察开始', en: 'observation began' },
  ObservationShortened: { zh: '考察缩短', en: 'observation shortened' },
  ObservationBreached: { zh: '违反考察规定', en: 'observation breached' },
  ObservationPassed: { zh: '考察期满', en: 'observation over' },
  ErasedByLaw: { zh: '依法删除', en: 'erased by law' },
  caseFiled: { zh: '立案', en: 'case filed' }, caseDropped: { zh: '撤销案件', en: 'case dropped' },
  liabilityDecided: { zh: '不追究刑事责任', en: 'no liability' },
  compulsoryMeasureRecorded: { zh: '强制措施', en: 'compulsory measure' },
  arrestApproved: { zh: '批准逮捕', en: 'arrest approved' }, arrestRefused: { zh: '不批准逮捕', en: 'arrest refused' },
  prosecuted: { zh: '提起公诉', en: 'prosecuted' }, nonProsecutionDecided: { zh: '不起诉', en: 'not prosecuted' },
  conditionalNonProsecutionDecided: { zh: '附条件不起诉', en: 'conditionally not prosecuted' },
  conditionalNonProsecutionRevoked: { zh: '撤销附条件不起诉', en: 'condition revoked' },
  judgmentRecorded: { zh: '裁判', en: 'judgment' }, judgmentBecameEffective: { zh: '裁判生效', en: 'judgment in force' },
  executionStarted: { zh: '执行开始', en: 'execution began' }, released: { zh: '释放', en: 'released' },
  paroled: { zh: '假释', en: 'paroled' }, sentenceServed: { zh: '刑罚执行完毕', en: 'sentence served' },
  sentenceReduced: { zh: '减刑', en: 'sentence reduced' },
  correctionCompleted: { zh: '解除矫正', en: 'correction completed' },
  publicOrderDecisionRecorded: { zh: '治安处罚决定', en: 'public order decision' },
  publicOrderDecisionAnnulled: { zh: '治安处罚决定撤销', en: 'public order decision annulled' },
  supportFileRecorded: { zh: '帮教档案', en: 'support file' },
};

/** A step in words; a kind without words is shown as it is. */
export const stepWords = (step: string): Words => STEPS[step] ?? { zh: step, en: step };
