export { benchRecognise } from './recognise/bench-recognise.ts';
