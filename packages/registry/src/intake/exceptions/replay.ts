import type { CaseCode } from '../case-code/case-code.ts';
import type { CaseEvent } from '../case/case-event.ts';
import { decideCase } from '../case/decide-case.ts';
import type { CaseState } from '../case/case-state.ts';
import { type CaseDirectory, routeCase } from '../case/route-case.ts';
import { parseIntakeMessage } from '../messages/envelope.ts';
import type { IntakeMessage } from '../messages/message.ts';
import type { Pseudonymise, SubjectToken } from '../pseudonym.ts';
import type { ReplayOutcome } from './exception.ts';
import { type ExceptionCode, type ExceptionDetail, reasonOfRoute } from './reason.ts';

/**
 * What taking an input needs from outside; every part is an argument, so that a replay is a pure function.
 */
export type IntakeContext = Readonly<{
  directory: CaseDirectory;
  stateOf: (caseCode: CaseCode) => CaseState;
  /** The subject of a message, or why nobody may say so yet. */
  subjectOf: (message: IntakeMessage) => Readonly<{ subject: SubjectToken } | { reason: ExceptionCode }>;
  /** A code drawn for the case that this message is the first of. */
  freshCode: CaseCode;
  pseudonymise: Pseudonymise;
  now: string;
}>;

/** Events of the case that took the message, or why it waits. */
export type IntakeOutcome =
  | Readonly<{ taken: true; caseCode: CaseCode; events: readonly CaseEvent[] }>
  | Readonly<{ taken: false; reason: ExceptionCode; details: readonly ExceptionDetail[] }>;

const waits = (reason: ExceptionCode, details: readonly ExceptionDetail[] = []): IntakeOutcome =>
  ({ taken: false, reason, details });

/**
 * Takes an envelope, the first time or again: parse, find the case, find the subject, decide. The same gate
 * for every source and for every replay; a repetition is taken and makes no event.
 */
export const takeIn = (input: unknown, context: IntakeContext): IntakeOutcome => {
  const parsed = parseIntakeMessage(input);
  if (!parsed.ok) return waits('MESSAGE_INVALID', parsed.error.map(({ code, at }) => ({ code, at })));
  const route = routeCase(parsed.value.case, context.directory);
  const reason = reasonOfRoute(route);
  if (reason !== undefined) return waits(reason, [{ code: route.route }]);
  const found = context.subjectOf(parsed.value);
  if ('reason' in found) return waits(found.reason);
  const caseCode = 'caseCode' in route ? route.caseCode : context.freshCode;
  const decided = decideCase({
    type: 'RecordMessage', caseCode, message: parsed.value, subject: found.subject,
    pseudonymise: context.pseudonymise, now: context.now,
  }, context.stateOf(caseCode));
  return decided.ok
    ? { taken: true, caseCode, events: decided.value } : waits('CASE_REFUSED', [decided.error]);
};

/** What a replay reports to its exception. */
export const replayOutcome = (outcome: IntakeOutcome): ReplayOutcome =>
  (outcome.taken ? { taken: true } : { taken: false, reason: outcome.reason, details: outcome.details });
