import { assert, err, ok, type Result } from '@fengcun/kernel';
import { emptyModel, type LinearModel } from '../recognition/linear-model.ts';
import type { Example } from '../recognition/train.ts';
import { type Vocabulary, vectoriser, vocabularyOf } from '../recognition/vocabulary.ts';
import { aggregateRound, type GroupReport, type RoundLimits, type RoundRefusal } from './aggregate-round.ts';
import { type FederationTerms, groupsOf } from './federation-terms.ts';
import { countsOfWords, countWords, localExamples, type LocalTexts, localUpdate } from './local-update.ts';
import type { Masks } from './masks.ts';
import { sumWords } from './quantise.ts';

/** An organ in the same process, with its masks against a group. */
export type LocalOrgan = Readonly<{
  organ: string; texts: LocalTexts; masksWith: (group: readonly string[]) => Masks;
}>;

/** What a whole session gives. */
export type FederatedResult = Readonly<{
  vocabulary: Vocabulary; classCounts: readonly number[]; model: LinearModel;
  rounds: readonly (readonly GroupReport[])[];
}>;

/** Words of every organ of a group, masked for this place. */
const maskedBy = (
  organs: readonly LocalOrgan[], group: readonly string[],
  words: (at: number) => Readonly<[string, Uint32Array]>,
): Readonly<Record<string, Uint32Array>> => Object.fromEntries(organs.flatMap((one, at) => {
  if (!group.includes(one.organ)) return [];
  const [place, plain] = words(at);
  return [[one.organ, one.masksWith(group).masked(place, plain)]];
}));

/**
 * All rounds of a session in one process: for measuring and for tests; organs use the same functions over
 * files.
 */
export const federateLocally = (
  organs: readonly LocalOrgan[], terms: FederationTerms,
  public_: Readonly<{ probe?: LocalTexts; limits?: RoundLimits }> = {},
): Result<FederatedResult, RoundRefusal & Readonly<{ round: number }>> => {
  const everybody = organs.map(({ organ }) => organ);
  const sent = maskedBy(organs, everybody, (at) =>
    [`${terms.session}|0`, countWords(terms, organs[at]?.texts ?? { views: [], places: [] })]);
  const counts = countsOfWords(terms, sumWords(Object.values(sent)));
  assert(terms.noise === undefined, 'rounds without noise');
  const { documents, frequencies, classCounts } = counts;
  const vocabulary = vocabularyOf({ documents, counts: frequencies }, terms.space, terms.featureMin);
  const examples = organs.map(({ texts }) => localExamples(vocabulary, texts));
  const vectorOf = vectoriser(vocabulary);
  const probe: readonly Example[] = (public_.probe?.views ?? []).map((view, at) =>
    ({ vector: vectorOf(view), label: public_.probe?.places[at] ?? 0 }));
  let model = emptyModel(vocabulary.buckets.length, terms.labels.length);
  const rounds: (readonly GroupReport[])[] = [];
  for (let number = 1; number <= terms.rounds; number += 1) {
    const current = { number, model, counts };
    const groups = groupsOf(terms, number).map((group) => ({
      organs: group,
      words: maskedBy(organs, group, (at) => [`${terms.session}|${number}`,
        localUpdate(current, examples[at] ?? [], { terms, organ: organs[at]?.organ ?? '' }).words]),
    }));
    const next = aggregateRound(
      { model, documents, quantisation: terms.quantisation, groups }, probe, public_.limits);
    if (!next.ok) return err({ ...next.error, round: number });
    model = next.value.model;
    rounds.push(next.value.groups);
  }
  return ok({ vocabulary, classCounts, model, rounds });
};
