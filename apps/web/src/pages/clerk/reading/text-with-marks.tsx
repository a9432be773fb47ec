import { memo, useEffect, useMemo, useRef } from 'react';
import type { FieldRead } from '../words.ts';

/** The field whose words are marked most: its name and person as one text. */
export const keyOf = ({ field, person }: Pick<FieldRead, 'field' | 'person'>): string => `${field}|${person ?? ''}`;

type Piece = Readonly<{ text: string; keys: readonly string[]; isDoubted: boolean }>;

/** The text cut where any evidence begins or ends, each piece with the fields it proves. */
const piecesOf = (text: string, fields: readonly FieldRead[]): readonly Piece[] => {
  const spanned = fields.filter(({ start, end }) => start !== undefined && end !== undefined && end > start);
  const cuts = [...new Set([0, text.length, ...spanned.flatMap(({ start = 0, end = 0 }) => [start, end])])]
    .filter((at) => at <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? text.length;
    const own = spanned.filter(({ start = 0, end = 0 }) => start <= from && end >= to);
    return { text: text.slice(from, to), keys: own.map(keyOf), isDoubted: own.some(({ doubts }) => doubts.length > 0) };
  });
};

/** The document beside its fields: evidence is marked, what is in doubt stronger, the field in hand strongest. */
export const TextWithMarks = memo(({ text, fields, active, choose, label }: Readonly<{
  text: string; fields: readonly FieldRead[]; active: string | undefined; choose: (key: string) => void;
  label: string;
}>) => {
  const pieces = useMemo(() => piecesOf(text, fields), [text, fields]);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = frame.current?.querySelector('.evidence-active');
    const box = frame.current;
    if (mark instanceof HTMLElement && box !== null) box.scrollTop = mark.offsetTop - box.clientHeight / 3;
  }, [active, pieces]);
  return (
    <div className="reading-text" ref={frame} tabIndex={0} role="region" aria-label={label} lang="zh-CN">
      {pieces.map(({ text: words, keys, isDoubted }, at) => {
        const [first] = keys;
        if (first === undefined) return words;
        const isActive = active !== undefined && keys.includes(active);
        const look = `evidence${isDoubted ? ' evidence-doubted' : ''}${isActive ? ' evidence-active' : ''}`;
        return <mark key={at} className={look} onClick={() => choose(first)}>{words}</mark>;
      })}
    </div>
  );
});
