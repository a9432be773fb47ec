import { type CaseReference, parseIntakeMessage } from '@fengcun/registry';
import { findCaseCodes } from '../cases/find-codes.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { Registrar } from '../registrar/registrar-act.ts';
import { showException } from './list-exceptions.ts';

/**
 * The codes of the cases that the numbers of a waiting message belong to, the oldest first; none where it is
 * no message, or names no number that is known. Opens the exception, in acts of the log.
 */
export const casesOfException = async (
  deployment: Deployment, registrar: Registrar, exceptionId: string,
): Promise<readonly string[]> => {
  const shown = await showException(deployment, registrar, exceptionId);
  if (shown?.input.from !== 'message') return [];
  const message = parseIntakeMessage(shown.input.envelope);
  const references: readonly CaseReference[] = message.ok ? message.value.case.references ?? [] : [];
  return references.length === 0 ? [] : findCaseCodes(deployment, registrar, references);
};
