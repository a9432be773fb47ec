import { assert } from '@fengcun/kernel';

// 选择性罪名: a catalogue name that lists several acts or objects, of which a judgment names those committed.
// Notation of src/data: `{走私|贩卖|运输|制造}毒品罪`; choices may nest; joined by 、 they give the full name.

type Node = string | Choice;
type Choice = readonly (readonly Node[])[];

// LIMIT: the largest name (five acts × three objects) has 3,090 forms; guards a slip in the data.
// Names with more than ORDERED_MAX forms keep the catalogue's order, so that load time stays bounded.
const NAMES_MAX = 20_000;
const ORDERED_MAX = 400;
// LIMIT: orders other than the catalogue's are accepted for up to four items (24 orders); longer lists in
// another order do not occur and would multiply names.
const REORDERED_ITEMS_MAX = 4;

const parseSequence = (pattern: string, from: number): readonly [readonly Node[], number] => {
  const nodes: Node[] = [];
  let at = from;
  while (at < pattern.length && !'|}'.includes(pattern.charAt(at))) {
    if (pattern.charAt(at) === '{') {
      const [choice, next] = parseChoice(pattern, at + 1);
      nodes.push(choice);
      at = next;
    } else {
      const rest = pattern.slice(at).search(/[{|}]/);
      const end = rest === -1 ? pattern.length : at + rest;
      nodes.push(pattern.slice(at, end));
      at = end;
    }
  }
  return [nodes, at];
};

const parseChoice = (pattern: string, from: number): readonly [Choice, number] => {
  const options: (readonly Node[])[] = [];
  let at = from - 1;
  do {
    const [sequence, next] = parseSequence(pattern, at + 1);
    options.push(sequence);
    at = next;
  } while (pattern.charAt(at) === '|');
  assert(pattern.charAt(at) === '}', 'a choice in a selective charge name is not closed');
  return [options, at + 1];
};

/** Every order of the items, for lists short enough; else the order given. */
const orders = (items: readonly string[], reorder: boolean): readonly (readonly string[])[] => {
  if (!reorder || items.length < 2 || items.length > REORDERED_ITEMS_MAX) return [items];
  return items.flatMap((item, index) =>
    orders(items.filter((_, other) => other !== index), true).map((rest) => [item, ...rest]));
};

const product = (heads: readonly string[], tails: readonly string[]): readonly string[] =>
  heads.flatMap((head) => tails.map((tail) => head + tail));

const choose = (choice: Choice, reorder: boolean): readonly string[] => {
  const expanded = choice.map((sequence) => expandSequence(sequence, reorder));
  // Lists of chosen options: for each option either nothing or one of its own sub-selections.
  let lists: readonly (readonly string[])[] = [[]];
  for (const option of expanded) {
    lists = lists.flatMap((list) => [list, ...option.map((words) => [...list, words])]);
  }
  const chosen = lists.filter((list) => list.length > 0).flatMap((list) => orders(list, reorder));
  return chosen.map((list) => list.join('、'));
};

const expandSequence = (nodes: readonly Node[], reorder: boolean): readonly string[] =>
  nodes.reduce<readonly string[]>(
    (heads, node) => product(heads, typeof node === 'string' ? [node] : choose(node, reorder)), ['']);

/**
 * Every name a judgment may form from a selective catalogue name: each non-empty choice of acts with each
 * non-empty choice of objects, in the catalogue's order and, for short lists, in any other order. Distinct.
 * Includes the full name itself.
 */
export const selectiveNames = (pattern: string): readonly string[] => {
  const [nodes, end] = parseSequence(pattern, 0);
  assert(end === pattern.length, 'a selective charge name has an unopened choice');
  const inOrder = expandSequence(nodes, false);
  const anyOrder = inOrder.length > ORDERED_MAX ? inOrder : expandSequence(nodes, true);
  const names = [...new Set([...inOrder, ...anyOrder])];
  assert(names.length <= NAMES_MAX, 'a selective charge name has too many choices');
  return names;
};
