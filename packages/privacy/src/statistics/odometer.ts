import { canonicalJson, err, ok, type Result, sha256Hex } from '@fengcun/kernel';
import { productNamed } from './catalogue.ts';
import { RHO_QUARTER } from './parameters.ts';
import { lastDay, type Quarter, readQuarter } from './period.ts';
import { isMore, plus, type Rational, readRational, writtenRational, ZERO } from './rational.ts';

/** A link of the chain of the budget; `hash` covers all the rest, `previous` the link before. */
type Link<T extends string, F> =
  Readonly<{ type: T; at: string; seq: number; previous: string; hash: string; releaseId: string }>
  & Readonly<F>;

/**
 * Everything that happens to the budget. `BudgetReserved` spends; nothing ever gives back. `NoiseCommitted`
 * holds the finished release, signed, so that whatever happens afterwards the same bytes are published.
 */
export type BudgetEvent =
  | Link<'BudgetReserved', { product: string; period: string; rho: string; jobId: string }>
  | Link<'NoiseCommitted', { body: string; sha256: string }>
  | Link<'ReleasePublished', { sha256: string }>;

/** How far a release is. */
export type ReleaseStage = 'reserved' | 'committed' | 'published';

/** A release as the budget knows it; `body`: its bytes as text, once its noise is drawn. */
export type BudgetRelease = Readonly<{
  releaseId: string; product: string; period: string; rho: string; jobId: string; stage: ReleaseStage;
  reservedAt: string; seq: number; previous: string; body?: string; sha256?: string; publishedAt?: string;
}>;

/** The budget: the head of its chain, what every quarter has spent, and the releases by id. */
export type BudgetState = Readonly<{
  seq: number; head: string; spent: ReadonlyMap<string, Rational>;
  releases: ReadonlyMap<string, BudgetRelease>;
}>;

const GENESIS = '0'.repeat(64);

/** Before anything was published. */
export const NO_BUDGET: BudgetState = { seq: 0, head: GENESIS, spent: new Map(), releases: new Map() };

/** What can be asked of the budget. `asked`: more than the product's own amount is never right. */
export type BudgetCommand =
  | Readonly<{ type: 'Reserve'; at: string; product: string; period: string; jobId: string; today: string }>
  | Readonly<{ type: 'Commit'; at: string; releaseId: string; body: string }>
  | Readonly<{ type: 'Publish'; at: string; releaseId: string; sha256: string }>;

/** Why not. Amounts are public, figures never appear. */
export type BudgetRefusal =
  | Readonly<{ code: 'PRODUCT_UNKNOWN' }>
  /** Not a quarter: periods that overlap cannot be asked for. */
  | Readonly<{ code: 'PERIOD_UNUSABLE' }>
  /** The quarter is not over: its figures would have to be published twice. */
  | Readonly<{ code: 'PERIOD_NOT_OVER'; until: string }>
  | Readonly<{ code: 'RELEASE_EXISTS'; releaseId: string; stage: ReleaseStage }>
  | Readonly<{ code: 'BUDGET_EXCEEDED'; spent: string; asked: string; cap: string }>
  | Readonly<{ code: 'RELEASE_STANDS_OTHERWISE'; stage: ReleaseStage | 'none' }>
  | Readonly<{ code: 'RELEASE_DIFFERS' }>;

/** The one id of a table of a quarter: it is published once. */
export const releaseIdOf = (product: string, quarter: Quarter): string => `${product}-${quarter}`;

type Decided = Result<readonly BudgetEvent[], BudgetRefusal>;
type Of<T extends BudgetCommand['type']> = Extract<BudgetCommand, { type: T }>;
type Unlinked<T> = T extends BudgetEvent ? Omit<T, 'seq' | 'previous' | 'hash'> : never;

const linked = (state: BudgetState, event: Unlinked<BudgetEvent>): Decided => {
  const link = { ...event, seq: state.seq + 1, previous: state.head };
  // The parts of the union are what they were taken from, with their links added.
  return ok([{ ...link, hash: sha256Hex(canonicalJson(link)) } as BudgetEvent]);
};

