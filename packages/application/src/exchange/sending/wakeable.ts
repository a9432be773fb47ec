/** A wait that ends early when somebody has put something into the outbox. */
export type Wakeable = Readonly<{ idle: (millis: number) => Promise<void>; wake: () => void }>;

/** Makes a wait that can be ended by `wake`; one that comes while nobody waits ends the next wait. */
export const wakeable = (idle: (millis: number) => Promise<void>): Wakeable => {
  let woken = Promise.withResolvers<void>();
  return {
    wake: () => woken.resolve(),
    idle: async (millis) => {
      await Promise.race([idle(millis), woken.promise]);
      woken = Promise.withResolvers<void>();
    },
  };
};
