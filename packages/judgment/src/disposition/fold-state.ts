import type { ProblemCode } from '../reading.ts';
import type { PartyIndex } from './actors.ts';
import { type Bucket, type Draft, isSamePerson, newDraft } from './drafts.ts';
import type { ActorMention, ActorToken, ChargeName, Place } from './tokens.ts';

/** A doubt about a place in the squeezed operative part. */
export type Doubt = Readonly<{ code: ProblemCode; message: string; place: Place }>;

/** A suspension of an earlier judgment that is revoked; without a mention it is of whoever is sentenced. */
export type Revocation = Readonly<{ mention: ActorMention | undefined; place: Place }>;

/**
 * Penalties that are told, not imposed: of an earlier judgment (与前罪…并罚), as a sum (总和刑期), or of a
 * suspension that is revoked in passing.
 */
export type Aside = 'none' | 'prior' | 'sum' | 'revocation';

/** What the fold knows between two tokens; lives only while one operative part is read. */
export type FoldState = {
  readonly text: string;
  readonly index: PartyIndex;
  readonly isNumbered: boolean;
  readonly drafts: Readonly<Record<Bucket, Draft[]>>;
  readonly revocations: Revocation[];
  readonly doubts: Doubt[];
  bucket: Bucket;
  aside: Aside;
  /** Where an earlier judgment is named; makes the next 决定执行 a merger with it. */
  priorPlace: Place | undefined;
  /** A penalty set aside that no 决定执行 has followed yet. */
  asidePenalty: Place | undefined;
  depth: number;
  current: readonly Draft[];
  bracketActors: readonly ActorMention[] | 'all' | undefined;
  actor: ActorToken | undefined;
  boundary: Place;
  stopMark: string;
  pendingPronounce: Place | undefined;
  pendingCombine: Place | undefined;
  /** 以盗窃罪判处…: charges named ahead of the person and the penalty. */
  chargesBefore: readonly ChargeName[] | undefined;
  /** 分别判处 to several persons in one breath: whose penalty is whose cannot be told. */
  isRespective: boolean;
  dismissed: boolean;
};

/** The state before the first token. */
export const newFoldState = (
  parts: Readonly<{ text: string; index: PartyIndex; isNumbered: boolean }>,
): FoldState => ({
  ...parts,
  drafts: { pronounced: [], maintained: [], annulled: [] },
  revocations: [],
  doubts: [],
  bucket: 'pronounced',
  aside: 'none',
  priorPlace: undefined,
  asidePenalty: undefined,
  depth: 0,
  current: [],
  bracketActors: undefined,
  actor: undefined,
  boundary: { start: 0, end: 0 },
  stopMark: '',
  pendingPronounce: undefined,
  pendingCombine: undefined,
  chargesBefore: undefined,
  isRespective: false,
  dismissed: false,
});

/** Notes a doubt about a place. */
export const addDoubt =
  (state: FoldState, code: ProblemCode, found: Readonly<{ message: string; place: Place }>): void => {
  state.doubts.push({ code, message: found.message,
    place: { start: found.place.start, end: found.place.end } });
};

/** Closes 判处 and 决定执行: what was announced must have been read before the sentence ends. */
export const settle = (state: FoldState): void => {
  if (state.pendingPronounce !== undefined && state.bucket === 'pronounced' && state.aside === 'none') {
    const message = 'a penalty is announced here, but none could be read';
    addDoubt(state, 'DISPOSITION_UNREAD_TEXT', { message, place: state.pendingPronounce });
  }
  if (state.pendingCombine !== undefined && state.bucket !== 'annulled') {
    const message = 'an executed penalty is announced here, but none could be read';
    addDoubt(state, 'COMBINED_MISSING', { message, place: state.pendingCombine });
  }
  state.pendingPronounce = undefined;
  state.pendingCombine = undefined;
};

/** Ends talk of an earlier judgment; penalties told there without a 决定执行 behind them are doubtful. */
export const endAside = (state: FoldState): void => {
  if (state.asidePenalty !== undefined) {
    const message =
      'a penalty is told as one of an earlier judgment or a sum, but no executed penalty follows';
    addDoubt(state, 'DISPOSITION_UNREAD_TEXT', { message, place: state.asidePenalty });
  }
  state.asidePenalty = undefined;
  state.aside = 'none';
};

/** Masked names that several parties share are given out in the order of the header. */
export const resolveShared = (state: FoldState, mention: ActorMention): ActorMention => {
  if (mention.party !== undefined) return mention;
  const shared = state.index.startingAt(mention.name, 0);
  if (shared === undefined || shared.name !== mention.name) return mention;
  const drafts = state.drafts[state.bucket];
  const free = shared.parties.find((party) => !drafts.some((draft) => draft.mention.party === party));
  const party = free ?? shared.parties.at(-1);
  return party === undefined ? mention : { ...mention, party };
};

/** The draft of a person in the present bucket, new if need be. */
export const draftFor = (state: FoldState, mention: ActorMention): Draft => {
  const drafts = state.drafts[state.bucket];
  const known = drafts.find((draft) => isSamePerson(draft.mention, mention));
  if (known !== undefined) return known;
  const created = newDraft(mention);
  drafts.push(created);
  return created;
};

/** 改判被告人甲有期徒刑二年, 对被告人甲决定执行…: a penalty behind a name belongs to that person. */
export const switchToActor = (state: FoldState): void => {
  if (state.actor === undefined || state.depth > 0) return;
  const mentions = state.actor.mentions;
  state.actor = undefined;
  const isCurrent = state.current.length > 0 && mentions.length === state.current.length
    && mentions.every((mention) => state.current.some((draft) =>
      isSamePerson(draft.mention, mention) || draft.mention.name === mention.name));
  if (!isCurrent) state.current = mentions.map((mention) => draftFor(state, resolveShared(state, mention)));
};
