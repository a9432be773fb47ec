import {
  type CertificateCommand, type CertificateEvent, type CertificateRefusal, type CertificateState,
  decideCertificate, evolveCertificate, NO_CERTIFICATE,
} from '@fengcun/registry';
import type { Machine } from '../proceedings/index.ts';

/** Applications for a certificate, on the open side: nothing about them depends on what is sealed. */
export const CERTIFICATE_MACHINE: Machine<
  CertificateState, CertificateEvent, CertificateCommand, CertificateRefusal
> = {
  kind: 'certificate', side: 'open', initial: NO_CERTIFICATE, decide: decideCertificate,
  evolve: evolveCertificate,
  standing: (state) => {
    switch (state.status) {
      case 'none': return { state: 'none', organ: 'none' };
      // The row says that it was decided; which way is told in the encrypted event alone.
      case 'decided': return { state: 'decided', organ: state.paper.organ };
      default: return { state: state.status, organ: state.organ, dueOn: state.dueOn };
    }
  },
};
