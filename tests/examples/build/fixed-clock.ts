const FIXED_TIME = Date.UTC(2026, 0, 1);

/**
 * Runs `work` at a fixed time: libraries that stamp files with the clock then give the same bytes for
 * the same input.
 */
export const withFixedClock = async <T>(work: () => Promise<T>): Promise<T> => {
  const RealDate = Date;
  class FixedDate extends RealDate {
    constructor(...parts: readonly number[]) {
      super(parts[0] ?? FIXED_TIME);
    }

    static override now(): number {
      return FIXED_TIME;
    }
  }
  Object.assign(globalThis, { Date: FixedDate });
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { Date: RealDate });
  }
};
