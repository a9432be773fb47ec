/** LIMIT: applications of one transaction; one statement each, whatever their number. */
export const TOGETHER_MAX = 128;

/**
 * LIMIT: transactions at once: one waits for the disk while the next one asks. More would only wait for the
 * row of the series of numbers, which whoever takes from it holds until the commit.
 */
const IN_FLIGHT_MAX = 2;

/** LIMIT: turns of the loop that a batch waits for what is arriving; a turn without an arrival ends it. */
const TURNS_MAX = 64;

/**
 * Puts what arrives together into one batch; what is given is handed to `decide` once, in the order it came.
 * Every batch costs some ten statements, so small ones are not started beside a larger one: the next begins
 * when it is as large as the one under way, or when that one ends. `decide` never rejects.
 */
export const gatherBatches = <T>(decide: (taken: readonly T[]) => Promise<void>): ((one: T) => void) => {
  const waiting: T[] = [];
  const running = new Set<readonly T[]>();
  let isGathering = false;
  const mayStart = (): boolean => {
    const [other] = running;
    return waiting.length > 0 && running.size < IN_FLIGHT_MAX && waiting.length >= (other?.length ?? 0);
  };
  const start = (): void => {
    const taken = waiting.splice(0, TOGETHER_MAX);
    running.add(taken);
    void decide(taken).finally(() => {
      running.delete(taken);
      gather();
    });
  };
  const look = (seen: number, turns: number): void => {
    const isArriving = waiting.length > seen && waiting.length < TOGETHER_MAX && turns < TURNS_MAX;
    isGathering = mayStart() && isArriving;
    if (isGathering) setImmediate(look, waiting.length, turns + 1);
    else if (mayStart()) {
      start();
      gather();
    }
  };
  const gather = (): void => {
    if (!isGathering) look(0, 0);
  };
  return (one) => {
    waiting.push(one);
    gather();
  };
};
