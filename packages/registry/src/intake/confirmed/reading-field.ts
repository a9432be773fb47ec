import type { ProblemCode } from '@fengcun/judgment';
import type { FactName } from '@fengcun/policy';

/** How a value of a field is written. `looked`: it is only shown, and confirmed by whoever looked. */
export type FieldForm = 'text' | 'date' | 'whole' | 'yesNo' | 'charges' | 'choice' | 'looked';

type FieldRow = Readonly<{ of: 'document' | 'person'; form: FieldForm; options?: readonly string[] }>;

/** Names of penalties as judgments print them, as far as a person chooses among them. */
export const PENALTY_OPTIONS = [
  '有期徒刑', '拘役', '管制', '单处罚金', '免予刑事处罚', '无期徒刑', '死刑', '死刑缓期执行',
  '单处剥夺政治权利', '单处没收财产', '单处驱逐出境', '无罪', '不负刑事责任',
] as const;

/**
 * What a person confirms or corrects of a reading, in the order of the document. A field that is not here
 * decides nothing and goes on as it was read.
 */
export const READING_FIELDS = {
  court: { of: 'document', form: 'text' },
  caseNumber: { of: 'document', form: 'text' },
  judgmentDate: { of: 'document', form: 'date' },
  instance: { of: 'document', form: 'choice', options: ['first', 'second'] },
  name: { of: 'person', form: 'text' },
  sex: { of: 'person', form: 'choice', options: ['男', '女'] },
  birthDate: { of: 'person', form: 'date' },
  offenceFrom: { of: 'person', form: 'date' },
  offenceTo: { of: 'person', form: 'date' },
  charges: { of: 'person', form: 'charges' },
  penalty: { of: 'person', form: 'choice', options: PENALTY_OPTIONS },
  termMonths: { of: 'person', form: 'whole' },
  probationMonths: { of: 'person', form: 'whole' },
  fineYuan: { of: 'person', form: 'whole' },
  juvenileAtOffence: { of: 'person', form: 'yesNo' },
  principalActsBefore18: { of: 'person', form: 'yesNo' },
  recidivist: { of: 'person', form: 'yesNo' },
  drugRecidivist: { of: 'person', form: 'yesNo' },
  custody: { of: 'person', form: 'looked' },
  priorConvictions: { of: 'person', form: 'looked' },
  termDates: { of: 'person', form: 'looked' },
} as const satisfies Readonly<Record<string, FieldRow>>;

/** A field of a reading. */
export type ReadingField = keyof typeof READING_FIELDS;

/** Every field, in order. */
export const READING_FIELD_NAMES = Object.keys(READING_FIELDS) as readonly ReadingField[];

/** How a field is written, and what can be chosen. */
export const fieldRow = (field: ReadingField): FieldRow => READING_FIELDS[field];

/**
 * Which field a doubt is about: whoever confirms or corrects it has settled the doubt. `none`: nothing that
 * can be written settles it, and it waits as an exception.
 */
export const FIELD_OF_PROBLEM: Readonly<Record<ProblemCode, ReadingField | 'none'>> = {
  COURT_MISSING: 'court', CASE_NUMBER_MISSING: 'caseNumber',
  JUDGMENT_DATE_MISSING: 'judgmentDate', JUDGMENT_DATE_DOUBTFUL: 'judgmentDate',
  JUDGMENT_DATE_BEFORE_PROCEEDINGS: 'judgmentDate',
  DEFENDANT_MISSING: 'none', DEFENDANT_NAME_DOUBTFUL: 'name',
  DEFENDANT_WITHOUT_DISPOSITION: 'penalty', DISPOSITION_WITHOUT_DEFENDANT: 'penalty',
  BIRTH_DATE_DOUBTFUL: 'birthDate', SEX_DOUBTFUL: 'sex', CUSTODY_DATE_DOUBTFUL: 'custody',
  PRIOR_CONVICTION_DOUBTFUL: 'priorConvictions', PRIOR_CONVICTION_TERM_MISSING: 'priorConvictions',
  DISPOSITION_MISSING: 'penalty', DISPOSITION_BLANK: 'penalty', DISPOSITION_UNREAD_TEXT: 'penalty',
  CHARGE_UNKNOWN: 'charges', CHARGE_TITLE_CONTRADICTS: 'charges',
  TERM_MISSING: 'termMonths', TERM_UNREADABLE: 'termMonths', TERM_OUT_OF_RANGE: 'termMonths',
  TERM_DATES_CONTRADICT: 'termMonths', TERM_DATE_DOUBTFUL: 'termDates',
  COMBINED_MISSING: 'termMonths', COMBINED_OUT_OF_RANGE: 'termMonths',
  PROBATION_OUT_OF_RANGE: 'probationMonths',
  FINE_UNREADABLE: 'fineYuan', FINE_CONTRADICTS: 'fineYuan',
  FINDING_DOUBTFUL: 'recidivist', JUVENILE_CONTRADICTS: 'birthDate',
  OLD_SENTENCE_UNCLEAR: 'termMonths', SENTENCE_AFFIRMED: 'penalty',
};

/** Which field tells a fact: where a decision asks for the fact, a person looks at the field. */
export const FIELD_OF_FACT: Readonly<Partial<Record<FactName, ReadingField>>> = {
  decidedOn: 'judgmentDate', bornOn: 'birthDate', offenceFrom: 'offenceFrom', offenceTo: 'offenceTo',
  courtFoundJuvenile: 'juvenileAtOffence', principalActsBefore18: 'principalActsBefore18',
  charges: 'charges', chargeCount: 'charges', offenceClasses: 'charges', statutoryMaxMonths: 'charges',
  penalty: 'penalty', recordKind: 'penalty', executedTermMonths: 'termMonths',
  longestPronouncedMonths: 'termMonths', suspended: 'probationMonths',
  suspensionPeriodMonths: 'probationMonths', recidivist: 'recidivist', drugRecidivist: 'drugRecidivist',
};
