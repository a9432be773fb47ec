export {
  DUTY_ARTICLES, DUTY_KINDS, type DutyArticles, type DutyKind, type DutyLook, type DutyLooked, evolveReminder,
  lookAtDuty, NO_REMINDER, reminderBegins, type ReminderEvent, type ReminderState, type WatchedDuty,
} from './duty-reminder.ts';
