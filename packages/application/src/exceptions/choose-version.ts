import { err, type Json, ok, type Result } from '@fengcun/kernel';
import {
  type CaseEvent, type ChoiceReason, contradictionsOf, decideCase, evolveCase, isPseudonym,
} from '@fengcun/registry';
import type { StoredException } from '@fengcun/store';
import { appendEvent } from '../cases/append-event.ts';
import { refreshMarks } from '../certificate/marks/refresh-marks.ts';
import { placeOf, sealJson } from '../intake/sealing.ts';
import type { Intake } from '../service/take-messages.ts';
import { subjectIdOf } from '../subjects/stored-links.ts';
import { openException } from './exception-input.ts';
import { isToldTwice, type ToldVersion, toldVersions, type ToldVersions } from './told-versions.ts';

/** Which telling is held to be right, and why. `chosen`: id of its record. */
export type VersionChoice = Readonly<{ chosen: string; reason: ChoiceReason }>;

/** Two people (pseudonyms) who decided so. */
export type ChosenBy = Readonly<{ requestedBy: string; approvedBy: string }>;

/** A choice that can be made; one that stands already leaves nothing to decide. */
export type OpenChoice = Readonly<{ told: ToldVersions; version: ToldVersion; choice: VersionChoice }>;

/** Why there is nothing to choose: the exception is about something else, or no such version waits in it. */
export type ChoiceRefusal = Readonly<{ code: 'EXCEPTION_OTHER_REMEDY' | 'VERSION_UNKNOWN' }>;

/** Looks for the chosen telling among those of an exception. Opens the exception and its case. */
export const openChoice = async (
  intake: Intake, item: StoredException, choice: VersionChoice,
): Promise<Result<OpenChoice, ChoiceRefusal>> => {
  const opened = await openException(intake.keys, intake.service, item);
  if (!isToldTwice(item, opened)) return err({ code: 'EXCEPTION_OTHER_REMEDY' });
  const told = await toldVersions({ ...intake, open: intake.stores.open }, opened);
  const version = told?.versions.find(({ record }) => record.recordId === choice.chosen);
  // What was settled is not settled anew by an exception that was left over; a newer version corrects it.
  const isSettled = told?.versions.some(({ stands }) => stands) === true;
  const isLeft = version !== undefined && (version.stands || !isSettled);
  return told === undefined || !isLeft ? err({ code: 'VERSION_UNKNOWN' }) : ok({ told, version, choice });
};

/** What else contradicts the telling now that it counts waits for people, as if it had come alone. */
const raiseOthers = async (
  intake: Intake, item: StoredException, { told, version: { record }, event }: OpenChoice & Readonly<{
    event: CaseEvent;
  }>,
): Promise<void> => {
  const state = evolveCase(told.state, event);
  const open = state.status !== 'open' ? [] : contradictionsOf(state)
    .filter(({ chosen, records }) => chosen === undefined && records.includes(record.recordId));
  if (open.length === 0) return;
  const { keys, service, serials, stores: { operations: { exceptions } } } = intake;
  const [exceptionId, serial] = [service.mint(), serials.next()];
  // Every member went through the parser of messages, which gives plain data.
  const input = { message: record.message as unknown as Json, decisions: [] };
  const details = open.map(({ code, item: at }) => ({ code, at }));
  const { source, messageKey } = item;
  await exceptions.put([{
    exceptionId, source, messageKey, reason: 'RECORDS_CONTRADICT', spanStart: null, spanEnd: null,
    ...sealJson(keys, { place: placeOf('exceptionItem', exceptionId, 1), serial }, { input, details }),
    recordedAt: event.at,
  }]);
};

/**
 * Says which telling stands, in the transaction of an act: an event behind the last one of its case. The
 * others stay in the case and count for nothing. A telling that stands already leaves everything as it is.
 */
export const settleVersions = async (
  intake: Intake, item: StoredException, { by, ...choosing }: OpenChoice & Readonly<{ by: ChosenBy }>,
): Promise<void> => {
  const { told: { home, state, versions, contradiction }, choice: { chosen, reason }, version } = choosing;
  if (version.stands || contradiction === undefined || !isPseudonym(chosen)) return;
  const { deployment: indexing, stores: { open, certificates: { marks } } } = intake;
  const decided = decideCase({
    type: 'SettleContradiction', caseCode: state.caseCode, contradiction: contradiction.id, chosen, reason,
    ...by, now: new Date(indexing.clock()).toISOString(),
  }, state);
  const event = decided.ok ? decided.value[0] : undefined;
  if (event === undefined) throw new TypeError('bug: what was found to choose from is chosen by two people');
  // Sealed under the key of whom it is about: it moves, and is erased, with what was told of them.
  const subject = await open.subjects.find(subjectIdOf(version.record.subject));
  const { row: { caseId, eraseSerial } } = home;
  const serial = subject?.eraseSerial ?? eraseSerial;
  await appendEvent(intake, { caseId, version: home.version, serial }, event);
  const people = new Set(versions.map(({ record }) => subjectIdOf(record.subject)));
  await refreshMarks({ indexing, opening: intake, open, marks }, [...people]);
  await raiseOthers(intake, item, { ...choosing, event });
};
