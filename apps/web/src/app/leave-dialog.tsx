import { type RefObject, useEffect, useRef, useState } from 'react';
import { useWords, type Words } from './language.tsx';
import { hasUnsaved } from '../api/unsaved.ts';

/** A link of these pages that a plain click follows; others open beside the page or stay on it. */
const followed = ({ target, button, ctrlKey, metaKey, shiftKey }: MouseEvent): HTMLElement | undefined => {
  const link = target instanceof Element ? target.closest('a[href^="/"]:not([target])') : null;
  return link instanceof HTMLElement && button === 0 && !ctrlKey && !metaKey && !shiftKey ? link : undefined;
};

const HEAD: Words = { zh: '离开本页？', en: 'Leave this page?' };

/** Hears links that would leave a page with something unsent on it; `ask` gets the link that was pressed. */
const useAsking = (ask: (link: HTMLElement) => void, isLeaving: RefObject<boolean>): void => {
  useEffect(() => {
    const close = (event: BeforeUnloadEvent) => { if (hasUnsaved()) event.preventDefault(); };
    const click = (event: MouseEvent) => {
      const chosen = isLeaving.current || !hasUnsaved() ? undefined : followed(event);
      if (chosen === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(chosen);
    };
    addEventListener('beforeunload', close);
    document.addEventListener('click', click, true);
    return () => {
      removeEventListener('beforeunload', close);
      document.removeEventListener('click', click, true);
    };
  }, [ask, isLeaving]);
};

/**
 * Asks before a page is left on which somebody wrote what nobody has: nothing is kept by the browser, so one
 * wrong click would lose it. Closing and reloading are asked by the browser itself.
 */
export const LeaveDialog = () => {
  const { t } = useWords();
  const [link, setLink] = useState<HTMLElement>();
  const dialog = useRef<HTMLDialogElement>(null);
  const isLeaving = useRef(false);
  useAsking(setLink, isLeaving);
  useEffect(() => {
    if (link === undefined) dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [link]);
  const leave = () => {
    dialog.current?.close();
    isLeaving.current = true;
    link?.click();
    isLeaving.current = false;
    setLink(undefined);
  };
  return (
    <dialog
      ref={dialog} className="gate-dialog leave-dialog" aria-label={t(HEAD)} onCancel={() => setLink(undefined)}
    >
      {link !== undefined && (
        <>
          <h2>{t(HEAD)}</h2>
          <p>{t({
            zh: '本页有填写了还没有提交的内容；离开后不保留。',
            en: 'What you wrote here was not sent; it is not kept when you leave.',
          })}</p>
          <div className="dialog-acts">
            <button type="button" className="plain" onClick={leave}>{t({ zh: '离开', en: 'Leave' })}</button>
            <button type="button" className="primary" onClick={() => setLink(undefined)}>
              {t({ zh: '留在本页', en: 'Stay' })}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
};
