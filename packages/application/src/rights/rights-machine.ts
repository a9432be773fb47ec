import { err } from '@fengcun/kernel';
import {
  decideRights, evolveRights, type FiledRequest, NO_REQUEST, type RightsCommand, type RightsEvent,
  type RightsRefusal, type RightsState, type TermSettings,
} from '@fengcun/registry';
import type { Machine } from '../proceedings/index.ts';

/** Kind of these procedures in the rows. */
export const RIGHTS_KIND = 'rights';

/** The request is none of theirs: answered like an id that nobody has. */
export type RequestUnknown = Readonly<{ code: 'PROCEEDING_UNKNOWN' }>;

/** Whether whoever acts has anything to do with a request; to others it does not exist. */
export type RequestAccess = (state: FiledRequest) => boolean;

/** The organ that has the next word: the one asked, or the one above it after an appeal. */
export const organOfRequest = ({ stage, appealTo, request: { organ } }: FiledRequest): string =>
  (stage === 'appealed' || stage === 'appealAnswered' ? appealTo ?? organ : organ);

/** Requests of persons concerned, always on the sealed side: what they are about may be sealed. */
export const rightsMachine = (
  settings: TermSettings, mayTouch: RequestAccess = () => true,
): Machine<RightsState, RightsEvent, RightsCommand, RightsRefusal | RequestUnknown> => ({
  kind: RIGHTS_KIND, side: 'sealed', initial: NO_REQUEST, evolve: evolveRights,
  decide: (command, state) => {
    if (state.stage !== 'none' && !mayTouch(state)) return err({ code: 'PROCEEDING_UNKNOWN' });
    return decideRights(command, state, settings);
  },
  standing: (state) => {
    if (state.stage === 'none') return { state: 'none', organ: 'none' };
    const isOver = ['answered', 'appealAnswered', 'notAccepted', 'withdrawn'].includes(state.stage);
    return {
      state: state.stage, organ: organOfRequest(state),
      ...(isOver || state.dueOn === undefined ? {} : { dueOn: state.dueOn }),
    };
  },
});
