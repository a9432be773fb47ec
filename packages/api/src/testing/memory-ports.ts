import { createHash } from 'node:crypto';
import { Fault } from '@fengcun/kernel';
import type { AuditLine } from '../access/audit-line.ts';
import type { FoundCase } from '../ports/cases-port.ts';
import type { HealthCheck } from '../ports/health-port.ts';
import type { ExchangePort } from '../ports/exchange-port.ts';
import type { IdempotencyPort, KeptAnswer } from '../ports/idempotency-port.ts';
import type { IntakePort } from '../ports/intake-port.ts';
import type { RequestPorts, ServicePorts } from '../ports/service-ports.ts';
import type { ExceptionItem } from '../routes/exception-schemas.ts';
import type { IntakeEnvelope, IntakeResult } from '../routes/intake-schemas.ts';
import { memoryAdministration } from './memory-administration.ts';
import { type MemoryAccounts, memoryAccounts, noAccounts } from './memory-accounts.ts';
import { type MemoryAttachments, memoryAttachments } from './memory-attachments.ts';
import { memoryExceptions } from './memory-exceptions.ts';
import { type MemoryKeeperAct, memoryKeeping } from './memory-keeping.ts';
import { memoryInquiries, type MemoryInquiry } from './memory-inquiries.ts';
import { type MemoryCertificate, memoryCertificates, noPaper } from './memory-certificates.ts';
import { memoryPrivacy } from './memory-privacy.ts';
import { memoryReadings } from './memory-readings.ts';
import { type MemoryDuty, memorySealDuties } from './memory-seal-duties.ts';
import { type MemorySeal, memorySeals } from './memory-seals.ts';
import { type MemorySupervision, memorySupervision } from './memory-supervision.ts';
import { type MemoryRequest, memoryRights } from './memory-rights.ts';
import type { LookShown } from '../routes/rights-schemas.ts';
import { type Journal, journal, setIn } from './journal.ts';

type KeptRequest = Readonly<{ requestHash: Uint8Array; kept?: KeptAnswer }>;

/** Everything the ports in memory hold; tests look into it and set what they need. */
export type MemoryState = {
  readonly committed: AuditLine[];
  /** What was called, in order, until `keepsCalls` is false. */
  readonly calls: string[];
  readonly taken: Map<string, string>;
  readonly exceptions: Map<string, ExceptionItem>;
  readonly kept: Map<string, KeptRequest>;
  readonly cases: Map<string, FoundCase>;
  readonly attachments: MemoryAttachments;
  readonly seals: Map<string, MemorySeal>;
  readonly sealDuties: Map<string, MemoryDuty>;
  readonly certificates: Map<string, MemoryCertificate>;
  readonly inquiries: Map<string, MemoryInquiry>;
  readonly requests: Map<string, MemoryRequest>;
  looks: readonly LookShown[];
  readonly supervision: MemorySupervision;
  readonly accounts: MemoryAccounts;
  readonly keeperActs: Map<string, MemoryKeeperAct>;
  readonly tiles: Map<string, Uint8Array>;
  readonly proofs: Map<string, string>;
  checkpoint: string | undefined;
  checks: readonly HealthCheck[];
  /** Set to make the ledger's queue refuse: a full disk, a lost database. */
  auditFails: boolean;
  keepsCalls: boolean;
};

const emptyState = (): MemoryState => ({
  committed: [], calls: [], taken: new Map(), exceptions: new Map(), kept: new Map(), cases: new Map(), attachments: new Map(), seals: new Map(), sealDuties: new Map(), requests: new Map(), looks: [], supervision: { matters: new Map(), incidents: new Map() }, certificates: new Map(), inquiries: new Map(),
  accounts: noAccounts(), keeperActs: new Map(), tiles: new Map(), proofs: new Map(), checkpoint: undefined, checks: [{ name: 'database', isReady: true }],
  auditFails: false, keepsCalls: true,
});

/** An invented case code for a message: 16 symbols and two digits. */
const codeFor = (key: string): string =>
  createHash('sha256').update(key).digest('hex').toUpperCase().slice(0, 16) + '00';

const hasContent = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && ['source', 'case', 'person', 'content'].every((name) => name in data);

const exceptionFor = (state: MemoryState, { source }: IntakeEnvelope): ExceptionItem => {
  const [, , type, code, system = ''] = source.split(':');
  return {
    exceptionId: `00000000-0000-7000-8000-${String(state.exceptions.size + 1).padStart(12, '0')}`,
    version: 1, organ: `${type}/${code}`, system, state: 'waiting', recordedAt: '2026-11-02T00:00:00Z',
    reasons: [{ code: 'FIELD_MISSING', at: '/data', message: 'A required member is missing; add it.' }],
  };
};

const intakePort = (state: MemoryState, undo: Journal): IntakePort => ({
  submit: async (messages) => messages.map((message): IntakeResult => {
    const key = `${message.source}|${message.id}`;
    const known = state.taken.get(key);
    if (known !== undefined) return { outcome: 'duplicate', caseCode: known };
    if (!hasContent(message.data)) {
      const item = exceptionFor(state, message);
      setIn(state.exceptions, [item.exceptionId, item], undo);
      return { outcome: 'exception', exceptionId: item.exceptionId, reasons: item.reasons };
    }
    const caseCode = codeFor(key);
    setIn(state.taken, [key, caseCode], undo);
    return { outcome: 'accepted', caseCode };
  }),
});

