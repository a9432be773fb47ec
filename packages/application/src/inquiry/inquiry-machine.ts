import { err, ok } from '@fengcun/kernel';
import {
  decideInquiry, ENDED_STAGES, evolveInquiry, type FiledInquiry, type InquiryCommand, type InquiryEvent,
  type InquiryRefusal, type InquiryRules, type InquiryState, NO_INQUIRY,
} from '@fengcun/registry';
import type { Machine } from '../proceedings/index.ts';

/** Kind of these procedures in the rows. */
export const INQUIRY_KIND = 'inquiry';

/** Whether whoever acts has anything to do with the application; to others it does not exist. */
export type InquiryAccess = (state: FiledInquiry) => boolean;

/** Looks and attempts that the person learns of. */
const REVIEWED: ReadonlySet<FiledInquiry['stage']> =
  new Set(['disclosed', 'refused', 'notAccepted', 'expired']);

/** The application is none of theirs: answered like an id that nobody has. */
export type InquiryUnknown = Readonly<{ code: 'PROCEEDING_UNKNOWN' }>;

/**
 * The machine of inquiries under the rules of a day, always on the sealed side: the shape of the open side
 * never depends on who was asked about.
 */
export const inquiryMachine = (
  rules: InquiryRules, mayTouch: InquiryAccess = () => true,
): Machine<InquiryState, InquiryEvent, InquiryCommand, InquiryRefusal | InquiryUnknown> => ({
  kind: INQUIRY_KIND, side: 'sealed', initial: NO_INQUIRY, evolve: evolveInquiry,
  decide: (command, state) => {
    if (state.stage !== 'none' && !mayTouch(state)) return err({ code: 'PROCEEDING_UNKNOWN' });
    const decided = decideInquiry(command, state, rules);
    return decided.ok ? ok(decided.value) : decided;
  },
  standing: (state) => {
    if (state.stage === 'none') return { state: 'none', organ: 'none' };
    const { stage, dueOn, validUntil, withheld, application: { organ } } = state;
    const isGranted = stage === 'granted' || stage === 'undertaken' || stage === 'prepared';
    // What is over owes nothing but the review of what is withheld from the person.
    const after = REVIEWED.has(stage) ? withheld?.until : undefined;
    const due = isGranted ? validUntil : ENDED_STAGES.includes(stage) ? after : dueOn;
    return { state: stage, organ, ...(due === undefined ? {} : { dueOn: due }) };
  },
});
