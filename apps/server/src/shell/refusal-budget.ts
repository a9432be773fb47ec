/**
 * How many refusals of senders nobody knows are written one by one. Whoever floods the service must not be
 * able to flood the ledger: beyond the budget they are counted, and the next line that is written carries the
 * count.
 */
export type RefusalBudget = Readonly<{
  /** Whether to write this one; `suppressed` is how many before it were only counted. */
  spend: (atMilliseconds: number) => Readonly<{ isWritten: boolean; suppressed: number }>;
}>;

// LIMIT: one a second on average; a ledger of a year grows by at most 32 million lines of strangers.
const WINDOW_MILLISECONDS = 60_000;
const LINES_PER_WINDOW = 60;

/** A budget that renews itself every minute. */
export const refusalBudget = (): RefusalBudget => {
  let window = { beganAt: 0, written: 0 };
  let suppressed = 0;
  return {
    spend: (at) => {
      if (at - window.beganAt >= WINDOW_MILLISECONDS) window = { beganAt: at, written: 0 };
      if (window.written >= LINES_PER_WINDOW) {
        suppressed += 1;
        return { isWritten: false, suppressed: 0 };
      }
      window = { ...window, written: window.written + 1 };
      const carried = suppressed;
      suppressed = 0;
      return { isWritten: true, suppressed: carried };
    },
  };
};
