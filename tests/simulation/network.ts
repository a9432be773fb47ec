import type { Random } from './random.ts';
import type { Agenda } from './virtual-time.ts';
import { DAY, HOUR } from './virtual-time.ts';

/** A message on its way: its text, and whose key signed it. Names of nodes: `platform` or a holder's key. */
export type Letter = Readonly<{ from: string; to: string; text: string; signedBy: string }>;

type Partition = Readonly<{ node: string; from: number; to: number }>;

/** How bad the network is, drawn for each run. */
export type Weather = Readonly<{ loss: number; doubling: number; delayMax: number; partitions: readonly Partition[]; calmFrom: number }>;

/** Weather that ends: from `calmFrom` on nothing is lost, so that everything can settle. */
export const drawWeather = (random: Random, nodes: readonly string[], calmFrom: number): Weather => ({
  loss: random.pick([0, 0.1, 0.3, 0.6]), doubling: random.pick([0, 0.1, 0.4]),
  delayMax: random.pick([HOUR, 12 * HOUR, 6 * DAY]), calmFrom,
  partitions: nodes.flatMap((node): readonly Partition[] => {
    if (!random.chance(0.3)) return [];
    const from = random.whole(0, calmFrom);
    return [{ node, from, to: Math.min(calmFrom, from + random.whole(DAY, 40 * DAY)) }];
  }),
});

/** A network that loses, doubles, delays (and so reorders), is cut, and remembers what it saw to replay it. */
export class Network {
  readonly #seen: Letter[] = [];
  readonly #agenda: Agenda;
  readonly #random: Random;
  readonly #weather: Weather;
  readonly #deliver: (letter: Letter) => Promise<void>;

  constructor(agenda: Agenda, random: Random, weather: Weather, deliver: (letter: Letter) => Promise<void>) {
    this.#agenda = agenda;
    this.#random = random;
    this.#weather = weather;
    this.#deliver = deliver;
  }

  send(letter: Letter): void {
    this.#seen.push(letter);
    const { loss, doubling } = this.#weather;
    const isCalm = this.#agenda.now >= this.#weather.calmFrom;
    if (!isCalm && (this.#random.chance(loss) || this.#isCut(letter))) return;
    this.#fly(letter);
    if (this.#random.chance(doubling)) this.#fly(letter);
  }

  /** Anything that was ever on the wire, once more: genuinely signed, and old. */
  replay(): void {
    if (this.#seen.length === 0) return;
    const letter = this.#seen[this.#random.whole(0, this.#seen.length - 1)];
    if (letter !== undefined) this.#fly(letter);
  }

  /** A letter of somebody who is no organ, or of an organ about another. */
  forge(change: (letter: Letter) => Letter): void {
    const letter = this.#seen[this.#random.whole(0, this.#seen.length - 1)];
    if (letter !== undefined) this.#fly(change(letter));
  }

  #fly(letter: Letter): void {
    this.#agenda.after(this.#random.whole(1, this.#weather.delayMax), () => this.#deliver(letter));
  }

  #isCut({ from, to }: Letter): boolean {
    const { now } = this.#agenda;
    return this.#weather.partitions.some((cut) => (cut.node === from || cut.node === to) && now >= cut.from && now < cut.to);
  }
}
