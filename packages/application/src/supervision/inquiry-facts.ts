import { addDays, type CivilDate } from '@fengcun/kernel';
import {
  type DecisionFact, type FiledInquiry, findPatterns, type InquiryEvent, type InquiryFact,
  type PatternFinding,
} from '@fengcun/registry';
import { addWorkingDays } from '@fengcun/statute';
import type { ProceedingRow } from '@fengcun/store';
import { INQUIRY_KIND, inquiryMachine } from '../inquiry/inquiry-machine.ts';
import { type ProceedingReader, readProceedings } from '../proceedings/index.ts';
import { notedLimits } from './noted-limits.ts';
import { relationsIn } from './relations.ts';
import type { SupervisionActor, SupervisionParts } from './supervision-parts.ts';

/**
 * LIMIT: supervised inquiries of one look, the newest, page by page; more of them is a job, not a page.
 */
const INQUIRIES_MAX = 5_000;
const PAGE = 500;
const MINUTE_MILLIS = 60_000;

type Loaded = Readonly<{
  inquiryId: string; subject: string; state: FiledInquiry; events: readonly InquiryEvent[];
}>;

/**
 * Inquiries at organs that the procuratorate supervises, applied for on or after a day, oldest first. Looked
 * for from the newest on: what is of others or of long ago takes nobody's place.
 */
const supervisedInquiries = async (
  parts: SupervisionParts, { list, load }: ProceedingReader, at: Readonly<{ organ: string; from: CivilDate }>,
): Promise<readonly Loaded[]> => {
  const machine = inquiryMachine(parts.rules());
  const found: Loaded[] = [];
  const isOver = ({ openedAt }: Pick<ProceedingRow, 'openedAt'>): boolean =>
    openedAt.slice(0, 10) < addDays(at.from, -1);
  let afterId: string | undefined;
  while (found.length < INQUIRIES_MAX) {
    const rows = await list({
      proceedingKind: INQUIRY_KIND, limit: PAGE, isNewestFirst: true,
      ...(afterId === undefined ? {} : { afterId }),
    });
    for (const { proceedingId, organ, subjectTerm, openedAt } of rows) {
      if (parts.supervisorOf(organ) !== at.organ || isOver({ openedAt })) continue;
      const one = await load(machine, proceedingId);
      if (one === undefined || one.state.stage === 'none') continue;
      const subject = Buffer.from(subjectTerm ?? []).toString('hex');
      found.push({ inquiryId: proceedingId, subject, state: one.state, events: one.events });
    }
    afterId = rows.at(-1)?.proceedingId;
    if (rows.length < PAGE || rows.every(isOver)) break;
  }
  return found.toReversed().filter(({ events }) => (events[0]?.on ?? at.from) >= at.from);
};

const hourOf = (instant: string): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').hour;

/** Whether a day is worked, by the calendar of its year; where that does not reach, a weekday is. */
const isWorkingDay = (on: CivilDate): boolean => {
  const next = addWorkingDays(addDays(on, -1), 1);
  return next.ok ? next.value.on === on : ![6, 7].includes(Temporal.PlainDate.from(on).dayOfWeek);
};

const outcomeOf = ({ stage }: FiledInquiry): InquiryFact['outcome'] => {
  if (stage === 'refused') return 'refused';
  if (stage === 'notAccepted') return 'notAccepted';
  return ['granted', 'undertaken', 'prepared', 'disclosed', 'expired'].includes(stage) ? 'granted' : 'open';
};

const decision = (events: readonly InquiryEvent[]): Pick<InquiryFact, 'deciders' | 'minutesToDecide'> => {
  const proposed = events.findLast(({ type }) => type === 'DecisionProposed');
  const decided = events.findLast(({ type }) => type === 'InquiryGranted' || type === 'InquiryRefused');
  if (proposed === undefined || decided === undefined) return {};
  return {
    deciders: `${proposed.by.account}|${decided.by.account}`,
    minutesToDecide: (Date.parse(decided.at) - Date.parse(proposed.at)) / MINUTE_MILLIS,
  };
};

const factOf = (
  parts: SupervisionParts, { inquiryId, subject, state, events }: Loaded, isRelated: boolean,
): InquiryFact => {
  const { deployment: { pseudonyms } } = parts;
  const { application, applicant } = state;
  const { kind, inquirer, officer, person, basisId, statedNorm, caseNumber } = application;
  const first = events[0];
  const on = first?.on ?? state.since;
  const digest = (domain: string, text: string): string => pseudonyms.textOf(domain, text);
  return {
    inquiryId, on, hour: hourOf(first?.at ?? `${on}T04:00:00Z`), isWorkingDay: isWorkingDay(on),
    inquirerKind: kind, unit: digest('inquiring-unit', inquirer.code ?? inquirer.name),
    officer: applicant.person, subject, basis: basisId ?? statedNorm?.level ?? 'case',
    outcome: outcomeOf(state), isBasisNationalRule: statedNorm === undefined, isRelated,
    isOwnRecord: kind !== 'individual' && officer !== undefined
      && officer.document.number === person.document.number,
    ...(caseNumber === undefined ? {} : { caseRef: digest('inquiry-case', caseNumber) }), ...decision(events),
  };
};

/**
 * Patterns among the inquiries of the window, and bounds that were reached in it, at organs that the
 * procuratorate supervises.
 */
export const supervisedPatterns = async (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
): Promise<readonly PatternFinding[]> => {
  const from = addDays(parts.today(), -parts.patterns.windowDays);
  const found = await readProceedings(parts, { side: 'sealed', act }, (reader) =>
    supervisedInquiries(parts, reader, { organ, from }));
  const isRelated = relationsIn(parts.deployment, act);
  const facts: InquiryFact[] = [];
  const noted = await notedLimits(parts, { act, organ, from });
  for (const one of found) {
    const on = one.events[0]?.on ?? one.state.since;
    facts.push(factOf(parts, one, await isRelated(one.state, on)));
  }
  return [...findPatterns(facts, parts.patterns), ...noted];
};

const LONG_AGO = '2000-01-01' as CivilDate;

/** Decisions on inquiries, for statistics: by the organ that decided and its year. */
export const supervisedDecisions = (
  parts: SupervisionParts, { act, organ }: SupervisionActor,
): Promise<readonly DecisionFact[]> =>
  readProceedings(parts, { side: 'sealed', act }, async (reader) => {
    const found = await supervisedInquiries(parts, reader, { organ, from: LONG_AGO });
    return found.flatMap(({ state, events }): readonly DecisionFact[] => {
      const outcome = outcomeOf(state);
      if (outcome === 'open') return [];
      const decided = events.findLast(({ type }) =>
        ['InquiryGranted', 'InquiryRefused', 'InquiryNotAccepted'].includes(type));
      const on = decided?.on ?? state.since;
      const isInTime = state.dueOn === undefined || on <= state.dueOn;
      return [{ organ: state.application.organ, year: Number(on.slice(0, 4)), outcome, isInTime }];
    });
  });
