import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useLocation } from 'wouter';
import { useSession, useStanding } from '../api/session.tsx';
import { instantText } from '../parts/dates.ts';
import { useOrganNames } from '../parts/organ-name.tsx';
import { GateDialog } from './gate-dialog.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { useWords } from './language.tsx';
import { pagesFor } from './pages.ts';
import { ROLE_WORDS } from './role-words.ts';

const Menu = ({ close }: Readonly<{ close: () => void }>) => {
  const { t } = useWords();
  const { roles } = useSession();
  const [place] = useLocation();
  return (
    <ul onClick={close}>
      {pagesFor(roles).filter(({ isInMenu }) => isInMenu).map(({ path, title }) => {
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

const Person = () => {
  const { t } = useWords();
  const { displayName, roles } = useSession();
  const { signOut } = useStanding();
  return (
    <div className="person">
      <span className="person-name" lang="zh-CN">{displayName}</span>
      <span className="person-roles">{roles.map((role) => t(ROLE_WORDS[role])).join(' · ')}</span>
      <LanguageChoice />
      <button type="button" className="quiet" onClick={() => { void signOut(); }}>
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

/** The frame of every page: who is signed in, where one can go, and the page itself. */
export const Shell = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { t } = useWords();
  // Asked for with the frame, so that pages begin with the names of organs and not with their codes.
  useOrganNames();
  const [place] = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    // A new page is read from its head, by eyes and by screen readers.
    document.getElementById('main')?.focus({ preventScroll: true });
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
        <Person />
      </header>
      <nav
        id="menu" className={isOpen ? 'menu menu-open' : 'menu'}
        aria-label={t({ zh: '主菜单', en: 'Main menu' })}
      >
        <Menu close={() => setOpen(false)} />
      </nav>
      <PrintHead />
      <main id="main" tabIndex={-1}>{children}</main>
      <GateDialog />
    </div>
  );
};
