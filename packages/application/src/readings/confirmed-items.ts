import type { ConfirmedReadingBody, ConfirmedRowsBody } from '@fengcun/api';
import { type JudgmentReading, readJudgment } from '@fengcun/judgment';
import {
  type CivilDate, err, type Json, ok, parseCivilDate, type Result, sha256Hex,
} from '@fengcun/kernel';
import {
  correctReading, factsFromReading, factsFromRecord, type FieldCorrection, type ImportSource,
  messagesFromReading, messagesFromRecord, ORGAN_TYPES, reasonOfProblem,
} from '@fengcun/registry';
import type { DecideAll } from '../intake/decisions.ts';
import type { IntakeItem, KeptCorrection } from '../intake/intake-item.ts';
import { defendantOf, knownOf, problemAt } from '../intake/read-items.ts';
import { keysBefore, readTable, type TableRecord } from '../intake/table-records.ts';
import { type CorrectedRows, correctionsOfRow, correctRows } from './corrected-rows.ts';
import { withEffectiveDay } from './show-decision.ts';
import { tableOfTexts } from './show-reading.ts';

/** A text that was read again with a person's answers in it. */
export type ConfirmedReading = Readonly<{
  reading: JudgmentReading; corrections: readonly FieldCorrection[]; effectiveOn?: CivilDate;
}>;

/** Why a confirmed text is not taken: it is no judgment, or an answer is no value of its field. */
export type ConfirmRefusal = Readonly<{ code: 'BODY_INVALID' }>;

const INVALID: Result<never, ConfirmRefusal> = err({ code: 'BODY_INVALID' });

/** Reads the text again and puts the answers in: a reading that somebody sends is never believed. */
export const confirm = (
  { text, answers, effectiveOn: told }: ConfirmedReadingBody,
): Result<ConfirmedReading, ConfirmRefusal> => {
  const reading = readJudgment(text);
  const made = reading.ok ? correctReading(reading.value, answers) : undefined;
  const effectiveOn = told === undefined ? undefined : parseCivilDate(told);
  if (made?.ok !== true || effectiveOn?.ok === false) return INVALID;
  const { judgmentDate } = made.value.reading;
  if (effectiveOn === undefined) return ok(made.value);
  // A judgment takes effect on the day it is made at the earliest.
  const isTooEarly = judgmentDate !== undefined && effectiveOn.value < judgmentDate.value;
  return isTooEarly ? INVALID : ok({ ...made.value, effectiveOn: effectiveOn.value });
};

/** Who confirms, and for which organ. `by` is the pseudonym of the person's account. */
export type Confirming = Readonly<{ organ: string; by: string; at: string; decideAll: DecideAll }>;

/** Organ of `<type>/<code>`; the source of a file's records, as imports name it. */
const sourceOf = (organ: string): ImportSource | undefined => {
  const [named, code = ''] = organ.split('/');
  const type = ORGAN_TYPES.find((one) => one === named);
  return type === undefined ? undefined : { organ: { type, code }, system: 'file-import', version: 1 };
};

const ownCorrections = (
  { corrections }: ConfirmedReading, person: number, { by, at }: Confirming,
): readonly KeptCorrection[] =>
  corrections.filter((one) => one.person === undefined || one.person === person)
    .map(({ field, from, to }) => ({ field, from, to, by, at }));

/**
 * What a person corrected is a later version of what was read: it takes the place of what an import told of
 * the same text, and does not contradict it.
 */
const AS_READ = 1;
const AS_CORRECTED = 2;
const versionOf = (corrections: readonly KeptCorrection[]): number =>
  (corrections.length === 0 ? AS_READ : AS_CORRECTED);

/**
 * A confirmed judgment as an item of intake: the messages an import makes of the same text, with the answers
 * in them, that it took effect where a person says so, and what is still in doubt as problems. An organ that
 * records come from nowhere has none: undefined.
 */
export const itemOfConfirmed = (
  text: string, confirmed: ConfirmedReading, confirming: Confirming,
): IntakeItem | undefined => {
  const source = sourceOf(confirming.organ);
  if (source === undefined) return undefined;
  const { reading, effectiveOn } = confirmed;
  // The text itself names the source fact, as for imports: the same judgment is a repetition.
  const key = `judgment:${sha256Hex(text)}`;
  const mapped = messagesFromReading({ reading, documentId: key, source });
  const messages = mapped.messages.flatMap((read) => {
    const person = defendantOf(read.source.messageId);
    const facts = withEffectiveDay(factsFromReading(reading, person).facts, effectiveOn);
    const corrections = ownCorrections(confirmed, person, confirming);
    const message = { ...read, source: { ...read.source, version: versionOf(corrections) } };
    const kept = { personAt: person, ...(corrections.length === 0 ? {} : { corrections }) };
    const judged = { ...kept, message, decisions: confirming.decideAll(facts), facts: knownOf(facts) };
    if (effectiveOn === undefined || message.kind !== 'judgmentRecorded') return [judged];
    const { documentNumber } = message.content;
    const inForce = {
      ...message, kind: 'judgmentBecameEffective' as const, content: { documentNumber, effectiveOn },
      source: { ...message.source, messageId: `${message.source.messageId}/effective` },
    };
    return [judged, { personAt: person, message: inForce, decisions: [] }];
  });
  const problems = mapped.problems.map((one) => problemAt('1', one));
  const owner = `${confirming.organ}:${source.system}`;
  return { key, place: '1', messages, problems, owner, input: problems.length === 0 ? null : { text } };
};

const itemOfRow = (
  { record, key }: TableRecord, source: ImportSource,
  confirming: Confirming & Readonly<{ table: CorrectedRows }>,
): IntakeItem => {
  const { decideAll, organ, table } = confirming;
  const told = { ...record, id: key };
  const corrections = correctionsOfRow(table, record.row, confirming);
  const mapped = messagesFromRecord({ record: told, source: { ...source, version: versionOf(corrections) } });
  const sheet = factsFromRecord(record);
  const [decisions, facts, place] = [decideAll(sheet), knownOf(sheet), String(record.row)];
  const kept = { decisions, personAt: 0, facts, ...(corrections.length === 0 ? {} : { corrections }) };
  return {
    key: `row|${key}`, place, owner: `${organ}:${source.system}`,
    messages: mapped.messages.map((message) => ({ message, ...kept })),
    problems: mapped.problems.map((problem) => ({
      reason: reasonOfProblem(problem), place,
      details: [{ code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }) }],
    })),
    // Plain data: read from JSON above.
    input: mapped.problems.length === 0 ? null : { record: told as unknown as Json, source },
  };
};

/**
 * Rows that a person confirmed, with the cells they corrected, as items; what cannot be read of a row stays
 * out and was shown before. None where a correction belongs to no cell.
 */
export const itemsOfConfirmedRows = (
  body: ConfirmedRowsBody, confirming: Confirming,
): readonly IntakeItem[] => {
  const source = sourceOf(confirming.organ);
  const table = correctRows(body);
  if (source === undefined || table === undefined) return [];
  const now = tableOfTexts(table.rows);
  const keys = table.corrections.length === 0 ? new Map<number, string>()
    : keysBefore(tableOfTexts(body.rows), now);
  return readTable(now).records.map(({ record, key }) =>
    itemOfRow({ record, key: keys.get(record.row) ?? key }, source, { ...confirming, table }));
};
