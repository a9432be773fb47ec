import { type CivilDate } from '@fengcun/kernel';
import {
  answerTo, decideHolder, decideSealing, evolveHolder, evolveSealing, type HolderEvent, type HolderKey, holderDuty, isShownSealed,
  isTermRule, PLATFORM_SOURCE, type SealingEvent, termDue,
} from '@fengcun/registry';
import { hasDueDate } from '@fengcun/statute';
import { type CaseView, stepsOf } from './clerks.ts';
import { drawStory, endOf, type Happening, type Story } from './happenings.ts';
import { drawWeather, type Letter, Network } from './network.ts';
import { type Copy, OrganNode } from './organ.ts';
import { parsedJson, Platform } from './platform.ts';
import { Crash, type CrashPoint, type Journal, type Machines, memoryJournal } from './ports.ts';
import { type Random, seededRandom } from './random.ts';
import { Agenda, DAY, dayOf, HOUR, START } from './virtual-time.ts';

/** The machines as they are. */
export const REAL_MACHINES: Machines = {
  decide: decideSealing, evolve: evolveSealing, isShown: isShownSealed, decideHolder, evolveHolder, answer: answerTo, duty: holderDuty,
  isGenuine: (letter, source) => letter.signedBy === source,
};

const lastDays = new Map<string, CivilDate>();

/** The table of deadlines behind its small port; a thousand runs ask for the same days. */
export const dueOn = (rule: string, from: CivilDate): CivilDate => {
  const known = lastDays.get(`${rule} ${from}`);
  if (known !== undefined) return known;
  if (!isTermRule(rule)) throw new Error(`no such rule: ${rule}`);
  const due = termDue({ rule, from });
  if (!hasDueDate(due)) throw new Error('a term without pauses has a last day');
  lastDays.set(`${rule} ${from}`, due.dueOn);
  return due.dueOn;
};

/** A genuine answer that reached the platform while it lived. */
export type Delivered = Readonly<{ recordId: string; holder: HolderKey; sequence: number; at: number }>;

/** What a run leaves behind, for the plain model to judge. */
export type Outcome = Readonly<{
  seed: number; stories: readonly Story[];
  sealing: ReadonlyMap<string, readonly SealingEvent[]>;
  holding: ReadonlyMap<HolderKey, ReadonlyMap<string, readonly HolderEvent[]>>;
  copies: ReadonlyMap<HolderKey, ReadonlyMap<string, ReadonlyMap<string, Copy>>>;
  caseHolders: ReadonlyMap<string, ReadonlySet<HolderKey>>;
  delivered: readonly Delivered[]; jobRuns: readonly number[];
  /** What was wrong on the way: a sentence each. */
  violations: readonly string[];
  counts: Readonly<{ letters: number; crashes: number; forged: number; steps: number }>;
}>;

type Node = { isUp: boolean; waiting: (() => Promise<void>)[]; die: () => void; restart: () => Promise<void> };

const PLATFORM = 'platform';
/** When the daily look at deadlines begins: no clerk's hour. */
const JOB_AT = 9 * HOUR + 17 * 60_000 + 13_777;
const SETTLE = 100 * DAY;

/** Platform, organs and network in one virtual world. */
class World {
  readonly agenda = new Agenda();
  readonly random: Random;
  readonly machines: Machines;
  readonly stories: readonly Story[];
  readonly end: number;
  readonly nodes = new Map<string, Node>();
  readonly organs = new Map<HolderKey, OrganNode>();
  readonly copies = new Map<HolderKey, Map<string, Map<string, Copy>>>();
  readonly caseHolders = new Map<string, Set<HolderKey>>();
  readonly sealingJournal: Journal<SealingEvent>;
  readonly holderJournals = new Map<HolderKey, Journal<HolderEvent>>();
  readonly delivered: Delivered[] = [];
  readonly jobRuns: number[] = [];
  readonly violations: string[] = [];
  readonly dirty = new Set<string>();
  readonly counts = { letters: 0, crashes: 0, forged: 0, steps: 0 };
  readonly network: Network;
  readonly platform: Platform;
  readonly crashRate: number;
  numbers = 0;

