import { kindSpec, type MessageKind, type OrganType } from '@fengcun/registry';

/** What differs between the examples of the page; everything else is the same invented person and case. */
type Example = Readonly<{ content: Readonly<Record<string, unknown>>; organ?: OrganType; number?: readonly [string, string] }>;

const COURT_CASE = ['courtCase', '（2024）虚0101刑初12号'] as const;
const POLICE_CASE = ['policeCase', '虚公（刑）立字〔2024〕31号'] as const;
const PROCURATORATE_CASE = ['procuratorateCase', '虚检刑诉〔2024〕27号'] as const;
const PUBLIC_ORDER_CASE = ['publicOrderCase', '虚公（治）行罚决字〔2024〕5号'] as const;
const COURT = '虚构市甲区人民法院';
const PROCURATORATE = '虚构市甲区人民检察院';

/** One invented example a kind: nobody bears these names, no organ has these numbers. */
export const EXAMPLES: Readonly<Record<MessageKind, Example>> = {
  caseFiled: { content: { filedOn: '2024-01-08', documentNumber: POLICE_CASE[1], charges: ['盗窃罪'] } },
  caseDropped: { content: { droppedOn: '2024-02-20', documentNumber: '虚公（刑）撤案字〔2024〕2号' } },
  liabilityDecided: { content: { decidedOn: '2024-03-01', outcome: 'noCriminalLiability' } },
  compulsoryMeasureRecorded: { content: { measure: 'bail', from: '2024-01-09', to: '2024-05-06', documentNumber: '虚公（刑）取保字〔2024〕9号' } },
  arrestApproved: { content: { decidedOn: '2024-02-02', documentNumber: '虚检批捕〔2024〕7号', charges: ['盗窃罪'] } },
  arrestRefused: { content: { decidedOn: '2024-02-02', ground: 'unnecessary' } },
  prosecuted: { content: { decidedOn: '2024-04-11', documentNumber: PROCURATORATE_CASE[1], procuratorate: PROCURATORATE, charges: ['盗窃罪'] } },
  nonProsecutionDecided: { content: { decidedOn: '2024-04-11', documentNumber: '虚检刑不诉〔2024〕3号', procuratorate: PROCURATORATE, type: 'discretionary' } },
  conditionalNonProsecutionDecided: { content: { decidedOn: '2024-04-11', documentNumber: '虚检附不诉〔2024〕1号', supervisionMonths: 8 } },
  conditionalNonProsecutionRevoked: { content: { decidedOn: '2024-09-30', documentNumber: '虚检撤附不诉〔2024〕1号' } },
  judgmentRecorded: {
    content: {
      documentNumber: COURT_CASE[1], court: COURT, decidedOn: '2024-05-06', instance: 'first', outcome: 'decided', procuratorate: PROCURATORATE,
      charges: ['盗窃罪'], sentence: { penalty: 'fixedTermImprisonment', termMonths: 8, suspensionMonths: 12, fineYuan: 2000 },
    },
  },
  judgmentBecameEffective: { content: { documentNumber: COURT_CASE[1], effectiveOn: '2024-05-17' } },
  executionStarted: { organ: 'communityCorrection', content: { form: 'communityCorrection', startedOn: '2024-05-27' } },
  paroled: { organ: 'court', content: { from: '2025-01-10', to: '2025-05-26', documentNumber: '（2025）虚0101刑更4号' } },
  paroleRevoked: { organ: 'court', content: { revokedOn: '2025-03-03', documentNumber: '（2025）虚0101刑更19号' } },
  suspensionRevoked: { organ: 'court', content: { revokedOn: '2024-11-18', documentNumber: '（2024）虚0101刑更31号' } },
  servedOutsidePrison: { content: { from: '2024-07-01', to: '2024-12-31' } },
  sentenceReduced: { organ: 'court', content: { decidedOn: '2025-06-09', reducedMonths: 3, termTo: '2026-02-14' } },
  sentenceServed: { content: { servedOn: '2025-01-05' } },
  correctionCompleted: { content: { completedOn: '2025-05-26', documentNumber: '虚司矫解〔2025〕6号' } },
  released: { content: { releasedOn: '2025-01-05', ground: 'served', documentNumber: '虚狱释字〔2025〕11号' } },
  releaseNoticeIssued: { content: { noticeNumber: '虚狱通〔2025〕8号', issuedOn: '2025-01-05', releasedOn: '2025-01-05', judgmentNumber: COURT_CASE[1], recipientRegion: '990101' } },
  correctionExpiryNoticeIssued: {
    organ: 'justiceBureau', content: { noticeNumber: '虚司通〔2025〕2号', issuedOn: '2025-05-26', completedOn: '2025-05-26', judgmentNumber: COURT_CASE[1] },
  },
  publicOrderDecisionRecorded: {
    number: PUBLIC_ORDER_CASE,
    content: { documentNumber: PUBLIC_ORDER_CASE[1], decidedOn: '2024-06-03', violation: '盗窃', penalties: ['administrativeDetention', 'fine'], detentionDays: 5, fineYuan: 500 },
  },
  publicOrderDecisionAnnulled: { number: PUBLIC_ORDER_CASE, content: { documentNumber: PUBLIC_ORDER_CASE[1], annulledOn: '2024-08-12' } },
  supportFileRecorded: { organ: 'procuratorate', content: { type: 'socialInvestigation', madeOn: '2024-03-15', title: '社会调查报告' } },
};

const NUMBERS: Partial<Readonly<Record<OrganType, readonly [string, string]>>> =
  { police: POLICE_CASE, procuratorate: PROCURATORATE_CASE };

/** The message as an organ's system sends it. */
export const exampleEnvelope = (kind: MessageKind): Readonly<Record<string, unknown>> => {
  const { content, organ = kindSpec(kind).organs[0] ?? 'court', number = NUMBERS[organ] ?? COURT_CASE } = EXAMPLES[kind];
  return {
    specversion: '1.0', id: `${kind}-0001.1`, source: `urn:fengcun:${organ}:990101:case-system`, type: `cn.fengcun.intake.${kind}.v1`,
    datacontenttype: 'application/json',
    data: {
      source: { organ: { type: organ, code: '990101' }, system: 'case-system', messageId: `${kind}-0001`, version: 1 },
      case: { references: [{ type: number[0], number: number[1] }] },
      person: { kind: 'person', names: [{ text: '虚小禾', use: 'current' }], documents: [], bornOn: '2008-03-07' },
      content,
    },
  };
};
