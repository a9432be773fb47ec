import {
  type AuditAct, CERTIFICATE_AREA, INQUIRY_AREA, KEEPING_AREA, PRIVACY_AREA, type RequestPorts, RIGHTS_AREA,
  SIGN_IN_AREA, SUPERVISION_AREA,
} from '@fengcun/api';
import { accountsPort } from './accounts-port.ts';
import { certificatesPort } from '../certificate/apply-request.ts';
import { inquiriesPort } from '../inquiry/inquiry-service.ts';
import { keepingPort } from './keeping-port.ts';
import { limitedInquiries } from './limited-inquiries.ts';
import { privacyPort } from './privacy-port.ts';
import { rightsPort } from './rights-port.ts';
import type { ServiceAct } from './service-act.ts';
import type { ServiceParts } from './service-parts.ts';
import { supervisionPort } from './supervision-port.ts';

/** Ports of everything that somebody applies for, and of signing in. */
export type DeskPorts = Pick<RequestPorts,
  'inquiries' | 'certificates' | 'rights' | 'supervision' | 'privacy' | 'accounts' | 'keeping'>;

const DESK_AREAS =
  [INQUIRY_AREA, CERTIFICATE_AREA, RIGHTS_AREA, SUPERVISION_AREA, SIGN_IN_AREA, PRIVACY_AREA,
    KEEPING_AREA];
const DESK_ACTS: ReadonlySet<string> = new Set(DESK_AREAS.flatMap(({ acts }): readonly string[] => acts));

/** Whether an act is one of the desks: their steps have transactions of their own. */
export const isDeskAct = (act: AuditAct): boolean => DESK_ACTS.has(act);

/**
 * What the desks offer to a request whose intent was committed before; `serviceOf` is asked only when a port
 * is used.
 */
export const deskPorts = (parts: ServiceParts, serviceOf: () => ServiceAct): DeskPorts => ({
  inquiries: limitedInquiries(
    inquiriesPort(parts.inquiries, serviceOf), parts.accounts ?? { deployment: parts.deployment }),
  certificates: certificatesPort(parts.certificates, serviceOf),
  rights: rightsPort(parts.rights, serviceOf), supervision: supervisionPort(parts.supervision, serviceOf),
  privacy: privacyPort({
    deployment: parts.deployment, now: parts.deployment.clock, given: parts.privacy,
    supervision: parts.supervision,
  }, serviceOf),
  accounts: accountsPort(parts.accounts, serviceOf), keeping: keepingPort(parts.keeping, serviceOf),
});
