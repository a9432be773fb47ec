import type { FiledInquiry } from './inquiry-state.ts';

/** The next remedy of who was refused, with its article; papers print it. */
export type InquiryRemedy = Readonly<{ zh: string; cites: readonly string[] }>;

const REVIEW: InquiryRemedy = {
  zh: '对不予受理有异议的，可以书面向本机关申请复查，本机关十五个工作日内答复，情况复杂的经批准不超过三十个工作日。',
  cites: ['MPS2021_REVIEW'],
};
const SUPERVISION: InquiryRemedy = {
  zh: '认为本决定不当的，可以向本机关的同级人民检察院申请监督；补足查询依据后可以重新申请。',
  cites: ['M2022_22_1'],
};
const SUPPLEMENT: InquiryRemedy = { zh: '补齐材料后可以重新申请。', cites: ['MPS2021_7'] };

/**
 * What can be done next. LAW: the Measures name no remedy of an inquirer; supervision of art. 22 and a new
 * application remain. On the police track it is the review of that regulation.
 */
export const inquiryRemedy = (
  { application, stage }: Pick<FiledInquiry, 'application' | 'stage'>,
): InquiryRemedy => {
  if (stage === 'supplementing') return SUPPLEMENT;
  return application.track === 'certificateRules' ? REVIEW : SUPERVISION;
};
