export { findCaseCodes } from './find-codes.ts';
export {
  type CaseLinking, type CaseLinkingRefusal, type LinkedCases, linkCases, type TwoPeople,
} from './merge-cases.ts';
export { showCase } from './show-case.ts';
