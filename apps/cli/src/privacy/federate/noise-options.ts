import {
  type FederationNoise, type FederationTerms, MODEL_DELTA, planFederationNoise,
} from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import { privacyLine } from '../recognise/privacy-line.ts';

/** Options by which a coordinator draws up terms with noise. */
export const NOISE_OPTIONS = {
  noise: { type: 'string' }, delta: { type: 'string' }, colluders: { type: 'string' },
  documents: { type: 'string' },
} as const;

const positive = (given: Arguments, name: string, otherwise?: number): number => {
  const text = textOption(given, name);
  const value = text === undefined ? otherwise ?? NaN : Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UnusableInput(`--${name}: a number above 0`);
};

const COLLUDERS = 1;

const colludersOf = (given: Arguments): number => {
  const text = textOption(given, 'colluders');
  return text === undefined ? COLLUDERS : Number(text);
};

/**
 * The noise that `--noise EPSILON` asks for, of as many rounds; `--documents` is announced beforehand,
 * because counting would tell of documents. @throws UnusableInput where no noise in reason reaches it
 */
export const noiseOption = (given: Arguments, rounds: number): FederationNoise => {
  const target = { epsilon: positive(given, 'noise'), delta: positive(given, 'delta', MODEL_DELTA) };
  if (target.delta >= 1) throw new UnusableInput('--delta: below 1, as 0.00001');
  const colluders = colludersOf(given);
  const plan = planFederationNoise(target, { documents: positive(given, 'documents'), rounds, colluders });
  if (plan.ok) return plan.value;
  throw new UnusableInput(`--noise: no noise in reason makes ε ${target.epsilon} in ${rounds} rounds`);
};

/** What the noise of terms costs and against whom, in one line; undefined where there is none. */
export const noiseLine = ({ noise, organs }: FederationTerms): string | undefined =>
  (noise === undefined ? undefined
    : `${privacyLine(noise.privacy)}; `
      + `also against the coordinator and ${noise.colluders} of ${organs.length} organs`);

/**
 * TRUST BOUNDARY. An organ that demands noise sends nothing under terms that have none, less of it, or whose
 * ε holds against fewer organs in league (`--colluders`, 1).
 * @throws UnusableInput with what the terms have
 */
export const requireNoise = (given: Arguments, terms: FederationTerms): void => {
  if (textOption(given, 'noise') === undefined) return;
  const most = positive(given, 'noise');
  const { noise } = terms;
  if (noise === undefined) throw new UnusableInput('--noise: these terms have no noise; nothing is sent');
  if (!(noise.privacy.epsilon <= most)) throw new UnusableInput(
    `--noise: these terms cost ε ${noise.privacy.epsilon}, more than ${most}; nothing is sent`);
  if (!(noise.colluders >= colludersOf(given))) throw new UnusableInput(
    `--colluders: ε of these terms holds against no more than ${noise.colluders} in league; nothing is sent`);
};
