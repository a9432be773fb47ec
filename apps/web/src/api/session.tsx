import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { answers } from './answers.ts';
import { type AnyAnswer, type BodyOf, send } from './interface.ts';
import { forgetUnsaved } from './unsaved.ts';

/** Whoever is signed in. */
export type Session = BodyOf<'readSession'>;
/** A role. */
export type Role = Session['roles'][number];

/** Who is signed in, as the pages know it. */
export type Standing = Readonly<{
  state: 'loading' | 'signedOut' | 'signedIn' | 'unreached'; session?: Session;
  refresh: () => Promise<void>;
  /** Ends the session; false where the service was not reached, and the session stands. */
  signOut: () => Promise<boolean>;
}>;

const StandingContext = createContext<Standing>({
  state: 'loading', refresh: async () => undefined, signOut: async () => false,
});

/** Other windows learn that somebody signed in or out, and nothing else. */
const CHANNEL = 'fengcun-session';
/** What windows tell each other. */
type Told = 'in' | 'out';

const tell = (told: Told): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(told);
  channel.close();
};

const onTold = (heard: (told: unknown) => void): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => heard(data);
  return () => channel.close();
};

/** Calls back when the same person signed in again in another window; another person's session is not theirs. */
export const onSignedInAgain = (account: string, heard: () => void): (() => void) => onTold(() => {
  void send('readSession', {}).then((answer) => {
    if (answer.ok && (answer.body as Session).account === account) heard();
  });
});

/** Where a browser begins to sign in. */
export const SIGN_IN_ADDRESS = '/v1/session/begin';

/** Whether the browser held a session when the page was sent; without one nobody need be asked. */
const holdsSession = (): boolean =>
  document.querySelector('meta[name=session]')?.getAttribute('content') !== 'none';

type Known = Pick<Standing, 'state' | 'session'>;

/** Nothing of whoever was here stays in this window: neither answers nor forms, nor what the lab remembers. */
const leave = (): void => {
  answers.clear();
  forgetUnsaved();
  location.replace('/');
};

/**
 * A window that the browser put away as it stood shows nothing of it when somebody goes back to it: they may be
 * somebody else. It is hidden as it is put away, and is loaded anew.
 */
const watchReturn = (): (() => void) => {
  const hide = ({ persisted }: PageTransitionEvent) => { document.documentElement.hidden = persisted; };
  const show = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    forgetUnsaved();
    location.reload();
  };
  addEventListener('pagehide', hide);
  addEventListener('pageshow', show);
  return () => {
    removeEventListener('pagehide', hide);
    removeEventListener('pageshow', show);
  };
};

const knownFrom = (answer: AnyAnswer): Known => (answer.ok
  ? { state: 'signedIn', session: answer.body as Session }
  : { state: answer.problem.code === 'UNAVAILABLE' ? 'unreached' : 'signedOut' });

/** Who is signed in now, and the turns that a window knows: another's, and nobody's. */
const useKnown = () => {
  const [known, setKnown] = useState<Known>({ state: 'loading' });
  const account = useRef<string>(undefined);
  const leaveNow = useCallback(() => {
    setKnown({ state: 'loading' });
    leave();
  }, []);
  const refresh = useCallback(async () => {
    const now = knownFrom(await send('readSession', {}));
    const before = account.current;
    if (now.session !== undefined && before !== undefined && now.session.account !== before) return leaveNow();
    // A session that merely ended leaves what was typed: the gate asks for it at the next act.
    if (now.session === undefined && before !== undefined) return;
    account.current = now.session?.account;
    setKnown(now);
  }, [leaveNow]);
  return { known, setKnown, account, refresh, leaveNow };
};

/**
 * Reads who is signed in, once and whenever somebody signed in or out in another window. A window is one
 * person's: as soon as somebody else signed in, or its person signed out anywhere, it begins anew.
 */
export const SessionProvider = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { known, setKnown, account, refresh, leaveNow } = useKnown();
  const signOut = useCallback(async () => {
    const answer = await send('endSession', {});
    if (!answer.ok && answer.problem.code === 'UNAVAILABLE') return false;
    tell('out');
    leaveNow();
    return true;
  }, [leaveNow]);
  useEffect(() => {
    if (holdsSession()) void refresh().then(() => { if (account.current !== undefined) tell('in'); });
    else setKnown({ state: 'signedOut' });
    const deafen = onTold((told) => {
      if (told === 'out' && account.current !== undefined) leaveNow();
      else void refresh();
    });
    const unwatch = watchReturn();
    return () => { deafen(); unwatch(); };
  }, [account, leaveNow, refresh, setKnown]);
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
