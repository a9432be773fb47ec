import { err, ok, type Result } from '@fengcun/kernel';
import { copyModel, type LinearModel, scoreInto, verdictOf } from '../recognition/linear-model.ts';
import type { Example } from '../recognition/train.ts';
import { dequantise, type Quantisation, sumWords } from './quantise.ts';

/** The sum of a group's updates, and what it looks like from outside. Single updates are never seen. */
export type GroupReport = Readonly<{
  organs: readonly string[];
  documents: number;
  /** Euclidean length of the group's mean update. */
  norm: number;
  /** Share of the public probe set that the model with this group's update alone gets right. */
  probeAccuracy: number | undefined;
}>;

/** What an aggregated round gives: the next model, and the reports of its groups. */
export type RoundResult = Readonly<{ model: LinearModel; groups: readonly GroupReport[] }>;

/** Why a round is given up; the model stays as it was. Groups are named, for no organ alone can be. */
export type RoundRefusal =
  | Readonly<{ code: 'ORGAN_MISSING'; organs: readonly string[] }>
  | Readonly<{ code: 'WORDS_LENGTH'; organs: readonly string[] }>
  | Readonly<{ code: 'UPDATE_TOO_LARGE'; groups: readonly GroupReport[] }>
  | Readonly<{ code: 'PROBE_FELL'; groups: readonly GroupReport[] }>;

/** What a group sent, by organ. */
export type GroupWords = Readonly<{
  organs: readonly string[]; words: Readonly<Record<string, Uint32Array>>;
}>;

/**
 * Bounds of what is taken. `normMax`: of a group's mean update; words that do not cancel are far above it.
 * `probeFallMax`: how much worse than the best group, and than the model before, a group may make the probe.
 */
export type RoundLimits = Readonly<{ normMax: number; probeFallMax: number }>;

/** Measured: honest mean updates stay below 60; unmatched masks are above 1,000. */
export const ROUND_LIMITS: RoundLimits = { normMax: 200, probeFallMax: 0.1 };

/** Accuracy of a model on examples that everybody may see. */
export const probeAccuracy = (model: LinearModel, probe: readonly Example[]): number => {
  const scores = new Float64Array(model.classes);
  const right = probe.filter(({ vector, label }) => {
    scoreInto(model, vector, scores);
    return verdictOf(scores).best === label;
  });
  return right.length / Math.max(1, probe.length);
};

type Summed = Readonly<{ organs: readonly string[]; change: Float32Array; documents: number }>;

const addInto = (model: LinearModel, change: Float32Array, scale: number): void => {
  const { weights, bias } = model;
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) + (change[at] ?? 0) * scale;
  for (let at = 0; at < bias.length; at += 1) {
    bias[at] = (bias[at] ?? 0) + (change[weights.length + at] ?? 0) * scale;
  }
};

const sumGroup = ({ organs, words }: GroupWords, quantisation: Quantisation): Summed => {
  const sum = sumWords(organs.map((organ) => words[organ] ?? new Uint32Array(0)));
  return { organs, change: dequantise(sum.subarray(0, -1), quantisation), documents: sum.at(-1) ?? 0 };
};

const reportOf = (
  { organs, change, documents }: Summed, total: number, model: LinearModel, probe: readonly Example[],
): GroupReport => {
  // The sum carries shares of all documents; of the group alone it would be this much more.
  const scale = documents > 0 && documents <= total ? total / documents : 1;
  const alone = copyModel(model);
  addInto(alone, change, scale);
  return {
    organs, documents, norm: Math.sqrt(change.reduce((sum, each) => sum + each * each, 0)) * scale,
    probeAccuracy: probe.length === 0 ? undefined : probeAccuracy(alone, probe),
  };
};

const missingOf = (groups: readonly GroupWords[]): readonly string[] =>
  groups.flatMap(({ organs, words }) => organs.filter((organ) => words[organ] === undefined));

/**
 * Sums the groups' masked words, looks at each sum (length, probe), and gives the next model. Without
 * every organ, or with a sum that is too long or spoils the probe, the round is given up and nothing of
 * it is used.
 */
export const aggregateRound = (
  round: Readonly<{
    model: LinearModel; documents: number; quantisation: Quantisation; groups: readonly GroupWords[];
  }>,
  probe: readonly Example[], limits: RoundLimits = ROUND_LIMITS,
): Result<RoundResult, RoundRefusal> => {
  const { model, documents, quantisation, groups } = round;
  const missing = missingOf(groups);
  if (missing.length > 0) return err({ code: 'ORGAN_MISSING', organs: missing });
  const length = model.weights.length + model.bias.length + 1;
  const wrong = groups.flatMap(({ organs, words }) =>
    organs.filter((organ) => words[organ]?.length !== length));
  if (wrong.length > 0) return err({ code: 'WORDS_LENGTH', organs: wrong });
  const sums = groups.map((group) => sumGroup(group, quantisation));
  const reports = sums.map((sum) => reportOf(sum, documents, model, probe));
  const long = reports.filter(({ norm, documents: count }) => !(norm <= limits.normMax) || count > documents);
  if (long.length > 0) return err({ code: 'UPDATE_TOO_LARGE', groups: long });
  const before = probe.length === 0 ? 0 : probeAccuracy(model, probe);
  const best = Math.max(before, ...reports.map((report) => report.probeAccuracy ?? 0));
  const fallen = reports.filter((report) => (report.probeAccuracy ?? best) < best - limits.probeFallMax);
  if (fallen.length > 0) return err({ code: 'PROBE_FELL', groups: fallen });
  const next = copyModel(model);
  for (const { change } of sums) addInto(next, change, 1);
  return ok({ model: next, groups: reports });
};