const reserve = ({ at, product: id, period, jobId, today }: Of<'Reserve'>, state: BudgetState): Decided => {
  const product = productNamed(id);
  if (product === undefined) return err({ code: 'PRODUCT_UNKNOWN' });
  const quarter = readQuarter(period);
  if (quarter === undefined) return err({ code: 'PERIOD_UNUSABLE' });
  const until = lastDay(quarter);
  if (today <= until) return err({ code: 'PERIOD_NOT_OVER', until });
  const releaseId = releaseIdOf(id, quarter);
  const known = state.releases.get(releaseId);
  if (known !== undefined) return err({ code: 'RELEASE_EXISTS', releaseId, stage: known.stage });
  const spent = state.spent.get(quarter) ?? ZERO;
  const [asked, cap] = [product.rho, RHO_QUARTER];
  if (isMore(plus(spent, asked), cap)) {
    const [one, other, most] = [spent, asked, cap].map(writtenRational);
    return err({ code: 'BUDGET_EXCEEDED', spent: one ?? '', asked: other ?? '', cap: most ?? '' });
  }
  const rho = writtenRational(asked);
  return linked(state, { type: 'BudgetReserved', at, releaseId, product: id, period, rho, jobId });
};

const commit = ({ at, releaseId, body }: Of<'Commit'>, state: BudgetState): Decided => {
  const known = state.releases.get(releaseId);
  if (known?.stage !== 'reserved') {
    return err({ code: 'RELEASE_STANDS_OTHERWISE', stage: known?.stage ?? 'none' });
  }
  return linked(state, { type: 'NoiseCommitted', at, releaseId, body, sha256: sha256Hex(body) });
};

const publish = ({ at, releaseId, sha256 }: Of<'Publish'>, state: BudgetState): Decided => {
  const known = state.releases.get(releaseId);
  const isSame = known?.sha256 === sha256;
  if (known?.stage === 'published') return isSame ? ok([]) : err({ code: 'RELEASE_DIFFERS' });
  if (known?.stage !== 'committed') {
    return err({ code: 'RELEASE_STANDS_OTHERWISE', stage: known?.stage ?? 'none' });
  }
  if (!isSame) return err({ code: 'RELEASE_DIFFERS' });
  return linked(state, { type: 'ReleasePublished', at, releaseId, sha256 });
};

/**
 * What a command does to the budget. Reserving spends before anything is counted; noise is committed once for
 * a reservation, with the release it made; publishing hands out those bytes, again and again the same.
 */
export const decideBudget = (command: BudgetCommand, state: BudgetState): Decided => {
  switch (command.type) {
    case 'Reserve': return reserve(command, state);
    case 'Commit': return commit(command, state);
    case 'Publish': return publish(command, state);
  }
};

/** Whether an event is the next link of the chain and its hash covers it. */
export const isNextLink = (state: BudgetState, event: BudgetEvent): boolean => {
  const { hash, ...rest } = event;
  return event.seq === state.seq + 1 && event.previous === state.head
    && sha256Hex(canonicalJson(rest)) === hash;
};

/** Folds an event; whoever loads a stored budget checks the links first with `brokenLink`. */
export const evolveBudget = (state: BudgetState, event: BudgetEvent): BudgetState => {
  const { releaseId, seq, hash: head } = event;
  const releases = new Map(state.releases);
  const known = releases.get(releaseId);
  if (event.type === 'BudgetReserved') {
    const { product, period, rho, jobId, at: reservedAt, previous } = event;
    const spent = new Map(state.spent);
    spent.set(period, plus(spent.get(period) ?? ZERO, readRational(rho) ?? ZERO));
    releases.set(releaseId, {
      releaseId, product, period, rho, jobId, stage: 'reserved', reservedAt, seq, previous,
    });
    return { seq, head, spent, releases };
  }
  if (known !== undefined && event.type === 'NoiseCommitted') {
    releases.set(releaseId, { ...known, stage: 'committed', body: event.body, sha256: event.sha256 });
  }
  if (known !== undefined && event.type === 'ReleasePublished') {
    releases.set(releaseId, { ...known, stage: 'published', publishedAt: event.at });
  }
  return { ...state, seq, head, releases };
};

/** The number of the first link that does not fit the chain before it; undefined for a whole chain. */
export const brokenLink = (events: readonly BudgetEvent[]): number | undefined => {
  let state = NO_BUDGET;
  for (const event of events) {
    if (!isNextLink(state, event)) return state.seq + 1;
    state = evolveBudget(state, event);
  }
  return undefined;
};
