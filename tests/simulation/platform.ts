import { type CivilDate, type Result } from '@fengcun/kernel';
import {
  deadlineState, isTermRule, missingHolders, NEVER_SEALED, orderFor, parseSealMessage, PLATFORM_SOURCE, SEAL_ORDER_TYPE, SEAL_RECEIPT_TYPE,
  type SealingCommand, type SealingEvent, type SealingRefusal, type SealingState, sourceOf, toSealEnvelope,
} from '@fengcun/registry';
import type { OrderMessage } from '@fengcun/registry';
import { pauseAfter } from '../../packages/application/src/exchange/sending/delivery-policy.ts';
import type { Letter } from './network.ts';
import type { CrashPoint, DueOn, Journal, Machines } from './ports.ts';
import type { Random } from './random.ts';
import { type Agenda, DAY, dayOf, HOUR, instantOf } from './virtual-time.ts';

/** What the platform stands on; only the journal survives a crash. */
export type PlatformPorts = Readonly<{
  journal: Journal<SealingEvent>; machines: Machines; agenda: Agenda; random: Random; dueOn: DueOn;
  send: (letter: Letter) => void; crash: (point: CrashPoint) => void; changed: (recordId: string) => void;
  /** Runs work of this node, so that a crash takes the node down and nothing else. */
  guarded: (work: () => Promise<void>) => Promise<void>;
  jobRan: () => void;
}>;

/** Pauses of the real back-off, stretched from seconds to what a paper order may take. */
const BACKOFF = { pauseMillis: 2 * HOUR, pauseMillisMax: 2 * DAY };
const SUPERVISOR = 'procuratorate/110000000002';
const CONFIDENTIAL: OrderMessage['confidential'] = { person: { kind: 'person', names: [{ text: '林某甲', use: 'current' }], documents: [] } };

type Cached = Readonly<{ state: SealingState; version: number }>;

/** The platform's process: volatile but for its journal. */
export class Platform {
  readonly #ports: PlatformPorts;
  #cache = new Map<string, Cached>();
  /** Timers of a process that died must not fire in the next. */
  #life = 0;
  readonly #texts = new Map<string, string>();

  constructor(ports: PlatformPorts) {
    this.#ports = ports;
  }

  async stateOf(recordId: string): Promise<SealingState> {
    return (await this.#read(recordId)).state;
  }

  /** Decides, stores, then sends; dies on the way when the world says so. */
  async handle(recordId: string, command: SealingCommand): Promise<Result<readonly SealingEvent[], SealingRefusal>> {
    const { journal, machines, crash, changed } = this.#ports;
    const { state, version } = await this.#read(recordId);
    const decided = machines.decide(command, state);
    if (!decided.ok || decided.value.length === 0) return decided;
    crash('beforeAppend');
    if (!await journal.append(recordId, version, decided.value)) throw new Error('one writer alone, yet a conflict');
    changed(recordId);
    crash('afterAppend');
    const next = decided.value.reduce(machines.evolve, state);
    this.#cache.set(recordId, { state: next, version: version + decided.value.length });
    if (next.order !== state.order || next.copies.size !== state.copies.size) this.#sendMissing(next);
    return decided;
  }

  /** An answer from an organ, or what somebody wants to pass for one. */
  async receive(letter: Letter): Promise<void> {
    const message = parseSealMessage(parsedJson(letter.text));
    if (!message.ok || message.value.type !== SEAL_RECEIPT_TYPE) return;
    if (!this.#ports.machines.isGenuine(letter, sourceOf(message.value))) return;
    const { receipt } = message.value;
    await this.handle(receipt.recordId, { type: 'Acknowledge', receipt, at: instantOf(this.#ports.agenda.now), actor: 'exchange' });
  }

  /** The daily look at what is late; also at every start, so that no day is skipped. */
  async lookAtDeadlines(): Promise<void> {
    const { journal, agenda, jobRan } = this.#ports;
    const today = dayOf(agenda.now);
    for (const recordId of await journal.streams()) {
      await this.#chase(recordId, today);
      const { observation } = await this.stateOf(recordId);
      if (observation !== undefined && today > observation.until) {
        await this.handle(recordId, { type: 'PassObservation', today, at: instantOf(agenda.now), actor: 'deadlines' });
      }
    }
    jobRan();
  }

  die(): void {
    this.#cache = new Map();
    this.#life += 1;
  }

  /** Everything that was under way is found again in the journal. */
  async restart(): Promise<void> {
    await this.lookAtDeadlines();
    for (const recordId of await this.#ports.journal.streams()) this.#sendMissing(await this.stateOf(recordId));
  }

  async #read(recordId: string): Promise<Cached> {
    const cached = this.#cache.get(recordId);
    if (cached !== undefined) return cached;
    const events = await this.#ports.journal.load(recordId);
    const fresh = { state: events.reduce(this.#ports.machines.evolve, NEVER_SEALED), version: events.length };
    this.#cache.set(recordId, fresh);
    return fresh;
  }

  async #chase(recordId: string, today: CivilDate): Promise<void> {
    const { agenda } = this.#ports;
    const act = { at: instantOf(agenda.now), actor: 'deadlines' };
    const state = await this.stateOf(recordId);
    const sequence = state.order?.sequence ?? 0;
    for (const copy of missingHolders(state.copies)) {
      // Escalated is the last thing that is done about one order; the order itself goes on being sent.
      if (!isTermRule(copy.rule) || copy.escalatedAt !== undefined) continue;
      const { holder } = copy;
      const item = { id: `${recordId}.${sequence}.${holder}`, bearer: holder, rule: copy.rule, since: dayOf(Date.parse(copy.since)) };
      const due = deadlineState(item, today);
      for (let count = copy.reminders + 1; count <= due.remindersDue; count += 1) {
        await this.handle(recordId, { type: 'Remind', holder, sequence, count, ...act });
      }
      if (due.status === 'escalate') await this.handle(recordId, { type: 'Escalate', holder, sequence, to: SUPERVISOR, today, ...act });
    }
  }

  #sendMissing(state: SealingState): void {
    for (const { holder } of missingHolders(state.copies)) this.#sendLater(state, holder, { attempt: 0, life: this.#life });
  }

  #sendLater(state: SealingState, holder: string, { attempt, life }: Readonly<{ attempt: number; life: number }>): void {
    const { agenda, random, guarded } = this.#ports;
    const sequence = state.order?.sequence;
    const recordId = state.identity?.recordId ?? '';
    const pause = attempt === 0 ? 1 : HOUR + pauseAfter(attempt, BACKOFF, (count) => Buffer.from(random.bytes(count)));
    agenda.after(pause, () => guarded(async () => {
      if (life !== this.#life) return;
      const now = await this.stateOf(recordId);
      // Answered, or replaced by an order that is sent by itself.
      if (now.order?.sequence !== sequence || now.copies.get(holder)?.receipt !== undefined) return;
      this.#post(now, holder);
      this.#sendLater(now, holder, { attempt: attempt + 1, life });
    }));
  }

  #post(state: SealingState, holder: string): void {
    const order = orderFor(state, holder);
    if (order === undefined) return;
    const key = `${order.recordId}.${order.sequence}.${holder}`;
    const text = this.#texts.get(key) ?? JSON.stringify(toSealEnvelope({ type: SEAL_ORDER_TYPE, order, confidential: CONFIDENTIAL }));
    this.#texts.set(key, text);
    this.#ports.send({ from: 'platform', to: holder, text, signedBy: PLATFORM_SOURCE });
  }
}

/** JSON or nothing: what arrives may be anything. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
