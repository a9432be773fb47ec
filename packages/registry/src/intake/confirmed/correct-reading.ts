import type { JudgmentReading, Problem } from '@fengcun/judgment';
import { err, ok, type Result, type Span } from '@fengcun/kernel';
import { fieldText } from './field-texts.ts';
import {
  at, dateOf, INVALID, type Made, put, textIn, withPersonField, type Written,
} from './person-fields.ts';
import { FIELD_OF_PROBLEM, fieldRow, type ReadingField } from './reading-field.ts';

/** What a person wrote in a field; empty: the document does not state it. The value as read is confirmed. */
export type FieldAnswer = Readonly<{ field: ReadingField; person?: number; to: string }>;

/** An answer beside what was read: who gave it and when is added by whoever keeps it. */
export type FieldCorrection = FieldAnswer & Readonly<{ from: string }>;

/** Why an answer is not taken: what was written is no value of the field, or there is no such field. */
export type AnswerRefusal = Readonly<{
  code: 'VALUE_INVALID' | 'FIELD_UNKNOWN' | 'VALUE_WITHOUT_PENALTY'; field: ReadingField; person?: number;
}>;

/** The reading as a person left it, and every answer with what stood there before. */
export type CorrectedReading =
  Readonly<{ reading: JudgmentReading; corrections: readonly FieldCorrection[] }>;

const withDocumentField = (
  reading: JudgmentReading, field: ReadingField, written: Written,
): Made<JudgmentReading> => {
  const without = (name: 'court' | 'caseNumber' | 'judgmentDate' | 'instance') =>
    Object.fromEntries(Object.entries(reading).filter(([one]) => one !== name)) as JudgmentReading;
  switch (field) {
    case 'court': case 'caseNumber': {
      const made = textIn(written);
      return made.ok ? ok({ ...without(field), ...put(field, made.value) }) : made;
    }
    case 'judgmentDate': {
      const made = dateOf(written);
      return made.ok ? ok({ ...without(field), ...put(field, made.value) }) : made;
    }
    case 'instance': {
      const { to, span } = written;
      if (to === '') return ok(without(field));
      return to !== 'first' && to !== 'second' ? INVALID
        : ok({ ...without(field), instance: at(to, span) });
    }
    default: return INVALID;
  }
};

const spanFor = (reading: JudgmentReading, { field, person }: FieldAnswer): Span =>
  reading.problems.find((one) => FIELD_OF_PROBLEM[one.code] === field
    && (one.defendant === undefined || one.defendant === person))?.span ?? { start: 0, end: 0 };

/** Whether there is such a field: of the document, or of somebody in it. */
const isThere = ({ defendants }: JudgmentReading, { field, person }: FieldAnswer): boolean =>
  (fieldRow(field).of === 'document' ? person === undefined
    : person !== undefined && defendants[person] !== undefined);

const applied = (reading: JudgmentReading, answer: FieldAnswer): Made<JudgmentReading> => {
  const { field, person, to } = answer;
  const written = { to, span: spanFor(reading, answer) };
  const defendant = person === undefined ? undefined : reading.defendants[person];
  if (defendant === undefined) return withDocumentField(reading, field, written);
  const made = withPersonField(defendant, field, written);
  if (!made.ok) return made;
  const defendants = reading.defendants.map((one, i) => (i === person ? made.value : one));
  return ok({ ...reading, defendants });
};

const answerKey = (field: ReadingField, person: number | undefined): string => `${field}|${person ?? ''}`;

/** A doubt that names nobody is settled when everybody's field was answered. */
const isSettled = (
  { code, defendant }: Problem, answered: ReadonlySet<string>, persons: number,
): boolean => {
  const field = FIELD_OF_PROBLEM[code];
  if (field === 'none') return false;
  if (fieldRow(field).of === 'document') return answered.has(answerKey(field, undefined));
  if (defendant !== undefined) return answered.has(answerKey(field, defendant));
  return persons > 0
    && Array.from({ length: persons }, (_, i) => i).every((i) => answered.has(answerKey(field, i)));
};

/** A penalty is written before its term, whatever was answered first. */
const inOrder = (answers: readonly FieldAnswer[]): readonly FieldAnswer[] =>
  [...answers].sort((a, b) => Number(b.field === 'penalty') - Number(a.field === 'penalty'));

/**
 * The reading with a person's answers: a value that was written stands in the place of what was read, a value
 * that was left as it is stands confirmed, and doubts about either are settled. A field that nobody answered
 * keeps its doubts. The first answer that is no value refuses all of them. What was read before is returned
 * with each answer, so that nobody has to believe who asks.
 */
export const correctReading = (
  reading: JudgmentReading, answers: readonly FieldAnswer[],
): Result<CorrectedReading, AnswerRefusal> => {
  let made = reading;
  const corrections: FieldCorrection[] = [];
  for (const answer of inOrder(answers)) {
    const { field, person } = answer;
    const named = { field, ...(person === undefined ? {} : { person }) };
    if (!isThere(reading, answer)) return err({ code: 'FIELD_UNKNOWN', ...named });
    const from = fieldText(reading, field, person);
    corrections.push({ ...answer, from });
    if (answer.to === fieldText(made, field, person)) continue;
    const next = applied(made, answer);
    if (!next.ok) return err({ code: next.error, ...named });
    made = next.value;
  }
  const answered = new Set(answers.map(({ field, person }) => answerKey(field, person)));
  const problems = reading.problems
    .filter((problem) => !isSettled(problem, answered, reading.defendants.length));
  return ok({ reading: { ...made, problems }, corrections });
};
