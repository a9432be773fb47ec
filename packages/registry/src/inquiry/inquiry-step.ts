import { err, type Result } from '@fengcun/kernel';
import type { InquiryCommand, InquiryRefusal } from './inquiry-command.ts';
import type { InquiryEvent, InquiryParty } from './inquiry-event.ts';

/** What a command comes to. */
export type InquiryDecided = Result<readonly InquiryEvent[], InquiryRefusal>;

/** One kind of command. */
export type InquiryCommandOf<T extends InquiryCommand['type']> = Extract<InquiryCommand, { type: T }>;

/** Refuses with a code of the closed list. */
export const refuseInquiryStep = (code: InquiryRefusal['code']): InquiryDecided => err({ code });

/** Whether two parties are one human being, whatever accounts they use. */
export const isSamePerson = (one: InquiryParty, other: InquiryParty): boolean =>
  one.account === other.account || one.person === other.person;
