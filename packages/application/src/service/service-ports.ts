import type { AuditAct, AuditLine, AuditReceipt, RequestPorts, ServicePorts } from '@fengcun/api';
import { BugError, present } from '@fengcun/kernel';
import { actTransaction } from './act-transaction.ts';
import { attachmentsPort, uploadsBegun } from './attachments-port.ts';
import { applyingPorts } from '../certificate/apply-request.ts';
import { administrationPort } from './administration-port.ts';
import { casesPort } from './cases-port.ts';
import { deskPorts, isDeskAct } from './desk-ports.ts';
import { exceptionsLook, exceptionsPort } from './exceptions-port.ts';
import { exchangePorts } from './exchange-port.ts';
import { healthPort } from './health-port.ts';
import { takeEnvelopes } from './intake-port.ts';
import { keptAnswers } from './kept-answers.ts';
import { isKeyedAct, keptApart } from './kept-apart.ts';
import { ledgerPort } from './ledger-port.ts';
import { readingsLook, readingsPort, CONFIRMED_MESSAGES_MAX } from './readings-port.ts';
import { sealDutiesPort } from './seal-duties-port.ts';
import { sealsLook } from './seals-port.ts';
import type { ServiceParts } from './service-parts.ts';
import { unsealPort } from './unseal-port.ts';
import { commitLine, openIntents, type ServiceAct } from './service-act.ts';
import type { Intake } from './take-messages.ts';

/** Acts that change something beside the log. */
const CHANGES: ReadonlySet<AuditAct> = new Set([
  'INTAKE_MESSAGE_SUBMITTED', 'INTAKE_BATCH_SUBMITTED', 'INTAKE_EVENTS_RECEIVED', 'EXCEPTION_RESOLVED',
  'ATTACHMENT_BEGUN', 'READING_TAKEN', 'ROWS_TAKEN',
]);

/** Acts on seals: the steps of a seal have transactions of their own. */
const SEAL_STEPS: ReadonlySet<AuditAct> = new Set(['UNSEAL_PROPOSED', 'UNSEAL_APPROVED', 'UNSEAL_REFUSED']);

/** Acts that come with text, of which nobody knows yet how many messages it holds. */
const CONFIRMED: ReadonlySet<AuditAct> = new Set(['READING_TAKEN', 'ROWS_TAKEN']);

const noPort = (): never => { throw new BugError('bug: a port that this act does not have'); };

/** Ports of an act that reaches for none but those it is given. */
const portsWith = (given: Partial<RequestPorts>): RequestPorts => ({
  get audit() { return given.audit ?? noPort(); },
  get idempotency() { return given.idempotency ?? noPort(); },
  get intake() { return given.intake ?? noPort(); },
  get exceptions() { return given.exceptions ?? noPort(); },
  get exchange() { return given.exchange ?? noPort(); },
  get cases() { return given.cases ?? noPort(); },
  get attachments() { return given.attachments ?? noPort(); },
  get seals() { return given.seals ?? noPort(); },
  get sealDuties() { return given.sealDuties ?? noPort(); },
  get readings() { return given.readings ?? noPort(); },
  get inquiries() { return given.inquiries ?? noPort(); },
  get certificates() { return given.certificates ?? noPort(); },
  get rights() { return given.rights ?? noPort(); },
  get supervision() { return given.supervision ?? noPort(); },
  get privacy() { return given.privacy ?? noPort(); },
  get accounts() { return given.accounts ?? noPort(); },
  get ledger() { return given.ledger ?? noPort(); },
  get keeping() { return given.keeping ?? noPort(); },
  get administration() { return given.administration ?? noPort(); },
});

/**
 * Ends the run that only finds out what an act is going to be. One value: a trace would cost every request.
 */
const LINE_FOUND = new Error('the line of an act was found');

type Work<T> = (ports: RequestPorts) => Promise<T>;
type Given = { -readonly [Port in keyof RequestPorts]?: RequestPorts[Port] };

/** What the first run of an act came to: its line, and its end where it was let go on. */
type FirstRun<T> = Readonly<{ line: AuditLine; done?: Readonly<{ value: T }> }>;

/**
 * Runs an act up to the line it begins with: its first call, before it has done anything. `goesOn` gives the
 * ports of an act that need not be begun again under its committed entry.
 */
const runToLine = async <T>(
  work: Work<T>, goesOn: (line: AuditLine) => Partial<RequestPorts> | undefined,
): Promise<FirstRun<T>> => {
  const found: AuditLine[] = [];
  let hasGoneOn = false;
  const append = async (line: AuditLine): Promise<AuditReceipt> => {
    found.push(line);
    const ports = goesOn(line);
    if (ports === undefined) throw LINE_FOUND;
    hasGoneOn = true;
    Object.assign(given, ports);
    return { entryId: line.requestId };
  };
  const given: Given = { audit: { append } };
  const lineFound = (): AuditLine => present(found[0], 'the audit line an act begins with');
  try {
    const value = await work(portsWith(given));
    return { line: lineFound(), ...(hasGoneOn ? { done: { value } } : {}) };
  } catch (error) {
    if (error !== LINE_FOUND) throw error;
    return { line: lineFound() };
  }
};

