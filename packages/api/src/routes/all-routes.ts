import { ADMINISTRATION_ROUTES } from './administration-routes.ts';
import { beginUpload, listAttachments, readAttachment } from './attachment-routes.ts';
import { appendUpload, uploadProgress } from './attachment-upload-routes.ts';
import { caseTimelineRoute } from './case-routes.ts';
import { CERTIFICATE_ROUTES } from './certificate-routes.ts';
import {
  listExceptions, readException, readExceptionContent, resolveException,
} from './exception-routes.ts';
import { exchangeEvents } from './exchange-routes.ts';
import { INQUIRY_ROUTES } from './inquiry-routes.ts';
import { receiveEvents, submitBatch, submitMessage } from './intake-routes.ts';
import { KEEPING_ROUTES } from './keeping-routes.ts';
import {
  ledgerCheckpoint, ledgerEntries, ledgerPolicy, ledgerProof, ledgerTile,
} from './ledger-routes.ts';
import { PRIVACY_ROUTES } from './privacy-routes.ts';
import { READING_ROUTES } from './reading-routes.ts';
import { RIGHTS_ROUTES } from './rights-routes.ts';
import type { AnyRoute } from './route.ts';
import { SEAL_DUTY_ROUTES } from './seal-duty-routes.ts';
import {
  listOverdueSeals, listSeals, readSeal, sealTimelineRoute,
} from './seal-routes.ts';
import { describeInterface, healthLive, healthReady } from './service-routes.ts';
import { SIGN_IN_ROUTES } from './sign-in-routes.ts';
import { SUPERVISION_ROUTES } from './supervision-routes.ts';
import { approveUnseal, proposeUnseal, refuseUnseal } from './unseal-routes.ts';

/** Every route by its operation id: mounted by the server, described by OpenAPI, called by the client. */
export const ROUTES = {
  submitMessage, submitBatch, receiveEvents, exchangeEvents, listExceptions, readException,
  readExceptionContent, resolveException, caseTimeline: caseTimelineRoute, beginUpload, uploadProgress,
  appendUpload, listAttachments, readAttachment, listSeals, readSeal, listOverdueSeals,
  sealTimeline: sealTimelineRoute,
  proposeUnseal, approveUnseal, refuseUnseal, ...READING_ROUTES, ...SEAL_DUTY_ROUTES,
  ...INQUIRY_ROUTES, ...CERTIFICATE_ROUTES, ...RIGHTS_ROUTES, ...SUPERVISION_ROUTES, ...SIGN_IN_ROUTES,
  ...PRIVACY_ROUTES,
  ledgerCheckpoint, ledgerPolicy, ledgerTile, ledgerEntries, ledgerProof, ...ADMINISTRATION_ROUTES,
  ...KEEPING_ROUTES,
  describeInterface, healthLive, healthReady,
} as const;

/** Operation id of a route. */
export type RouteId = keyof typeof ROUTES;

/** All routes with their ids, for those who treat all alike. */
export const ALL_ROUTES: readonly (readonly [RouteId, AnyRoute])[] =
  Object.entries(ROUTES) as unknown as readonly (readonly [RouteId, AnyRoute])[];