/** Takes each message once; its receipts are signed by nobody. */
const exchangePort = (state: MemoryState, undo: Journal): ExchangePort => ({
  receive: async (events, { digest }) => ({
    receiver: 'platform/P01', keyId: 'platform/P01', digest, answeredAt: '2026-11-02T00:00:00.000Z', signature: 'AAAA',
    results: events.map(({ id, source }) => {
      const key = `${source}|${id}`;
      const isKnown = state.taken.has(key);
      setIn(state.taken, [key, id], undo);
      return { id, outcome: isKnown ? 'repeated' : 'accepted', receiptId: id };
    }),
  }),
});

const idempotencyPort = (state: MemoryState, undo: Journal): IdempotencyPort => {
  const nameOf = (scope: string, keyHash: Uint8Array): string => `${scope}|${Buffer.from(keyHash).toString('hex')}`;
  return {
    begin: async ({ scope, keyHash, requestHash }) => {
      const found = state.kept.get(nameOf(scope, keyHash));
      if (found === undefined) {
        setIn(state.kept, [nameOf(scope, keyHash), { requestHash }], undo);
        return { outcome: 'new' };
      }
      if (Buffer.compare(found.requestHash, requestHash) !== 0) return { outcome: 'mismatch' };
      return found.kept === undefined ? { outcome: 'inProgress' } : { outcome: 'answered', kept: found.kept };
    },
    complete: async ({ scope, keyHash }, kept) => {
      const name = nameOf(scope, keyHash);
      setIn(state.kept, [name, { requestHash: state.kept.get(name)?.requestHash ?? new Uint8Array(), kept }], undo);
    },
    // What failed is undone, and the key with it.
    release: async () => undefined,
  };
};

const ledgerPort = (state: MemoryState): RequestPorts['ledger'] => ({
  checkpoint: async () => state.checkpoint,
  policy: async () => (state.checkpoint === undefined ? undefined : 'quorum none\n'),
  tile: async (path) => state.tiles.get(path),
  proof: async (entryId) => state.proofs.get(entryId),
});

const requestPorts = (state: MemoryState, lines: AuditLine[], undo: Journal): RequestPorts => {
  const noted = <P extends object>(name: string, port: P): P => (state.keepsCalls
    ? new Proxy(port, { get: (target, member) => { state.calls.push(`${name}.${String(member)}`); return Reflect.get(target, member); } })
    : port);
  return {
    audit: {
      append: async (line) => {
        if (state.auditFails) throw new Fault('AUDIT_UNAVAILABLE', 'the audit queue takes nothing', { retryable: true });
        if (state.keepsCalls) state.calls.push(`audit.${line.phase}`);
        lines.push(line);
        return { entryId: line.requestId };
      },
    },
    idempotency: noted('idempotency', idempotencyPort(state, undo)),
    intake: noted('intake', intakePort(state, undo)),
    exceptions: noted('exceptions', memoryExceptions(state.exceptions, undo)),
    exchange: noted('exchange', exchangePort(state, undo)),
    cases: noted('cases', { find: async (code: string) => state.cases.get(code) }),
    attachments: noted('attachments', memoryAttachments(state.attachments, state.cases,
      (uploadId) => undo.onUndo(() => { state.attachments.delete(uploadId); }))),
    seals: noted('seals', memorySeals(state.seals, undo)),
    sealDuties: noted('sealDuties', memorySealDuties(state.sealDuties, undo)), readings: noted('readings', memoryReadings()),
    inquiries: noted('inquiries', memoryInquiries(state.inquiries, undo)), certificates: noted('certificates', memoryCertificates(state.certificates, undo)), rights: noted('rights', memoryRights(state.requests, state.looks, undo)), supervision: noted('supervision', memorySupervision(state.supervision, undo)), accounts: noted('accounts', memoryAccounts(state.accounts, undo)),
    privacy: noted('privacy', memoryPrivacy()), ledger: noted('ledger', ledgerPort(state)), administration: noted('administration', memoryAdministration()), keeping: noted('keeping', memoryKeeping(state.keeperActs, undo)),
  };
};

/** Ports that keep everything in memory, with real transactions one after another. For tests and benchmarks. */
export const memoryPorts = (): Readonly<{ ports: ServicePorts; state: MemoryState }> => {
  const state = emptyState();
  let queue: Promise<unknown> = Promise.resolve();
  const atomically: ServicePorts['atomically'] = (work) => {
    const run = async () => {
      const lines: AuditLine[] = [];
      const undo = journal();
      try {
        const result = await work(requestPorts(state, lines, undo));
        state.committed.push(...lines);
        return result;
      } catch (error) {
        undo.undo();
        throw error;
      }
    };
    const result = queue.then(run, run);
    queue = result.catch(() => undefined);
    return result;
  };
  const reading: ServicePorts['reading'] = (_intent, work) => work(requestPorts(state, [], journal()));
  return { state, ports: { atomically, reading, health: { check: async () => state.checks }, checkPaper: noPaper } };
};
