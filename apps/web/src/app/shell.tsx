import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useLocation } from 'wouter';
import { useSession, useStanding } from '../api/session.tsx';
import { instantText } from '../parts/dates.ts';
import { useOrganNames } from '../parts/organ-name.tsx';
import { GateDialog } from './gate-dialog.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { useWords } from './language.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { useNewer } from './newer.ts';
import { goToHead } from './place.ts';
import { pagesFor } from './pages.ts';
import { ROLE_WORDS } from './role-words.ts';

const Menu = ({ close }: Readonly<{ close: () => void }>) => {
  const { t } = useWords();
  const session = useSession();
  const [place] = useLocation();
  return (
    <ul onClick={close}>
      {pagesFor(session).filter(({ isInMenu }) => isInMenu).map(({ path, title }) => {
        const isHere = path === '/' ? place === '/' : place === path || place.startsWith(`${path}/`);
        return (
          <li key={path}>
            <Link href={path} {...(isHere ? { 'aria-current': 'page' as const } : {})}>{t(title)}</Link>
          </li>
        );
      })}
    </ul>
  );
};

const Person = ({ signOut }: Readonly<{ signOut: () => void }>) => {
  const { t } = useWords();
  const { displayName, roles } = useSession();
  return (
    <div className="person">
      <span className="person-name" lang="zh-CN">{displayName}</span>
      <span className="person-roles">{roles.map((role) => t(ROLE_WORDS[role])).join(' · ')}</span>
      <LanguageChoice />
      <button type="button" className="quiet" onClick={signOut}>
        {t({ zh: '退出', en: 'Sign out' })}
      </button>
    </div>
  );
};

/** Stands on paper alone: who printed the page, and when. */
const PrintHead = () => {
  const { t } = useWords();
  const { displayName } = useSession();
  const [at, setAt] = useState(() => new Date().toISOString());
  useEffect(() => {
    const stamp = () => flushSync(() => setAt(new Date().toISOString()));
    addEventListener('beforeprint', stamp);
    return () => removeEventListener('beforeprint', stamp);
  }, []);
  return (
    <p className="print-head" aria-hidden="true">
      <span>{t({ zh: '封存', en: 'Fengcun' })}</span><span>{displayName} · {instantText(at)}</span>
    </p>
  );
};

/** What concerns every page alike: newer pages, and that signing out did not reach the service. */
const Notices = ({ isStillIn }: Readonly<{ isStillIn: boolean }>) => {
  const { t } = useWords();
  const isNewer = useNewer();
  return (
    <div role="status" className="frame-notices no-print">
      {isNewer && (
        <p>
          {t({
            zh: '系统已更新。本页填写的内容都在，请先提交，再打开新版本。',
            en: 'There is a new version. What you entered is still here: send it first, then open the new version.',
          })}{' '}
          <button type="button" className="plain" onClick={() => location.reload()}>
            {t({ zh: '打开新版本', en: 'Open the new version' })}
          </button>
        </p>
      )}
      {isStillIn && <p className="told">{t({
        zh: '还没有退出：无法连接服务。请检查网络后再按一次“退出”。',
        en: 'You are still signed in: the service cannot be reached. Check the line and sign out again.',
      })}</p>}
    </div>
  );
};

/** The frame of every page: who is signed in, where one can go, and the page itself. */
export const Shell = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { t } = useWords();
  // Asked for with the frame, so that pages begin with the names of organs and not with their codes.
  useOrganNames();
  const [place] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [isStillIn, setStillIn] = useState(false);
  const { signOut } = useStanding();
  const out = () => {
    setStillIn(false);
    void signOut().then((isOut) => setStillIn(!isOut));
  };
  useEffect(() => {
    // A new page is read from its head, by eyes and by screen readers.
    goToHead();
    scrollTo(0, 0);
  }, [place]);
  return (
    <div className="shell">
      <a className="skip" href="#main">{t({ zh: '跳到正文', en: 'Skip to the page' })}</a>
      <header className="bar">
        <button
          type="button" className="menu-button" aria-expanded={isOpen} aria-controls="menu"
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">☰</span>
          <span className="hidden-words">{t({ zh: '菜单', en: 'Menu' })}</span>
        </button>
        <Link href="/" className="brand">
          <span className="brand-mark" aria-hidden="true">封</span>
          <span className="brand-words">{t({ zh: '封存', en: 'Fengcun' })}</span>
        </Link>
        <Person signOut={out} />
      </header>
      <nav
        id="menu" className={isOpen ? 'menu menu-open' : 'menu'}
        aria-label={t({ zh: '主菜单', en: 'Main menu' })}
      >
        <Menu close={() => setOpen(false)} />
      </nav>
      <PrintHead />
      <main id="main" tabIndex={-1}>
        <Notices isStillIn={isStillIn} />
        {children}
      </main>
      <GateDialog />
      <LeaveDialog />
    </div>
  );
};
