import { parse } from '@bufbuild/cel';
import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { err, ok, type Result } from '@fengcun/kernel';
import type { CelProblem } from './cel-problem.ts';

/** LIMIT: UTF-16 units of one condition; the longest in the shipped packs has about 300. */
const TEXT_LENGTH_MAX = 2000;
/** LIMIT: the parser backtracks over brackets (500 open ones cost half a second): depth is bounded first. */
const BRACKET_DEPTH_MAX = 24;

/** The standard cel.expr syntax tree, with the UTF-16 offset of every node by its id. */
export type CelTree = Readonly<{ root: Expr; offsetOf: (node: Expr) => number }>;

/** Offset of the bracket that goes too deep; -1 if none does. Brackets in quoted text do not count. */
const tooDeepAt = (text: string): number => {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === '\\') i += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth > BRACKET_DEPTH_MAX) return i;
  }
  return -1;
};

type Slip = readonly [pattern: RegExp, hint: string];
/** What people write by habit from other languages, outside quotes. */
const SLIPS: readonly Slip[] = [
  [/(?<![=!<>])=(?!=)/, 'equality is written =='],
  [/===|!==/, 'CEL has == and != only'],
  [/(?<!&)&(?!&)|\band\b/i, '“and” is written &&'],
  [/(?<!\|)\|(?!\|)|\bor\b/i, '“or” is written ||'],
  [/\bnot\b/i, '“not” is written !'],
  [/[，。；：（）“”‘’≤≥≠]/, 'use the ASCII signs ( ) , <= >= != and straight quotes'],
];

const QUOTED = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

const hintFor = (text: string): string => {
  const bare = text.replace(QUOTED, (quoted) => ' '.repeat(quoted.length));
  if (/['"]/.test(bare)) return 'a quotation mark is not closed';
  const slip = SLIPS.find(([pattern]) => pattern.test(bare));
  if (slip !== undefined) return slip[1];
  if (bare.split('(').length !== bare.split(')').length) return 'a bracket is not closed';
  return 'the sign before or after this place has nothing to work on';
};

/** The parser places an operator where the space before it begins; people look at the operator. */
const afterSpaces = (text: string, offset: number): number => {
  let at = offset;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
};

type Located = Readonly<{ location: Readonly<{ start: Readonly<{ offset: number }> }> }>;

const isLocated = (error: unknown): error is Located =>
  typeof error === 'object' && error !== null && 'location' in error
  && typeof error.location === 'object' && error.location !== null && 'start' in error.location;

/**
 * Parses a condition with the standard CEL grammar. Text comes from pack authors and is treated as hostile:
 * bounded length and depth, never an exception.
 * @see https://github.com/google/cel-spec (grammar of `@bufbuild/cel`)
 */
export const parseCel = (text: string): Result<CelTree, CelProblem> => {
  if (text.length > TEXT_LENGTH_MAX) {
    const message = `a condition has at most ${TEXT_LENGTH_MAX} characters`;
    return err({ code: 'CEL_TOO_LONG', message, at: 0 });
  }
  const deep = tooDeepAt(text);
  if (deep >= 0) {
    const message = `at most ${BRACKET_DEPTH_MAX} brackets inside each other`;
    return err({ code: 'CEL_TOO_DEEP', message, at: deep });
  }
  try {
    const parsed = parse(text);
    const positions = parsed.sourceInfo?.positions ?? {};
    return ok({ root: parsed.expr, offsetOf: (node) => afterSpaces(text, positions[String(node.id)] ?? 0) });
  } catch (error) {
    const at = isLocated(error) ? error.location.start.offset : 0;
    return err({ code: 'CEL_SYNTAX', message: 'this is not a CEL expression', at, hint: hintFor(text) });
  }
};
