import { sha256Hex } from '@fengcun/kernel';
import {
  type HolderCommand, type HolderEvent, type HolderKey, holderSource, type HolderState, noStandingOrder, parseSealMessage,
  type Receipt, SEAL_ORDER_TYPE, SEAL_RECEIPT_TYPE, type SealOrder, sourceOf, toSealEnvelope, type Work,
} from '@fengcun/registry';
import type { Letter } from './network.ts';
import { parsedJson } from './platform.ts';
import type { CrashPoint, Journal, Machines } from './ports.ts';
import type { Random } from './random.ts';
import { type Agenda, HOUR, instantOf } from './virtual-time.ts';

/** What an organ really holds: one dossier or data row, sealed or not. `isLate`: it turned up and is not yet dealt with. */
export type Copy = { isSealed: boolean; isLate: boolean };

/** What an organ stands on. `copies` is its own system, which survives like its journal. */
export type OrganPorts = Readonly<{
  journal: Journal<HolderEvent>; machines: Machines; agenda: Agenda; random: Random;
  copies: Map<string, Map<string, Copy>>;
  /** The longest that sealing one record takes here. */
  workMax: number;
  send: (letter: Letter) => void; crash: (point: CrashPoint) => void; changed: (recordId: string) => void;
  guarded: (work: () => Promise<void>) => Promise<void>;
}>;

/** One organ's process: volatile but for its journal and its copies. */
export class OrganNode {
  readonly holder: HolderKey;
  readonly #ports: OrganPorts;
  #cache = new Map<string, Readonly<{ state: HolderState; version: number }>>();
  /** Work under way: one order of a record at a time. */
  #working = new Set<string>();
  #life = 0;

  constructor(holder: HolderKey, ports: OrganPorts) {
    this.holder = holder;
    this.#ports = ports;
  }

  async stateOf(recordId: string): Promise<HolderState> {
    return (await this.#read(recordId)).state;
  }

  async receive(letter: Letter): Promise<void> {
    const message = parseSealMessage(parsedJson(letter.text));
    if (!message.ok || message.value.type !== SEAL_ORDER_TYPE) return;
    if (!this.#ports.machines.isGenuine(letter, sourceOf(message.value))) return;
    const { order } = message.value;
    const isTaken = await this.#handle(order.recordId, { type: 'ReceiveOrder', order, at: this.#now() });
    if (!isTaken) return;
    this.#answer(await this.stateOf(order.recordId), order);
    await this.#work(order.recordId);
  }

  /** A dossier is found in a cellar. */
  async copyTurnsUp(recordId: string, copyId: string): Promise<void> {
    await this.#handle(recordId, { type: 'ReportFoundCopy', copyId, at: this.#now() });
    await this.#work(recordId);
  }

  die(): void {
    this.#cache = new Map();
    this.#working = new Set();
    this.#life += 1;
  }

  async restart(): Promise<void> {
    for (const recordId of await this.#ports.journal.streams()) await this.#work(recordId);
  }

  #now(): string {
    return instantOf(this.#ports.agenda.now);
  }

  async #read(recordId: string): Promise<Readonly<{ state: HolderState; version: number }>> {
    const cached = this.#cache.get(recordId);
    if (cached !== undefined) return cached;
    const events = await this.#ports.journal.load(recordId);
    const fresh = { state: events.reduce(this.#ports.machines.evolveHolder, noStandingOrder(this.holder)), version: events.length };
    this.#cache.set(recordId, fresh);
    return fresh;
  }

  /** Whether it was taken, be it as a repetition. */
  async #handle(recordId: string, command: HolderCommand): Promise<boolean> {
    const { journal, machines, crash } = this.#ports;
    const { state, version } = await this.#read(recordId);
    const decided = machines.decideHolder(command, state);
    if (!decided.ok) return false;
    if (decided.value.length === 0) return true;
    crash('beforeAppend');
    if (!await journal.append(recordId, version, decided.value)) throw new Error('one writer alone, yet a conflict');
    crash('afterAppend');
    this.#cache.set(recordId, { state: decided.value.reduce(machines.evolveHolder, state), version: version + decided.value.length });
    return true;
  }

  #answer(state: HolderState, order: SealOrder): void {
    const receipt = this.#ports.machines.answer(state, order);
    if (receipt !== undefined) this.#sendReceipt(receipt);
  }

  #sendReceipt(receipt: Receipt): void {
    const text = JSON.stringify(toSealEnvelope({ type: SEAL_RECEIPT_TYPE, receipt }));
    this.#ports.send({ from: this.holder, to: 'platform', text, signedBy: holderSource(this.holder) });
  }

  /** Begins what is owed, unless work on this record is under way; it takes its time. */
  async #work(recordId: string): Promise<void> {
    const { agenda, random, guarded, machines, workMax } = this.#ports;
    const duty = machines.duty(await this.stateOf(recordId));
    if (duty.type === 'nothing' || this.#working.has(recordId)) return;
    this.#working.add(recordId);
    const life = this.#life;
    agenda.after(random.whole(1, duty.type === 'bringFoundCopies' ? HOUR : workMax), () => guarded(async () => {
      if (life !== this.#life) return;
      const { order } = duty;
      const copyIds = duty.type === 'bringFoundCopies' ? duty.copyIds : undefined;
      const work = this.#bring(order, copyIds);
      const at = this.#now();
      await this.#handle(recordId, copyIds === undefined ? { type: 'ReportWork', work, at } : { type: 'ReportFoundWork', copyIds, work, at });
      this.#working.delete(recordId);
      this.#answer(await this.stateOf(recordId), order);
      await this.#work(recordId);
    }));
  }

  /** Changes the copies themselves; a crash after it repeats it harmlessly. */
  #bring(order: SealOrder, copyIds: readonly string[] | undefined): Work {
    const { copies, crash, changed } = this.#ports;
    const own = copies.get(order.recordId) ?? new Map<string, Copy>();
    const commitment = (): string => `sha256:${sha256Hex(JSON.stringify([...own]))}`;
    const commitmentBefore = commitment();
    crash('beforeAppend');
    for (const [id, copy] of own) {
      if (copyIds !== undefined && !copyIds.includes(id)) continue;
      copy.isSealed = order.target === 'sealed';
      copy.isLate = false;
    }
    changed(order.recordId);
    crash('afterAppend');
    return { sequence: order.sequence, result: own.size === 0 ? 'noCopy' : 'applied', commitmentBefore, commitmentAfter: commitment() };
  }
}
