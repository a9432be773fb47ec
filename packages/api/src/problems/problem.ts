import { choice, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { PROBLEM_CODES, type ProblemCode, problemSpec } from './problem-table.ts';

/** One place of a body or parameter that is not as described; made of the schema's own names and indices. */
const placeSchema = object({
  at: text({ max: 200, min: 0, title: 'JSON pointer' }),
  rule: text({ max: 40, title: 'the keyword of the schema that is not met' }),
});

/** The problem body of every refusal and failure. @see RFC 9457 §3 */
export const problemSchema = named('Problem', object({
  type: text({ max: 80, format: 'uri' }),
  title: text({ max: 200 }),
  status: whole(400, 599),
  code: choice(PROBLEM_CODES),
}, { errors: list(placeSchema, { min: 1, max: 20 }) }));

/** A problem body. */
export type Problem = TypeOf<typeof problemSchema>;

/** Where a body or parameter is not as described. */
export type ProblemPlace = TypeOf<typeof placeSchema>;

/** Languages of the sentences. */
export type Language = 'zh' | 'en';

/** The media type of problem bodies. @see RFC 9457 §6.1 */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

// LIMIT: more places than these help nobody and would let a request choose the size of its answer.
const PLACES_MAX = 20;

/** The problem body of a code: the same bytes for the same code, whatever the request was about. */
export const problemBody = (
  code: ProblemCode, language: Language, places: readonly ProblemPlace[] = [],
): Problem => {
  const spec = problemSpec(code);
  return {
    type: `urn:fengcun:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: spec[language], status: spec.status, code,
    ...(places.length === 0 ? {} : { errors: places.slice(0, PLACES_MAX) }),
  };
};

/** The language asked for first among those we have; Chinese where none is. @see RFC 9110 §12.5.4 */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  // LIMIT: only the first 100 characters are looked at; attacker-controlled.
  const first = (acceptLanguage ?? '').slice(0, 100).toLowerCase().split(',')
    .map((range) => range.trim().slice(0, 2)).find((tag) => tag === 'zh' || tag === 'en');
  return first === 'en' ? 'en' : 'zh';
};
