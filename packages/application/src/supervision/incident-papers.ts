import { type IncidentEvent, REFERRAL_CITES } from '@fengcun/registry';
import { citesNamed, organNamed, paragraphs, type ProceedingPaper } from '../proceedings/index.ts';
import type { OrganNames } from '../seals/organ-names.ts';

type Of<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>;

/** What was known when a paper was made. */
type Known = Readonly<{
  reported: Of<'IncidentReported'>; assessed: Of<'IncidentAssessed'> | undefined; measures: readonly string[];
  names: OrganNames;
}>;

const isOf = <T extends IncidentEvent['type']>(type: T) => (event: IncidentEvent): event is Of<T> =>
  event.type === type;

// A person concerned is told at once, although what is done about it is still being done.
const MEASURES_UNDERWAY = '正在采取补救措施，结果另行告知';

const notice = (
  { reported, measures }: Known, { document, advice, contact, on }: Of<'PersonsNotified'>,
  { content, cause, harm }: Of<'IncidentAssessed'>,
): ProceedingPaper => ({
  id: 'leak-notice', number: document, organ: reported.organ, issuedOn: on,
  fields: {
    knownOn: reported.knownOn, content, cause: paragraphs(cause), harm: paragraphs(harm),
    measures: measures.length === 0 ? [MEASURES_UNDERWAY] : measures, advice: paragraphs(advice), contact,
  },
});

const referral = (
  { reported, assessed, measures, names }: Known, { kind, to, document, on }: Of<'IncidentReferred'>,
): ProceedingPaper => ({
  id: 'incident-referral', number: document, organ: reported.organ, issuedOn: on,
  fields: {
    recipient: organNamed(to, names), kind, knownOn: reported.knownOn, facts: paragraphs(reported.facts),
    persons: assessed?.persons.length ?? 0, cites: citesNamed(REFERRAL_CITES[kind]),
    ...(measures.length === 0 ? {} : { measures }),
    ...(assessed === undefined ? {} : { content: assessed.content }),
  },
});

/**
 * Every paper that the events of a leak come to, in their order. A notice names no person and says nothing of
 * what was in the record: whoever hands it over knows to whom. @see 个人信息保护法第57条
 */
export const incidentPapers = (
  events: readonly IncidentEvent[], names: OrganNames,
): readonly ProceedingPaper[] => {
  const reported = events.find(isOf('IncidentReported'));
  if (reported === undefined) return [];
  return events.flatMap((event, at): readonly ProceedingPaper[] => {
    const before = events.slice(0, at);
    const assessed = before.findLast(isOf('IncidentAssessed'));
    const contained = before.findLast(isOf('IncidentContained'));
    const measures = contained === undefined ? [] : paragraphs(contained.measures);
    const known = { reported, assessed, measures, names };
    if (event.type === 'IncidentReferred') return [referral(known, event)];
    return event.type === 'PersonsNotified' && assessed !== undefined ? [notice(known, event, assessed)] : [];
  });
};
