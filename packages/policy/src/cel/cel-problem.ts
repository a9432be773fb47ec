/** Closed list of reasons why a condition is refused. */
export type CelProblemCode =
  | 'CEL_TOO_LONG' | 'CEL_TOO_DEEP' | 'CEL_SYNTAX' | 'CEL_UNSUPPORTED' | 'CEL_UNKNOWN_NAME'
  | 'CEL_UNKNOWN_FUNCTION' | 'CEL_ARGUMENTS' | 'CEL_TYPE' | 'CEL_NOT_IN_LIST'
  | 'CEL_NUMBER_RANGE' | 'CEL_DATE' | 'CEL_CYCLE';

/** One refusal: `at` is the UTF-16 offset in the condition, `hint` what would be right. */
export type CelProblem = Readonly<{ code: CelProblemCode; message: string; at: number; hint?: string }>;
