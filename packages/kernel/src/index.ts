export { assert, assertNever, BugError, present } from './assert.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export {
  addDays, civil, type CivilDate, civilDate, type DateRefusal, daysBetween, daysInMonth, fromPlainDate,
  isLeapYear, parseCivilDate, toPlainDate,
} from './civil-date.ts';
export { Fault } from './fault.ts';
export { contentHash, sha256Hex } from './hash.ts';
export { mod112Character } from './mod-11-2.ts';
export { err, ok, type Result } from './result.ts';
export { type Evidenced, type Span, textOf } from './span.ts';
export { type Tri, triAll, triAny, triNot } from './tri.ts';
