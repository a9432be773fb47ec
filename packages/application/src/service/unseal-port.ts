import type { OpeningRefusal, SealOpening, SealsPort } from '@fengcun/api';
import { err, ok, parseCivilDate, type Result } from '@fengcun/kernel';
import type { SealingState } from '@fengcun/registry';
import { approveUnseal, proposeUnseal, refuseUnseal } from '../seals/open-by-two.ts';
import type { SealsParts } from '../seals/seals-parts.ts';
import { concludeAct, foundSeal, sealActor, sealsOf } from './seals-port.ts';
import type { ServiceAct } from './service-act.ts';

/** What the interface says of a refusal; everything else is how the seal stands. */
const refusalOf = (code: string): OpeningRefusal => {
  switch (code) {
    case 'FOUR_EYES': case 'PROPOSAL_PENDING': case 'PROPOSAL_UNKNOWN': return { code };
    case 'STREAM_BUSY': case 'RECORD_BUSY': return { code: 'UNAVAILABLE' };
    default: return { code: 'SEAL_STANDS_OTHERWISE' };
  }
};

type Taken = Readonly<{ state: SealingState; sentTo?: number; isWithheld?: boolean; entryId?: string }>;

/**
 * Opening by two people, in an act that was committed before. Each step opens transactions of its own; the
 * log has its intent and its outcome beside those of the request.
 */
export const unsealPort = (
  seals: SealsParts | undefined, service: ServiceAct,
): Pick<SealsPort, 'find' | 'propose' | 'approve' | 'refuse'> => {
  const by = sealActor(service);
  const conclude = async (
    about: Readonly<{ recordId: string; proposalId?: string }>,
    taken: Result<Taken, Readonly<{ code: string }>>,
  ): Promise<Result<SealOpening, OpeningRefusal>> => {
    if (!taken.ok) return err(refusalOf(taken.error.code));
    await concludeAct(sealsOf(seals), service);
    const { state: { status }, sentTo, entryId = '' } = taken.value;
    const { recordId, proposalId = entryId } = about;
    return ok({ recordId, proposalId, status, ...(sentTo === undefined ? {} : { sentTo }) });
  };
  return {
    find: (recordId) => foundSeal(sealsOf(seals), by, recordId),
    propose: async (recordId, { effectiveFrom: told, ...proposal }) => {
      const effectiveFrom = parseCivilDate(told);
      if (!effectiveFrom.ok) return err({ code: 'BODY_INVALID' });
      const asked = { recordId, by, ...proposal, effectiveFrom: effectiveFrom.value };
      return conclude({ recordId }, await proposeUnseal(sealsOf(seals), asked));
    },
    approve: async (decision) => conclude(decision, await approveUnseal(sealsOf(seals), { ...decision, by })),
    refuse: async (decision) => conclude(decision, await refuseUnseal(sealsOf(seals), { ...decision, by })),
  };
};
