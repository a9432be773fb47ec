import type { DefendantReading, JudgmentReading } from '@fengcun/judgment';
import type { Span } from '@fengcun/kernel';
import { READING_FIELD_NAMES, type ReadingField, fieldRow, FIELD_OF_PROBLEM } from './reading-field.ts';

/** Between charges in the text of a field. */
export const CHARGE_SEPARATOR = '、';

/**
 * A field as a person sees it: its value in one text (empty: the document does not state it), the words that
 * prove it, and the codes of what is in doubt about it. `person`: number of the defendant, from 0.
 */
export type FieldText = Readonly<{
  field: ReadingField; person?: number; value: string; span?: Span; doubts: readonly string[];
}>;

type Told = Readonly<{ value: string; span?: Span }>;
const NOTHING_TOLD: Told = { value: '' };

const told = <T>(
  evidenced: Readonly<{ value: T; span: Span }> | undefined, textOf: (value: T) => string = String,
): Told => (evidenced === undefined ? NOTHING_TOLD
  : { value: textOf(evidenced.value), span: evidenced.span });

const documentText = (reading: JudgmentReading, field: ReadingField): Told => {
  switch (field) {
    case 'court': return told(reading.court);
    case 'caseNumber': return told(reading.caseNumber);
    case 'judgmentDate': return told(reading.judgmentDate);
    case 'instance': return told(reading.instance);
    default: return NOTHING_TOLD;
  }
};

const findingText = ({ findings }: DefendantReading, field: ReadingField): Told => {
  switch (field) {
    case 'juvenileAtOffence': return told(findings.juvenileAtOffence);
    case 'principalActsBefore18': return told(findings.principalActsBefore18);
    case 'recidivist': return told(findings.recidivist);
    case 'drugRecidivist': return told(findings.drugRecidivist);
    default: return NOTHING_TOLD;
  }
};

const lookedText = (defendant: DefendantReading, field: ReadingField): Told => {
  const { custody, priorConvictions, termStart, termEnd } = defendant;
  const [spanned] = field === 'custody' ? custody : field === 'priorConvictions' ? priorConvictions
    : [termStart ?? termEnd];
  const value = field === 'custody' ? custody.map(({ on }) => on).join(CHARGE_SEPARATOR)
    : field === 'priorConvictions'
      ? priorConvictions.map(({ date, charges }) => `${date ?? ''} ${charges.join(' ')}`.trim()).join('；')
      : [termStart?.value, termEnd?.value].map((one) => one ?? '').join(' — ').replace(/^ — $/, '');
  return spanned === undefined ? { value } : { value, span: spanned.span };
};

const personText = (defendant: DefendantReading, field: ReadingField): Told => {
  const { charges, combined } = defendant;
  switch (field) {
    case 'name': return told(defendant.name);
    case 'sex': return told(defendant.sex);
    case 'birthDate': return told(defendant.birthDate);
    case 'offenceFrom': return told(defendant.offenceFrom);
    case 'offenceTo': return told(defendant.offenceTo);
    case 'charges': {
      const value = charges.map(({ name }) => name.value).join(CHARGE_SEPARATOR);
      return charges[0] === undefined ? { value } : { value, span: charges[0].name.span };
    }
    case 'penalty': return told(combined, ({ type }) => type);
    // A penalty without a term has none to show; odd days stay with the term as it was read.
    case 'termMonths': return told(combined, ({ months }) => (months === 0 ? '' : String(months)));
    case 'probationMonths': return told(defendant.probationMonths);
    case 'fineYuan': return told(defendant.fineYuan);
    case 'custody': case 'priorConvictions': case 'termDates': return lookedText(defendant, field);
    default: return findingText(defendant, field);
  }
};

const doubtsOf = ({ problems }: JudgmentReading, field: ReadingField, person: number | undefined) =>
  problems.filter((problem) => FIELD_OF_PROBLEM[problem.code] === field
    && (person === undefined || problem.defendant === undefined || problem.defendant === person));

/** The value of one field in one text; empty where the document does not state it. */
export const fieldText = (reading: JudgmentReading, field: ReadingField, person = 0): string => {
  if (fieldRow(field).of === 'document') return documentText(reading, field).value;
  const defendant = reading.defendants[person];
  return defendant === undefined ? '' : personText(defendant, field).value;
};

/**
 * Every field of a reading in the order of the document: those of the document, then those of each person.
 * What is only looked at appears where there is something to look at.
 */
export const fieldTexts = (reading: JudgmentReading): readonly FieldText[] => {
  const shown = (field: ReadingField, at: Told, person?: number): readonly FieldText[] => {
    const problems = doubtsOf(reading, field, person);
    const isEmpty = fieldRow(field).form === 'looked' && at.value === '' && problems.length === 0;
    const span = at.span ?? problems[0]?.span;
    return isEmpty ? [] : [{
      field, value: at.value, doubts: [...new Set(problems.map(({ code }) => code))],
      ...(person === undefined ? {} : { person }), ...(span === undefined ? {} : { span }),
    }];
  };
  const of = (what: 'document' | 'person') =>
    READING_FIELD_NAMES.filter((field) => fieldRow(field).of === what);
  return [
    ...of('document').flatMap((field) => shown(field, documentText(reading, field))),
    ...reading.defendants.flatMap((defendant, person) =>
      of('person').flatMap((field) => shown(field, personText(defendant, field), person))),
  ];
};
