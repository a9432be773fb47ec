import { err, ok, type Result } from '@fengcun/kernel';
import {
  type CaseCode, type CaseEvent, type CaseLinkAct, type CaseLinkReason, type CaseLinkRefusal, mergeCases,
  mergeOf, parseCaseCode, splitCase, survivingCode,
} from '@fengcun/registry';
import type { CaseRow } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import { refreshMarks } from '../certificate/marks/refresh-marks.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { pseudonymOfActor } from '../service/entry-of-line.ts';
import { IntakeConflict } from '../service/intake-port.ts';
import type { Intake } from '../service/take-messages.ts';
import { subjectIdOf } from '../subjects/stored-links.ts';
import { appendEvent } from './append-event.ts';
import { groupOf, loadByCode, type LoadedCase } from './case-events.ts';

/** Two people, and why; accounts, never names. */
export type TwoPeople = Readonly<Required<Registrar>>;

/** What is to be done with cases, by any of their codes. */
export type CaseLinking =
  | Readonly<{ act: 'merge'; survivor: CaseCode; absorbed: CaseCode; reason: CaseLinkReason }>
  | Readonly<{ act: 'split'; absorbed: CaseCode; reason: CaseLinkReason }>;

/** Why nothing was done. */
export type CaseLinkingRefusal = CaseLinkRefusal | Readonly<{ code: 'CASE_UNKNOWN' }>;

/** What was done: the case that was absorbed or stands alone again, and the code the other is told under. */
export type LinkedCases = Readonly<{ merge: string; absorbed: CaseCode; told: CaseCode }>;

/** Undoes the transaction of an act that came to a refusal. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: CaseLinkingRefusal;

  constructor(refusal: CaseLinkingRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const accepted = <T>(result: Result<T, CaseLinkingRefusal>): T => {
  if (result.ok) return result.value;
  throw new Refused(result.error);
};

const load = async (intake: Intake, code: CaseCode): Promise<LoadedCase> => {
  const found = await loadByCode(intake, intake.stores.open, code);
  if (found !== undefined) return found;
  throw new Refused({ code: 'CASE_UNKNOWN' });
};

const append = (intake: Intake, { row, version }: LoadedCase, event: CaseEvent): Promise<void> =>
  appendEvent(intake, { caseId: row.caseId, version, serial: row.eraseSerial }, event);

const pointTo = async (intake: Intake, row: CaseRow, mergedInto: string | null): Promise<void> => {
  const next = { ...row, mergedInto, version: row.version + 1 };
  const done = await intake.stores.open.cases.replace(next, row.version);
  if (!done.ok) throw new IntakeConflict('the case changed meanwhile');
};

/** People of cases that became one, or two again: what a court decided in one may end what another found. */
const refreshPeople = async (intake: Intake, cases: readonly LoadedCase[]): Promise<void> => {
  const { deployment: indexing, stores: { open, certificates: { marks } } } = intake;
  const people = cases.flatMap(({ state }) => [...state.records.values()].map(({ subject }) => subject));
  await refreshMarks({ indexing, opening: intake, open, marks }, [...new Set(people)].map(subjectIdOf));
};

type Members = Readonly<{ own: LoadedCase; group: readonly LoadedCase[] }>;

const membersOf = async (intake: Intake, own: LoadedCase): Promise<Members> => {
  const group = await groupOf(own, (code) => loadByCode(intake, intake.stores.open, code));
  return { own, group };
};

const statesOf = ({ own, group }: Members) => ({ own: own.state, group: group.map(({ state }) => state) });

const merge = async (
  intake: Intake, act: CaseLinkAct, { survivor, absorbed }: Extract<CaseLinking, { act: 'merge' }>,
): Promise<LinkedCases> => {
  const one = await membersOf(intake, await load(intake, survivor));
  const other = await membersOf(intake, await load(intake, absorbed));
  const told = accepted(mergeCases(act, { survivor: statesOf(one), absorbed: statesOf(other) }));
  await append(intake, one.own, told.survivor);
  await append(intake, other.own, told.absorbed);
  await pointTo(intake, other.own.row, one.own.row.caseId);
  await refreshPeople(intake, [...one.group, ...other.group]);
  const code = survivingCode(statesOf(one).group) ?? one.own.state.caseCode;
  return { merge: act.merge, absorbed: other.own.state.caseCode, told: code };
};

const split = async (
  intake: Intake, act: CaseLinkAct, { absorbed }: Extract<CaseLinking, { act: 'split' }>,
): Promise<LinkedCases> => {
  const own = await load(intake, absorbed);
  const standing = mergeOf(own.state);
  if (standing === undefined) throw new Refused({ code: 'NOT_MERGED' });
  const told = accepted(splitCase({ ...act, merge: standing }, own.state));
  const survivor = await load(intake, told.survivor.caseCode);
  const { group } = await membersOf(intake, own);
  await append(intake, survivor, told.survivor);
  await append(intake, own, told.absorbed);
  await pointTo(intake, own.row, null);
  await refreshPeople(intake, group);
  return { merge: standing, absorbed: own.state.caseCode, told: told.survivor.caseCode };
};

/**
 * Merges two cases or takes a merge back, by two people: events in both streams, and the pointer from the
 * absorbed case, in one transaction with its entry. Nothing that was recorded moves; both codes stay valid.
 */
export const linkCases = async (
  deployment: Deployment, people: TwoPeople, linking: CaseLinking,
): Promise<Result<LinkedCases, CaseLinkingRefusal>> => {
  const { account, approvedBy } = people;
  if (account === approvedBy) return err({ code: 'FOUR_EYES' });
  const { pseudonyms, clock } = deployment;
  const about = { case: pseudonyms.textOf('case-code', linking.absorbed) };
  const named = { act: `case.${linking.act}`, about, detail: { ...linking } } as const;
  const service = await beginRegistrarAct(deployment, people, named);
  const [requestedBy, agreedBy] = [account, approvedBy].map((one) => pseudonymOfActor(pseudonyms, one));
  const act: CaseLinkAct = {
    merge: service.mint(), reason: linking.reason, requestedBy: requestedBy ?? '', approvedBy: agreedBy ?? '',
    now: new Date(clock()).toISOString(),
  };
  try {
    // Nothing is taken, so nothing is decided on.
    return ok(await actTransaction({ deployment, service, decideAll: () => [], messages: 0 }, (intake) =>
      (linking.act === 'merge' ? merge(intake, act, linking) : split(intake, act, linking))));
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
};

/** The code that a stored text is; our own codes always read. */
export const asCaseCode = (text: string): CaseCode => {
  const code = parseCaseCode(text);
  if (code.ok) return code.value;
  throw new TypeError('bug: a stored case code reads');
};
