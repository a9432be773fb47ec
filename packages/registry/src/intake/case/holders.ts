import { present } from '@fengcun/kernel';
import type { MessageKind } from '../messages/message-kinds.ts';
import { type Organ, organKey, type OrganType } from '../messages/organ.ts';
import type { Pseudonym, SubjectToken } from '../pseudonym.ts';

/** Organs that the law makes receive a copy when something happens, beside the one that tells it. */
type Recipients = Readonly<{ to: readonly OrganType[]; cite: string }>;

/**
 * Which organs hold a copy after which event. The sender always does. An organ named here is known by kind
 * only: which one it is must be found (same level, place of execution, 户籍地) before a seal can be called
 * complete.
 * LAW: where a text says that documents are sent, the recipient is taken to keep them.
 */
const RECIPIENTS: Readonly<Record<MessageKind, Recipients>> = {
  caseFiled: { to: ['police'], cite: '刑事诉讼法第109条' },
  caseDropped: { to: ['police'], cite: '刑事诉讼法第163条' },
  liabilityDecided: { to: ['police'], cite: '关于未成年人犯罪记录封存的实施办法第3条' },
  compulsoryMeasureRecorded: { to: ['police'], cite: '刑事诉讼法第80条、第85条、第93条' },
  arrestApproved: { to: ['procuratorate', 'police'], cite: '刑事诉讼法第90条' },
  arrestRefused: { to: ['procuratorate', 'police'], cite: '刑事诉讼法第90条、第91条' },
  prosecuted: { to: ['procuratorate', 'court'], cite: '刑事诉讼法第176条' },
  nonProsecutionDecided: { to: ['procuratorate', 'police'], cite: '刑事诉讼法第178条、第179条' },
  conditionalNonProsecutionDecided: { to: ['procuratorate', 'police'], cite: '刑事诉讼法第282条' },
  conditionalNonProsecutionRevoked: { to: ['procuratorate', 'court'], cite: '刑事诉讼法第284条' },
  judgmentRecorded: { to: ['court', 'procuratorate'], cite: '刑事诉讼法第202条' },
  judgmentBecameEffective: { to: ['court', 'procuratorate', 'police'], cite: '法发〔2012〕10号二（二）' },
  executionStarted: { to: ['court'], cite: '刑事诉讼法第264条' },
  paroled: { to: ['communityCorrection', 'court', 'procuratorate', 'police'], cite: '社区矫正法第20条' },
  paroleRevoked: { to: ['court', 'prison'], cite: '社区矫正法第46条、第47条' },
  suspensionRevoked: { to: ['court', 'procuratorate', 'police'], cite: '社区矫正法第46条、第47条' },
  servedOutsidePrison: { to: ['communityCorrection', 'procuratorate', 'police'], cite: '社区矫正法第20条' },
  sentenceReduced: { to: ['court', 'procuratorate'], cite: '刑事诉讼法第273条' },
  sentenceServed: { to: [], cite: '法发〔2012〕10号二（一）' },
  correctionCompleted: { to: ['court', 'procuratorate', 'police'], cite: '社区矫正法第44条' },
  released: { to: ['prison'], cite: '监狱法第59条' },
  releaseNoticeIssued: { to: ['police'], cite: '法发〔2012〕10号二（二）' },
  correctionExpiryNoticeIssued: { to: ['police', 'communityCorrection'], cite: '法发〔2012〕10号二（二）' },
  publicOrderDecisionRecorded: { to: ['police'], cite: '治安管理处罚法第136条' },
  publicOrderDecisionAnnulled: { to: ['police'], cite: '治安管理处罚法第136条' },
  supportFileRecorded: { to: [], cite: '关于未成年人犯罪记录封存的实施办法第3条' },
};

/** Where an execution is carried out there is a copy: a fact of the form of execution. */
const EXECUTORS: Readonly<Partial<Record<string, OrganType>>> =
  { prison: 'prison', detentionHouse: 'detentionHouse', communityCorrection: 'communityCorrection' };

/** What a holder rests on: a record of the organ itself, or a duty to send it a copy. */
export type HolderGround = 'sender' | 'recipient';

/**
 * An organ that holds a copy about one person. `code` is absent where only its kind is known, so that sealing
 * asks for it instead of leaving a copy out.
 */
export type Holder = Readonly<{
  type: OrganType;
  code?: string;
  ground: HolderGround;
  /** First event that put a copy there, by the table's order of kinds, not by arrival. */
  because: readonly MessageKind[];
  records: readonly Pseudonym[];
}>;

/** What holders need to know of a record: the public part of its event is enough, no key is unwrapped. */
export type HeldRecord = Readonly<{
  recordId: Pseudonym; kind: MessageKind; organ: Organ; subject: SubjectToken;
  /** Form of execution, where the caller may see it. */
  form?: string;
}>;

type Copy = Readonly<{ type: OrganType; code?: string; ground: HolderGround; record: HeldRecord }>;

const copiesOf = (record: HeldRecord): readonly Copy[] => {
  const { type, code } = record.organ;
  const executor = record.form === undefined ? undefined : EXECUTORS[record.form];
  const recipients = [...RECIPIENTS[record.kind].to, ...(executor === undefined ? [] : [executor])];
  return [
    { type, code, ground: 'sender', record },
    ...recipients.filter((recipient) => recipient !== type)
      .map((recipient): Copy => ({ type: recipient, ground: 'recipient', record })),
  ];
};

const placeOf = (copy: Copy): string =>
  (copy.code === undefined ? `${copy.type}/` : organKey({ type: copy.type, code: copy.code }));

/**
 * Every organ that holds a copy about one person, in a fixed order. A kind of organ that must have got a copy
 * and of which no organ has told anything itself stands without a code.
 */
export const holdersOf = (records: Iterable<HeldRecord>, subject: SubjectToken): readonly Holder[] => {
  const copies = [...records].filter((record) => record.subject === subject).flatMap(copiesOf);
  const named = new Set(copies.filter((copy) => copy.code !== undefined).map((copy) => copy.type));
  const counted = copies.filter((copy) => copy.code !== undefined || !named.has(copy.type));
  return [...Map.groupBy(counted, placeOf)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => {
    const { type, code, ground } = present(own[0], 'a copy of a holder');
    return {
      type, ...(code === undefined ? {} : { code }), ground,
      because: [...new Set(own.map((copy) => copy.record.kind))].sort(),
      records: [...new Set(own.map((copy) => copy.record.recordId))].sort(),
    };
  });
};

/**
 * The organs that one telling alone proves to be holders, as `type/code` or, where only the kind is known,
 * `type/`: those of `holdersOf` over this telling, without what they rest on.
 */
export const organsHolding = ({ kind, organ }: Pick<HeldRecord, 'kind' | 'organ'>): readonly string[] =>
  [organKey(organ), ...RECIPIENTS[kind].to.filter((type) => type !== organ.type).map((type) => `${type}/`)];

/** The rule that makes a kind's recipients hold a copy, as printed. */
export const holderCitation = (kind: MessageKind): string => RECIPIENTS[kind].cite;
