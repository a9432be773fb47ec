import { choice, date, list, optional, text, whole } from './field.ts';
import { object } from './object-field.ts';
import { documentNumber, yuan } from './shared-fields.ts';

/** Penalties, and the decision to impose none. @see 《治安管理处罚法》(2025) 第10条 */
export const PUBLIC_ORDER_PENALTIES = [
  'warning', 'fine', 'administrativeDetention', 'licenceRevocation', 'orderedDeparture', 'deportation',
  'noPunishment',
] as const;

// LIMIT: twenty days is the longest detention for several violations. @see 《治安管理处罚法》(2025) 第16条
const DETENTION_DAYS_MAX = 20;

/** 治安管理处罚决定、不予处罚决定. @see 《治安管理处罚法》(2025) 第112条、第136条 */
export const publicOrderDecisionRecorded = object({
  documentNumber: optional(documentNumber),
  decidedOn: date('决定日期'),
  violation: optional(text({ max: 120, title: '违法行为名称' })),
  penalties: optional(list(choice(PUBLIC_ORDER_PENALTIES, '处罚种类'), {
    min: 1, max: PUBLIC_ORDER_PENALTIES.length, keyOf: (penalty) => penalty,
  })),
  detentionDays: optional(whole(1, DETENTION_DAYS_MAX, '行政拘留，日')),
  fineYuan: optional(yuan('罚款，元')),
});

/** 治安处罚决定被撤销: the record leaves the register. @see 《行政处罚法》第48条、《行政复议法》、《行政诉讼法》 */
export const publicOrderDecisionAnnulled = object({
  documentNumber: optional(documentNumber),
  annulledOn: date('撤销日期'),
});
