import {
  type Judged, type LabelledText, measureRecogniser, type RecognisedField, type RecogniserMeasure, recognising,
  scanNoise, stratifiedFolds, textsOfField, trainRecogniser,
} from '../../src/recognition/index.ts';

/**
 * Every text judged by a recogniser that did not see it, the texts as a scan with so many errors in
 * 1,000.
 */
export const crossMeasure = (
  texts: readonly LabelledText[], field: RecognisedField,
  how: Readonly<{ folds: number; seed: number; perMille: number }>,
): RecogniserMeasure | undefined => {
  const fields = textsOfField(texts, field);
  const folds = stratifiedFolds(fields, how.folds, how.seed);
  const judged: Judged[] = [];
  for (let fold = 0; fold < how.folds; fold += 1) {
    const trained = trainRecogniser(texts.filter((_, at) => folds[at] !== fold), { field, seed: how.seed });
    if (!trained.ok) return undefined;
    const read = recognising(trained.value);
    fields.forEach(({ label, text, region }, at) => {
      if (folds[at] !== fold) return;
      judged.push({ truth: label, region, recognition: read(scanNoise(text, how.perMille, at)) });
    });
  }
  return measureRecogniser(judged);
};
