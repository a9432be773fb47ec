import { useCallback, useRef, useState } from 'react';
import { sendThroughGate } from '../../../api/gate.ts';
import type { BodyOf, CallOf } from '../../../api/interface.ts';
import type { DocumentRead } from '../words.ts';

/** A cell that a person wrote. */
export type CellCorrection = NonNullable<CallOf<'takeRows'>['body']['corrections']>[number];

/** What one line comes to: decided, or what is wrong and in which column. */
export type LineOutcome = NonNullable<DocumentRead['outcomes']>[number];

/** A table in a person's hands. */
export type TableInHand = Readonly<{
  shown: DocumentRead; told?: string | undefined; isReading: boolean;
  cellAt: (line: number, place: number) => string | undefined;
  write: (line: number, place: number, to: string) => void;
  body: CallOf<'takeRows'>['body'];
}>;

const keyOf = (line: number, place: number): string => `${line} ${place}`;

/**
 * Holds a table while a person corrects it. The rows stay as they were read; what a person writes goes beside
 * them, and the service reads the corrected rows again each time. The newest answer counts.
 */
export const useTable = (document: DocumentRead): TableInHand => {
  const rows = document.rows ?? [];
  const [shown, setShown] = useState(document);
  const [told, setTold] = useState<string>();
  const [waiting, setWaiting] = useState(0);
  const written = useRef<ReadonlyMap<string, CellCorrection>>(new Map());
  const [cells, setCells] = useState(written.current);
  const asked = useRef(0);
  const examine = useCallback(async (corrections: readonly CellCorrection[]) => {
    asked.current += 1;
    const turn = asked.current;
    setWaiting((before) => before + 1);
    const examined = await sendThroughGate('examineRows', { body: { rows, corrections } });
    setWaiting((before) => before - 1);
    if (turn !== asked.current) return;
    if (!examined.ok) return setTold(examined.problem.title);
    setTold(undefined);
    setShown({ ...examined.body as BodyOf<'examineRows'>, place: document.place });
  }, [rows, document.place]);
  const write = (line: number, place: number, to: string): void => {
    const stood = rows.find((row) => row.line === line)?.cells[place] ?? '';
    const next = new Map(written.current);
    if (to === stood) next.delete(keyOf(line, place));
    else next.set(keyOf(line, place), { line, place, to });
    written.current = next;
    setCells(next);
    void examine([...next.values()]);
  };
  const corrections = [...cells.values()];
  return {
    shown, told, isReading: waiting > 0, write, cellAt: (line, place) => cells.get(keyOf(line, place))?.to,
    body: { rows, ...(corrections.length === 0 ? {} : { corrections }) },
  };
};
