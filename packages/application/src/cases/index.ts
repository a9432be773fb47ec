export { findCaseCodes } from './find-codes.ts';
