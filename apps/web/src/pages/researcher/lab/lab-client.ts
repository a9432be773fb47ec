import { useSyncExternalStore } from 'react';
import { learnWhy } from '../../../app/newer.ts';
import type { LabAnswer, LabChecked, LabCompared, LabCounted, LabOrder, LabRefused, LabRun } from './protocol.ts';

/** Persons at once, and at most. */
export const SIZES = [200_000, 500_000, 1_000_000, 2_000_000] as const;
/** The same seed gives the same persons everywhere, on the command line too. */
export const LAB_SEED = 1;

/** What the lab shows. `before` is what stood until the last move, so that one sees what changed. */
export type LabState = Readonly<{
  size: number; made: number; run?: LabRun; counted?: LabCounted; before?: LabCounted; compared?: LabCompared;
  refused?: LabRefused | undefined; millis?: number;
}>;

let state: LabState = { size: SIZES[0], made: 0 };
let worker: Worker | undefined;
let [number, runNumber, isBusy, askedAt] = [0, 0, false, 0];
let wanted: LabRun | undefined;
let hasPopulation = false;
const heard = new Set<() => void>();
const checks = new Map<number, (checked: LabChecked) => void>();

const tell = (next: Partial<LabState>): void => {
  state = { ...state, ...next };
  for (const one of heard) one();
};

type OrderBody = LabOrder extends infer One ? One extends LabOrder ? Omit<One, 'number'> : never : never;

const send = (order: OrderBody): number => {
  number += 1;
  serving().postMessage({ ...order, number });
  return number;
};

/** One run at a time; while it counts, only the newest wish is kept: a slider moves faster than anybody reads. */
const next = (): void => {
  if (isBusy || wanted === undefined || state.made < state.size) return;
  isBusy = true;
  runNumber = send({ kind: 'run', run: wanted });
  tell({ run: wanted });
  wanted = undefined;
};

const settle = (told: Partial<LabState>): void => {
  isBusy = false;
  tell(told);
  next();
};

const hear = ({ data }: MessageEvent<LabAnswer>): void => {
  switch (data.kind) {
    case 'making': tell({ made: Math.min(data.done, state.size - 1) }); return;
    case 'made':
      // The moment of making is told by its bar; what is measured is a move.
      askedAt = performance.now();
      tell({ made: data.size });
      next();
      return;
    case 'counted': settle({
      counted: data.counted, millis: performance.now() - askedAt, refused: undefined,
      ...(state.counted === undefined ? {} : { before: state.counted }),
    }); return;
    case 'refused': settle({ refused: data.refused }); return;
    case 'compared': if (data.number === runNumber) tell({ compared: data.compared }); return;
    case 'checked':
      checks.get(data.number)?.(data.checked);
      checks.delete(data.number);
  }
};

const serving = (): Worker => {
  if (worker !== undefined) return worker;
  const made = new Worker(new URL('../lab-worker.ts', import.meta.url), { type: 'module', name: 'lab' });
  made.onmessage = hear;
  made.onerror = () => { void learnWhy(); };
  worker = made;
  return made;
};

/** Makes a population of this size; the packs that are chosen are counted again when it stands. */
export const makePopulation = (size: number): void => {
  hasPopulation = true;
  isBusy = false;
  wanted ??= state.run;
  tell({ size, made: 0 });
  send({ kind: 'make', size, seed: LAB_SEED });
};

/** Asks for a run; the answer comes into the state. The population is made at the first. */
export const askRun = (run: LabRun): void => {
  askedAt = performance.now();
  wanted = run;
  if (hasPopulation) next();
  else makePopulation(state.size);
};

/** Examines a text. Nothing of it leaves the browser. */
export const checkPackText = (text: string): Promise<LabChecked> =>
  new Promise((resolve) => { checks.set(send({ kind: 'check', text }), resolve); });

const watch = (one: () => void): (() => void) => {
  heard.add(one);
  return () => heard.delete(one);
};

/** The state of the lab, of all its pages: going from one to the other makes nobody anew. */
export const useLab = (): LabState => useSyncExternalStore(watch, () => state);
