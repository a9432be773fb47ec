import { pauseAfter } from './delivery-policy.ts';
import {
  claimDue, type Delivery, type DispatcherParts, openClaimed, sendDelivery,
} from './dispatch-round.ts';
import { settle, type Settlement } from './settle.ts';

/** What a dispatcher tells while it runs; codes and organs, never content. */
export type DispatcherEvent =
  | Readonly<{ event: 'delivered' | 'failed'; recipient: string; messages: number }>
  | Readonly<{ event: 'fault'; error: unknown }>;

/** How a dispatcher runs. The timer is the caller's; `idle` comes back early when it is time to stop. */
export type DispatcherRun = Readonly<{
  idle: (millis: number) => Promise<void>; isStopping: () => boolean; tell: (event: DispatcherEvent) => void;
}>;

/** One organ as the dispatcher knows it: deliveries under way, and how it has been. */
type Line = { running: number; failures: number; pausedUntil: number };

/** LIMIT: an organ that is down is asked again after a minute at the latest, whatever waits for it. */
const LINE_PAUSE = { pauseMillis: 500, pauseMillisMax: 60_000 };

type Lines = Map<string, Line>;

const lineOf = (lines: Lines, recipient: string): Line => {
  const line = lines.get(recipient) ?? { running: 0, failures: 0, pausedUntil: 0 };
  lines.set(recipient, line);
  return line;
};

/** Settlements wait for the transaction before them and then go together: one commit for several. */
const settler = (parts: DispatcherParts): ((settlement: Settlement) => Promise<void>) => {
  let waiting: Settlement[] = [];
  let running: Promise<void> | undefined;
  const flush = async (): Promise<void> => {
    const together = waiting;
    waiting = [];
    running = undefined;
    await settle(together, parts);
  };
  let last: Promise<unknown> = Promise.resolve();
  return (settlement) => {
    waiting.push(settlement);
    running ??= last.then(flush, flush);
    last = running.catch(() => undefined);
    return running;
  };
};

/** Whether the organ took nothing: down, or refusing everything. */
const tookNothing = ({ verdicts }: Settlement): boolean =>
  verdicts.length > 0 && verdicts.every(({ is }) => is === 'retry');

type Running = Readonly<{
  parts: DispatcherParts; run: DispatcherRun; lines: Lines; settleOne: (one: Settlement) => Promise<void>;
}>;

/** One delivery to its end. A fault leaves the claim to run out: the messages are sent again. */
const work = async ({ parts, run, lines, settleOne }: Running, delivery: Delivery): Promise<void> => {
  const line = lineOf(lines, delivery.recipient);
  line.running += 1;
  try {
    const settlement = await sendDelivery(parts, delivery);
    const isDown = tookNothing(settlement);
    line.failures = isDown ? line.failures + 1 : 0;
    line.pausedUntil = isDown
      ? parts.clock() + pauseAfter(line.failures, LINE_PAUSE, parts.random) : 0;
    await settleOne(settlement);
    const delivered = settlement.verdicts.filter(({ is }) => is === 'delivered').length;
    const { recipient } = delivery;
    if (delivered > 0) run.tell({ event: 'delivered', recipient, messages: delivered });
    const failed = settlement.verdicts.length - delivered;
    if (failed > 0) run.tell({ event: 'failed', recipient, messages: failed });
  } catch (error) {
    run.tell({ event: 'fault', error });
  } finally {
    line.running -= 1;
  }
};

const passedOver = ({ lines, parts: { clock, policy } }: Running): readonly string[] =>
  [...lines]
    .filter(([, { running, pausedUntil }]) => running >= policy.deliveriesEach || pausedUntil > clock())
    .map(([recipient]) => recipient);

/** Claims and begins what there is room for; the number of messages. */
const begin = async (running: Running, under: Set<Promise<void>>): Promise<number> => {
  const { parts, run } = running;
  if (under.size >= parts.policy.deliveries) return 0;
  try {
    const claimed = await claimDue(parts, {
      limit: parts.policy.claimMessages, except: passedOver(running),
    });
    if (claimed === undefined) return 0;
    for (const delivery of await openClaimed(parts, claimed)) {
      const done = work(running, delivery).finally(() => under.delete(done));
      under.add(done);
    }
    return claimed.messages.length;
  } catch (error) {
    run.tell({ event: 'fault', error });
    return 0;
  }
};

/**
 * Delivers what is due until it is told to stop, then waits for what is under way. Several organs at once, a
 * few deliveries to each; an organ that takes nothing is left alone for a while and holds nobody else up.
 * Killed at any point it loses nothing: what it claimed is due again.
 */
export const runDispatcher = async (parts: DispatcherParts, run: DispatcherRun): Promise<void> => {
  const running: Running = { parts, run, lines: new Map(), settleOne: settler(parts) };
  const under = new Set<Promise<void>>();
  while (!run.isStopping()) {
    const begun = await begin(running, under);
    if (begun > 0 && under.size < parts.policy.deliveries) continue;
    // Either somebody is done or it is time to look again.
    await Promise.race([run.idle(parts.policy.pollMillis), ...under]);
  }
  await Promise.all(under);
};
