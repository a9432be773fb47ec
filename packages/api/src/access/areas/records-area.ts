import { type Area, hasRole, isConcerned, isOwn } from './area.ts';

const ADDING = ['attachment.begin', 'attachment.progress', 'attachment.append'];
const FOLLOWING = ['case.timeline', 'attachment.list', 'attachment.read'];

/** What organs send, what could not be taken, their cases and attachments. */
export const RECORDS_AREA = {
  actions: {
    'intake.submit': 'records', 'intake.submitBatch': 'records', 'intake.receiveEvents': 'records',
    'exchange.receiveEvents': 'records',
    'exception.list': 'records', 'exception.read': 'records', 'exception.resolve': 'records',
    'exception.content': 'records',
    'case.timeline': 'records',
    'attachment.begin': 'records', 'attachment.progress': 'records', 'attachment.append': 'records',
    'attachment.list': 'records', 'attachment.read': 'records',
  },
  acts: [
    'INTAKE_MESSAGE_SUBMITTED', 'INTAKE_BATCH_SUBMITTED', 'INTAKE_EVENTS_RECEIVED',
    'EXCHANGE_EVENTS_RECEIVED',
    'EXCEPTIONS_LISTED', 'EXCEPTION_READ', 'EXCEPTION_CONTENT_READ', 'EXCEPTION_RESOLVED',
    'CASE_TIMELINE_READ',
    'ATTACHMENT_BEGUN', 'ATTACHMENT_PROGRESS_READ', 'ATTACHMENT_APPENDED', 'ATTACHMENTS_LISTED',
    'ATTACHMENT_READ',
  ],
  policies: {
    'organ-sends-its-own-records': `
      permit (principal, action in [Fengcun::Action::"intake.submit", Fengcun::Action::"intake.submitBatch",
        Fengcun::Action::"intake.receiveEvents"], resource)
      when { principal.roles.contains("clerk") && resource.organs == [principal.organ] };`,

    'organ-sends-its-own-messages': `
      permit (principal, action == Fengcun::Action::"exchange.receiveEvents", resource)
      when { principal.roles.contains("clerk") && resource.organs == [principal.organ] };`,

    'organ-resolves-its-own-exceptions': `
      permit (principal, action in [Fengcun::Action::"exception.list", Fengcun::Action::"exception.read",
        Fengcun::Action::"exception.content", Fengcun::Action::"exception.resolve"], resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer"]) && resource.organs == [principal.organ]
      };`,

    'organs-of-a-case-follow-it': `
      permit (principal, action == Fengcun::Action::"case.timeline", resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer", "approver", "supervisor"])
        && resource.organs.contains(principal.organ) && context has purpose
      };`,

    'organs-of-a-case-add-to-it': `
      permit (principal, action in [Fengcun::Action::"attachment.begin",
        Fengcun::Action::"attachment.progress", Fengcun::Action::"attachment.append"], resource)
      when { principal.roles.contains("clerk") && resource.organs.contains(principal.organ) };`,

    'organs-of-a-case-read-its-attachments': `
      permit (principal, action in [Fengcun::Action::"attachment.list", Fengcun::Action::"attachment.read"],
        resource)
      when {
        principal.roles.containsAny(["clerk", "reviewer", "approver", "supervisor"])
        && resource.organs.contains(principal.organ) && context has purpose
      };`,
  },
  permits: (asked) => {
    const { action, context } = asked;
    if (ADDING.includes(action)) return hasRole(asked, 'clerk') && isConcerned(asked);
    if (FOLLOWING.includes(action)) {
      return hasRole(asked, 'clerk', 'reviewer', 'approver', 'supervisor') && isConcerned(asked)
        && context.purpose !== undefined;
    }
    if (action.startsWith('exception.')) return hasRole(asked, 'clerk', 'reviewer') && isOwn(asked);
    return hasRole(asked, 'clerk') && isOwn(asked);
  },
  forbids: () => false,
} as const satisfies Area;
