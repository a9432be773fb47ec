import { useEffect } from 'react';

const marks = new Set<symbol>();

/** Whether somewhere on the page stands what a person wrote and nobody has. */
export const hasUnsaved = (): boolean => marks.size > 0;

/** Lets go of it: the window is emptied for somebody else, and nothing of it may hold the page. */
export const forgetUnsaved = (): void => { marks.clear(); };

/** Says that a person wrote something here that leaving the page would lose; until it is sent or taken back. */
export const useUnsaved = (isUnsaved: boolean): void => {
  useEffect(() => {
    if (!isUnsaved) return;
    const mark = Symbol('unsaved');
    marks.add(mark);
    return () => { marks.delete(mark); };
  }, [isUnsaved]);
};
