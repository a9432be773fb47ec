import type { BodyOf } from './interface.ts';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { answers } from './answers.ts';
import { send } from './interface.ts';

/** Whoever is signed in. */
export type Session = BodyOf<'readSession'>;
/** A role. */
export type Role = Session['roles'][number];

/** Who is signed in, as the pages know it. */
export type Standing = Readonly<{
  state: 'loading' | 'signedOut' | 'signedIn' | 'unreached'; session?: Session;
  refresh: () => Promise<void>; signOut: () => Promise<void>;
}>;

const StandingContext = createContext<Standing>({
  state: 'loading', refresh: async () => undefined, signOut: async () => undefined,
});

/** Other windows learn that somebody signed in or out, and nothing else. */
const CHANNEL = 'fengcun-session';

/** Tells every window of this browser that the session changed. */
export const tellSessionChanged = (): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
};

/** Calls back when another window told that the session changed. */
export const onSessionChanged = (heard: () => void): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = heard;
  return () => channel.close();
};

/** Where a browser begins to sign in. */
export const SIGN_IN_ADDRESS = '/v1/session/begin';

/** Whether the browser held a session when the page was sent; without one nobody need be asked. */
const holdsSession = (): boolean =>
  document.querySelector('meta[name=session]')?.getAttribute('content') !== 'none';

/** Reads who is signed in, once and whenever somebody signed in or out in another window. */
export const SessionProvider = ({ children }: Readonly<{ children: ReactNode }>) => {
  const [known, setKnown] = useState<Pick<Standing, 'state' | 'session'>>({ state: 'loading' });
  const refresh = useCallback(async () => {
    const answer = await send('readSession', {});
    if (answer.ok) setKnown({ state: 'signedIn', session: answer.body as Session });
    else setKnown({ state: answer.problem.code === 'UNAVAILABLE' ? 'unreached' : 'signedOut' });
  }, []);
  const signOut = useCallback(async () => {
    await send('endSession', {});
    // Whoever sits down next finds nothing: neither answers nor forms.
    answers.clear();
    tellSessionChanged();
    location.replace('/');
  }, []);
  useEffect(() => {
    if (holdsSession()) void refresh();
    else setKnown({ state: 'signedOut' });
    tellSessionChanged();
    return onSessionChanged(() => { void refresh(); });
  }, [refresh]);
  return <StandingContext value={{ ...known, refresh, signOut }}>{children}</StandingContext>;
};

/** Who is signed in. */
export const useStanding = (): Standing => useContext(StandingContext);

/** Whoever is signed in; pages behind the shell are shown to nobody else. */
export const useSession = (): Session => {
  const { session } = useStanding();
  if (session === undefined) throw new Error('a page was shown to nobody');
  return session;
};