  constructor(seed: number, machines: Machines, sealingJournal: Journal<SealingEvent>) {
    this.sealingJournal = sealingJournal;
    this.random = seededRandom(seed);
    this.machines = machines;
    this.crashRate = this.random.pick([0, 0.01, 0.05]);
    this.stories = Array.from({ length: this.random.whole(2, 4) }, (_, index) => drawStory(this.random, `record-${index}`));
    this.end = endOf(this.stories);
    const holders = [...new Set(this.stories.flatMap((story) =>
      [...story.holders, ...story.happenings.flatMap((one) => (one.type === 'holderReports' ? [one.holder] : []))]))].sort();
    const weather = drawWeather(this.random, [PLATFORM, ...holders], this.end);
    this.network = new Network(this.agenda, this.random, weather, (letter) => this.#deliver(letter));
    this.platform = new Platform({
      journal: this.sealingJournal, machines, agenda: this.agenda, random: this.random, dueOn, send: (letter) => this.#send(letter),
      crash: (point) => this.#mayCrash(point), changed: (recordId) => this.dirty.add(recordId),
      guarded: async (work) => void await this.#guarded(PLATFORM, work), jobRan: () => this.jobRuns.push(this.agenda.now),
    });
    this.nodes.set(PLATFORM, { isUp: true, waiting: [], die: () => this.platform.die(), restart: () => this.platform.restart() });
    for (const holder of holders) this.#addOrgan(holder);
    for (const story of this.stories) this.#schedule(story);
    this.#scheduleJob(START + JOB_AT);
    for (let at = START + DAY; at < this.end; at += this.random.whole(DAY, 12 * DAY)) this.agenda.at(at, async () => this.#attack());
  }

  #addOrgan(holder: HolderKey): void {
    const own = new Map<string, Map<string, Copy>>();
    for (const { recordId, holders, happenings } of this.stories) {
      const isHolder = holders.includes(holder) || happenings.some((one) => one.type === 'holderReports' && one.holder === holder);
      const count = isHolder ? this.random.pick([0, 1, 1, 1, 2]) : 0;
      own.set(recordId, new Map(Array.from({ length: count }, (_, index) => [`copy-${index}`, { isSealed: false, isLate: false }])));
    }
    this.copies.set(holder, own);
    const journal = memoryJournal<HolderEvent>();
    this.holderJournals.set(holder, journal);
    const organ = new OrganNode(holder, {
      journal, machines: this.machines, agenda: this.agenda, random: this.random, copies: own,
      workMax: this.random.pick([HOUR, 2 * DAY, 25 * DAY]), send: (letter) => this.#send(letter),
      crash: (point) => this.#mayCrash(point), changed: (recordId) => this.dirty.add(recordId),
      guarded: async (work) => void await this.#guarded(holder, work),
    });
    this.organs.set(holder, organ);
    this.nodes.set(holder, { isUp: true, waiting: [], die: () => organ.die(), restart: () => organ.restart() });
  }

  #schedule(story: Story): void {
    this.caseHolders.set(story.recordId, new Set(story.holders));
    const view: CaseView = {
      recordId: story.recordId, dueOn, holders: () => [...this.caseHolders.get(story.recordId) ?? []],
      number: () => `N-${this.numbers += 1}`,
    };
    for (const one of story.happenings) {
      for (const { at, command } of stepsOf(view, one)) {
        this.agenda.at(at, () => this.#inTurn(PLATFORM, async () => {
          if (one.type === 'holderReports') this.caseHolders.get(story.recordId)?.add(one.holder);
          await this.platform.handle(story.recordId, command(await this.platform.stateOf(story.recordId), this.agenda.now));
        }));
      }
      if (one.type === 'copyTurnsUp') this.agenda.at(one.at, () => this.#copyTurnsUp(story.recordId, one));
    }
  }

  async #copyTurnsUp(recordId: string, { holder }: Extract<Happening, { type: 'copyTurnsUp' }>): Promise<void> {
    const copyId = `found-${this.numbers += 1}`;
    this.copies.get(holder)?.get(recordId)?.set(copyId, { isSealed: false, isLate: true });
    await this.#inTurn(holder, async () => this.organs.get(holder)?.copyTurnsUp(recordId, copyId));
  }

  #scheduleJob(at: number): void {
    if (at > this.end + SETTLE) return;
    this.agenda.at(at, async () => {
      this.#scheduleJob(at + DAY);
      // A node that is down looks when it starts again.
      if (this.nodes.get(PLATFORM)?.isUp === true) await this.#guarded(PLATFORM, () => this.platform.lookAtDeadlines());
    });
  }

  #send(letter: Letter): void {
    this.counts.letters += 1;
    this.network.send(letter);
  }

  async #deliver(letter: Letter): Promise<void> {
    const node = this.nodes.get(letter.to);
    if (node?.isUp !== true) return;
    if (letter.to !== PLATFORM) {
      await this.#guarded(letter.to, async () => this.organs.get(letter.to)?.receive(letter));
      return;
    }
    const point = await this.#guarded(PLATFORM, () => this.platform.receive(letter));
    if (point !== 'beforeAppend') this.#noteDelivered(letter);
  }

  /** Read here once more, by hand: what the deadlines are judged by must not come from the machines. */
  #noteDelivered({ text, signedBy }: Letter): void {
    const envelope = parsedJson(text) as { data?: { receipt?: { recordId: string; holder: HolderKey; sequence: number; result: string } } } | undefined;
    const receipt = envelope?.data?.receipt;
    if (receipt === undefined || receipt.result === 'superseded') return;
    if (signedBy !== `urn:fengcun:${receipt.holder.replace('/', ':')}:sealing`) return;
    this.delivered.push({ recordId: receipt.recordId, holder: receipt.holder, sequence: receipt.sequence, at: this.agenda.now });
  }

  #mayCrash(point: CrashPoint): void {
    if (this.agenda.now < this.end && this.random.chance(this.crashRate)) throw new Crash(point);
  }

  /** Runs work of a node that is up; a crash takes the node down for up to two days. */
  async #guarded(name: string, work: () => Promise<void>): Promise<CrashPoint | undefined> {
    const node = this.nodes.get(name);
    if (node === undefined || !node.isUp) return undefined;
    try {
      await work();
      return undefined;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.counts.crashes += 1;
      node.isUp = false;
      node.die();
      this.agenda.after(this.random.whole(60_000, 2 * DAY), () => this.#start(name));
      return error.point;
    }
  }

  async #start(name: string): Promise<void> {
    const node = this.nodes.get(name);
    if (node === undefined) return;
    node.isUp = true;
    if (await this.#guarded(name, node.restart) !== undefined) return;
    while (node.isUp && node.waiting.length > 0) {
      const next = node.waiting[0];
      if (next === undefined || await this.#guarded(name, next) !== undefined) return;
      node.waiting.shift();
    }
  }

  /** What people do waits for a node that is down, and is done again when it died over it. */
  async #inTurn(name: string, work: () => Promise<void>): Promise<void> {
    const node = this.nodes.get(name);
    if (node === undefined) return;
    if (!node.isUp || node.waiting.length > 0 || await this.#guarded(name, work) !== undefined) node.waiting.push(work);
  }

  #attack(): void {
    const { random, network } = this;
    this.counts.forged += 1;
    const kind = random.pick(['replay', 'replay', 'stranger', 'insider', 'future', 'garbage'] as const);
    if (kind === 'replay') return network.replay();
    network.forge((letter) => {
      switch (kind) {
        // A stranger orders or acknowledges what was never meant.
        case 'stranger': return { ...letter, signedBy: 'urn:fengcun:stranger:sealing',
          text: letter.text.replaceAll('"sealed"', '"open"').replaceAll(/"sequence":(\d+)/g, (_all, digits: string) => `"sequence":${Number(digits) + 1}`) };
        // An organ speaks for another, with its own key.
        case 'insider': return { ...letter, signedBy: 'urn:fengcun:justiceBureau:110100000099:sealing' };
        // A genuine key about an order that was never made.
        case 'future': return { ...letter, text: letter.text.replaceAll(/"sequence":(\d+)/g, '"sequence":999')
          .replaceAll(/"id":"(record-\d+)\.\d+/g, '"id":"$1.999') , signedBy: letter.to === PLATFORM ? letter.signedBy : 'urn:fengcun:stranger:sealing' };
        case 'garbage': return { ...letter, text: letter.text.slice(0, random.whole(0, letter.text.length)) };
      }
    });
    return undefined;
  }

  /** Never shown sealed while a copy that is known of is open. */
  async #check(recordId: string): Promise<void> {
    const state = await this.platform.stateOf(recordId);
    if (!this.machines.isShown(state)) return;
    for (const holder of state.copies.keys()) {
      const open = [...this.copies.get(holder)?.get(recordId) ?? []].filter(([, copy]) => !copy.isSealed && !copy.isLate);
      if (open.length > 0) this.violations.push(`${recordId} is shown sealed while ${holder} holds an open copy`);
    }
  }

  async run(): Promise<Outcome> {
    while (this.violations.length === 0 && await this.agenda.step(this.end + SETTLE)) {
      this.counts.steps += 1;
      for (const recordId of this.dirty) await this.#check(recordId);
      this.dirty.clear();
    }
    const sealing = new Map<string, readonly SealingEvent[]>();
    for (const { recordId } of this.stories) sealing.set(recordId, await this.sealingJournal.load(recordId));
    const holding = new Map<HolderKey, ReadonlyMap<string, readonly HolderEvent[]>>();
    for (const [holder, journal] of this.holderJournals) {
      const own = new Map<string, readonly HolderEvent[]>();
      for (const recordId of await journal.streams()) own.set(recordId, await journal.load(recordId));
      holding.set(holder, own);
    }
    const { stories, copies, caseHolders, delivered, jobRuns, violations, counts } = this;
    return { seed: 0, stories, sealing, holding, copies, caseHolders, delivered, jobRuns, violations, counts };
  }
}

/** The whole run of a seed: months of virtual time, from the first judgment until nothing moves any more; the platform's journal may be a real one. */
export const runSeed = async (
  seed: number, machines: Machines = REAL_MACHINES, sealingJournal: Journal<SealingEvent> = memoryJournal(),
): Promise<Outcome> => ({ ...await new World(seed, machines, sealingJournal).run(), seed });

