import type { Span } from '@fengcun/kernel';

/** A stretch of text under the same set of spans; `starts` are those that begin with it. */
export type Segment<T> = Readonly<{
  start: number;
  end: number;
  active: readonly T[];
  starts: readonly T[];
}>;

const clamp = (value: number, length: number): number =>
  Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), 0), length) : 0;

/**
 * Cuts 0…`length` at every edge of the given spans, so that overlapping and nested spans become
 * neighbours that can be marked one after the other. Spans are clamped to the text; empty ones are
 * dropped. The segments cover the text exactly once, in order. Cost: n log n in the spans plus the
 * pairs of overlapping ones.
 */
export const segmentsOf = <T extends Readonly<{ span: Span }>>(
  length: number,
  items: readonly T[],
): readonly Segment<T>[] => {
  const placed = items
    .map((item) => ({ item, start: clamp(item.span.start, length), end: clamp(item.span.end, length) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const edges = [...new Set([0, length, ...placed.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const segments: Segment<T>[] = [];
  let active: typeof placed = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start = 0, end = 0] = [edges[i], edges[i + 1]];
    active = active.filter((entry) => entry.end > start);
    const starting: typeof placed = [];
    for (
      let entry = placed[next];
      entry !== undefined && entry.start === start;
      entry = placed[(next += 1)]
    )
      starting.push(entry);
    active = [...active, ...starting];
    segments.push({
      start,
      end,
      active: active.map(({ item }) => item),
      starts: starting.map(({ item }) => item),
    });
  }
  return segments;
};
