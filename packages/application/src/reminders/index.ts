export type { ReminderParts } from './find-duties.ts';
export { remindDuties, type Reminded } from './remind-duties.ts';
export { REMINDER_KIND, REMINDER_MACHINE } from './reminder-machine.ts';