const auditOf = ({ receipt }: ServiceAct): RequestPorts['audit'] => ({ append: async () => receipt });

type ServiceIntake = Intake & Readonly<{ service: ServiceAct }>;

const portsOf = (intake: ServiceIntake, wrote: () => void): RequestPorts => {
  const { keys, service, stores, serials } = intake;
  // Taking messages writes the outcome of the act with them.
  const taking = (): Intake => {
    wrote();
    return intake;
  };
  return portsWith({
    audit: auditOf(service),
    intake: {
      submit: (messages, sender) =>
        takeEnvelopes(taking(), sender.id, messages.map((envelope) => ({ envelope }))),
    },
    exceptions: { ...exceptionsPort(intake, taking), content: noPort },
    readings: { ...readingsPort(intake, taking), read: noPort, examine: noPort, examineRows: noPort },
    attachments: {
      ...uploadsBegun(intake), progress: noPort, append: noPort, list: noPort, find: noPort,
    },
    idempotency: keptAnswers({ keys, service, stores, nextSerial: serials.next }),
  });
};

type Acts = Readonly<{ parts: ServiceParts; acts: WeakMap<AuditReceipt, ServiceAct> }>;

/** Runs an act whose intent is committed, with the ports that its kind has. */
const runAct = <T>({ parts, acts }: Acts, service: ServiceAct, work: Work<T>): Promise<T> => {
  const { deployment, decideAll } = parts;
  const { line } = service;
  const audit = auditOf(service);
  const isIntent = line.phase === 'intent';
  if (isIntent && line.what === 'EXCHANGE_EVENTS_RECEIVED') {
    return work(portsWith({ audit, ...exchangePorts(deployment, service, parts.exchange) }));
  }
  if (isIntent && SEAL_STEPS.has(line.what)) {
    const seals = { ...unsealPort(parts.seals, service), list: noPort, overdue: noPort, timeline: noPort };
    const { idempotency } = exchangePorts(deployment, service, undefined);
    return work(portsWith({ audit, idempotency, seals }));
  }
  if (isIntent && line.what === 'SEAL_ACKNOWLEDGED') {
    const { idempotency } = exchangePorts(deployment, service, undefined);
    const sealDuties = sealDutiesPort(parts.seals, () => service);
    return work(portsWith({ audit, idempotency, sealDuties }));
  }
  // An act may only look: what it looks up then is of this act.
  acts.set(service.receipt, service);
  if (isIntent && isDeskAct(line.what)) {
    const idempotency = isKeyedAct(line.what)
      ? keptApart(deployment, service) : exchangePorts(deployment, service, undefined).idempotency;
    return work(portsWith({ audit, idempotency, ...deskPorts(parts, () => service) }));
  }
  if (isIntent && CHANGES.has(line.what)) {
    const messages = CONFIRMED.has(line.what) ? CONFIRMED_MESSAGES_MAX : line.messages ?? 1;
    const acting = { deployment, service, decideAll, messages };
    return actTransaction(acting, (intake, wrote) => work(portsOf(intake, wrote)));
  }
  return work(portsWith({ audit }));
};

/**
 * The ports of the interface over a deployment. The first line of an act is committed before anything else
 * happens; what an act changes is committed together with the entry that says so.
 */
export const servicePorts = (parts: ServiceParts): ServicePorts => {
  const { deployment, attachments, ledger, isLedgerKept } = parts;
  const intents = openIntents();
  const acts = new WeakMap<AuditReceipt, ServiceAct>();
  return {
    atomically: async (work) => {
      const { line, done } = await runToLine(work, (found) => {
        if (found.phase !== 'intent' || found.what !== 'CERTIFICATE_APPLIED') return undefined;
        const commit = (): Promise<ServiceAct> => commitLine(deployment, intents, found);
        return applyingPorts(parts.certificates, { line: found, commit });
      });
      if (done !== undefined) return done.value;
      return runAct({ parts, acts }, await commitLine(deployment, intents, line), work);
    },
    reading: (receipt, work) => {
      const actOf = (): ServiceAct =>
        present(receipt === undefined ? undefined : acts.get(receipt), 'the intent a reading belongs to');
      const look = exceptionsLook(deployment, actOf);
      return work(portsWith({
        cases: casesPort(deployment, actOf), exceptions: { ...look, resolve: noPort },
        attachments: { ...attachmentsPort(attachments, actOf), begin: noPort },
        seals: {
          ...sealsLook(parts.seals, actOf), propose: noPort, approve: noPort, refuse: noPort,
        },
        readings: { ...readingsLook(deployment, parts.readings, actOf), take: noPort, takeRows: noPort },
        sealDuties: sealDutiesPort(parts.seals, actOf),
        ...deskPorts(parts, actOf), ledger: ledgerPort(ledger),
        administration: administrationPort(
          { deployment, ledger, isLedgerKept, given: parts.administration }, actOf),
      }));
    },
    health: healthPort(deployment, isLedgerKept),
    checkPaper: async (check) => parts.certificates?.checkPaper(check) ?? { status: 'unknown' },
  };
};
