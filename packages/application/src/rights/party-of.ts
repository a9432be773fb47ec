import type { FiledRequest, InquiryParty } from '@fengcun/registry';
import { organOfRequest, type RequestAccess } from './rights-machine.ts';
import type { RightsActor, RightsParts } from './rights-parts.ts';

/** An account and the person behind it, as events know them. */
export const partyOf = (
  { deployment: { pseudonyms } }: Pick<RightsParts, 'deployment'>, { account, person }: RightsActor,
): InquiryParty => ({
  account: pseudonyms.textOf('actor', account), person: pseudonyms.textOf('person', person),
});

/** A citizen has to do with the own requests, an organ with those that wait for its word or did. */
export const accessOf = (parts: Pick<RightsParts, 'deployment'>, actor: RightsActor): RequestAccess => {
  const own = partyOf(parts, actor);
  return (state: FiledRequest) => (actor.isCitizen
    ? state.requester.account === own.account
    : state.request.organ === actor.organ || organOfRequest(state) === actor.organ);
};
