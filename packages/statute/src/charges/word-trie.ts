/**
 * Words as a tree of characters: `next` leads from node × 65536 + UTF-16 unit to a node; `ends` names the
 * word that ends at a node, or null where two do.
 */
export type WordTrie = Readonly<{
  next: ReadonlyMap<number, number>;
  ends: ReadonlyMap<number, string | null>;
}>;

/** The node before the first character. */
export const TRIE_ROOT = 0;

const UNITS = 0x1_0000;

/** The node after one more character, or undefined where no word goes on like that. */
export const stepTrie = (trie: WordTrie, node: number, unit: number): number | undefined =>
  trie.next.get(node * UNITS + unit);

/**
 * Builds the tree of word → name. Words that two entries with different names share end in null, so that
 * neither is ever a guess; `sameMeaning` says which names may share one.
 */
export const buildTrie = (
  entries: Iterable<readonly [word: string, name: string]>, sameMeaning: (a: string, b: string) => boolean,
): WordTrie => {
  const next = new Map<number, number>();
  const ends = new Map<number, string | null>();
  for (const [word, name] of entries) {
    let node = TRIE_ROOT;
    for (let at = 0; at < word.length; at += 1) {
      const key = node * UNITS + word.charCodeAt(at);
      const known = next.get(key);
      node = known ?? next.size + 1;
      if (known === undefined) next.set(key, node);
    }
    const other = ends.get(node);
    if (other === undefined) ends.set(node, name);
    else if (other !== null && !sameMeaning(other, name)) ends.set(node, null);
  }
  return { next, ends };
};
