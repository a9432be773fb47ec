import { addDays, Fault } from '@fengcun/kernel';
import {
  type CertificateState, documentKey, type IdentityDocument,
} from '@fengcun/registry';
import type { ProceedingRow } from '@fengcun/store';
import type { ProceedingAct, ProceedingReader } from '../proceedings/index.ts';
import { applicantDigest } from '../proceedings/index.ts';
import type { Applied } from './applying.ts';
import { numberOf } from './certificate-paper.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { readCertificates } from './certificate-steps.ts';
import { legalDay } from './legal-day.ts';
import { CERTIFICATE_MACHINE } from './machine.ts';

/** Who asks: the account that applied sees its own applications, a person of the organ those of the organ. */
export type CertificateViewer = Readonly<{ account: string; organ: string; seesOrgan: boolean }>;

/** An application that the viewer may see, with its organ. */
export type SeenCertificate =
  Readonly<{ certificateId: string; organ: string; state: CertificateState; version: number }>;

/**
 * LAW: no text says how long an organ may read again what it answered. A refusal tells of a record, and the
 * record may be sealed later: so nobody of the organ opens a decided application, of whatever result, more
 * than thirty days after its issue; a look that is refused tells nothing. Who applied over the network
 * may until it is forgotten [I].
 * @see 2022 Measures art. 10; 个人信息保护法第19条
 */
const OFFICE_LOOKS_DAYS = 30;

const isStillOpenToOffice = ({ now }: CertificateParts, state: CertificateState): boolean =>
  state.status !== 'decided' || addDays(state.paper.issuedOn, OFFICE_LOOKS_DAYS) >= legalDay(now());

const mayLook = async (
  parts: CertificateParts, { account, organ, seesOrgan }: CertificateViewer,
  { row, state }: Readonly<{ row: ProceedingRow; state: CertificateState }>,
): Promise<boolean> => {
  const own = await applicantDigest(parts, 'open', account);
  if (!seesOrgan) return Buffer.compare(own, row.applicant) === 0;
  return row.organ === organ && isStillOpenToOffice(parts, state);
};

const load = async (
  parts: CertificateParts, viewer: CertificateViewer,
  { reader, certificateId }: Readonly<{ reader: ProceedingReader; certificateId: string }>,
): Promise<SeenCertificate | undefined> => {
  const found = await reader.load(CERTIFICATE_MACHINE, certificateId);
  if (found === undefined || !(await mayLook(parts, viewer, found))) return undefined;
  return { certificateId, organ: found.row.organ, state: found.state, version: found.events.length };
};

/** One application; undefined where there is none, and where the viewer has nothing to do with it. */
export const showCertificate = (
  parts: CertificateParts,
  asked: Readonly<{ act: ProceedingAct; viewer: CertificateViewer; certificateId: string }>,
): Promise<SeenCertificate | undefined> => readCertificates(parts, asked.act, (reader) =>
  load(parts, asked.viewer, { reader, certificateId: asked.certificateId }));

/** Which applications: the viewer's own, or those of the organ in some states; after an id. */
export type CertificatesPage = Readonly<{ states?: readonly string[]; afterId?: string; limit: number }>;

/** What is forgotten is in no list. */
const LISTED = ['accepted', 'verificationRequested', 'verifying', 'findingProposed', 'decided'] as const;

/** Rows that the viewer may see: pseudonymous, nothing of them is opened. */
export const listCertificates = async (
  parts: CertificateParts,
  asked: Readonly<{ act: ProceedingAct; viewer: CertificateViewer; page: CertificatesPage }>,
): Promise<readonly ProceedingRow[]> => {
  const { act, viewer: { account, organ, seesOrgan }, page } = asked;
  const whose = seesOrgan ? { organ } : { applicant: await applicantDigest(parts, 'open', account) };
  return readCertificates(parts, act, ({ list }) =>
    list({ states: LISTED, ...page, ...whose, proceedingKind: CERTIFICATE_MACHINE.kind }));
};

/** What an application on record came to, as it was told when it was made or decided since. */
export const appliedOfState = (certificateId: string, state: CertificateState): Applied | undefined => {
  if (state.status === 'none') return undefined;
  if (state.status !== 'decided') {
    return { outcome: 'accepted', certificateId, acceptedOn: state.acceptedOn, dueOn: state.dueOn };
  }
  const { outcome: result, issuedOn, validUntil } = state.paper;
  return {
    outcome: 'decided', certificateId, result, number: numberOf(state.paper), issuedOn,
    ...(validUntil === undefined ? {} : { validUntil }),
  };
};

/** LIMIT: certificates of one person that are told at once, the newest; what is forgotten is none of them. */
const GIVEN_MAX = 200;

/**
 * For the person's right to know: everything about certificates that was applied for under this number, by
 * whomever. @see 《个人信息保护法》(2021) 第45条
 */
export const certificatesOfPerson = async (
  parts: Pick<CertificateParts, 'deployment'>, act: ProceedingAct, document: IdentityDocument,
): Promise<readonly Applied[]> => {
  const { name, gate, clock } = parts.deployment;
  const asker = { account: 'certificate-rights', limit: { perSecond: 1000, burst: 1000 }, now: clock() };
  const column = { deployment: name, column: 'certificatePerson' };
  const terms = await gate.terms(asker, column, documentKey(document));
  if (!terms.ok) {
    throw new Fault('INDEX_UNUSABLE', `The index of numbers cannot be used (${terms.error.code}).`);
  }
  return readCertificates(parts, act, async ({ list, load: loadOne }) => {
    const given: Applied[] = [];
    for (const { term: subjectTerm } of terms.value) {
      const { kind: proceedingKind } = CERTIFICATE_MACHINE;
      const page = { proceedingKind, subjectTerm, states: LISTED, isNewestFirst: true, limit: GIVEN_MAX };
      for (const { proceedingId } of (await list(page)).toReversed()) {
        const found = await loadOne(CERTIFICATE_MACHINE, proceedingId);
        const applied = found === undefined ? undefined : appliedOfState(proceedingId, found.state);
        if (applied !== undefined) given.push(applied);
      }
    }
    return given;
  });
};
