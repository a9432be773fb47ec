import type { CivilDate } from '@fengcun/kernel';
import type { Confiscation, RightsDeprivation, Term } from '../reading.ts';
import type { ActorMention, ChargeName, Place } from './tokens.ts';

/** A value with its place in the squeezed operative part. */
export type Placed<T> = Readonly<{ value: T; place: Place }>;

/** The penalties of one charge, or those to be executed together; filled while the tokens are folded. */
export type Slot = {
  main?: Placed<Term>;
  suspension?: Placed<number>;
  fine?: Placed<number>;
  /** The fine is imposed beside (并处) a main penalty, so it is none by itself. */
  isFineBeside?: true;
  confiscation?: Placed<Confiscation>;
  rights?: Placed<RightsDeprivation>;
  expulsion?: Placed<true>;
};

/** One charge with its slot. */
export type ChargeDraft = { readonly name: ChargeName; readonly slot: Slot };

/** A printed period of the term; `score` ranks it against other periods of the same person. */
export type PeriodDraft =
  Readonly<{ from: CivilDate | undefined; to: CivilDate | undefined; score: number; place: Place }>;

/** Everything the operative part says of one defendant in one bucket. */
export type Draft = {
  readonly mention: ActorMention;
  readonly charges: ChargeDraft[];
  /** Where the next penalty goes: the last charge, or `executed` behind 决定执行. */
  slot: Slot;
  executed?: Slot;
  readonly periods: PeriodDraft[];
  acquittal?: Placed<'无罪' | '不负刑事责任'>;
  merged?: Place;
  noParole?: Place;
  ban?: Placed<number>;
  fineNote?: Place;
};

/**
 * Which sentence a piece speaks of: the one pronounced now, one a second instance maintains, or an old one
 * that is annulled.
 */
export type Bucket = 'pronounced' | 'maintained' | 'annulled';

/** A new draft for a mention; its first slot takes penalties that name no charge (改判有期徒刑二年). */
export const newDraft = (mention: ActorMention): Draft =>
  ({ mention, charges: [], slot: {}, periods: [] });

/** The same person: by party where the header knows the name, else by the printed name. */
export const isSamePerson = (first: ActorMention, second: ActorMention): boolean =>
  first.party !== undefined || second.party !== undefined
    ? first.party === second.party
    : first.name === second.name;

/** Whether a fine is imposed anywhere in the draft. */
export const hasFine = (draft: Draft): boolean =>
  draft.executed?.fine !== undefined || draft.slot.fine !== undefined
  || draft.charges.some((charge) => charge.slot.fine !== undefined);
