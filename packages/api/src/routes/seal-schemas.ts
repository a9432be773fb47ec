import { OPEN_GROUNDS, RECORD_STATUSES } from '@fengcun/registry';
import { choice, flag, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { cursorText, PAGE_ITEMS_MAX } from './exception-schemas.ts';
import { caseCodeParam } from './timeline-schemas.ts';

// LIMIT: holders of one record; every organ of a province is fewer.
const HOLDERS_MAX = 1000;
// LIMIT: late duties told at once.
const DUTIES_MAX = 100_000;
// LIMIT: steps of one case.
const STEPS_MAX = 100_000;
const SEQUENCE_MAX = 1_000_000;

const organ = text({ max: 64, title: '<organ type>/<organ code>' });
const instant = text({ max: 40, format: 'date-time' });
const day = text({ max: 10, format: 'date' });
const code = text({ max: 120 });
const cites = list(code, { min: 0, max: 100 });

/** Id of a record, as the seals show it. */
export const sealedRecordId = text({
  min: 36, max: 36, pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
});

/** Parts of the address that choose a page of seals. */
export const sealSearch = object({}, {
  cursor: cursorText, limit: whole(1, PAGE_ITEMS_MAX), state: choice(RECORD_STATUSES),
});

const missingHolder = object(
  { holder: organ, since: instant, dueOn: day, rule: code, reminders: whole(0, SEQUENCE_MAX) },
  { escalatedAt: instant },
);

/** How the seal of one record stands: organs, days and codes, nothing of the person. */
export const sealShown = named('Seal', object({
  recordId: sealedRecordId, caseCode: caseCodeParam, orderNumber: code,
  sequence: whole(1, SEQUENCE_MAX), ground: code, orderedAt: instant, orderedBy: organ, effectiveFrom: day,
  cites, status: choice(RECORD_STATUSES),
  acknowledged: whole(0, HOLDERS_MAX, 'holders that answered the newest order'),
  holders: whole(0, HOLDERS_MAX, 'holders of a copy'),
  missing: list(missingHolder, { min: 0, max: HOLDERS_MAX }),
  waiting: list(organ, { min: 0, max: HOLDERS_MAX }),
  withoutCopy: list(organ, { min: 0, max: HOLDERS_MAX }),
}, {
  proposal: object({ proposalId: code, ground: code, isApproved: flag() }, { effectiveFrom: day }),
}));

/** How the seal of one record stands. */
export type SealShown = TypeOf<typeof sealShown>;

/** A page of seals; without `next` it is the last. */
export const sealPage = named('SealPage', object(
  { items: list(sealShown, { min: 0, max: PAGE_ITEMS_MAX }) }, { next: cursorText },
));

const overdueOrgan = object({
  organ,
  duties: list(object({ recordId: sealedRecordId, rule: code, since: day }, { dueOn: day }),
    { min: 1, max: DUTIES_MAX }),
});

/** What one organ is late with, the longest overdue first. */
export type OverdueOrgan = TypeOf<typeof overdueOrgan>;

/** Who is late, by organ. */
export const overdueSeals =
  named('OverdueSeals', object({ organs: list(overdueOrgan, { min: 0, max: DUTIES_MAX }) }));

const sealStep = object({ caseCode: caseCodeParam, recordId: sealedRecordId, at: instant, step: code }, {
  state: choice(RECORD_STATUSES), holder: organ, actor: text({ max: 100, title: 'pseudonym' }),
  documentNumber: code,
  reason: text({ max: 1000 }), cites,
  /** Last days that the step sets, of the holders whose days the organ may see. */
  terms: list(object({ holder: organ, dueOn: day, rule: code }), { min: 0, max: HOLDERS_MAX }),
});

/** One step of a seal as the organ that asks may see it; what is withheld is absent. */
export type SealStep = TypeOf<typeof sealStep>;

/** The steps under a one-case code, in their order. */
export const sealTimeline = named('SealTimeline', object({
  caseCode: caseCodeParam, steps: list(sealStep, { min: 1, max: STEPS_MAX }),
}));

/** Why a record is to be opened, and from which day. */
export const unsealProposal = named('UnsealProposal', object(
  { ground: choice(OPEN_GROUNDS), effectiveFrom: text({ min: 10, max: 10, format: 'date' }) },
  { documentNumber: code },
));

/** What one person proposes. */
export type UnsealProposal = TypeOf<typeof unsealProposal>;

/** The proposal that a person has seen and decides. */
export const unsealDecision = named('UnsealDecision', object({ proposalId: sealedRecordId }));

/** How a record stands after a step of its opening; `sentTo`: how many holders are ordered to open. */
export const sealOpening = named('SealOpening', object(
  { recordId: sealedRecordId, proposalId: sealedRecordId, status: choice(RECORD_STATUSES) },
  { sentTo: whole(0, HOLDERS_MAX) },
));

/** How a record stands after a step of its opening. */
export type SealOpening = TypeOf<typeof sealOpening>;
