export { type LeakHits, reportHits, superviseHits } from './take-hits.ts';
