import { useCallback, useRef, useState } from 'react';
import { sendThroughGate } from '../../../api/gate.ts';
import type { BodyOf, CallOf } from '../../../api/interface.ts';
import type { DocumentRead, FieldRead } from '../words.ts';
import { keyOf } from './text-with-marks.tsx';

type Answer = CallOf<'takeReading'>['body']['answers'][number];

/** A reading in a person's hands: the newest state of it, what was answered, and how to answer. */
export type ReadingInHand = Readonly<{
  shown: DocumentRead; answers: readonly Answer[]; refused: string | undefined;
  isAnswered: (field: FieldRead) => boolean;
  /** The reading with the answer in it; undefined where the answer is no value, or a newer one is asked. */
  answer: (field: FieldRead, to: string) => Promise<DocumentRead | undefined>;
  effectiveOn: string; setEffectiveOn: (day: string) => void;
  /** Whether a day was begun that is none: it would be left out without a word. */
  isDayOpen: boolean;
  /** What is sent when it is taken. */
  body: CallOf<'takeReading'>['body'];
}>;

/** Name of the day that stands in no document, among the fields. */
export const EFFECTIVE = 'effective';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Holds a document while a person confirms it. Every answer is sent with the text, and what comes back is the
 * reading with the answers in it; an answer that is refused is told at its field and kept there.
 */
export const useReading = (document: DocumentRead): ReadingInHand => {
  const text = document.text ?? '';
  const [shown, setShown] = useState(document);
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const [refused, setRefused] = useState<string>();
  const [effectiveOn, setDay] = useState('');
  const asked = useRef(0);
  const examine = useCallback(async (given: ReadonlyMap<string, Answer>, day: string, about?: string) => {
    asked.current += 1;
    const turn = asked.current;
    const body = { text, answers: [...given.values()], ...(DAY.test(day) ? { effectiveOn: day } : {}) };
    const examined = await sendThroughGate('examineReading', { body });
    if (turn !== asked.current) return undefined;
    if (examined.ok) {
      const next = { ...examined.body as BodyOf<'examineReading'>, place: document.place };
      setShown(next);
      return next;
    }
    setRefused(about ?? EFFECTIVE);
    if (about === undefined) return undefined;
    setAnswers((known) => new Map([...known].filter(([key]) => key !== about)));
    return undefined;
  }, [text, document.place]);
  const answer = (field: FieldRead, to: string): Promise<DocumentRead | undefined> => {
    const { field: name, person } = field;
    const given: Answer = { field: name, to, ...(person === undefined ? {} : { person }) };
    const next = new Map([...answers, [keyOf(field), given]]);
    setAnswers(next);
    setRefused(undefined);
    return examine(next, effectiveOn, keyOf(field));
  };
  const setEffectiveOn = (day: string): void => {
    setDay(day);
    setRefused(undefined);
    if (day === '' || DAY.test(day)) void examine(answers, day);
  };
  const list = [...answers.values()];
  return {
    shown, answers: list, refused, answer, effectiveOn, setEffectiveOn,
    isAnswered: (field) => answers.has(keyOf(field)), isDayOpen: effectiveOn !== '' && !DAY.test(effectiveOn),
    body: { text, answers: list, ...(DAY.test(effectiveOn) ? { effectiveOn } : {}) },
  };
};
