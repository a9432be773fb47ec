export { fileRequest, type FilingRefusal, type RightsFiling } from './file-request.ts';
export { rightsOver } from './open-rights.ts';
export { ownSealSteps } from './own-seals.ts';
export { ownLooks } from './own-looks.ts';
export { RIGHTS_KIND, rightsMachine } from './rights-machine.ts';
export { rightsPapers } from './rights-papers.ts';
export type { RightsActor, RightsParts } from './rights-parts.ts';
export {
  findRequest, type ListedRequest, listRequests, type RequestsPage, type RightsStep, type RightsStepRefusal,
  takeRightsStep,
} from './rights-steps.ts';
