import { choice, date, optional, text } from './field.ts';
import { object } from './object-field.ts';
import { charges, documentNumber, months, organName, PERIOD, periodInOrder } from './shared-fields.ts';

/** 立案. @see 《刑事诉讼法》(2018) 第109条、第112条 */
export const caseFiled = object({
  filedOn: date('立案日期'),
  documentNumber: optional(documentNumber),
  charges: optional(charges),
});

/** 撤销案件. @see 《刑事诉讼法》(2018) 第163条、第16条 */
export const caseDropped = object({
  droppedOn: date('撤销案件日期'),
  documentNumber: optional(documentNumber),
});

/** 刑事强制措施: custody before trial is `pretrialDetention`, never the penalty 拘役. */
export const COMPULSORY_MEASURES =
  ['summons', 'bail', 'residentialSurveillance', 'pretrialDetention', 'arrest'] as const;

/** A measure with its days; `measure` is absent where the source does not say which. @see 第66、67、74、82、91条 */
export const compulsoryMeasureRecorded = object({
  measure: optional(choice(COMPULSORY_MEASURES, '强制措施种类')),
  ...PERIOD,
  documentNumber: optional(documentNumber),
}, [(value, at) => periodInOrder(value, at)]);

/** 批准逮捕. @see 《刑事诉讼法》(2018) 第90条 */
export const arrestApproved = object({
  decidedOn: date('批准逮捕日期'),
  documentNumber: optional(documentNumber),
  charges: optional(charges),
});

/** 不批准逮捕. @see 《刑事诉讼法》(2018) 第90条 */
export const arrestRefused = object({
  decidedOn: date('不批准逮捕日期'),
  documentNumber: optional(documentNumber),
  ground: optional(choice(['noCrime', 'insufficientEvidence', 'unnecessary'], '不批准逮捕理由')),
});

/** 提起公诉. @see 《刑事诉讼法》(2018) 第176条 */
export const prosecuted = object({
  decidedOn: date('起诉日期'),
  documentNumber,
  procuratorate: organName,
  charges: optional(charges),
});

/** Kinds of 不起诉. @see 《刑事诉讼法》(2018) 第175条第4款、第177条、第182条、第282条至第284条 */
export const NON_PROSECUTION_TYPES =
  ['statutory', 'discretionary', 'insufficientEvidence', 'conditionalPassed', 'special'] as const;

/** 不起诉决定; `type` is absent where the source does not say which. */
export const nonProsecutionDecided = object({
  decidedOn: date('不起诉决定日期'),
  documentNumber: optional(documentNumber),
  procuratorate: optional(organName),
  type: optional(choice(NON_PROSECUTION_TYPES, '不起诉种类')),
  charges: optional(charges),
});

/** 附条件不起诉决定; the period here is that of supervision. @see 《刑事诉讼法》(2018) 第282条、第283条 */
export const conditionalNonProsecutionDecided = object({
  decidedOn: date('附条件不起诉决定日期'),
  documentNumber: optional(documentNumber),
  procuratorate: optional(organName),
  supervisionMonths: optional(months('监督考察期限，月')),
});

/** 撤销附条件不起诉，提起公诉. @see 《刑事诉讼法》(2018) 第284条 */
export const conditionalNonProsecutionRevoked = object({
  decidedOn: date('撤销附条件不起诉日期'),
  documentNumber: optional(documentNumber),
});

/** 不予刑事处罚、不追究刑事责任. @see 《关于未成年人犯罪记录封存的实施办法》第3条 */
export const liabilityDecided = object({
  decidedOn: date('决定日期'),
  outcome: choice(['noCriminalPunishment', 'noCriminalLiability'], '处理结果'),
  documentNumber: optional(documentNumber),
});

/** 社会调查、帮教考察、心理疏导、司法救助. @see 《关于未成年人犯罪记录封存的实施办法》第3条 */
export const supportFileRecorded = object({
  type: optional(choice(['socialInvestigation', 'supportObservation', 'counselling', 'judicialAid'], '材料种类')),
  madeOn: optional(date('形成日期')),
  title: optional(text({ max: 200, title: '材料名称' })),
});
