export { type Correction } from './corrections.ts';
export { type ExceptionInput } from './exception-input.ts';
export {
  type ExceptionListing, listExceptions, showException, type ShownException,
} from './list-exceptions.ts';
export {
  type ExceptionDecision, resolveException, type ResolvedException, type ResolveExceptionRefusal,
} from './resolve-exception.ts';
export { DISMISSALS } from './told-exception.ts';
export { type Registrar } from '../registrar/registrar-act.ts';
export { casesOfException } from './cases-of-exception.ts';
