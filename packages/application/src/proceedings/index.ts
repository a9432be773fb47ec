export { partyOf, type Without } from './acting.ts';
export { derivedId } from './derived-id.ts';
export { idAt, millisOfId } from './id-at.ts';
export type {
  Machine, Proceeding, ProceedingAt, ProceedingBusy, ProceedingEvent, ProceedingUnknown, Standing,
} from './machine.ts';
export {
  actOfService, applicantDigest, type ProceedingAct, type ProceedingParts,
} from './proceeding-act.ts';
export { passOver } from './pass-over.ts';
export { type ListPage, pagesOf, rowPages } from './pages-of.ts';
export { type ProceedingReader, readProceedings } from './read-proceedings.ts';
export {
  beginProceeding, type ProceedingBeginning, type ProceedingStep, type StepStores, type StepTakenOf,
  takeProceedingStep,
} from './take-step.ts';
export {
  citesNamed, drawPaper, listedPapers, organNamed, paperNamed, type PaperRoom, paragraphs,
  type ProceedingPaper,
} from './draw-paper.ts';
