import type { AuditLine, IdempotentRequest, RequestPorts } from '@fengcun/api';
import { Fault, present } from '@fengcun/kernel';
import type { ServiceAct } from '../service/service-act.ts';
import type { CertificateService } from './certificate-service.ts';

/** Ports that a request for a certificate reaches for. */
export type ApplyingPorts = Pick<RequestPorts, 'audit' | 'idempotency' | 'certificates'>;

const unavailable = (): never => {
  throw new Fault('CERTIFICATES_UNAVAILABLE', 'certificates are not issued here', { retryable: true });
};

/** Everything of a desk that is not there: it is told to come again. */
const NO_LOOK = { list: unavailable, find: unavailable, paper: unavailable, take: unavailable } as const;

/** The port of acts whose entry was committed before. */
export const certificatesPort = (
  service: CertificateService | undefined, serviceOf: () => ServiceAct,
): RequestPorts['certificates'] => ({ ...service?.look(serviceOf) ?? NO_LOOK, apply: unavailable });

/**
 * Ports of the act of an application: its entry is committed together with the decision, in one transaction
 * with those that arrived beside it. Nothing is opened for it, so no intent has to go before. An application
 * that never comes to the desk leaves the entry that the refusal leaves.
 */
export const applyingPorts = (
  service: CertificateService | undefined,
  { line, commit }: Readonly<{ line: AuditLine; commit: () => Promise<ServiceAct> }>,
): ApplyingPorts => {
  let begun: IdempotentRequest | undefined;
  return {
    // The entry has its own id, minted with its transaction; nothing of an application is read by it.
    audit: { append: async () => ({ entryId: line.requestId }) },
    // The key is kept in the id of the application: it is recognised where it is looked for anyway.
    idempotency: {
      begin: async (request) => {
        begun = request;
        return { outcome: 'new' };
      },
      complete: async () => undefined,
      release: async () => undefined,
    },
    certificates: {
      ...NO_LOOK,
      apply: (told, actor) => {
        const request = present(begun, 'the key of the request');
        return service === undefined ? unavailable() : service.apply(told, actor, { line, request, commit });
      },
    },
  };
};
