export { displayWidth, terminalText } from './display-width.ts';
export { type PictureOptions } from './paint.ts';
export { progressLine, type ProgressState } from './progress-line.ts';
export { renderPersons } from './render-persons.ts';
export { renderSummary } from './render-summary.ts';
