import { resolveCitation } from '../citations/citation.ts';
import { isNationalLevel, type LegalBasis, type LegalBasisRegistry } from './legal-basis.ts';

/** A finding of the checker; an error means that the registry must not be used. */
export type BasisFinding = Readonly<{
  code:
    | 'NATIONAL_RULE_CONTRADICTS_LEVEL' | 'USABLE_WITHOUT_NATIONAL_RULE' | 'USABLE_WITHOUT_FIRST_DAY'
    | 'UNUSABLE_WITHOUT_REASON' | 'USABLE_WITH_REASON' | 'PERIOD_REVERSED' | 'PERIODS_OVERLAP'
    | 'CITATION_UNRESOLVED'
    | 'OCCUPATION_UNKNOWN' | 'OCCUPATION_UNUSED' | 'NO_OCCUPATION' | 'BY_FACT_ONLY' | 'LOW_CONFIDENCE_USABLE'
    | 'BAR_LEFT_TO_A_PERSON' | 'CONDITIONS_MISSING' | 'FROM_MEMORY';
  severity: 'error' | 'warning' | 'info';
  id: string;
  message: string;
}>;

type Check = (basis: LegalBasis) => BasisFinding | undefined;

const finding = (
  code: BasisFinding['code'], severity: BasisFinding['severity'], message: string,
) => ({ id }: Pick<LegalBasis, 'id'>): BasisFinding => ({ code, severity, id, message });

const when = (condition: (basis: LegalBasis) => boolean, tell: (basis: LegalBasis) => BasisFinding): Check =>
  (basis) => (condition(basis) ? tell(basis) : undefined);

const onlyByFact = ({ offences }: LegalBasis): boolean =>
  offences.byFact !== undefined && Object.keys(offences).length === 1;

/** What one row alone can be wrong in; the order is that of the report. */
const ROW_CHECKS: readonly Check[] = [
  when((basis) => basis.nationalRule !== isNationalLevel(basis), finding(
    'NATIONAL_RULE_CONTRADICTS_LEVEL', 'error',
    'nationalRule says otherwise than the level does (刑法96; 法发〔2011〕155号)')),
  when(({ usable, nationalRule }) => usable && !nationalRule, finding('USABLE_WITHOUT_NATIONAL_RULE', 'error',
    'a norm that is no state provision cannot be a basis (刑诉法286)')),
  when(({ usable, from }) => usable && from === undefined, finding('USABLE_WITHOUT_FIRST_DAY', 'error',
    'a basis needs the day from which it is in force')),
  when(({ usable, whyNot }) => !usable && whyNot === undefined, finding('UNUSABLE_WITHOUT_REASON', 'error',
    'say in whyNot why it is no basis: refusals quote it')),
  when(({ usable, whyNot }) => usable && whyNot !== undefined, finding('USABLE_WITH_REASON', 'error',
    'it is usable and says why it is not')),
  when(({ level, conditions }) => level === 'generalOfficeDocument' && conditions === undefined, finding(
    'CONDITIONS_MISSING', 'error', 'a document of the 国务院办公厅 needs the three conditions of 法发〔2011〕155号')),
  when(({ from, until }) => from !== undefined && until !== undefined && until <= from, finding(
    'PERIOD_REVERSED', 'error', 'it ends before it begins')),
  when(({ cites }) => cites.some((id) => !resolveCitation(id).ok), finding('CITATION_UNRESOLVED', 'error',
    'a citation stands for nothing in the corpus')),
  when(({ occupations }) => occupations.length === 0, finding(
    'NO_OCCUPATION', 'error', 'it names no occupation')),
  when((basis) => basis.usable && onlyByFact(basis), finding('BY_FACT_ONLY', 'info',
    'no charge alone meets it: a person decides on every record')),
  when(({ usable, confidence }) => usable && confidence !== 'high', finding(
    'LOW_CONFIDENCE_USABLE', 'warning', 'it is used as a basis though its content or level is not certain')),
  when(({ usable, bar }) => usable && bar.kind === 'other', finding('BAR_LEFT_TO_A_PERSON', 'info',
    'its duration is no number of years: a person decides whether it still bars')),
  when(({ usable, fromSource }) => usable && fromSource !== 'V', finding('FROM_MEMORY', 'info',
    'its first day is from memory; compare it with the published text')),
];

const overlaps = (one: LegalBasis, other: LegalBasis): boolean =>
  (one.from ?? '') < (other.until ?? '9999') && (other.from ?? '') < (one.until ?? '9999');

const periodFindings = (bases: readonly LegalBasis[]): readonly BasisFinding[] =>
  [...Map.groupBy(bases, ({ id }) => id).values()].flatMap((rows) => rows.flatMap((row, i) =>
    (rows.slice(i + 1).some((later) => overlaps(row, later)) ? [finding('PERIODS_OVERLAP', 'error',
      'two rows of this id are in force on one day')(row)] : [])));

const occupationFindings = ({ occupations, bases }: LegalBasisRegistry): readonly BasisFinding[] => {
  const used = new Set(bases.flatMap((basis) => basis.occupations));
  return [
    ...bases.filter((basis) => basis.occupations.some((id) => !Object.hasOwn(occupations, id)))
      .map(finding('OCCUPATION_UNKNOWN', 'error', 'an occupation is not in the table of occupations')),
    ...Object.keys(occupations).filter((id) => !used.has(id)).map((id) =>
      finding('OCCUPATION_UNUSED', 'warning', 'no norm names this occupation')({ id })),
  ];
};

/**
 * Everything that is doubtful or wrong with a registry that parses. Errors forbid its use; warnings and infos
 * tell a lawyer where to look.
 */
export const checkLegalBases = (registry: LegalBasisRegistry): readonly BasisFinding[] => [
  ...registry.bases.flatMap((basis) => ROW_CHECKS.flatMap((check) => check(basis) ?? [])),
  ...periodFindings(registry.bases), ...occupationFindings(registry),
];
