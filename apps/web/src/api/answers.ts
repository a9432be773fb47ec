import type { Problem, RouteId } from '@fengcun/api';
import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { keepPlace } from '../app/place.ts';
import { sendThroughGate } from './gate.ts';
import { type AnswerOf, type BodyOf, type CallOf, needsKey } from './interface.ts';

/** A refusal of the interface, carried to whoever shows it. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** How long an answer counts as fresh, milliseconds. */
const FRESH_MS = 15_000;
/** How long an answer that nobody shows is kept, milliseconds. */
const KEPT_MS = 30_000;

/** The memory of the pages. */
export { QueryClientProvider as AnswersProvider } from '@tanstack/react-query';

/**
 * Answers live in memory, half a minute, and go with the page: nothing of a record is kept by the browser.
 */
export const answers = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, gcTime: KEPT_MS, retry: false, refetchOnWindowFocus: true },
  },
});

/** What a page knows of something it reads: on its way, refused in one sentence, or there. */
export type Reading<T> =
  | Readonly<{ state: 'loading'; again: () => void }>
  | Readonly<{ state: 'refused'; problem: Problem; again: () => void }>
  | Readonly<{ state: 'there'; body: T; again: () => void }>;

/**
 * When to ask: `isWanted: false` waits, `freshMs` (milliseconds) is for what hardly changes, `every`: again after
 * so many milliseconds, as what was told last time asks for.
 */
type WhenToAsk<T> = Readonly<{
  isWanted?: boolean; freshMs?: number; every?: (told: T | undefined) => number | false;
}>;

/** Reads a route and keeps it fresh. The sentence of a refusal is the service's. */
export const useAnswer = <Id extends RouteId>(
  id: Id, call: CallOf<Id>, { isWanted = true, freshMs = FRESH_MS, every }: WhenToAsk<BodyOf<Id>> = {},
): Reading<BodyOf<Id>> => {
  const found = useQuery({
    queryKey: [id, call], enabled: isWanted, staleTime: freshMs, gcTime: Math.max(freshMs, KEPT_MS),
    refetchInterval: ({ state }) => every?.(state.data) ?? false,
    queryFn: async () => {
      const answer = await sendThroughGate(id, call);
      if (!answer.ok) throw new Refusal(answer.problem);
      return answer.body as BodyOf<Id>;
    },
  });
  const again = () => { void found.refetch(); };
  if (found.data !== undefined && !found.isError) return { state: 'there', body: found.data, again };
  if (found.error instanceof Refusal) return { state: 'refused', problem: found.error.problem, again };
  return { state: 'loading', again };
};

/** An act of a page: run it, know that it runs, and what it was refused with. */
export type Act<Id extends RouteId> = Readonly<{
  run: (call: CallOf<Id>) => Promise<AnswerOf<Id>>; isRunning: boolean; problem: Problem | undefined;
  clear: () => void;
}>;

type ActState = Readonly<{ isRunning: boolean; problem?: Problem }>;

/**
 * An act. A key goes with acts that need one and stays the same until the act is done, so that a person who
 * presses twice or loses the line does it once. What was read before is read again afterwards.
 */
export const useAct = <Id extends RouteId>(id: Id): Act<Id> => {
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [state, setState] = useState<ActState>({ isRunning: false });
  const runOnce = useCallback(async (call: CallOf<Id>): Promise<AnswerOf<Id>> => {
    const pressed = document.activeElement;
    setState({ isRunning: true });
    const given: Readonly<{ headers?: Readonly<Record<string, string>> | undefined }> = call;
    const headers = needsKey(id) ? { 'idempotency-key': key.current, ...given.headers } : given.headers;
    const answer = await sendThroughGate(id, { ...call, ...(headers === undefined ? {} : { headers }) });
    // What was done under the key before is done; what is entered now is another act, if the person wants it.
    if (!answer.ok && answer.problem.code === 'IDEMPOTENCY_KEY_REUSED') key.current = crypto.randomUUID();
    if (answer.ok) {
      key.current = crypto.randomUUID();
      // It runs until what it changed was read again: over a slow line a second press would do it twice.
      await client.invalidateQueries();
    }
    setState(answer.ok ? { isRunning: false } : { isRunning: false, problem: answer.problem });
    requestAnimationFrame(() => keepPlace(pressed));
    return answer as unknown as AnswerOf<Id>;
  }, [client, id]);
  // Two presses before the page was drawn anew are one.
  const running = useRef<Promise<AnswerOf<Id>>>(undefined);
  const run = useCallback((call: CallOf<Id>): Promise<AnswerOf<Id>> => {
    running.current ??= runOnce(call).finally(() => { running.current = undefined; });
    return running.current;
  }, [runOnce]);
  const clear = useCallback(() => setState({ isRunning: false }), []);
  return { run, isRunning: state.isRunning, problem: state.problem, clear };
};
