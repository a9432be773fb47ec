import type { ExceptionItem, IntakeEnvelope, IntakeResult } from '@fengcun/api';
import { err, type Json, ok, type Result } from '@fengcun/kernel';
import type { CaseCode, SubjectToken } from '@fengcun/registry';
import type { StoredException } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { DecideAll } from '../intake/decisions.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import type { Intake } from '../service/take-messages.ts';
import { type ChoiceRefusal, openChoice, type VersionChoice } from './choose-version.ts';
import type { Correction } from './corrections.ts';
import { type Resolution, resolveWaiting, type ResolveWaitingRefusal } from './resolve-waiting.ts';
import { canBeDismissed, choiceCode, type DISMISSALS, toldException } from './told-exception.ts';

/** What a person decided about an exception from the command line. */
export type ExceptionDecision =
  | Readonly<{
    action: 'try'; corrections?: readonly Correction[]; caseCode?: CaseCode;
    messages?: readonly IntakeEnvelope[]; person?: SubjectToken | 'another';
  }>
  | Readonly<{ action: 'choose' } & VersionChoice>
  | Readonly<{ action: 'dismiss'; reason: (typeof DISMISSALS)[number] }>;

/** Why nothing was done. */
export type ResolveExceptionRefusal = ResolveWaitingRefusal | ChoiceRefusal
  | Readonly<{ code: 'EXCEPTION_UNKNOWN' | 'FOUR_EYES' | 'REMEDY_DOES_NOT_FIT' }>;

/** How it ended, and what became of the messages. */
export type ResolvedException = Readonly<{ item: ExceptionItem; results: readonly IntakeResult[] }>;

type Outcome = Result<ResolvedException, ResolveExceptionRefusal>;

/** Undoes the transaction of an act that came to a refusal. */
class ActRefused extends Error {
  override readonly name = 'ActRefused';
  readonly refusal: ResolveExceptionRefusal;

  constructor(refusal: ResolveExceptionRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const codeOf = (decision: Extract<ExceptionDecision, { action: 'try' }>): string => {
  if (decision.messages !== undefined) return 'replayCorrected';
  if (decision.person !== undefined) return 'identityDecided';
  return decision.corrections === undefined && decision.caseCode === undefined ? 'replay' : 'corrected';
};

type Deciding = Readonly<{ exceptionId: string; decision: ExceptionDecision }>;

const resolutionOf = async (
  intake: Intake, { account, approvedBy = account }: Registrar,
  { item, decision }: Readonly<{ item: StoredException; decision: ExceptionDecision }>,
): Promise<Resolution> => {
  if (decision.action === 'dismiss') return { action: 'dismiss', code: decision.reason, account };
  if (decision.action === 'choose') {
    const choosing = await openChoice(intake, item, decision);
    if (!choosing.ok) throw new ActRefused(choosing.error);
    const { pseudonyms } = intake.deployment;
    const personOf = (one: string): string => pseudonyms.textOf('person', one);
    const by = { requestedBy: personOf(account), approvedBy: personOf(approvedBy) };
    const code = choiceCode(decision, choosing.value.version.stands);
    return { action: 'choose', code, account, choosing: choosing.value, by };
  }
  const { action: _try, ...how } = decision;
  return { action: 'try', code: codeOf(decision), trying: { account, ...how } };
};

const carryOut = async (
  intake: Intake, registrar: Registrar, { exceptionId, decision }: Deciding,
): Promise<ResolvedException> => {
  const item = await intake.stores.operations.exceptions.find(exceptionId);
  if (item === undefined) throw new ActRefused({ code: 'EXCEPTION_UNKNOWN' });
  if (item.state !== 'waiting') throw new ActRefused({ code: 'EXCEPTION_NOT_WAITING' });
  const isUnfit = decision.action === 'dismiss' && !canBeDismissed(item);
  if (isUnfit) throw new ActRefused({ code: 'REMEDY_DOES_NOT_FIT' });
  const done = await resolveWaiting(intake, item, await resolutionOf(intake, registrar, { item, decision }));
  if (!done.ok) throw new ActRefused(done.error);
  const state = decision.action === 'dismiss' ? 'rejected' : 'replayed';
  return { item: toldException({ ...item, state }), results: done.value };
};

// Plain data by its types; only its digest enters the log.
const detailOf = (deciding: Deciding): Json => deciding as unknown as Json;

/** LIMIT: messages that one row can be made of, or that a person gives in place of what waits. */
const MESSAGES_MAX = 100;

/**
 * Resolves a waiting exception: tries it again corrected or as it is, says which version stands, or gives it
 * up. These two, and deciding whom it is about, take two people.
 * The intent is committed first; a refusal leaves everything as it was, and the log tells only the intent.
 */
export const resolveException = async (
  deployment: Deployment, registrar: Registrar,
  deciding: Deciding & Readonly<{ decideAll: DecideAll }>,
): Promise<Outcome> => {
  const { decideAll, ...asked } = deciding;
  const isDismissal = asked.decision.action === 'dismiss';
  const { account, approvedBy } = registrar;
  const triesAgain = asked.decision.action === 'try';
  const needsTwo = !triesAgain || ('person' in asked.decision && asked.decision.person !== undefined);
  if (needsTwo && (approvedBy === undefined || approvedBy === account)) return err({ code: 'FOUR_EYES' });
  const service = await beginRegistrarAct(deployment, registrar, {
    act: isDismissal ? 'exception.dismiss' : 'exception.resolve',
    about: { record: asked.exceptionId }, detail: detailOf(asked),
  });
  try {
    return ok(await actTransaction({ deployment, service, decideAll, messages: MESSAGES_MAX },
      async (intake, wrote) => {
        const resolved = await carryOut(intake, registrar, asked);
        // Taking messages hands in the outcome with them.
        if (triesAgain) wrote();
        return resolved;
      }));
  } catch (error) {
    if (error instanceof ActRefused) return err(error.refusal);
    throw error;
  }
};
