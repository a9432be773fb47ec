import { type ComponentType, lazy, Suspense, useEffect, useMemo } from 'react';
import { Link, Route, Switch } from 'wouter';
import { answers, AnswersProvider } from '../api/answers.ts';
import { SessionProvider, useSession, useStanding } from '../api/session.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Boundary } from './boundary.tsx';
import { LanguageProvider, useWords } from './language.tsx';
import { loaded } from './newer.ts';
import type { Page } from './page.ts';
import { pagesFor } from './pages.ts';
import { Shell } from './shell.tsx';
import { Welcome } from './welcome.tsx';

const shown = new Map<Page, ComponentType>();

/** One component a page, made once, so that a page keeps what was entered while its frame is drawn again. */
const componentOf = (page: Page): ComponentType => {
  const known = shown.get(page);
  if (known !== undefined) return known;
  const made = lazy(() => loaded(page.load));
  shown.set(page, made);
  return made;
};

/** On the page of one thing: the way back to where it was chosen, by the name that the menu gives it. */
const Back = ({ page }: Readonly<{ page: Page }>) => {
  const { t } = useWords();
  const session = useSession();
  const [, parent] = /^(.*)\/(?::id|new)$/.exec(page.path) ?? [];
  if (parent === undefined || page.isInMenu) return null;
  const own = pagesFor(session);
  const found = own.find(({ path }) => path === parent) ?? own.find(({ path }) => path === '/');
  if (found === undefined) return null;
  return <Link href={found.path} className="back"><span aria-hidden="true">‹ </span>{t(found.title)}</Link>;
};

const Titled = ({ page }: Readonly<{ page: Page }>) => {
  const { t } = useWords();
  const Shown = componentOf(page);
  useEffect(() => { document.title = `${t(page.title)} · ${t({ zh: '封存', en: 'Fengcun' })}`; }, [page, t]);
  return (
    <>
      <Back page={page} />
      <Boundary key={page.path}><Suspense fallback={<Waiting />}><Shown /></Suspense></Boundary>
    </>
  );
};

const Unknown = () => {
  const { t } = useWords();
  return (
    <section className="notice">
      <h1>{t({ zh: '没有这个页面', en: 'There is no such page' })}</h1>
      <p>{t({ zh: '请从菜单中选择。', en: 'Choose one from the menu.' })}</p>
    </section>
  );
};

const SignedIn = () => {
  const { roles, organ } = useSession();
  const pages = useMemo(() => pagesFor({ roles, organ }), [roles, organ]);
  return (
    <Shell>
      <Switch>
        {pages.map((page) => <Route key={page.path} path={page.path}><Titled page={page} /></Route>)}
        <Route><Unknown /></Route>
      </Switch>
    </Shell>
  );
};

const Standing = () => {
  const { state } = useStanding();
  if (state === 'loading') return <Waiting />;
  return state === 'signedIn' ? <SignedIn /> : <Welcome />;
};

const CheckPaper = lazy(() => loaded(() => import('../pages/check/check-paper.tsx')));

/** Everything there is to see; a paper is checked by anybody, signed in or not. */
export const App = () => (
  <LanguageProvider>
    <AnswersProvider client={answers}>
      <Switch>
        <Route path="/check">
          <Boundary><Suspense fallback={<Waiting />}><CheckPaper /></Suspense></Boundary>
        </Route>
        <Route><SessionProvider><Standing /></SessionProvider></Route>
      </Switch>
    </AnswersProvider>
  </LanguageProvider>
);
