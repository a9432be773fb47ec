import type { AccessDecision, AuditLine, ProblemCode } from '@fengcun/api';
import { errorPlace } from './log-line.ts';
import type { RequestState } from './request-state.ts';
import type { Shell } from './shell.ts';

type Said = Pick<AuditLine, 'what' | 'phase' | 'decision' | 'policies'>
  & Partial<Pick<AuditLine, 'problem' | 'suppressed'>>;

const lineOf = (shell: Shell, state: RequestState, said: Said): AuditLine => ({
  ...state.subject, ...said,
  action: state.route?.action ?? 'none', policySetHash: shell.authorizer.policySetHash,
  actorId: state.actor.id, organ: state.actor.organ, roles: state.actor.roles,
  ...(state.actor.person === undefined ? {} : { person: state.actor.person }),
  requestId: state.requestId, at: shell.now().toString({ smallestUnit: 'millisecond' }),
});

/** The line that is written before a handler runs; undefined where the route is exempt. */
export const intentLine = (
  shell: Shell, state: RequestState, { policies }: AccessDecision,
): AuditLine | undefined => {
  const audit = state.route?.audit;
  return audit === undefined || !('what' in audit) ? undefined
    : lineOf(shell, state, { what: audit.what, phase: 'intent', decision: 'allow', policies });
};

const isStranger = ({ actor }: RequestState): boolean => actor.roles.length === 0;

/** What a request was refused with. */
export type RefusedAs = Readonly<{ problem: ProblemCode; status: number }>;

/** The line of a refusal or failure; undefined where a stranger's refusal is only counted. */
const refusalLine = (
  shell: Shell, state: RequestState, { problem, status }: RefusedAs,
): AuditLine | undefined => {
  const audit = state.route?.audit;
  const what = audit !== undefined && 'what' in audit ? audit.what : 'REQUEST_REFUSED';
  const spent = isStranger(state)
    ? shell.refusals.spend(shell.now().epochMilliseconds) : { isWritten: true, suppressed: 0 };
  if (!spent.isWritten) return undefined;
  return lineOf(shell, state, {
    what, problem, policies: state.denial?.policies ?? [],
    phase: status >= 500 ? 'failure' : 'refusal',
    decision: status >= 500 && state.isIntended ? 'allow' : 'deny',
    ...(spent.suppressed === 0 ? {} : { suppressed: spent.suppressed }),
  });
};

/**
 * Writes the line of a refusal or failure, in a transaction of its own: that of the act was undone. False
 * when the ledger did not take it; nothing was permitted, so the answer stays a refusal, of another kind.
 */
export const auditRefusal = async (
  shell: Shell, state: RequestState, refused: RefusedAs,
): Promise<boolean> => {
  const line = refusalLine(shell, state, refused);
  if (line === undefined) return true;
  try {
    await shell.ports.atomically((ports) => ports.audit.append(line));
    return true;
  } catch (error) {
    const at = shell.now().toString();
    const { requestId } = state;
    shell.log({ at, level: 'error', event: 'auditFailure', requestId, ...errorPlace(error) });
    return false;
  }
};
