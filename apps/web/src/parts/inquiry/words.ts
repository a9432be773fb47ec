import type { BodyOf } from '../../api/interface.ts';
import type { Words } from '../../app/language.tsx';

/** An application for an inquiry, as the interface shows it. */
export type Inquiry = BodyOf<'readInquiry'>;
/** Where an application stands. */
export type InquiryStage = Inquiry['stage'];

/** Stages in words. */
export const INQUIRY_STAGES: Readonly<Record<InquiryStage, Words>> = {
  applied: { zh: '已提交', en: 'applied' }, supplementing: { zh: '待补正', en: 'to be supplemented' },
  supplemented: { zh: '已补正', en: 'supplemented' }, accepted: { zh: '已受理', en: 'accepted' },
  verifying: { zh: '调查核实中', en: 'being verified' }, proposed: { zh: '待审批', en: 'to be approved' },
  granted: { zh: '已许可，待签承诺书', en: 'granted; undertaking to sign' },
  undertaken: { zh: '已签承诺书，准备告知内容', en: 'undertaken; answer being prepared' },
  prepared: { zh: '可以查看结果', en: 'ready to be shown' }, disclosed: { zh: '已告知', en: 'disclosed' },
  refused: { zh: '不予许可', en: 'refused' }, notAccepted: { zh: '不予受理', en: 'not accepted' },
  referred: { zh: '转办', en: 'referred' }, expired: { zh: '许可已失效', en: 'expired' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** Stages in which the inquirer has to do something. */
export const WAITS_FOR_INQUIRER: readonly InquiryStage[] = ['supplementing', 'granted', 'prepared'];

/** Stages in which the term of the decision runs. @see 2022 Measures art. 16(2) */
export const AWAITS_DECISION: readonly InquiryStage[] =
  ['applied', 'supplementing', 'supplemented', 'accepted', 'verifying', 'proposed'];

/** Stages in which nothing happens any more. */
export const INQUIRY_OVER: readonly InquiryStage[] =
  ['disclosed', 'refused', 'notAccepted', 'referred', 'expired', 'withdrawn'];

/** Papers of an application. */
export const INQUIRY_PAPERS: Readonly<Record<Inquiry['papers'][number]['paper'], Words>> = {
  'inquiry-receipt': { zh: '受理回执', en: 'receipt' },
  'inquiry-supplement-notice': { zh: '补正告知书', en: 'notice of what is missing' },
  'inquiry-not-accepted-notice': { zh: '不予受理通知书', en: 'notice of non-acceptance' },
  'inquiry-refusal-decision': { zh: '不许可查询决定书', en: 'refusal' },
  'confidentiality-undertaking': { zh: '保密承诺书', en: 'undertaking' },
  'inquiry-result-letter': { zh: '查询告知函', en: 'letter of result' },
};
