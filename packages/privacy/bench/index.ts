export { benchRecognise } from './recognise/bench-recognise.ts';
export { benchIntersection, type IntersectionBench } from './bench-intersection.ts';
export { benchBfv, benchMasks, type JointCountBench } from './bench-joint-counts.ts';
export { benchStatistics, type StatisticsBench } from './bench-statistics.ts';
