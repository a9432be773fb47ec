import {
  FEDERATION_DEFAULTS, federateLocally, type FederationTerms, NO_MASKS, QUANTISATION,
} from '../../src/federation/index.ts';
import {
  type FieldText, FEATURE_SPACE, type LabelledText, type Recogniser, textsOfField, viewOf,
} from '../../src/recognition/index.ts';
import { dealOut } from './silos.ts';

const NAMES = ['court/1', 'court/2', 'police/3', 'procuratorate/4', 'correction/5'];

/**
 * Trains on texts dealt out to five organs, without masks: with them the sums are the same, bit for bit,
 * which the tests show. Calibration is that of the central recogniser; only accuracies are compared.
 */
export const federatedRecogniser = (
  training: readonly LabelledText[], central: Recogniser, how: Readonly<{ concentration?: number; seed: number }>,
): Readonly<{ recogniser: Recogniser; sizes: readonly number[] }> => {
  const { labels } = central;
  const texts: readonly FieldText[] = textsOfField(training, 'charge').filter(({ label }) => labels.includes(label));
  const views = texts.map(({ text }) => viewOf('charge', text));
  const silos = dealOut(texts.map(({ label }) => label), NAMES.length, how);
  const organs = NAMES.map((organ, silo) => ({
    organ, masksWith: () => NO_MASKS,
    texts: {
      views: views.filter((_, at) => silos[at] === silo),
      places: texts.flatMap(({ label }, at) => (silos[at] === silo ? [labels.indexOf(label)] : [])),
    },
  }));
  const terms: FederationTerms = {
    v: 1, session: 'bench', suite: 'ed25519-x25519-aes256ctr', field: 'charge', labels, space: FEATURE_SPACE,
    ...FEDERATION_DEFAULTS, quantisation: QUANTISATION, seed: how.seed,
    organs: NAMES.map((organ) => ({ organ, signingKey: '', maskKey: organ })),
  };
  const trained = federateLocally(organs, terms);
  if (!trained.ok) throw new Error(trained.error.code);
  const { vocabulary, model } = trained.value;
  return { recogniser: { ...central, asides: [], alone: undefined, vocabulary, model }, sizes: organs.map(({ texts: { views: own } }) => own.length) };
};
