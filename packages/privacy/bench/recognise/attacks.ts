import { scoreInto } from '../../src/recognition/linear-model.ts';
import {
  type FieldText, type LabelledText, lossesOf, type MembershipMeasure, membershipInference, type Recogniser,
  textsOfField, vectoriser, viewOf,
} from '../../src/recognition/index.ts';

const lossesOfTexts = (recogniser: Recogniser, texts: readonly FieldText[]): readonly number[] => {
  const vectorOf = vectoriser(recogniser.vocabulary);
  return lossesOf(recogniser.model, texts.flatMap(({ text, label }) => {
    const place = recogniser.labels.indexOf(label);
    return place < 0 ? [] : [{ vector: vectorOf(viewOf('charge', text)), label: place }];
  }));
};

/** Whether the losses of a model tell what it was trained on from what it was not. */
export const membershipOf = (
  recogniser: Recogniser, training: readonly LabelledText[], measuring: readonly FieldText[],
): MembershipMeasure =>
  membershipInference(lossesOfTexts(recogniser, textsOfField(training, 'charge')), lossesOfTexts(recogniser, measuring));

// Names of rare characters, so that nothing else tells anything about them; block by block.
const nameAt = (start: number, at: number): string =>
  String.fromCharCode(start + at * 3, start + at * 3 + 1, start + at * 3 + 2);

/** Twenty invented names that stand in no text. */
export const CANARIES: readonly string[] = Array.from({ length: 20 }, (_, at) => nameAt(0x7c00, at));

/** A hundred others that are put nowhere. */
const STRANGERS: readonly string[] = Array.from({ length: 100 }, (_, at) => nameAt(0x8a00, at));

/** The texts with a canary each in the first twenty: bare, so that redaction alone does not save them. */
export const withCanaries = (texts: readonly LabelledText[]): readonly LabelledText[] =>
  texts.map((one, at) => (at < CANARIES.length ? { ...one, text: `${one.text}。${CANARIES[at] ?? ''}。` } : one));

/**
 * How often a canary raises the score of its text's class above what a name does that was never there, equal
 * scores counting half: 0.5 is chance, 1 is that every name can be told. @see Carlini et al. 2019, exposure
 */
export const canaryExposure = (recogniser: Recogniser, texts: readonly LabelledText[]): number => {
  const vectorOf = vectoriser(recogniser.vocabulary);
  const scores = new Float64Array(recogniser.model.classes);
  const scoreOf = (name: string, place: number): number => {
    scoreInto(recogniser.model, vectorOf(name), scores);
    return scores[place] ?? 0;
  };
  const shares = CANARIES.flatMap((name, at) => {
    const place = recogniser.labels.indexOf(texts[at]?.labels.charge ?? '');
    if (place < 0) return [];
    const own = scoreOf(name, place);
    const others = STRANGERS.map((other) => scoreOf(other, place));
    return [others.reduce((sum, other) => sum + (other < own ? 1 : other === own ? 0.5 : 0), 0) / others.length];
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
};
