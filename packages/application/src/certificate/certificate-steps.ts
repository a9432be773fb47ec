import { err, ok, type Result } from '@fengcun/kernel';
import type {
  CertificateAct, CertificateCommand, CertificateOutcome, CertificateRefusal, CertificateState,
  VerificationGround,
} from '@fengcun/registry';
import type { WriterStores } from '@fengcun/store';
import {
  type ProceedingAct, type ProceedingReader, readProceedings,
} from '../proceedings/index.ts';
import { loadStream, rowAfter, sealEvents } from '../proceedings/proceeding-stream.ts';
import { loadSideKeys, type SideKeys } from '../sealing/side-keys.ts';
import { paperFor, SERIES } from './certificate-paper.ts';
import type { CertificateParts } from './certificate-parts.ts';
import { legalDay } from './legal-day.ts';
import { CERTIFICATE_MACHINE } from './machine.ts';

/** Who acts: an account of an organ, under an act whose intent is committed. */
export type CertificateActor = Readonly<{ act: ProceedingAct; account: string; organ: string }>;

/** A step that people take where a decision is not made on the spot. */
export type CertificateStep =
  | Readonly<{ type: 'RequestVerification'; ground: VerificationGround }>
  | Readonly<{ type: 'ProposeFinding'; outcome: CertificateOutcome }>
  | Readonly<{ type: 'ApproveVerification' | 'RefuseVerification' | 'ReturnFinding' }>
  | Readonly<{ type: 'ApproveFinding' }>;

/** Why a step was not taken. An application of another organ is as unknown as one that nobody made. */
export type StepRefusal =
  CertificateRefusal
  | Readonly<{ code: 'CERTIFICATE_UNKNOWN' | 'CERTIFICATE_BUSY' | 'CERTIFICATE_CHANGED' }>;

/** LIMIT: how often a step that lost against other writers is tried again. */
const RUNS_MAX = 5;

type Stepping = Readonly<{
  parts: CertificateParts; by: CertificateActor; keys: SideKeys; certificateId: string; step: CertificateStep;
  /** How many events whoever decides has seen: what happened since is not decided on unseen. */
  seen?: number | undefined;
}>;

/** The number is taken where the paper comes to be, in the same transaction: none is lost. */
const commandOf = async (
  { parts, by: { organ }, step }: Stepping, state: CertificateState,
  { act, stores }: Readonly<{ act: CertificateAct; stores: WriterStores }>,
): Promise<CertificateCommand> => {
  if (step.type !== 'ApproveFinding') return { ...step, act };
  const isReady = state.status === 'findingProposed' && state.proposedBy !== act.actor;
  const outcome: CertificateOutcome = state.status === 'findingProposed' ? state.outcome : 'refusal';
  const year = Number(act.on.slice(0, 4));
  const sequence = isReady
    ? await stores.certificates.numbers.take({ organ, series: SERIES, year, count: 1 }) : 0;
  return { type: 'ApproveFinding', act, paper: paperFor(parts, {
    organ, millis: Date.parse(act.at), outcome, sequence,
  }) };
};

const stepOnce = async (
  stepping: Stepping, entryId: string, stores: WriterStores,
): Promise<Result<CertificateState, StepRefusal>> => {
  const { parts, by: { act, account, organ }, keys, certificateId, seen } = stepping;
  const { open } = stores;
  const loaded = await loadStream(open, CERTIFICATE_MACHINE, { keys, act, proceedingId: certificateId });
  if (loaded === undefined || loaded.row.organ !== organ) return err({ code: 'CERTIFICATE_UNKNOWN' });
  if (seen !== undefined && seen !== loaded.version) return err({ code: 'CERTIFICATE_CHANGED' });
  const millis = parts.now();
  const at = new Date(millis).toISOString();
  const acting = { at, on: legalDay(millis), actor: parts.deployment.pseudonyms.textOf('actor', account) };
  const command = await commandOf(stepping, loaded.state, { act: acting, stores });
  const decided = CERTIFICATE_MACHINE.decide(command, loaded.state);
  if (!decided.ok) return decided;
  const state = decided.value.reduce(CERTIFICATE_MACHINE.evolve, loaded.state);
  const version = loaded.version + decided.value.length;
  const row = rowAfter(CERTIFICATE_MACHINE, state, { ...loaded.row, changedAt: at, version });
  const stream = { streamId: certificateId, expected: loaded.version, serial: loaded.serial, entryId };
  const appended = await open.events.append(sealEvents(keys, decided.value, stream));
  const replaced = appended.ok && (await open.proceedings.replace(row, loaded.version)).ok;
  if (!replaced) return err({ code: 'CERTIFICATE_BUSY' });
  await stores.audit.append([act.outcome(entryId)]);
  return ok(state);
};

/** Takes a step of an application of the actor's own organ, in one transaction with its audit entry. */
export const takeCertificateStep = async (
  parts: CertificateParts, by: CertificateActor,
  wanted: Pick<Stepping, 'certificateId' | 'step' | 'seen'>,
): Promise<Result<CertificateState, StepRefusal>> => {
  const stepping: Stepping = { parts, by, keys: await loadSideKeys(parts.deployment, 'open'), ...wanted };
  let done: Result<CertificateState, StepRefusal> = err({ code: 'CERTIFICATE_BUSY' });
  for (let runs = 1; runs <= RUNS_MAX; runs += 1) {
    const entryId = by.act.mint();
    const work = (stores: WriterStores) => stepOnce(stepping, entryId, stores);
    done = await parts.deployment.database.write({ entryId }, work);
    if (done.ok || done.error.code !== 'CERTIFICATE_BUSY') return done;
  }
  return done;
};

/** Reads applications under an act whose intent is committed. */
export const readCertificates = <T>(
  { deployment }: Pick<CertificateParts, 'deployment'>, act: ProceedingAct,
  work: (reader: ProceedingReader) => Promise<T>,
): Promise<T> => readProceedings({ deployment }, { side: 'open', act }, work);
