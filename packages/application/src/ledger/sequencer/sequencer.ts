import { ok, present, type Result } from '@fengcun/kernel';
import type { Asking } from '../witness/cosign.ts';
import { type Publication, publishHead } from './publish-head.ts';
import { type LogStates, recover } from './recover.ts';
import { commitBatch, writeBatchFiles } from './sequence-batch.ts';
import type { LogSetup, SequencerRefusal } from './setup.ts';

/** The one writer of a log. After a refusal or fault the next call begins again from what is stored. */
export type Sequencer = Readonly<{
  /** Sequences one batch; the number of entries taken. */
  sequence: () => Promise<Result<number, SequencerRefusal>>;
  /** Signs and publishes the head of every tree, also when nothing is new: that keeps the witnesses fresh. */
  publish: () => Promise<Result<readonly Publication[], SequencerRefusal>>;
  /** Sequences until nothing waits, then publishes. */
  settle: () => Promise<Result<readonly Publication[], SequencerRefusal>>;
  /** Lets the next sequencer in at once. */
  close: () => Promise<void>;
}>;

type Leader = Readonly<{ epoch: number; leasedUntil: number; states: LogStates }>;

const instant = (millis: number): string => new Date(millis).toISOString();

const claim = (
  { database, logId, holder, now }: LogSetup, until: number,
): Promise<Result<Readonly<{ epoch: number }>, SequencerRefusal>> =>
  database.sequence((leaves) => leaves.claim({ logId, holder, now: instant(now()), until: instant(until) }));

/** A claim, and everything brought to the state of the database. */
const lead = async (setup: LogSetup): Promise<Result<Leader, SequencerRefusal>> => {
  const leasedUntil = setup.now() + setup.leaseMillis;
  const lease = await claim(setup, leasedUntil);
  if (!lease.ok) return lease;
  const states = await recover(setup);
  return states.ok ? ok({ epoch: lease.value.epoch, leasedUntil, states: states.value }) : states;
};

/** Keeps a lease that is half over; the epoch of the new claim fences out whoever had the old one. */
const renew = async (setup: LogSetup, leader: Leader): Promise<Result<Leader, SequencerRefusal>> => {
  if (leader.leasedUntil - setup.now() > setup.leaseMillis / 2) return ok(leader);
  const leasedUntil = setup.now() + setup.leaseMillis;
  const lease = await claim(setup, leasedUntil);
  return lease.ok ? ok({ ...leader, epoch: lease.value.epoch, leasedUntil }) : lease;
};

/** Who leads, if anybody here does; two who ask at once make one claim. */
const leadership = (setup: LogSetup): Readonly<{
  hold: () => Promise<Result<Leader, SequencerRefusal>>;
  keep: (leader: Leader | undefined) => void;
  isHeld: () => boolean;
}> => {
  let leader: Leader | undefined;
  let claiming: Promise<Result<Leader, SequencerRefusal>> | undefined;
  const claimOrRenew = async (): Promise<Result<Leader, SequencerRefusal>> => {
    const held = leader === undefined ? await lead(setup) : await renew(setup, leader);
    leader = held.ok ? held.value : undefined;
    return held;
  };
  return {
    hold: () => {
      claiming ??= claimOrRenew().finally(() => { claiming = undefined; });
      return claiming;
    },
    keep: (next) => { leader = next; },
    isHeld: () => leader !== undefined,
  };
};

/** Files of committed batches on their way to the disk, one batch after the other. */
type Writing = Readonly<{
  /** Waits for the files of the batch before and says whether they were written. */
  settled: () => Promise<Result<void, SequencerRefusal>>;
  begin: (work: () => Promise<Result<void, SequencerRefusal>>) => void;
  /** Waits, and forgets what came of it. */
  forget: () => Promise<void>;
}>;

const writer = (): Writing => {
  let last: Promise<Result<void, SequencerRefusal>> = Promise.resolve(ok(undefined));
  return {
    settled: () => last,
    begin: (work) => {
      last = work();
      // Whoever waits for it hears of a failure; until then it must not end the process.
      last.catch(() => undefined);
    },
    forget: async () => {
      await last.catch(() => undefined);
      last = Promise.resolve(ok(undefined));
    },
  };
};

/**
 * A sequencer over a setup; it claims, recovers and renews by itself. Calls of `sequence` run one after the
 * other, and each leaves the files of its batch to be written while the next one commits; a `publish` waits
 * for them, and may itself overlap with batches, so that a slow witness holds up none.
 */
export const openSequencer = (setup: LogSetup): Sequencer => {
  const writing = writer();
  const { hold, keep, isHeld } = leadership({ ...setup, clean: () => writing.forget().then(setup.clean) });
  const asking: Asking = { post: setup.post, knownSizes: new Map() };
  /** Whatever goes wrong, what is in memory is no longer believed. */
  const asLeader = async <T>(
    work: (leader: Leader) => Promise<Result<T, SequencerRefusal>>,
  ): Promise<Result<T, SequencerRefusal>> => {
    try {
      const held = await hold();
      const done = held.ok ? await work(held.value) : held;
      if (!done.ok) keep(undefined);
      return done;
    } catch (error) {
      keep(undefined);
      throw error;
    }
  };
  const sequence = (): Promise<Result<number, SequencerRefusal>> =>
    asLeader(async (leader) => {
      const batch = await commitBatch(setup, leader);
      if (!batch.ok) return batch;
      const before = await writing.settled();
      if (!before.ok) return before;
      if (batch.value.taken > 0) keep({ ...leader, states: batch.value.plans.map(({ next }) => next) });
      writing.begin(() => writeBatchFiles(setup, batch.value));
      return ok(batch.value.taken);
    });
  const publish = (): Promise<Result<readonly Publication[], SequencerRefusal>> =>
    asLeader(async ({ states }) => {
      const written = await writing.settled();
      return written.ok ? publishAll({ setup, asking }, states) : written;
    });
  const settle = async (): Promise<Result<readonly Publication[], SequencerRefusal>> => {
    for (;;) {
      const taken = await sequence();
      if (!taken.ok) return taken;
      if (taken.value === 0) return publish();
    }
  };
  const close = async (): Promise<void> => {
    await writing.forget();
    if (isHeld()) await claim(setup, setup.now());
    keep(undefined);
  };
  return { sequence, publish, settle, close };
};

const publishAll = async (
  { setup, asking }: Readonly<{ setup: LogSetup; asking: Asking }>, states: LogStates,
): Promise<Result<readonly Publication[], SequencerRefusal>> => {
  const published: Publication[] = [];
  for (const [at, tree] of setup.trees.entries()) {
    const done = await publishHead({ setup, tree, asking }, present(states[at], 'state of a tree'));
    if (!done.ok) return done;
    published.push(done.value);
  }
  return ok(published);
};
