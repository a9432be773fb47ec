export { readSealedTuples, type SealedTuples } from './read-sealed-tuples.ts';
export { chargeCode, type SealedScope, type TupleGap } from './sealed-tuples.ts';
export {
  type HitsRefusal, type HitsReported, type LeakHits, reportHits, superviseHits,
} from './take-hits.ts';
