import type { FiledRequest } from '@fengcun/registry';
import { partyOf } from '../proceedings/index.ts';
import { organOfRequest, type RequestAccess } from './rights-machine.ts';
import type { RightsActor, RightsParts } from './rights-parts.ts';

/** A citizen has to do with the own requests, an organ with those that wait for its word or did. */
export const accessOf = (parts: Pick<RightsParts, 'deployment'>, actor: RightsActor): RequestAccess => {
  const own = partyOf(parts, actor);
  return (state: FiledRequest) => (actor.isCitizen
    ? state.requester.account === own.account
    : state.request.organ === actor.organ || organOfRequest(state) === actor.organ);
};
