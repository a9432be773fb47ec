/** Runs work one after another, in the order it came; what waited too long is not begun. */
export type TakeTurns = <T>(work: () => Promise<T>, tooLate: () => T) => Promise<T>;

/**
 * LIMIT: how long a batch waits for its turn. Its sender gives up after half a minute and sends it again, so
 * that what is begun later is taken for nobody, while the same batch waits a second time.
 */
export const TURN_WAIT_MILLIS = 10_000;

/** Turns by a clock in milliseconds. A fault is its caller's; the next one's turn comes all the same. */
export const takeTurns = (clock: () => number, waitMillis = TURN_WAIT_MILLIS): TakeTurns => {
  let last: Promise<unknown> = Promise.resolve();
  return (work, tooLate) => {
    const arrivedAt = clock();
    const begin = async () => (clock() - arrivedAt > waitMillis ? tooLate() : work());
    const turn = last.then(begin, begin);
    last = turn.catch(() => undefined);
    return turn;
  };
};
