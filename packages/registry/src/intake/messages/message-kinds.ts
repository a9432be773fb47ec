import {
  arrestApproved, arrestRefused, caseDropped, caseFiled, compulsoryMeasureRecorded,
  conditionalNonProsecutionDecided, conditionalNonProsecutionRevoked, liabilityDecided, nonProsecutionDecided,
  prosecuted, supportFileRecorded,
} from './contents-before-trial.ts';
import {
  correctionCompleted, correctionExpiryNoticeIssued, executionStarted, paroled, paroleRevoked, released,
  releaseNoticeIssued, sentenceReduced, sentenceServed, servedOutsidePrison, suspensionRevoked,
} from './contents-of-execution.ts';
import { publicOrderDecisionAnnulled, publicOrderDecisionRecorded } from './contents-of-public-order.ts';
import { judgmentBecameEffective, judgmentRecorded } from './contents-of-trial.ts';
import type { Field } from './field.ts';
import type { OrganType } from './organ.ts';

/** Part of the way of a case; a message belongs to exactly one. */
export type Stage =
  | 'filing' | 'investigation' | 'arrest' | 'prosecution' | 'trial' | 'execution' | 'publicOrder' | 'support';

/** What is fixed for a kind: its name, its stage, who may send it, its content, the member that dates it. */
type KindSpec = Readonly<{
  zh: string; stage: Stage; organs: readonly OrganType[]; content: Field<unknown>; datedBy: string;
}>;

const INVESTIGATORS: readonly OrganType[] = ['police', 'stateSecurity', 'procuratorate', 'prison'];
const EXECUTORS: readonly OrganType[] =
  ['prison', 'detentionHouse', 'communityCorrection', 'court', 'police'];
/** Court and registrars: the court tells, registrars enter what they were told. @see 法发〔2012〕10号 二（一）、（二） */
const TRIAL: readonly OrganType[] = ['court', 'police', 'stateSecurity', 'procuratorate', 'justiceBureau'];
const CORRECTION: readonly OrganType[] = ['communityCorrection', 'justiceBureau'];

/**
 * Every kind of intake message, in one table: what is not here cannot come in. Police investigate, and so do
 * state security, procuratorates and prisons in cases of theirs. @see 《刑事诉讼法》(2018) 第4条、第19条、第308条
 */
