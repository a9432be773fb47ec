/**
 * Offset behind the last of `marks` before `at`, looking back at most `limit` characters; `at - limit` (or 0)
 * when there is none. Bounded, because texts are attacker-controlled and may have no marks at all.
 */
export const startAfterMark =
  (text: string, at: number, bounds: Readonly<{ marks: string; limit: number }>): number => {
  const floor = Math.max(0, at - bounds.limit);
  let start = at;
  while (start > floor && !bounds.marks.includes(text[start - 1] ?? '')) start -= 1;
  return start;
};

/** Offset of the first of `marks` from `at` on, at most `limit` characters ahead. */
export const endAtMark =
  (text: string, at: number, bounds: Readonly<{ marks: string; limit: number }>): number => {
  const ceiling = Math.min(text.length, at + bounds.limit);
  let end = at;
  while (end < ceiling && !bounds.marks.includes(text[end] ?? '')) end += 1;
  return end;
};
