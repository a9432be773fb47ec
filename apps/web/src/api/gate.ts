import type { Problem, RouteId } from '@fengcun/api';
import { type AnyAnswer, send } from './interface.ts';

/** What a person is asked for in the middle of an act, so that nothing they entered is lost. */
export type Asked = 'signIn' | 'secondFactor';

/** Puts the question on the screen; true when it was answered and the act may be tried again. */
export type Asker = (asked: Asked) => Promise<boolean>;

let ask: Asker = async () => false;

/** The shell says who puts questions; one at a time. */
export const setAsker = (asker: Asker): void => { ask = asker; };

const askedFor = ({ code }: Problem): Asked | undefined => {
  if (code === 'UNAUTHENTICATED' || code === 'SIGN_IN_AGAIN') return 'signIn';
  return code === 'SECOND_FACTOR_NEEDED' ? 'secondFactor' : undefined;
};

/** LIMIT: an act may need both, once each; more would go round in a circle. */
const ROUNDS_MAX = 2;

/**
 * Sends an act; where the session ended or a second factor is needed, asks the person and sends the same act
 * again, under the same key.
 */
export const sendThroughGate = async (id: RouteId, call: object, rounds = ROUNDS_MAX): Promise<AnyAnswer> => {
  const answer = await send(id, call);
  if (answer.ok || rounds === 0) return answer;
  const asked = askedFor(answer.problem);
  if (asked === undefined || !(await ask(asked))) return answer;
  return sendThroughGate(id, call, rounds - 1);
};
