import { type Area, hasRole, isOwn, NO_RULE } from './area.ts';

/** Documents that people read and confirm. */
export const READING_AREA = {
  actions: {
    'reading.read': 'records', 'reading.examine': 'records', 'reading.examineRows': 'records',
    'reading.take': 'records', 'reading.takeRows': 'records',
  },
  acts: ['DOCUMENT_READ', 'READING_EXAMINED', 'ROWS_EXAMINED', 'READING_TAKEN', 'ROWS_TAKEN'],
  policies: {
    'clerks-read-and-confirm-documents': `
      permit (principal, action in [Fengcun::Action::"reading.read", Fengcun::Action::"reading.examine",
        Fengcun::Action::"reading.examineRows", Fengcun::Action::"reading.take",
        Fengcun::Action::"reading.takeRows"], resource)
      when { principal.roles.contains("clerk") && resource.organs == [principal.organ] };`,
  },
  permits: (asked) => hasRole(asked, 'clerk') && isOwn(asked),
  forbids: NO_RULE,
} as const satisfies Area;
