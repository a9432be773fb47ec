import { type Actor, type InquiriesPort, type InquiryBody, personOf } from '@fengcun/api';
import { err } from '@fengcun/kernel';
import { documentKey, parseDocument } from '@fengcun/registry';
import type { AccountParts } from '../accounts/account-parts.ts';
import { breakGlassFor } from '../accounts/joint-acts.ts';
import { DISCLOSURE_LIMITS, drawLimits, type LimitDraw } from '../accounts/limits.ts';

const TOO_MANY = err({ code: 'LIMIT_REACHED' } as const);

/** The person asked about, as the sender names them; a keyed digest of it is what stands in the database. */
const subjectOf = ({ person: { document } }: InquiryBody): LimitDraw => {
  const parsed = parseDocument(document);
  // One number is one key, however it is written; what is no number is refused by what comes next.
  const key = parsed.ok ? documentKey(parsed.value) : `${document.type}|${document.number}`;
  return { kind: 'subject', key, limit: DISCLOSURE_LIMITS.subject };
};

const askerOf = (actor: Actor): readonly LimitDraw[] => [
  { kind: 'actor', key: personOf(actor), limit: DISCLOSURE_LIMITS.actor },
  { kind: 'organ', key: actor.organ, limit: DISCLOSURE_LIMITS.organ },
];

/**
 * Inquiries within limits: how often one person is asked about, and how much one officer and one organ are
 * shown. Drawn before anything is looked up, so that who is beyond learns nothing of what there is. Beyond it
 * goes on once where two people agreed to break the glass for it.
 */
export const limitedInquiries = (
  port: InquiriesPort, parts: Pick<AccountParts, 'deployment' | 'alarm'>,
): InquiriesPort => ({
  ...port,
  apply: async (application, actor) => {
    const isWithin = await drawLimits(parts.deployment, [subjectOf(application)]);
    return isWithin || await breakGlassFor(parts, actor, 'inquiry.apply')
      ? port.apply(application, actor) : TOO_MANY;
  },
  disclose: async (inquiryId, actor) => {
    const isWithin = await drawLimits(parts.deployment, askerOf(actor));
    return isWithin || await breakGlassFor(parts, actor, 'inquiry.disclose')
      ? port.disclose(inquiryId, actor) : TOO_MANY;
  },
});
