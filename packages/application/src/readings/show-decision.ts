import type { DocumentReading } from '@fengcun/api';
import type { CivilDate } from '@fengcun/kernel';
import { decide, type Decision, type FactInput, type Finding, parseFacts } from '@fengcun/policy';
import { FIELD_OF_FACT, orderDecisions, type ReadingFacts } from '@fengcun/registry';
import { resolveCitation } from '@fengcun/statute';
import type { ReadingParts } from './reading-parts.ts';

type PersonShown = NonNullable<DocumentReading['persons']>[number];
/** A decision as the interface shows it. */
export type DecisionShown = PersonShown['decisions'][number];

const MATTER = 'seal';
// LIMIT: reasons of one decision that a person reads; the deciding ones come first.
const FINDINGS_MAX = 40;
const OPEN_CITES_MAX = 4;

const HOLDS = (holds: Finding['holds']): DecisionShown['findings'][number]['holds'] =>
  (holds === true ? 'yes' : holds === false ? 'no' : 'unknown');

const spansOf = ({ evidence }: Finding) =>
  Object.values(evidence ?? {}).flatMap((spans) => (spans ?? []).map(({ start, end }) => ({ start, end })));

/** The limbs of the deciding clause; none where facts are missing: then the questions are what there is. */
const deciding = ({ findings, decidedBy }: Decision): readonly Finding[] =>
  findings.filter(({ clause }) => clause === decidedBy).slice(0, FINDINGS_MAX);

/** Norms of the deciding limbs; while nothing is decided, the first of those that wait for facts. */
const citesOf = ({ findings }: Decision, own: readonly Finding[]): readonly string[] => {
  if (own.length > 0) return own.flatMap(({ cite }) => cite);
  const open = findings.filter(({ holds }) => holds === 'unknown').flatMap(({ cite }) => cite);
  return [...new Set(open)].slice(0, OPEN_CITES_MAX);
};

const lawsOf = (ids: readonly string[]): DecisionShown['laws'] => [...new Set(ids)].flatMap((id) => {
  const found = resolveCitation(id);
  if (!found.ok) return [];
  const { labelZh, labelEn, text, verbatim } = found.value;
  return [{ id, labelZh, labelEn, text, isVerbatim: verbatim }];
});

/** Several clauses may ask the same; a person is asked once. */
const questionsOf = ({ questions }: Decision): DecisionShown['questions'] =>
  [...new Map(questions.map(({ fact, zh, en }) => {
    const field = fact === undefined ? undefined : FIELD_OF_FACT[fact];
    return [zh, { say: { zh, en }, ...(field === undefined ? {} : { field }) }] as const;
  })).values()];

const shown = (decision: Decision): DecisionShown => {
  const { pack, outcome, explain, sealFrom, flags } = decision;
  const findings = deciding(decision);
  return {
    pack, outcome, explain, questions: questionsOf(decision),
    findings: findings.map((finding) =>
      ({ holds: HOLDS(finding.holds), say: finding.say, cites: finding.cite, spans: spansOf(finding) })),
    laws: lawsOf(citesOf(decision, findings)), flags: flags.map(({ zh, en }) => ({ zh, en })),
    ...(sealFrom === undefined ? {} : { sealFrom }),
  };
};

/** What is decided of facts, by every pack in force on the day; the decision that counts stands first. */
export const decisionsOf = (
  { packs, today, switchesOn = () => ({}) }: ReadingParts, { facts, evidence }: Pick<ReadingFacts,
    'facts' | 'evidence'>,
): readonly DecisionShown[] => {
  const sheet = parseFacts(facts);
  // Readers and registrars write only facts of the schema; anything else is a bug of theirs.
  if (!sheet.ok) throw new TypeError(`bug: an invalid fact sheet: ${sheet.error[0]?.message ?? ''}`);
  const decided = packs.flatMap((pack): Decision[] => {
    const asOf = today();
    const switches = switchesOn(pack, asOf);
    const decision = decide(pack, { facts: sheet.value, evidence, asOf, matter: MATTER, switches });
    return decision.ok ? [decision.value] : [];
  });
  return orderDecisions(decided).map(shown);
};

/** The facts of a reading, and of a day that no judgment can tell of itself. */
export const withEffectiveDay = (facts: FactInput, effectiveOn: CivilDate | undefined): FactInput =>
  (effectiveOn === undefined ? facts : { ...facts, effectiveOn });
