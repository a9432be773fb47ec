import { choice, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { sealedRecordId } from './seal-schemas.ts';
import { caseCodeParam } from './timeline-schemas.ts';

/** LIMIT: orders told at once, the earliest due first; what is done makes room for the next. */
export const SEAL_DUTIES_MAX = 500;
const SEQUENCE_MAX = 1_000_000;
const PIECES_MAX = 100;

const organ = text({ max: 64, title: '<organ type>/<organ code>' });
const instant = text({ max: 40, format: 'date-time' });
const day = text({ max: 10, format: 'date' });
const code = text({ max: 120 });
const number = text({ max: 200 });

const DUTY = {
  recordId: sealedRecordId, orderNumber: code, sequence: whole(1, SEQUENCE_MAX),
  target: choice(['sealed', 'open'], 'what the copy must be'), orderedAt: instant, orderedBy: organ,
  dueOn: day, rule: code, reminders: whole(0, SEQUENCE_MAX),
} as const;

/** An order that the own organ has not answered; nothing of whom it is about, nor why. */
const sealDuty = object(DUTY);

/** Orders that wait for the own organ, the earliest due first, and the mark of the next page. */
export const sealDuties = named('SealDuties', object(
  { items: list(sealDuty, { min: 0, max: SEAL_DUTIES_MAX }) }, { next: text({ max: 80 }) }));

/** Where a page of orders begins. */
export const sealDutySearch = object({}, { cursor: text({ max: 80 }) });

/** Orders that wait for the own organ. */
export type SealDuties = TypeOf<typeof sealDuties>;

/** How an order was answered. */
export const ACKNOWLEDGED_AS = ['applied', 'noCopy'] as const;

/** An order with what the copy is found by: the names and numbers that the order itself carries. */
export const sealDutyShown = named('SealDuty', object({
  ...DUTY, caseCode: caseCodeParam, ground: code, effectiveFrom: day,
  cites: list(code, { min: 0, max: PIECES_MAX }),
  names: list(number, { min: 0, max: PIECES_MAX }),
  documents: list(object({ type: code, number }), { min: 0, max: PIECES_MAX }),
  caseNumbers: list(number, { min: 0, max: PIECES_MAX }),
}, { answeredAt: instant, answer: choice(ACKNOWLEDGED_AS) }));

/** An order with what the copy is found by. */
export type SealDutyShown = TypeOf<typeof sealDutyShown>;

/**
 * That the copies are as ordered, or that there is none. `kept`: where the sealed dossier is kept, in the
 * organ's own words; the platform keeps a commitment to it and never the words.
 */
export const sealAcknowledgement = named('SealAcknowledgement', object(
  { sequence: whole(1, SEQUENCE_MAX, 'the order that was seen'), result: choice(ACKNOWLEDGED_AS) },
  { kept: text({ max: 200, min: 0 }) }));

/** That the copies are as ordered, or that there is none. */
export type SealAcknowledgementBody = TypeOf<typeof sealAcknowledgement>;

/** The answer as it was taken. */
export const sealAcknowledged = named('SealAcknowledged', object({
  recordId: sealedRecordId, sequence: whole(1, SEQUENCE_MAX), result: choice(ACKNOWLEDGED_AS),
  answeredAt: instant,
}));

/** The answer as it was taken. */
export type SealAcknowledged = TypeOf<typeof sealAcknowledged>;
