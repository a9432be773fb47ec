import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchRecognise } from '@fengcun/privacy/bench';
import { readTrainingTexts } from '../privacy/recognise/training-texts.ts';
import { type BenchResult, machineOf } from './measure.ts';

const JUDGMENTS = fileURLToPath(new URL('../../../../../shared/data/judgments.dev.jsonl', import.meta.url));

/** Quality, speed and what a model gives away, of central and federated training, on the shared rows. */
export const benchRecognition = async (): Promise<BenchResult> => {
  const { texts } = existsSync(JUDGMENTS) ? await readTrainingTexts([JUDGMENTS], 'judgments') : { texts: [] };
  return { bench: 'recognise', machine: machineOf(), ...benchRecognise(texts) };
};
