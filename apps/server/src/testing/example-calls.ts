import { type AnyRoute, INTAKE_SIGNATURE, type RouteId, SIGN_IN_COOKIE } from '@fengcun/api';
import { createHash } from 'node:crypto';
import { INVENTED_CASE, inventedMessage } from '../../../../packages/api/src/testing/invented-messages.ts';
import type { MemoryState } from '../../../../packages/api/src/testing/memory-ports.ts';
import type { MemorySeal } from '../../../../packages/api/src/testing/memory-seals.ts';
import { MEMORY_CODE } from '../../../../packages/api/src/testing/memory-accounts.ts';
import { type AccountName, eventHeaders, fetchAs, fetchSignedIn, type Invented, SIGN_IN_VALUE } from './invented-server.ts';

/** An exception that `seed` puts into the queue of the invented court. */
export const EXCEPTION_ID = '00000000-0000-7000-8000-000000000001';

/** An entry whose proof `seed` puts into the ledger. */
export const ENTRY_ID = '01900000-0000-7000-8000-0000000000aa';

/** A message of the invented court to the platform. */
export const INVENTED_EVENT = {
  specversion: '1.0', id: '01900000-0000-7000-8000-0000000000b1', source: 'urn:fengcun:court:A01:exchange', type: 'cn.fengcun.exchange.invented.v1',
  time: '2026-11-01T00:00:00.000Z', recipient: 'platform/P01', partitionkey: '01900000-0000-7000-8000-0000000000b0', sequence: '0000000001',
  datacontenttype: 'application/json', data: { invented: true },
} as const;

/** What a request of a route consists of, ready to be changed by a test. */
export type ExampleCall = Readonly<{
  address: string; account: AccountName | undefined; signedIn: AccountName | undefined; headers: Readonly<Record<string, string>>;
  body: string | undefined; mediaType: string;
}>;

