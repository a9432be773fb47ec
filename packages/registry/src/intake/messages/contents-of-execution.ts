import { choice, date, optional, text } from './field.ts';
import { object } from './object-field.ts';
import { documentNumber, months, PERIOD, periodInOrder } from './shared-fields.ts';

/** How a sentence is executed. @see 《刑事诉讼法》(2018) 第264条、第269条、第270条、第271条 */
export const EXECUTION_FORMS =
  ['prison', 'detentionHouse', 'communityCorrection', 'fine', 'deprivationOfRights', 'death'] as const;

/** 收监、收押、入矫, or the start of another execution. */
export const executionStarted = object({
  form: choice(EXECUTION_FORMS, '执行方式'),
  startedOn: date('执行开始日期'),
  documentNumber: optional(documentNumber),
});

/** 假释, by ruling of the court; the period is that of parole. @see 《刑法》第81条、第83条 */
export const paroled = object({ ...PERIOD, documentNumber: optional(documentNumber) },
  [(value, at) => periodInOrder(value, at)]);

/** 撤销假释. @see 《刑法》第86条 */
export const paroleRevoked = object({ revokedOn: date('撤销假释日期'), documentNumber: optional(documentNumber) });

/** 撤销缓刑. @see 《刑法》第77条 */
export const suspensionRevoked =
  object({ revokedOn: date('撤销缓刑日期'), documentNumber: optional(documentNumber) });

/** 暂予监外执行. @see 《刑事诉讼法》(2018) 第265条 */
export const servedOutsidePrison = object({ ...PERIOD, documentNumber: optional(documentNumber) },
  [(value, at) => periodInOrder(value, at)]);

/** 减刑, with what remains to be served where the ruling says so. @see 《刑法》第78条、第80条 */
export const sentenceReduced = object({
  decidedOn: date('减刑裁定日期'),
  reducedMonths: optional(months('减去刑期，月')),
  termTo: optional(date('减刑后刑期届满日')),
  documentNumber: optional(documentNumber),
});

/** 刑罚执行完毕. */
export const sentenceServed = object({ servedOn: date('刑罚执行完毕日期') });

/** 解除社区矫正. @see 《社区矫正法》第44条 */
export const correctionCompleted =
  object({ completedOn: date('解除矫正日期'), documentNumber: optional(documentNumber) });

/** Why a person was released. @see 《监狱法》(2026) 第59条 */
export const RELEASE_GROUNDS = ['served', 'pardoned', 'paroled', 'outsidePrison', 'judgmentChanged'] as const;

/** 释放. */
export const released = object({
  releasedOn: date('释放日期'),
  ground: optional(choice(RELEASE_GROUNDS, '释放原因')),
  documentNumber: optional(documentNumber),
});

const REGION = /^\d{6}$/;

/** What both notices of the 2012 opinion say beside the person and the case. */
const noticeMembers = {
  noticeNumber: optional(documentNumber),
  issuedOn: date('通知书日期'),
  judgmentNumber: optional(documentNumber),
  /** Registrar of the 户籍地, to which the notice goes. */
  recipientRegion: optional(text({ max: 6, pattern: REGION, title: '户籍地行政区划代码 (GB/T 2260)' })),
} as const;

/** 《刑满释放人员通知书》, by prison or detention house. @see 法发〔2012〕10号 二（二）第2款 */
export const releaseNoticeIssued = object({ ...noticeMembers, releasedOn: date('释放日期') });

/** 《社区服刑人员矫正期满通知书》, by the county's justice bureau. @see 法发〔2012〕10号 二（二）第3款 */
export const correctionExpiryNoticeIssued = object({ ...noticeMembers, completedOn: date('矫正期满日期') });
