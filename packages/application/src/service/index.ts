export type { AdministrationParts } from './administration-port.ts';
export { alarmOver } from './alarm-over.ts';
export { decideDaily } from './decide-daily.ts';
export {
  type DeskAction, deskByHand, type HandDesks, type HandedDesks, type HandNamed, type HandRefusal,
} from './desk-by-hand.ts';
export { type LedgerHealth } from './health-port.ts';
export { type KeepingLog, keepLog, type KeptLog } from './keep-log.ts';
export { PUBLISHED_SCHEMAS } from './published-schemas.ts';
export { type PrivacyParts, releaseRuns } from './privacy-parts.ts';
export type { ServiceParts } from './service-parts.ts';
export { servicePorts } from './service-ports.ts';
export { viewerOfOrgan } from './seals-port.ts';
