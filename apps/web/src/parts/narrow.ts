import { useSyncExternalStore } from 'react';

/** Where pages.css turns to a telephone. */
const narrow = matchMedia('screen and (max-width: 760px)');
const watch = (heard: () => void): (() => void) => {
  narrow.addEventListener('change', heard);
  return () => narrow.removeEventListener('change', heard);
};

/** Whether the screen is a telephone's: for pictures, which no style sheet can lay out anew. */
export const useNarrow = (): boolean => useSyncExternalStore(watch, () => narrow.matches);