export const MESSAGE_KINDS = {
  caseFiled: { zh: '立案', stage: 'filing', organs: INVESTIGATORS, content: caseFiled, datedBy: 'filedOn' },
  caseDropped: {
    zh: '撤销案件', stage: 'filing', organs: INVESTIGATORS, content: caseDropped, datedBy: 'droppedOn',
  },
  liabilityDecided: {
    zh: '不予刑事处罚、不追究刑事责任', stage: 'filing', organs: [...INVESTIGATORS, 'court'],
    content: liabilityDecided, datedBy: 'decidedOn',
  },
  compulsoryMeasureRecorded: {
    zh: '刑事强制措施', stage: 'investigation', organs: [...INVESTIGATORS, 'court', 'detentionHouse'],
    content: compulsoryMeasureRecorded, datedBy: 'from',
  },
  arrestApproved: {
    zh: '批准逮捕', stage: 'arrest', organs: ['procuratorate', 'court'], content: arrestApproved,
    datedBy: 'decidedOn',
  },
  arrestRefused: {
    zh: '不批准逮捕', stage: 'arrest', organs: ['procuratorate'], content: arrestRefused, datedBy: 'decidedOn',
  },
  prosecuted: {
    zh: '提起公诉', stage: 'prosecution', organs: ['procuratorate'], content: prosecuted, datedBy: 'decidedOn',
  },
  nonProsecutionDecided: {
    zh: '不起诉', stage: 'prosecution', organs: ['procuratorate'], content: nonProsecutionDecided,
    datedBy: 'decidedOn',
  },
  conditionalNonProsecutionDecided: {
    zh: '附条件不起诉', stage: 'prosecution', organs: ['procuratorate'],
    content: conditionalNonProsecutionDecided, datedBy: 'decidedOn',
  },
  conditionalNonProsecutionRevoked: {
    zh: '撤销附条件不起诉', stage: 'prosecution', organs: ['procuratorate'],
    content: conditionalNonProsecutionRevoked, datedBy: 'decidedOn',
  },
  judgmentRecorded: {
    zh: '裁判', stage: 'trial', organs: TRIAL, content: judgmentRecorded, datedBy: 'decidedOn',
  },
  judgmentBecameEffective: {
    zh: '裁判生效', stage: 'trial', organs: TRIAL, content: judgmentBecameEffective, datedBy: 'effectiveOn',
  },
  executionStarted: {
    zh: '执行开始', stage: 'execution', organs: EXECUTORS, content: executionStarted, datedBy: 'startedOn',
  },
  paroled: { zh: '假释', stage: 'execution', organs: EXECUTORS, content: paroled, datedBy: 'from' },
  paroleRevoked: {
    zh: '撤销假释', stage: 'execution', organs: EXECUTORS, content: paroleRevoked, datedBy: 'revokedOn',
  },
  suspensionRevoked: {
    zh: '撤销缓刑', stage: 'execution', organs: EXECUTORS, content: suspensionRevoked, datedBy: 'revokedOn',
  },
  servedOutsidePrison: {
    zh: '暂予监外执行', stage: 'execution', organs: EXECUTORS, content: servedOutsidePrison, datedBy: 'from',
  },
  sentenceReduced: {
    zh: '减刑', stage: 'execution', organs: EXECUTORS, content: sentenceReduced, datedBy: 'decidedOn',
  },
  sentenceServed: {
    zh: '刑罚执行完毕', stage: 'execution', organs: [...EXECUTORS, ...TRIAL], content: sentenceServed,
    datedBy: 'servedOn',
  },
  correctionCompleted: {
    zh: '解除社区矫正', stage: 'execution', organs: CORRECTION, content: correctionCompleted,
    datedBy: 'completedOn',
  },
  released: {
    zh: '释放', stage: 'execution', organs: ['prison', 'detentionHouse'], content: released,
    datedBy: 'releasedOn',
  },
  releaseNoticeIssued: {
    zh: '刑满释放人员通知书', stage: 'execution', organs: ['prison', 'detentionHouse'],
    content: releaseNoticeIssued, datedBy: 'issuedOn',
  },
  correctionExpiryNoticeIssued: {
    zh: '社区服刑人员矫正期满通知书', stage: 'execution', organs: CORRECTION,
    content: correctionExpiryNoticeIssued, datedBy: 'issuedOn',
  },
  publicOrderDecisionRecorded: {
    zh: '治安管理处罚决定', stage: 'publicOrder', organs: ['police'], content: publicOrderDecisionRecorded,
    datedBy: 'decidedOn',
  },
  publicOrderDecisionAnnulled: {
    zh: '治安管理处罚决定撤销', stage: 'publicOrder', organs: ['police', 'court'],
    content: publicOrderDecisionAnnulled, datedBy: 'annulledOn',
  },
  supportFileRecorded: {
    zh: '社会调查、帮教等材料', stage: 'support',
    organs: ['police', 'procuratorate', 'court', 'communityCorrection', 'justiceBureau'],
    content: supportFileRecorded, datedBy: 'madeOn',
  },
} as const satisfies Readonly<Record<string, KindSpec>>;

/** Name of a kind of intake message. */
export type MessageKind = keyof typeof MESSAGE_KINDS;

type ContentOf<K extends MessageKind> =
  (typeof MESSAGE_KINDS)[K]['content'] extends Field<infer T> ? T : never;

/** Kind and content of a message; the kind decides the members of the content. */
export type KindedContent = { [K in MessageKind]: Readonly<{ kind: K; content: ContentOf<K> }> }[MessageKind];

/** Content of one kind. */
export type MessageContent<K extends MessageKind> = ContentOf<K>;

/** Every kind, in the order of the way of a case. */
export const KIND_NAMES_IN_ORDER = Object.keys(MESSAGE_KINDS) as readonly MessageKind[];

/** Whether a text names a kind. */
export const isMessageKind = (name: string): name is MessageKind => Object.hasOwn(MESSAGE_KINDS, name);

/** The specification of a kind with its members widened, for code that treats all kinds alike. */
export const kindSpec = (kind: MessageKind): KindSpec => MESSAGE_KINDS[kind];
