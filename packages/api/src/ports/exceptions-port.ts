import type { Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type {
  ExceptionContent, ExceptionItem, ExceptionOutcome, ExceptionResolution,
} from '../routes/exception-schemas.ts';

/** Which page: the items of one organ after an id, oldest first. */
export type ExceptionsPage = Readonly<{ organ: string; afterId?: string; limit: number }>;

/** What is to be done with an exception that stands at a version. */
export type ResolveException = Readonly<{
  exceptionId: string; version: number; resolution: ExceptionResolution;
}>;

/** Why an exception was not resolved. */
export type ResolveRefusal = Readonly<{
  code: 'VERSION_CHANGED' | 'EXCEPTION_NOT_WAITING' | 'EXCEPTION_WITHOUT_MESSAGE' | 'EXCEPTION_OTHER_REMEDY'
    | 'EXCEPTION_OTHER_ORGAN' | 'FOUR_EYES';
}>;

/**
 * What a person has to look at. `resolve` replays, replays corrected, says which version stands, or gives up;
 * the last two one person proposes and another ends by naming the same. What has ended is refused.
 */
export type ExceptionsPort = Readonly<{
  list: (page: ExceptionsPage) => Promise<readonly ExceptionItem[]>;
  /** The item and whose it is; undefined where there is none. Both answers take the same statements. */
  find: (exceptionId: string) => Promise<ExceptionItem | undefined>;
  /** What it says, opened under the intent of the act; undefined where there is none. */
  content: (exceptionId: string) => Promise<ExceptionContent | undefined>;
  resolve: (how: ResolveException, by: Actor) => Promise<Result<ExceptionOutcome, ResolveRefusal>>;
}>;
