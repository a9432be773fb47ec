export type { ReminderParts } from './find-duties.ts';
export { remindDuties, type Reminded, TERMS_TURN } from './remind-duties.ts';
export { REMINDER_KIND, REMINDER_MACHINE } from './reminder-machine.ts';
