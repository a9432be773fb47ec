import { checkText, compareRun, countRun, type LabDone, type LabPopulation, makePopulation } from './lab/engine.ts';
import type { LabAnswer, LabOrder } from './lab/protocol.ts';

// This file alone may run code that it wrote itself (packs are compiled to loops); it can reach nothing: the
// policy it is served under allows no connection, and everything in it is invented or published.

let population: LabPopulation | undefined;
/** Number of the newest order: what an older one still wants to know is of no use any more. */
let newest = 0;

const now = (): number => performance.now();
const answer = (told: LabAnswer): void => { postMessage(told); };
/** Lets orders in that came meanwhile. */
const breathe = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

const make = async ({ number, size, seed }: Extract<LabOrder, { kind: 'make' }>): Promise<void> => {
  const begunAt = now();
  population = undefined;
  const making = makePopulation(size, seed);
  for (let step = making.next(); ; step = making.next()) {
    if (step.done === true) {
      population = step.value;
      break;
    }
    answer({ number, kind: 'making', done: step.value, size });
    await breathe();
    if (number !== newest) return;
  }
  answer({ number, kind: 'made', size, millis: now() - begunAt });
};

/** A slider that still moves is not kept waiting by what takes longer. */
const REST_MILLISECONDS = 120;

const compare = async (number: number, done: LabDone): Promise<void> => {
  await new Promise((resolve) => { setTimeout(resolve, REST_MILLISECONDS); });
  if (number !== newest || population === undefined) return;
  answer({ number, kind: 'compared', compared: compareRun(population, done, now) });
};

const run = async ({ number, run: wanted }: Extract<LabOrder, { kind: 'run' }>): Promise<void> => {
  if (population === undefined) return;
  const done = countRun(population, wanted, now);
  if (!done.ok) {
    answer({ number, kind: 'refused', refused: done.error });
    return;
  }
  answer({ number, kind: 'counted', counted: done.value.counted });
  await compare(number, done.value);
};

onmessage = ({ data }: MessageEvent<LabOrder>) => {
  if (data.kind === 'check') {
    answer({ number: data.number, kind: 'checked', checked: checkText(data.text, now) });
    return;
  }
  newest = data.number;
  void (data.kind === 'make' ? make(data) : run(data));
};