/** Ids of acts of administrators that `seed` has asked for. */
const keeperId = (at: number): string => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`;

/** An act of several people that `seed` has asked for. */
export const JOINT_ID = '01900000-0000-7000-8000-0000000000f1';

/** An upload that `seed` has begun, and an attachment it has put there. */
export const [UPLOAD_ID, ATTACHMENT_ID] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];

/** A record whose seal `seed` has ordered: the police have not answered. */
export const SEALED_ID = '01900000-0000-7000-8000-0000000000c1';

/** A record that the invented reviewer has proposed to open, and the proposal. */
export const [PROPOSED_ID, PROPOSAL_ID] = ['01900000-0000-7000-8000-0000000000c2', '01900000-0000-7000-8000-0000000000d2'];

const PAPER = '%PDF-1.7 invented';
export const INVENTED_PLAN = {
  kind: 'caseDossier', mediaType: 'application/pdf', title: '侦查卷', bytes: PAPER.length, digest: createHash('sha256').update(PAPER).digest('hex'),
} as const;

type Parts = Readonly<{
  params?: Readonly<Record<string, string>>; search?: string; body?: unknown; account?: AccountName; signedIn?: AccountName; headers?: Readonly<Record<string, string>>;
}>;

/** Applications of an invented police organ: one that a person looks at, one that was decided. */
export const [CERTIFICATE_ID, DECIDED_ID] = ['01900000-0000-7000-8000-0000000000e1', '01900000-0000-7000-8000-0000000000e2'];

const CERTIFICATE_APPLICATION = {
  person: { name: '虚小禾', nationality: 'CHN', document: { type: 'residentIdentityCard', number: '000000200803020015' } },
  applicant: { kind: 'self' }, materials: ['identityDocument'],
} as const;

/** An inquiry that the invented unit has asked of the invented police. */
export const INQUIRY_ID = '01900000-0000-7000-8000-0000000001e1';
const INQUIRY_APPLICATION = {
  kind: 'unit', track: 'sealedRecords', organ: 'police/B02', inquirer: { name: '虚构单位' }, basisId: 'LB-01', occupation: 'civilServant',
  person: { name: '虚小禾', nationality: 'CHN', document: { type: 'residentIdentityCard', number: '000000200803020015' } },
  reasons: '录用审查', purpose: '录用', scopeOfUse: '仅限本次', materials: ['applicationForm'],
} as const;

const PAPER_CHECK = {
  code: 'FENGCUN:CERT:INVENTED', number: '（2026）虚公证字第1号', organ: '虚构公安局', issuedOn: '2026-11-02', name: '虚小禾', nationality: '中国',
  documentType: '居民身份证', documentNumber: '000000200803020015',
} as const;

const MATTER_ID = '00000000-0000-7000-8000-000000000601';
const INCIDENT_ID = '00000000-0000-7000-8000-000000000602';
const REQUEST_ID = '00000000-0000-7000-8000-000000000801';
const OWN_REQUEST_ID = '00000000-0000-7000-8000-000000000802';
const RIGHTS_FILING = {
  kind: 'correction', organ: 'police/B02', requester: 'self', statement: 'invented', materials: ['identityProof'],
  person: { name: 'invented', documentType: 'passport', documentNumber: 'E00000000' },
} as const;
const inventedRequest = (requestId: string) => ({
  requestId, kind: 'correction', organ: 'police/B02', stage: 'accepted', statement: 'invented', remedies: ['court'], cites: ['PIPL_46'],
} as const);

/** One request a route that is permitted and answered; a route without an entry here fails the walk. */
export const EXAMPLES: Readonly<Record<RouteId, Parts>> = {
  submitMessage: { body: inventedMessage(1), account: 'court-clerk' },
  submitBatch: { body: [inventedMessage(2), inventedMessage(3)], account: 'court-clerk' },
  receiveEvents: { body: inventedMessage(4) },
  exchangeEvents: { body: INVENTED_EVENT },
  readDocuments: { body: PAPER, account: 'court-clerk' },
  examineReading: { body: { text: 'invented', answers: [] }, account: 'court-clerk' },
  takeReading: { body: { text: 'invented', answers: [{ field: 'birthDate', person: 0, to: '2007-02-20' }] }, account: 'court-clerk' },
  examineRows: { body: { rows: [{ line: 1, cells: ['a'] }, { line: 2, cells: ['b'] }], corrections: [{ line: 2, place: 0, to: 'c' }] }, account: 'court-clerk' },
  takeRows: { body: { rows: [{ line: 1, cells: ['a'] }, { line: 2, cells: ['b'] }] }, account: 'court-clerk' },
  listExceptions: { account: 'court-clerk' },
  readException: { params: { id: EXCEPTION_ID }, account: 'court-clerk' },
  readExceptionContent: { params: { id: EXCEPTION_ID }, account: 'court-clerk' },
  resolveException: { params: { id: EXCEPTION_ID }, body: { action: 'reject', reason: 'sentAgain' }, account: 'court-clerk' },
  caseTimeline: { params: { code: INVENTED_CASE }, search: 'purpose=caseHandlingNeed', account: 'court-clerk' },
  beginUpload: { params: { code: INVENTED_CASE }, body: INVENTED_PLAN, account: 'court-clerk' },
  uploadProgress: { params: { id: UPLOAD_ID }, account: 'court-clerk' },
  appendUpload: { params: { id: UPLOAD_ID }, headers: { 'upload-offset': '0' }, body: PAPER, account: 'court-clerk' },
  listAttachments: { params: { code: INVENTED_CASE }, search: 'purpose=caseHandlingNeed', account: 'court-clerk' },
  readAttachment: { params: { id: ATTACHMENT_ID }, search: 'purpose=caseHandlingNeed', account: 'court-clerk' },
  listSeals: { search: 'state=pending', account: 'seal-supervisor' },
  readSeal: { params: { recordId: SEALED_ID }, account: 'seal-reviewer' },
  listSealDuties: { account: 'police-clerk' },
  readSealDuty: { params: { recordId: SEALED_ID }, account: 'police-archivist' },
  sealNotice: { params: { recordId: SEALED_ID }, account: 'police-archivist' },
  acknowledgeSeal: { params: { recordId: SEALED_ID }, body: { sequence: 1, result: 'applied' }, account: 'police-archivist' },
  listOverdueSeals: { account: 'seal-supervisor' },
  sealTimeline: { params: { code: INVENTED_CASE }, account: 'seal-supervisor' },
  proposeUnseal: { params: { recordId: SEALED_ID }, body: { ground: 'wrongSeal', effectiveFrom: '2026-11-02' }, account: 'seal-reviewer' },
  approveUnseal: { params: { recordId: PROPOSED_ID }, body: { proposalId: PROPOSAL_ID }, account: 'seal-approver' },
  refuseUnseal: { params: { recordId: PROPOSED_ID }, body: { proposalId: PROPOSAL_ID }, account: 'seal-approver' },
  applyForCertificate: { body: CERTIFICATE_APPLICATION, account: 'police-clerk' },
  listCertificates: { search: 'state=accepted', account: 'police-clerk' },
  readCertificate: { params: { id: CERTIFICATE_ID }, account: 'police-clerk' },
  certificatePaper: { params: { id: DECIDED_ID }, account: 'police-clerk' },
  takeCertificateStep: { params: { id: CERTIFICATE_ID }, body: { type: 'RequestVerification', ground: 'recordUnclear' }, account: 'police-reviewer' },
  decideCertificateStep: { params: { id: CERTIFICATE_ID }, body: { type: 'ApproveVerification' }, account: 'police-approver' },
  verifyCertificatePaper: { body: PAPER_CHECK },
  applyForInquiry: { body: INQUIRY_APPLICATION, account: 'unit-officer' },
  listInquiries: { search: 'stage=applied', account: 'unit-officer' },
  readInquiry: { params: { id: INQUIRY_ID }, account: 'unit-officer' },
  inquiryPaper: { params: { id: INQUIRY_ID, paper: 'inquiry-receipt' }, account: 'police-reviewer' },
  supplementInquiry: { params: { id: INQUIRY_ID }, body: { materials: ['officialLetter'] }, account: 'unit-officer' },
  withdrawInquiry: { params: { id: INQUIRY_ID }, body: {}, account: 'unit-officer' },
  takeInquiryStep: { params: { id: INQUIRY_ID }, body: { type: 'CheckIntake' }, account: 'police-reviewer' },
  decideInquiry: { params: { id: INQUIRY_ID }, body: { agrees: true, reasons: '' }, account: 'police-approver' },
  signUndertaking: { params: { id: INQUIRY_ID }, body: { signer: '虚大山' }, account: 'unit-officer' },
  prepareInquiry: { params: { id: INQUIRY_ID }, body: { answers: [] }, account: 'police-archivist' },
  discloseInquiry: { params: { id: INQUIRY_ID }, body: {}, account: 'unit-officer' },
  reviewWithholding: { params: { id: INQUIRY_ID }, body: { prolongs: 'no', reasons: 'invented' }, account: 'police-approver' },
  fileRightsRequest: { body: RIGHTS_FILING, account: 'police-clerk' },
  listRightsRequests: { search: 'state=accepted', account: 'police-clerk' },
  readRightsRequest: { params: { id: REQUEST_ID }, account: 'police-clerk' },
  takeOwnRightsStep: { params: { id: OWN_REQUEST_ID }, body: { type: 'Withdraw' }, account: 'some-citizen' },
  takeRightsStep: { params: { id: REQUEST_ID }, body: { type: 'CheckRequest', document: 'INVENTED-1' }, account: 'police-reviewer' },
  decideRightsRequest: { params: { id: REQUEST_ID }, body: { type: 'Extend', reasons: 'complex' }, account: 'police-approver' },
  readOwnLooks: { account: 'some-citizen' },
  readOwnIdentity: { account: 'some-citizen' },
  openMatter: { body: { matter: 'overdueSeal', origin: 'ownFinding', unit: 'court/A01', about: [], facts: 'invented' }, account: 'seal-supervisor' },
  listMatters: { search: 'which=opened', account: 'seal-supervisor' },
  readMatter: { params: { id: MATTER_ID }, account: 'seal-supervisor' },
  takeMatterStep: { params: { id: MATTER_ID }, body: { type: 'Close' }, account: 'seal-supervisor' },
  decideOpinion: { params: { id: MATTER_ID }, body: { type: 'DecideOpinion', agrees: 'yes', reasons: '', document: 'INVENTED-1' }, account: 'seal-supervisor' },
  replyToMatter: { params: { id: MATTER_ID }, body: { type: 'GiveReasons', reasons: 'invented' }, account: 'seal-reviewer' },
  readPatterns: { account: 'seal-supervisor' },
  readStatistics: { account: 'seal-supervisor' },
  reportIncident: { body: { facts: 'invented', knownOn: '2026-11-02' }, account: 'seal-reviewer' },
  listIncidents: { account: 'seal-reviewer' },
  readIncident: { params: { id: INCIDENT_ID }, account: 'seal-reviewer' },
  takeIncidentStep: { params: { id: INCIDENT_ID }, body: { type: 'Contain', measures: 'invented' }, account: 'seal-reviewer' },
  decideSparing: { params: { id: INCIDENT_ID }, body: { type: 'DecideSparing', agrees: 'yes', reasons: '' }, account: 'seal-approver' },
  incidentPaper: { params: { id: INCIDENT_ID, paper: 'leak-notice' }, account: 'seal-reviewer' },
  matterPaper: { params: { id: MATTER_ID, paper: 'supervision-opinion' }, account: 'seal-supervisor' },
  listDuties: { account: 'seal-reviewer' },
  rightsPaper: { params: { id: REQUEST_ID, paper: 'rights-answer' }, account: 'police-clerk' },
  listPrivacyJobs: { account: 'seal-supervisor' },
  listStatisticsReleases: { account: 'log-auditor' },
  readStatisticsRelease: { params: { id: 'T1-2026Q3' }, account: 'seal-supervisor' },
  readStatisticsBudget: { account: 'log-auditor' },
  readPrivacyJob: { params: { id: 'job-invented' }, account: 'seal-approver' },
  readRecogniserQuality: { account: 'court-clerk' },
  proposeStatistics: { body: { product: 'T1', period: '2026Q3', supervisor: 'procuratorate/C03' }, account: 'court-reviewer' },
  agreeToPrivacyJob: { params: { id: 'job-invented' }, body: { termsHash: 'sha256:invented' }, account: 'seal-supervisor' },
  refusePrivacyJob: { params: { id: 'job-invented' }, body: { reason: 'wrongPeriod' }, account: 'seal-supervisor' },
  publishStatistics: { params: { id: 'job-invented' }, body: {}, account: 'seal-approver' },
  ledgerCheckpoint: { account: 'log-auditor' },
  ledgerPolicy: { account: 'log-auditor' },
  readPlatformStatus: { account: 'sys-admin' },
  readPlatformSettings: { account: 'log-auditor' },
  readPlatformTimers: { account: 'log-auditor' },
  readOrganDirectory: { account: 'sys-admin' },
  listJointActs: { account: 'security-admin' },
  listOrgans: { account: 'court-clerk' },
  readKeys: { account: 'log-auditor' },
  askKeyRotation: { body: { trees: ['open'], reason: '九十日期满' }, signedIn: 'security-admin' },
  agreeKeyRotation: { params: { actId: keeperId(1) }, signedIn: 'second-admin' },
  refuseKeyRotation: { params: { actId: keeperId(1) }, signedIn: 'second-admin' },
  listSettingChanges: { account: 'log-auditor' },
  askSettingChange: { body: { setting: 'K2', value: 'fiveYearsOrMore', from: '2026-12-01', reason: '上级机关答复' }, signedIn: 'second-admin' },
  agreeSettingChange: { params: { actId: keeperId(2) }, signedIn: 'security-admin' },
  refuseSettingChange: { params: { actId: keeperId(2) }, signedIn: 'security-admin' },
  listRoleChanges: { account: 'log-auditor' },
  addAccount: { body: { account: 'court-a01-07', organ: 'court/A01', roles: ['clerk'], displayName: '虚构的人', reason: '新到岗位' }, signedIn: 'security-admin' },
  askRoleChange: { body: { account: 'p-court-clerk', roles: ['reviewer'], reason: '岗位调整' }, signedIn: 'security-admin' },
  suspendAccount: { body: { account: 'p-court-clerk', reason: '已经离岗' }, signedIn: 'security-admin' },
  agreeRoleChange: { params: { actId: keeperId(3) }, signedIn: 'second-admin' },
  refuseRoleChange: { params: { actId: keeperId(3) }, signedIn: 'second-admin' },
  listDeadLetters: { account: 'sys-admin' },
  retryDeadLetters: { body: { ids: [keeperId(9)], reason: '网络已恢复' }, signedIn: 'second-admin' },
  restDeadLetters: { body: { ids: [keeperId(9)], reason: '已当面送达' }, signedIn: 'second-admin' },
  ledgerTile: { params: { level: '0', index: '000' }, account: 'log-auditor' },
  ledgerEntries: { params: { index: '000' }, account: 'log-auditor' },
  ledgerProof: { params: { id: ENTRY_ID }, account: 'log-auditor' },
  beginSignIn: {},
  openSession: { search: 'code=invented-code&state=invented', headers: { cookie: `${SIGN_IN_COOKIE}=${SIGN_IN_VALUE}` } },
  readSession: { signedIn: 'court-clerk' },
  endSession: { signedIn: 'court-clerk' },
  proposeFactor: { body: { kind: 'totp' }, signedIn: 'court-clerk' },
  confirmFactor: { body: { kind: 'totp', code: MEMORY_CODE }, signedIn: 'court-clerk' },
  challengeFactor: { signedIn: 'court-clerk' },
  stepUp: { body: { kind: 'totp', code: MEMORY_CODE }, signedIn: 'court-clerk' },
  listAccounts: { search: 'limit=2', signedIn: 'security-admin' },
  endSessionsOf: { body: { account: 'p-court-clerk' }, signedIn: 'security-admin' },
  askRecovery: { body: { account: 'p-court-clerk' }, signedIn: 'security-admin' },
  agreeRecovery: { params: { jointId: JOINT_ID }, signedIn: 'second-admin' },
  askBreakGlass: { body: { action: 'seal.read', reason: 'dangerToLife' }, signedIn: 'seal-reviewer' },
  readBreakGlass: { params: { jointId: JOINT_ID }, signedIn: 'seal-approver' },
  agreeBreakGlass: { params: { jointId: JOINT_ID }, signedIn: 'seal-approver' },
  refuseBreakGlass: { params: { jointId: JOINT_ID }, signedIn: 'seal-supervisor' },
  listAlarms: { signedIn: 'seal-supervisor' },
  seeAlarm: { params: { jointId: JOINT_ID }, signedIn: 'seal-supervisor' },
  reviewAlarm: { params: { jointId: JOINT_ID }, body: { finding: 'inOrder' }, signedIn: 'seal-supervisor' },
  describeInterface: {}, healthLive: {}, healthReady: {},
};

/** Puts what the examples ask for into the ports. */
export const seed = (state: MemoryState): void => {
  state.supervision.matters.set(MATTER_ID, {
    matterId: MATTER_ID, matter: 'overdueSeal', origin: 'ownFinding', procuratorate: 'procuratorate/C03', unit: 'court/A01', bearer: 'court/A01',
    stage: 'opinionServed', about: [], facts: 'invented',
  });
  state.supervision.incidents.set(INCIDENT_ID, {
    incidentId: INCIDENT_ID, organ: 'court/A01', state: 'reported', knownOn: '2026-11-02', persons: [], notified: [], referrals: [],
  });
  state.requests.set(REQUEST_ID, { filedBy: 'somebody', shown: inventedRequest(REQUEST_ID) });
  state.requests.set(OWN_REQUEST_ID, { filedBy: 'some-citizen', shown: inventedRequest(OWN_REQUEST_ID) });
  for (const [at, kind] of (['keyRotation', 'settingChange', 'roleChange'] as const).entries()) {
    const times = { askedAt: '2026-11-02T00:00:00Z', endsAt: '2026-11-03T00:00:00Z' };
    const shown = { id: keeperId(at + 1), kind, state: 'asked', reason: 'invented', askedBy: 'somebody', ...times } as const;
    state.keeperActs.set(shown.id, { shown, askedPerson: 'somebody else' });
  }
  state.accounts.joint.set(JOINT_ID, {
    organ: 'court/A01', askedPerson: 'somebody else', agreed: [],
    shown: { jointId: JOINT_ID, state: 'asked', about: 'seal.read', stillNeeded: 2, endsAt: '2026-11-02T04:00:00Z' },
  });
  state.exceptions.set(EXCEPTION_ID, {
    exceptionId: EXCEPTION_ID, version: 1, organ: 'court/A01', system: 'trial-system', state: 'waiting',
    recordedAt: '2026-11-01T00:00:00Z', reasons: [{ code: 'FIELD_MISSING', at: '/data', message: 'A required member is missing; add it.' }],
  });
  state.cases.set(INVENTED_CASE, {
    organs: ['court/A01', 'police/B02'],
    timeline: {
      caseCode: INVENTED_CASE,
      events: [{ sequence: 1, kind: 'caseFiled', stage: 'filing', organ: 'police/B02', recordedAt: '2026-01-02T00:00:00Z', on: '2026-01-01' }],
    },
  });
  for (const [uploadId, isAttached] of [[UPLOAD_ID, false], [ATTACHMENT_ID, true]] as const) {
    state.attachments.set(uploadId, {
      upload: { caseCode: INVENTED_CASE, organ: 'court/A01', plan: INVENTED_PLAN }, isAttached, bytes: isAttached ? Buffer.from(PAPER) : new Uint8Array(),
      state: { uploadId, bytes: PAPER.length, offset: 0, expiresAt: '2026-11-09T00:00:00Z', isAttached },
    });
  }
  const pending: MemorySeal = {
    organs: ['court/A01', 'procuratorate/C03'],
    seal: {
      recordId: SEALED_ID, caseCode: INVENTED_CASE, orderNumber: 'INVENTED-1', sequence: 1, ground: 'juvenileConviction', orderedAt: '2026-10-01T00:00:00Z',
      orderedBy: 'court/A01', effectiveFrom: '2026-10-01', cites: ['CPL_286'], status: 'pending', acknowledged: 1, holders: 2, waiting: [], withoutCopy: [],
      missing: [{ holder: 'police/B02', since: '2026-10-01T00:00:00Z', dueOn: '2026-10-10', rule: 'sealAfterReceipt', reminders: 1 }],
    },
    steps: [{ caseCode: INVENTED_CASE, recordId: SEALED_ID, at: '2026-10-01T00:00:00Z', step: 'SealOrdered', state: 'pending' }],
  };
  state.certificates.set(CERTIFICATE_ID, {
    applicant: 'police-clerk', shown: { certificateId: CERTIFICATE_ID, organ: 'police/B02', state: 'accepted', acceptedOn: '2026-11-02', dueOn: '2026-11-05' },
  });
  state.certificates.set(DECIDED_ID, {
    applicant: 'police-clerk', shown: {
      certificateId: DECIDED_ID, organ: 'police/B02', state: 'decided', result: 'certificate', number: '（2026）虚公证字第1号', issuedOn: '2026-11-02',
    },
  });
  state.inquiries.set(INQUIRY_ID, { applicant: 'unit-officer', shown: { inquiryId: INQUIRY_ID, kind: 'unit', organ: 'police/B02', stage: 'applied', papers: [] } });
  state.seals.set(SEALED_ID, pending);
  state.sealDuties.set(SEALED_ID, {
    organ: 'police/B02',
    duty: {
      recordId: SEALED_ID, orderNumber: 'INVENTED-1', sequence: 1, target: 'sealed', orderedAt: '2026-10-01T00:00:00Z', orderedBy: 'court/A01',
      dueOn: '2026-11-02', rule: 'sealAfterReceipt', reminders: 0, caseCode: INVENTED_CASE, ground: 'juvenileSentence', effectiveFrom: '2026-10-01',
      cites: ['CPL_286_1'], names: ['虚小禾'], documents: [], caseNumbers: ['（2026）虚0101刑初1号'],
    },
  });
  state.seals.set(PROPOSED_ID, {
    ...pending, proposedBy: 'seal-reviewer', steps: [],
    seal: { ...pending.seal, recordId: PROPOSED_ID, status: 'sealed', proposal: { proposalId: PROPOSAL_ID, ground: 'wrongSeal', isApproved: false } },
  });
  state.checkpoint = 'invented log\n1\nAAAA\n\n— invented BBBB\n';
  state.tiles.set('tile/0/000', Uint8Array.from([1, 2, 3]));
  state.tiles.set('tile/entries/000', Uint8Array.from([4, 5]));
  state.proofs.set(ENTRY_ID, 'c2sp.org/tlog-proof@v1\n');
};

const filled = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{\+?([a-zA-Z]+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? 'x').replaceAll('%2F', '/'));

/** The request of some parts; signed where the route wants a signature, with the keys and versions it wants. */
export const callOf = (route: AnyRoute, parts: Parts, { port }: Pick<Invented, 'port'>): ExampleCall => {
  const body = parts.body === undefined ? undefined : typeof parts.body === 'string' ? parts.body : JSON.stringify(parts.body);
  const isSigned = route.authentication === 'signature';
  const search = parts.search === undefined ? '' : `?${parts.search}`;
  return {
    address: filled(route.path, parts.params ?? {}) + search, account: parts.account, signedIn: parts.signedIn, body,
    mediaType: route.stream !== undefined ? route.stream.mediaType : isSigned ? 'application/cloudevents+json' : 'application/json',
    headers: {
      ...(isSigned ? eventHeaders({
        host: `127.0.0.1:${port}`, body: body ?? '', path: route.path, tag: (route.signature ?? INTAKE_SIGNATURE).tag,
      }) : {}),
      ...(route.idempotency === 'key' ? { 'idempotency-key': '"an-invented-key-0001"' } : {}),
      ...(route.needsIfMatch === true ? { 'if-match': '"1"' } : {}), ...parts.headers,
    },
  };
};

/** Sends a request as its account, or as nobody. */
export const send = (invented: Pick<Invented, 'url'>, route: AnyRoute, call: ExampleCall): Promise<Response> =>
  (call.signedIn !== undefined ? fetchSignedIn(call.signedIn) : call.account === undefined ? fetch : fetchAs(call.account))(invented.url + call.address, {
    method: route.method, redirect: 'manual',
    headers: { ...(call.body === undefined ? {} : { 'content-type': call.mediaType }), ...call.headers },
    ...(call.body === undefined ? {} : { body: call.body }),
  });
