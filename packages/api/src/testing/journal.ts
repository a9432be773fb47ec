/** Undoes what one transaction did; steps are undone in reverse order. */
export type Journal = Readonly<{ onUndo: (step: () => void) => void; undo: () => void }>;

/** An empty journal. */
export const journal = (): Journal => {
  const steps: (() => void)[] = [];
  return {
    onUndo: (step) => { steps.push(step); },
    undo: () => { for (const step of steps.splice(0).reverse()) step(); },
  };
};

/** Sets a member of a map, and takes it back if the transaction is undone. */
export const setIn = <K, V>(map: Map<K, V>, [key, value]: readonly [K, V], { onUndo }: Journal): void => {
  const before = map.get(key);
  onUndo(() => { if (before === undefined) map.delete(key); else map.set(key, before); });
  map.set(key, value);
};
