import { useSyncExternalStore } from 'react';

/**
 * Why a file of the pages did not come: the service has newer pages and the old file is gone; the line is down; or
 * neither, and it may come at another try.
 */
export type WhyNot = 'newer' | 'unreached' | 'failed';

/** The script that this window began with; its name changes with what is in it. */
const OWN = document.querySelector('script[type=module][src]')?.getAttribute('src') ?? '';

let isNewer = false;
const heard = new Set<() => void>();
const watch = (one: () => void): (() => void) => {
  heard.add(one);
  return () => heard.delete(one);
};

/** Whether this window has learnt that the service has newer pages than it. */
export const useNewer = (): boolean => useSyncExternalStore(watch, () => isNewer);

/** Learns why a file did not come, by the document that the service sends now; a newer one is told to the frame. */
export const learnWhy = async (): Promise<WhyNot> => {
  try {
    const answer = await fetch('/', { cache: 'no-store', redirect: 'error' });
    if (!answer.ok) return 'unreached';
    if ((await answer.text()).includes(`"${OWN}"`)) return 'failed';
  } catch {
    return 'unreached';
  }
  isNewer = true;
  for (const one of heard) one();
  return 'newer';
};

/** A file of the pages did not come. */
export class NotLoaded extends Error {
  readonly why: WhyNot;
  constructor(why: WhyNot) {
    super(why);
    this.why = why;
  }
}

/**
 * Loads a part of the pages.
 * @throws NotLoaded where its file does not come
 */
export const loaded = async <T>(load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch {
    throw new NotLoaded(await learnWhy());
  }
};
