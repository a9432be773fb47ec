/** The timer of a running service: waits that end early when it is time to stop. */
export type ServiceTimer = Readonly<{
  idle: (millis: number) => Promise<void>; isStopping: () => boolean; stop: () => void;
}>;

/** A timer of this process. */
export const serviceTimer = (): ServiceTimer => {
  const stopping = new AbortController();
  const { signal } = stopping;
  return {
    isStopping: () => signal.aborted,
    stop: () => stopping.abort(),
    idle: (millis) => new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, millis);
      signal.addEventListener('abort', end);
    }),
  };
};
