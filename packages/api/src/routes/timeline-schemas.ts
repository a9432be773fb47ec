import { choice, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';

/** Why somebody follows a case. @see docs/glossary 54, 65, 68 */
export const PURPOSES = ['caseHandlingNeed', 'procuratorialSupervision', 'recordNotification'] as const;

/** 一案一码 as it stands in an address: 16 symbols and two check digits, upper case, no separators. */
export const caseCodeParam = text({ max: 18, min: 18, pattern: /^[0-9A-HJKMNP-TV-Z]{16}[0-9]{2}$/ });

/** A code of a norm in the legal-basis registry. */
export const legalBasisCode = text({ max: 64, pattern: /^[a-z][A-Za-z0-9]*(?:[.:_-][A-Za-z0-9]+)*$/ });

/** One thing that happened in a case: what, when, at which organ; of whom only the token. */
const timelineEvent = object({
  sequence: whole(1, 1_000_000),
  kind: text({ max: 64 }),
  stage: choice([
    'filing', 'investigation', 'arrest', 'prosecution', 'trial', 'execution', 'publicOrder', 'support',
    'registry',
  ]),
  organ: text({ max: 64, title: '<organ type>/<organ code>' }),
  recordedAt: text({ max: 40, format: 'date-time' }),
}, {
  on: text({ max: 10, format: 'date', title: 'day of what happened, Asia/Shanghai; absent: unknown' }),
  subject: text({ max: 64, title: 'subject token' }),
});

/**
 * What happened in a case, in order, pseudonymous. LIMIT: 5,000 events; the longest known cases have
 * hundreds.
 */
export const caseTimeline = named('CaseTimeline', object({
  caseCode: caseCodeParam, events: list(timelineEvent, { min: 0, max: 5000 }),
}));

/** What happened in a case. */
export type CaseTimeline = TypeOf<typeof caseTimeline>;
