import { err, type Json, ok, type Result } from '@fengcun/kernel';
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { PackProblem, PackProblemCode } from './pack.ts';
import type { Position } from './position.ts';

/** LIMIT: UTF-16 units of one pack; the largest shipped one has about 60,000. */
const TEXT_LENGTH_MAX = 1_000_000;

/** Keys and indices from the root of a pack to a value. */
export type Path = readonly (string | number)[];

/** A YAML text as plain data, with the place of every value. */
export type YamlText = Readonly<{
  data: Json;
  /** Place of the value at `path`, or of the nearest value above it. */
  positionOf: (path: Path) => Position;
  /** Place of the key itself. */
  keyPositionOf: (path: Path, key: string) => Position;
  /** Place of UTF-16 offset `inside` of the text of the scalar at `path`; exact for text on one line. */
  positionInside: (path: Path, inside: number) => Position;
}>;

/** Written form of a path: `matters.seal.clauses[2].outcome`. */
export const showPath = (path: Path): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('');

const problemOf = (error: YAMLError): PackProblem => {
  const start = error.linePos?.[0];
  const duplicate = error.code === 'DUPLICATE_KEY';
  const code: PackProblemCode = duplicate ? 'DUPLICATE_KEY' : 'YAML';
  const message = duplicate
    ? 'this key stands here twice' : `not readable as YAML: ${firstLine(error.message)}`;
  return { code, message, line: start?.line ?? 1, column: start?.col ?? 1, path: '' };
};

const firstLine = (text: string): string => text.split(' at line ')[0]?.split('\n')[0] ?? text;

const refusal = (code: PackProblemCode, message: string, position: Position): PackProblem =>
  ({ code, message, ...position, path: '' });

/**
 * Reads YAML 1.2 (core schema: no dates, no yes/no) as data. Duplicate keys, aliases and anything else that
 * would make a pack mean something other than it reads are refused. The text comes from pack authors.
 */
export const readYaml = (text: string): Result<YamlText, readonly PackProblem[]> => {
  if (text.length > TEXT_LENGTH_MAX) {
    const message = `a pack has at most ${TEXT_LENGTH_MAX} characters`;
    return err([refusal('PACK_TOO_LARGE', message, { line: 1, column: 1 })]);
  }
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter, schema: 'core', version: '1.2', uniqueKeys: true, strict: true, merge: false,
    stringKeys: true,
  });
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const problems = [...document.errors, ...document.warnings].map(problemOf);
  visit(document, (_key, node) => {
    if (!isAlias(node)) return;
    const message = 'write it out: a pack is read without references';
    problems.push(refusal('ALIAS', message, at(node.range?.[0] ?? 0)));
  });
  if (problems.length > 0) return err(problems);

  const nodeAt = (path: Path): unknown =>
    (path.length === 0 ? document.contents : document.getIn(path, true));
  const positionOf = (path: Path): Position => {
    const node = nodeAt(path);
    if (isNode(node) && node.range) return at(node.range[0]);
    return path.length === 0 ? { line: 1, column: 1 } : positionOf(path.slice(0, -1));
  };
  const keyPositionOf = (path: Path, key: string): Position => {
    const map = nodeAt(path);
    const items = isMap(map) ? map.items : [];
    const pair = items.find((item) => isScalar(item.key) && item.key.value === key);
    return isScalar(pair?.key) && pair.key.range ? at(pair.key.range[0]) : positionOf(path);
  };
  const positionInside = (path: Path, inside: number): Position => {
    const node = nodeAt(path);
    if (!isScalar(node) || !node.range) return positionOf(path);
    const quoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE';
    const block = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
    // A block's text begins after its header and is re-indented: its own place is the honest answer.
    return block ? at(node.range[0]) : at(node.range[0] + (quoted ? 1 : 0) + inside);
  };
  return ok({ data: document.toJS() as Json, positionOf, keyPositionOf, positionInside });
};
